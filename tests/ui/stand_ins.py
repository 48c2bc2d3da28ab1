"""Stand-ins for the engine: cases and frames that cost nothing."""

from __future__ import annotations

import threading

from PySide6.QtGui import QColor, QImage

from smp_sim.document.editing import edits
from smp_sim.document.progress_report import Progress, unheard
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.ui.frames import Frame, FrameRequest
from smp_sim.ui.main_window import MainWindow


def small_view(name: str = "a", *, width: int = 400, height: int = 300) -> View:
    """Give a view with a photo of that size and 10 px/mm."""
    photo = PhotoRef(sha256="0" * 64, suffix=".jpg", width=width, height=height)
    return View(id=name, side="front", photo=photo, camera=FlatCamera(px_per_mm=10.0))


def small_case(*names: str) -> Case:
    """Give a case with a view for each name."""
    return Case(views=tuple(small_view(name) for name in names or ("a",)))


def flat_image(request: FrameRequest, colour: str) -> QImage:
    """Give a picture of one colour, of the size that was asked for."""
    width = max(1, round(request.region.width * request.scale))
    height = max(1, round(request.region.height * request.scale))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


class ColourMaker:
    """Makes white frames before and black ones after; remembers what was asked.

    ``gate`` holds every frame back until it is set; ``mistake`` is raised instead of a frame.
    """

    def __init__(self) -> None:
        self.asked: list[FrameRequest] = []
        self.gate = threading.Event()
        self.gate.set()
        self.mistake: Exception | None = None

    def make_frame(self, request: FrameRequest, progress: Progress = unheard) -> Frame:
        """Make one frame."""
        self.asked.append(request)
        self.gate.wait(10)
        progress(0.5, "")
        if self.mistake is not None:
            raise self.mistake
        return Frame(request, flat_image(request, "white"), flat_image(request, "black"), 20.0)


def reseed(window: MainWindow, seed: int = 7) -> None:
    """Make an edit."""
    window.bench.session.edit("Seed", lambda case: edits.set_seed(case, seed))
