"""Close-ups of the sample client's mouth: full lips, dark ones, and a closed cleft, with a plan.

The outline is read from the mouth that was drawn, not from the picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.edits import add_view, replace_areas
from smp_sim.document.editing.pigments import set_corrector
from smp_sim.document.editing.treatments import sittings_for
from smp_sim.document.samples.close_up import close_camera, close_up, outlines_mm
from smp_sim.document.samples.sample_client import SAMPLE_REFERENCE
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
from smp_sim.render.sample_head.mouth import LipStyle, red_depth_mm
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

    @property
    def head(self) -> SampleHead:
        """The head they are on, without a beard."""
        return SampleHead(skin_tone=self.skin_tone, beard_hairs_per_cm2=0.0, lips=self.style)


LIP_SAMPLES: dict[str, LipSample] = {
    LIPS: LipSample("full", 3, "lip-rose"),
    "lips-dark": LipSample("dark", 4, "lip-coral", "lip-corrector"),
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
    return Dossier(case, {view.photo.sha256: data})


def red_mask(head: SampleHead, seen: SampleView) -> Mask:
    """Say which pixels (H, W) of a close-up truly show the red of the lips."""
    places = np.nan_to_num(seen.place_mm.reshape(-1, 3).T.astype(np.float32))
    points = np.stack(shape_of(head).face_points(places))
    return np.asarray(red_depth_mm(head.lips, points).reshape(seen.depth_mm.shape) > 0.0)


def _lip_area(sample: LipSample, outline: tuple[Vec3, ...]) -> Area:
    area = filled_area(LIPS, "lips", outline, view=LIPS)
    ink = PALETTE[sample.ink]
    return msgspec.structs.replace(area, mix=ink.mix, cover=ink.cover)
