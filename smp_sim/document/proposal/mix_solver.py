"""The mix of a pigment that turns a patch into the colour beside it, solved with the engine itself.

How much a flat field of an area's pigment takes of each channel is measured for a few absorptions,
healed; where dots lie over a wash, they are in that field too, so that both together give the
colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from skimage.color import deltaE_ciede2000

from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.plan import Area
from smp_sim.render.colour import bytes_of_linear, lab_of_linear, linear_of_srgb
from smp_sim.render.dot_field import place_dots
from smp_sim.render.healing import healed_day
from smp_sim.render.optics import Triple
from smp_sim.render.pipeline import Request, render_view
from smp_sim.render.products import Photo, PointSet, Surface

Floats = NDArray[np.float64]

#: A surround lighter than the patch by more than this share can't be matched by pigment.
LIGHTER_SHARE = 0.02
#: The same where dots lie over the wash: so much darker than the skin around they may be.
DARKER_SHARE = 0.04

#: Absorptions that are tried, and the flat field they are tried on, mm and px/mm.
_TRIED = (0.0, 0.2, 0.5, 1.0, 1.6, 2.4, 4.0)
_FIELD_MM, _FIELD_PX_PER_MM = 16.0, 12.0


class PatchColours(NamedTuple):
    """Linear colours (3,) of a patch and of the skin around it."""

    patch: Floats
    around: Floats


@dataclass(frozen=True, slots=True)
class SkinMatch:
    """A pigment mix for an area: ``colour_miss`` ΔE2000 expected of the healed patch's mean."""

    mix: Triple
    patch: Triple
    around: Triple
    colour_miss: float
    notes: tuple[str, ...]


def solve_mix(
    area: Area, over: tuple[Area, ...], case: Case, seen: PatchColours, points: PointSet
) -> SkinMatch:
    """Solve the mix of an area that turns a patch's colour into that of the skin around it.

    Each channel by itself: the share of light that the healed field leaves falls with absorption,
    and is read backward from a table of the engine's own pictures. Areas ``over`` it, such as dots
    over a wash, are in these pictures as they are.
    """
    patch, around = seen
    wanted = np.clip(around / patch, 0.02, None)
    # Light falls about exponentially with absorption, so the table is read in logarithms.
    lost = -np.log([field_share(area, over, case, points, patch, a) for a in _TRIED])
    asked = -np.log(np.minimum(wanted, 1.0))
    mix = [float(np.interp(asked[c], lost[:, c], _TRIED)) for c in range(3)]
    reached = [float(np.exp(-np.interp(a, _TRIED, lost[:, c]))) for c, a in enumerate(mix)]
    miss = deltaE_ciede2000(lab_of_linear(patch * reached), lab_of_linear(around))  # type: ignore[no-untyped-call]
    notes = _notes(wanted, np.exp(-lost[0]), mix)
    red, green, blue = (round(a, 3) for a in mix)
    return SkinMatch((red, green, blue), _triple(patch), _triple(around), float(miss), notes)


def field_share(
    area: Area,
    over: tuple[Area, ...],
    case: Case,
    points: PointSet,
    patch: Floats,
    absorption: float,
) -> Floats:
    """Give the share (3,) of light that a healed flat field of some areas leaves.

    All three channels of ``area`` absorb alike, so that one picture serves each of them.
    """
    tried = replace(area, pigment="mixed", mix=(absorption, absorption, absorption))
    return light_left((tried, *over), case, points, patch)


def light_left(areas: tuple[Area, ...], case: Case, points: PointSet, skin: Floats) -> Floats:
    """Give the share (3,) of light that a healed flat field of areas leaves of a skin (3,)."""
    plan = replace(case.plan, areas=_laid_flat(areas), hair=())
    side = round(_FIELD_MM * _FIELD_PX_PER_MM)
    base = bytes_of_linear(np.broadcast_to(skin, (side, side, 3)))
    bare = np.ones((side, side), dtype=np.float32)
    surface = Surface(1, bare, 0 * bare, 0 * bare, 0.6, 0.0)
    ref = PhotoRef(sha256="0" * 64, suffix=".png", width=side, height=side)
    view = View(id="field", side="flat", photo=ref, camera=FlatCamera(px_per_mm=_FIELD_PX_PER_MM))
    dots = place_dots(plan, points, "field")
    request = Request(healed_day(plan))
    shown = render_view(Photo(base), surface, dots, view, plan, case.client, request).srgb
    return np.asarray(
        linear_of_srgb(shown).mean(axis=(0, 1)) / linear_of_srgb(base).mean(axis=(0, 1)),
        dtype=np.float64,
    )


def _laid_flat(areas: tuple[Area, ...]) -> tuple[Area, ...]:
    """Give areas that fill a flat field, away from every edge."""
    low, high = -3.0, _FIELD_MM + 3.0
    square = ((low, low, 0.0), (high, low, 0.0), (high, high, 0.0), (low, high, 0.0))
    return tuple(
        replace(
            area,
            id=f"field-{number}",
            kind="flat-patch",
            view="field",
            outline=square,
            feather_mm=0.0,
            strokes=(),
        )
        for number, area in enumerate(areas)
    )


def _notes(wanted: Floats, left_unmixed: Floats, mix: list[float]) -> tuple[str, ...]:
    notes = []
    if np.any(wanted > 1.0 + LIGHTER_SHARE):
        notes.append("The skin around is lighter than the patch; pigment can't lighten skin.")
    elif np.any(left_unmixed < wanted - DARKER_SHARE):
        notes.append("The dots alone make the patch darker than the skin around; thin them out.")
    if max(mix) >= _TRIED[-1]:
        notes.append("The patch is too pale for these dots; add density or a darker shade.")
    return tuple(notes)


def _triple(colour: Floats) -> Triple:
    red, green, blue = (float(value) for value in colour)
    return red, green, blue
