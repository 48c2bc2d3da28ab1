"""Vitiligo off the scalp: in a shaved beard, and on a forearm, each a close-up with its plan."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import add_view, replace_areas
from smp_sim.document.editing.treatments import sittings_for
from smp_sim.document.proposal.skin_match import match_patches
from smp_sim.document.samples.close_up import close_camera, close_up, outlines_mm
from smp_sim.document.samples.sample_client import SAMPLE_REFERENCE
from smp_sim.document.studio import Studio
from smp_sim.model.case import Case
from smp_sim.model.client import Client
from smp_sim.render.head_geometry import unit
from smp_sim.render.products import Photo
from smp_sim.render.sample_head import SampleHead, SampleView, render_sample
from smp_sim.render.sample_head.conditions import AFFECTED, inside_share
from smp_sim.render.sample_head.forearm import draw_forearm
from smp_sim.render.sample_head.skin import sample_ita
from smp_sim.render.treatment_fills import filled_area

Mask = NDArray[np.bool_]

#: Names of the samples; each is its view's id too.
BEARD, FOREARM = "vitiligo-beard", "vitiligo-body"
VITILIGO_SAMPLES = (BEARD, FOREARM)

#: How pale a patch is where it counts as full, of all that it is: its wash fades over the rest.
_FULL = 0.96

#: The close-up of the beard: place in the middle, mm, how much longer the lens is, and size, px.
_CHEEK_MM, _LENS, _BEARD_PX = (48.0, -88.0, 66.0), 1.9, (680, 560)
#: Over how much the patch's edge changes on the face, mm: the ellipsoid's is half as wide again.
_BEARD_EDGE_MM = 1.7
#: The forearm: px/mm, and size, px.
_ARM_PX_PER_MM, _ARM_PX = 9.0, (680, 560)


class ShownPatch(NamedTuple):
    """A close-up: whose, the picture, where the patch is pale all over, px/mm, its edge in mm."""

    head: SampleHead
    photo: Photo
    patch: Mask
    px_per_mm: float
    edge_mm: float


def vitiligo_sample(name: str) -> Dossier:
    """Make a close-up of a client with vitiligo, with a plan that mixes pigment to the skin around.

    Parameters
    ----------
    name : one of :data:`VITILIGO_SAMPLES`.
    """
    shown = _bearded() if name == BEARD else _forearm()
    view, data = close_up(name, shown.photo, shown.px_per_mm)
    areas = tuple(
        replace(filled_area(f"vitiligo-{number}", "vitiligo", outline, view=name),
                feather_mm=shown.edge_mm)
        for number, outline in enumerate(outlines_mm(shown.patch, shown.px_per_mm), start=1)
    )  # fmt: skip
    client = Client(reference=SAMPLE_REFERENCE, skin_ita_deg=sample_ita(shown.head))
    case = sittings_for(replace_areas(add_view(Case(client=client), view), areas))
    dossier = Dossier(case, {view.photo.sha256: data})
    return Dossier(match_patches(dossier, Studio(load_points()))[0], dossier.photos)


def _bearded() -> ShownPatch:
    """Draw a patch on the cheek, through which the shaved beard goes on."""
    head = SampleHead(
        skin_tone=3, norwood="none", condition="vitiligo-beard", beard_hairs_per_cm2=95.0
    )
    camera = close_camera(head, "threequarter-left", _CHEEK_MM, _LENS, _BEARD_PX)
    width, height = _BEARD_PX
    seen = render_sample(head, "threequarter-left", width=width, height=height, camera=camera)
    patch = patch_mask(head, seen)
    scale = float(camera.focal_px / np.median(seen.depth_mm[patch]))
    return ShownPatch(head, seen.photo, patch, scale, _BEARD_EDGE_MM)


def patch_mask(head: SampleHead, seen: SampleView) -> Mask:
    """Say which pixels (H, W) of a close-up truly show a patch at its full paleness."""
    places = np.nan_to_num(seen.place_mm.astype(np.float64))
    return np.asarray((inside_share(head, unit(places)) > _FULL) & seen.skin_mask)


def _forearm() -> ShownPatch:
    head, (width, height) = SampleHead(skin_tone=4), _ARM_PX
    seen = draw_forearm(head, width=width, height=height, px_per_mm=_ARM_PX_PER_MM)
    edge = AFFECTED["vitiligo"].soft_mm
    patch = np.asarray(seen.depth_mm > (_FULL - 0.5) * edge)
    return ShownPatch(head, seen.photo, patch, _ARM_PX_PER_MM, edge)
