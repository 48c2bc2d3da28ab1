"""The engine behind the window's pictures: the same Studio that the command line uses.

Imported in the render thread only: it brings NumPy, OpenCV and SciPy with it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.progress_report import Progress, unheard
from smp_sim.document.proposal.hair_return import returning_areas, with_returned_hair
from smp_sim.document.studio import Studio, find_view
from smp_sim.model.case import Case
from smp_sim.model.viewing import AS_TAKEN, Viewing
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.pipeline import Request, show_day
from smp_sim.render.products import Bytes8
from smp_sim.render.viewing import look_at
from smp_sim.ui.frames import Frame, FrameRequest


class _Before(NamedTuple):
    """The photo of a canvas as an image, and what it was made from."""

    base: Bytes8
    viewing: Viewing
    px_per_mm: float
    image: QImage

    def is_of(self, base: Bytes8, viewing: Viewing, px_per_mm: float) -> bool:
        """Say whether it shows this very picture in this way."""
        return self.base is base and (self.viewing, self.px_per_mm) == (viewing, px_per_mm)


class EngineMaker:
    """Makes frames with a Studio of its own, so that layers stay ready between frames."""

    def __init__(self) -> None:
        self._studio = Studio(load_points())
        self._befores: dict[str, _Before] = {}

    def make_frame(self, request: FrameRequest, progress: Progress = unheard) -> Frame:
        """Make one frame: a coarse one as a draft, a fine one from layers that are kept.

        Raises SmpError where the photo can't be read or the plan not drawn, and Cancelled where
        ``progress`` does.
        """
        start = time.perf_counter()
        dossier = self._assumed(dossier_of(request.case, request.photos), request.viewing)
        view = find_view(dossier, request.view_id)
        px_per_mm = request.scale * mean_px_per_mm(view.camera)
        base, treated = self._make_pictures(dossier, request, progress)
        before = self._image_before(base, request, px_per_mm)
        after = image_of_pixels(_seen(treated, request.viewing, px_per_mm))
        return Frame(request, before, after, (time.perf_counter() - start) * 1000.0)

    def _assumed(self, dossier: Dossier, viewing: Viewing) -> Dossier:
        """Give the case as it is looked at: with hair grown back, where any of it can."""
        if not viewing.hair_returns or not returning_areas(dossier.case.plan):
            return dossier
        return with_returned_hair(dossier, self._studio)

    def _image_before(self, base: Bytes8, request: FrameRequest, px_per_mm: float) -> QImage:
        """Give the photo's image: the last one again where only the plan or the day moved."""
        known = self._befores.get(request.channel)
        if known is None or not known.is_of(base, request.viewing, px_per_mm):
            image = image_of_pixels(_seen(base, request.viewing, px_per_mm))
            known = _Before(base, request.viewing, px_per_mm, image)
            self._befores[request.channel] = known
        return known.image

    def _make_pictures(
        self, dossier: Dossier, request: FrameRequest, progress: Progress
    ) -> tuple[Bytes8, Bytes8]:
        x, y, width, height = request.region
        wanted = Request(
            day=request.day,
            retention=request.retention,
            scale=request.scale,
            region=(x, y, x + width, y + height),
        )
        if request.level == "coarse":
            draft = self._studio.draft(dossier, request.view_id, wanted)
            return draft.before, draft.after.srgb
        layers = self._studio.layers(dossier, request.view_id, wanted, progress)
        return layers.base, show_day(layers, request.day, request.retention).srgb


def _seen(srgb: NDArray[np.uint8], viewing: Viewing, px_per_mm: float) -> NDArray[np.uint8]:
    """Show a picture as seen; one as taken is passed on, to keep scrubbing quick."""
    return srgb if viewing == AS_TAKEN else look_at(srgb, viewing, px_per_mm)


def dossier_of(case: Case, photos: Mapping[str, bytes]) -> Dossier:
    """Give the case with its photos as the engine takes it."""
    return Dossier(case=case, photos=dict(photos))


def image_of_pixels(srgb: NDArray[np.uint8]) -> QImage:
    """Give a picture (H, W, 3) uint8 as a Qt image of its own (32 bit, the quickest to paint)."""
    height, width = srgb.shape[:2]
    image = QImage(width, height, QImage.Format.Format_RGB32)
    # Written in place: a row of 32-bit pixels has no padding.
    pixels = np.frombuffer(image.bits(), dtype=np.uint8).reshape(height, width, 4)
    cv2.cvtColor(np.ascontiguousarray(srgb), cv2.COLOR_RGB2BGRA, dst=pixels)
    return image
