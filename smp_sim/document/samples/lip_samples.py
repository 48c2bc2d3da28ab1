"""Close-ups of the sample client's mouth: full lips, dark ones, and a closed cleft, with a plan.

The outline is read from the mouth that was drawn, not from the picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.edits import add_view, replace_areas
from smp_sim.document.editing.pigments import set_corrector
from smp_sim.document.editing.treatments import sittings_for
from smp_sim.document.export.picture_file import encode_picture
from smp_sim.document.samples.sample_client import PHOTO_QUALITY, SAMPLE_REFERENCE
from smp_sim.model.camera import FlatCamera, HeadCamera, Scale
from smp_sim.model.case import Case, View
from smp_sim.model.client import Client
from smp_sim.model.plan import Area
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import project_places
from smp_sim.render.photo import measure_photo
from smp_sim.render.pigment_palette import PALETTE
from smp_sim.render.sample_head import (
    SampleHead,
    SampleView,
    render_sample,
    sample_camera,
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
    camera = _mouth_camera(head, width, height)
    seen = render_sample(head, "front", width=width, height=height, camera=camera)
    red = red_mask(head, seen)
    px_per_mm = float(seen.camera.focal_px / np.median(seen.depth_mm[red]))
    pixels = np.asarray(seen.photo.srgb, dtype=np.uint8)
    data = encode_picture(pixels, ".jpg", quality=PHOTO_QUALITY)
    view = View(
        id=LIPS,
        side="flat",
        photo=measure_photo(data),
        camera=FlatCamera(px_per_mm=px_per_mm),
        scale=Scale(source="camera", error_percent=0.0),
    )
    client = Client(reference=SAMPLE_REFERENCE, skin_ita_deg=sample_ita(head))
    area = _lip_area(sample, _outline_mm(red, px_per_mm))
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


def _mouth_camera(head: SampleHead, width: int, height: int) -> HeadCamera:
    """Give the front camera with a longer lens, turned to the mouth by shifting its picture."""
    front = sample_camera("front", 1200, 1500, head=head)
    longer = _LENS * width / _SIZE_PX[0]
    mouth = project_places(front, np.array(_MIDDLE_MM))
    shift = (mouth - np.array(front.centre_px)) * longer
    centre = (width / 2 - float(shift[0]), height / 2 - float(shift[1]))
    return msgspec.structs.replace(
        front, width=width, height=height, focal_px=front.focal_px * longer, centre_px=centre
    )


def _outline_mm(mask: Mask, px_per_mm: float) -> tuple[Vec3, ...]:
    """Give the largest outline of a mask (H, W) as corners in mm of the close-up's plane."""
    found, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    line = cv2.approxPolyDP(max(found, key=cv2.contourArea), 1.0, closed=True).reshape(-1, 2)
    return tuple((float(x + 0.5) / px_per_mm, float(y + 0.5) / px_per_mm, 0.0) for x, y in line)
