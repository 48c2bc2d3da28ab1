"""Close-ups of the sample client's mouth: full lips, dark ones, and a closed cleft, with a plan.

The outline is read from the mouth that was drawn, not from the picture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec
import numpy as np
from numpy.typing import NDArray

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import add_area, add_view, replace_areas
from smp_sim.document.editing.pigments import set_corrector
from smp_sim.document.editing.treatments import sittings_for
from smp_sim.document.proposal.cleft_scar import CLEFT_WIDTH_MM
from smp_sim.document.proposal.lip_evening import even_out
from smp_sim.document.samples.close_up import close_camera, close_up, outlines_mm
from smp_sim.document.samples.sample_client import SAMPLE_REFERENCE
from smp_sim.document.studio import Studio
from smp_sim.model.case import Case
from smp_sim.model.client import Client
from smp_sim.model.plan import Area
from smp_sim.model.units import Vec3
from smp_sim.render.pigment_palette import PALETTE
from smp_sim.render.sample_head import (
    SampleHead,
    SampleView,
    render_sample,
    shape_of,
)
from smp_sim.render.sample_head.mouth import SCAR_MM, LipStyle, red_depth_mm
from smp_sim.render.sample_head.skin import sample_ita
from smp_sim.render.treatment_fills import filled_area

Mask = NDArray[np.bool_]

#: Id of the close-up, and of its area.
LIPS = "lips"
#: The front view's lens is this much shorter; what stands in the middle of the picture, mm; size.
_LENS, _MIDDLE_MM, _SIZE_PX = 2.4, (0.0, -88.0, 97.0), (960, 660)


@dataclass(frozen=True, slots=True)
class LipSample:
    """A client's lips: how they are, the skin they are in, and the pigments that are planned."""

    style: LipStyle
    skin_tone: int
    ink: str
    corrector: str = ""
    ombre: float = 0.0
    liner_mm: float = 0.0

    @property
    def head(self) -> SampleHead:
        """The head they are on, without a beard."""
        return SampleHead(skin_tone=self.skin_tone, beard_hairs_per_cm2=0.0, lips=self.style)


LIP_SAMPLES: dict[str, LipSample] = {
    LIPS: LipSample("full", 3, "lip-rose", liner_mm=0.8),
    "lips-ombre": LipSample("full", 5, "lip-berry", ombre=0.9, liner_mm=1.0),
    "lips-dark": LipSample("dark", 4, "lip-rose", "lip-corrector-coral"),
    "lips-cleft": LipSample("cleft", 2, "lip-rose"),
}


def lip_sample(name: str, *, width: int = _SIZE_PX[0], height: int = _SIZE_PX[1]) -> Dossier:
    """Make a close-up of the sample client's lips, with a plan that fills them.

    The close-up is a flat view: its scale is that of the lips' own distance from the camera.

    Parameters
    ----------
    name : a key of :data:`LIP_SAMPLES`.
    width, height : size of the photo, px; it shows 81 mm across at any width.
    """
    sample = LIP_SAMPLES[name]
    head = sample.head
    longer = _LENS * width / _SIZE_PX[0]
    camera = close_camera(head, "front", _MIDDLE_MM, longer, (width, height))
    seen = render_sample(head, "front", width=width, height=height, camera=camera)
    red = red_mask(head, seen)
    px_per_mm = float(seen.camera.focal_px / np.median(seen.depth_mm[red]))
    view, data = close_up(LIPS, seen.photo, px_per_mm)
    client = Client(reference=SAMPLE_REFERENCE, skin_ita_deg=sample_ita(head))
    area = _lip_area(sample, outlines_mm(red, px_per_mm)[0])
    case = replace_areas(add_view(Case(client=client), view), (area,))
    case = set_corrector(sittings_for(case), LIPS, sample.corrector)
    planned = Dossier(case, {view.photo.sha256: data})
    return _evened(planned, head, seen, px_per_mm) if sample.style == "cleft" else planned


def _evened(dossier: Dossier, head: SampleHead, seen: SampleView, px_per_mm: float) -> Dossier:
    """Give a closed cleft's plan: its border evened out, its scar matched to skin and to lips."""
    line = _scar_points_mm(head, seen, px_per_mm)
    scar = filled_area("scar", "scar-line", line, view=LIPS)
    case = add_area(dossier.case, msgspec.structs.replace(scar, width_mm=CLEFT_WIDTH_MM))
    return replace(dossier, case=even_out(replace(dossier, case=case), Studio(load_points()))[0])


def _scar_points_mm(head: SampleHead, seen: SampleView, px_per_mm: float) -> tuple[Vec3, ...]:
    """Give the points of the scar's middle in mm of the close-up's plane."""
    points = _face_points(head, seen)
    found = []
    for x, y in SCAR_MM:
        away = np.where(seen.skin_mask, np.hypot(points[0] - x, points[1] - y), np.inf)
        row, column = np.unravel_index(int(np.argmin(away)), away.shape)
        found.append(((float(column) + 0.5) / px_per_mm, (float(row) + 0.5) / px_per_mm, 0.0))
    return tuple(found)


def _face_points(head: SampleHead, seen: SampleView) -> NDArray[np.float32]:
    """Give each pixel's place (3, H, W) in the frame that the face is told in, mm."""
    places = np.nan_to_num(seen.place_mm.reshape(-1, 3).T.astype(np.float32))
    points = np.stack(shape_of(head).face_points(places))
    return np.asarray(points.reshape(3, *seen.depth_mm.shape), dtype=np.float32)


def red_mask(head: SampleHead, seen: SampleView) -> Mask:
    """Say which pixels (H, W) of a close-up truly show the red of the lips."""
    points = _face_points(head, seen).reshape(3, -1)
    return np.asarray(red_depth_mm(head.lips, points).reshape(seen.depth_mm.shape) > 0.0)


def _lip_area(sample: LipSample, outline: tuple[Vec3, ...]) -> Area:
    area = filled_area(LIPS, "lips", outline, view=LIPS)
    ink = PALETTE[sample.ink]
    return msgspec.structs.replace(
        area, mix=ink.mix, cover=ink.cover, ombre=sample.ombre, liner_mm=sample.liner_mm
    )
