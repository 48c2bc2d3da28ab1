"""Decides which frames to ask for: a coarse one at once, the fine one when the hand rests."""

from __future__ import annotations

import math

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from smp_sim.model.case import Case, View
from smp_sim.model.plan import Retention
from smp_sim.ui.canvas import Canvas
from smp_sim.ui.frames import Frame, FrameRequest, Level, Region
from smp_sim.ui.quick_photo import QuickReader
from smp_sim.ui.session import Session
from smp_sim.ui.worker import RenderWorker

#: The hand rests when nothing moved for this long (ms).
REST_MS = 150

#: A coarse frame should take about this long (ms); its size follows from the last one's time.
COARSE_MS = 60.0

_FIRST_COARSE_PIXELS = 400_000
#: A frame has costs that no smaller picture saves, so below this a drag only gets blurred.
_LEAST_COARSE_PIXELS = 200_000
_MOST_COARSE_PIXELS = 1_600_000


class Variant(msgspec.Struct, frozen=True):
    """Another case or another part of the expected range, shown in place of the session's own.

    ``name`` differs from every other variant's: no picture of one is shown under another.
    """

    name: str
    case: Case
    retention: Retention


class Preview(QObject):
    """Keeps a canvas's picture in step with the session and with what is in sight.

    A preview beside the window's own has a ``channel`` of its own, and shows a variant or nothing.
    """

    shown = Signal(object)

    def __init__(
        self,
        session: Session,
        canvas: Canvas,
        worker: RenderWorker,
        parent: QObject | None = None,
        *,
        channel: str = "",
    ) -> None:
        super().__init__(parent)
        self._channel = channel
        self._variant: Variant | None = None
        self._session, self._canvas, self._worker = session, canvas, worker
        self._document = 0
        self._serial = 0
        self._coarse_pixels = float(_FIRST_COARSE_PIXELS)
        self._latest: FrameRequest | None = None
        self._reader = QuickReader(self)
        self._reader.read.connect(self._on_read)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._settle)
        session.replaced.connect(self._forget_document)
        session.changed.connect(self.refresh)
        canvas.viewport_changed.connect(self._on_viewport)
        worker.made.connect(self._on_made)

    def show_variant(self, variant: Variant | None) -> None:
        """Show another variant; None rests this preview."""
        if variant != self._variant:
            self._latest = None
        self._variant = variant
        self.refresh()

    @property
    def _view(self) -> View | None:
        """The view to show; None where there is none, or a side preview rests."""
        resting = bool(self._channel) and self._variant is None
        return None if resting else self._session.view

    def refresh(self) -> None:
        """Ask for what the session now shows, unless it is in the making or on screen."""
        view = self._view
        if view is None:
            self._canvas.show_photo("", 0, 0)
            return
        variant = self._variant.name if self._variant else ""
        key = f"{variant}/{self._document}/{view.id}/{view.photo.sha256}"
        if self._canvas.show_photo(key, view.photo.width, view.photo.height):
            self._show_bare_photo(view)
        if self._latest is None or not self._coarse(view).same_content(self._latest):
            self._ask(self._quick_request(view))
            self._rest.start()

    def _show_bare_photo(self, view: View) -> None:
        """Show the photo without dots, once it is read, until the engine's first frame."""
        data = self._session.photos.get(view.photo.sha256, b"")
        size = view.photo.width, view.photo.height
        self._reader.ask(self._canvas.photo_key, data, *size)

    def _on_read(self, key: str, photo: QImage | None) -> None:
        if photo is not None and key == self._canvas.photo_key:
            self._canvas.picture.wait_with(photo)

    def _quick_request(self, view: View) -> FrameRequest:
        """Give the fine request right away where layers are ready: only the day moved."""
        shown, fine = self._canvas.picture.fine, self._fine(view)
        ready = shown is not None and fine.same_layers(shown.request)
        return fine if ready else self._coarse(view)

    def _forget_document(self) -> None:
        self._document += 1
        self._latest = None
        self._rest.stop()
        self._worker.forget(self._channel)
        self._canvas.show_photo("", 0, 0)

    def _on_viewport(self) -> None:
        if self._view is not None:
            self._rest.start()

    def _ask(self, request: FrameRequest) -> None:
        self._latest = request
        self._worker.ask(request)

    def _settle(self) -> None:
        """Bring what is on screen up to date, what is in sight first; ask for nothing twice."""
        view = self._view
        if view is None:
            return
        picture = self._canvas.picture
        wanted = self._fine(view)
        if picture.fine is not None and wanted.same_picture(picture.fine.request):
            wanted = self._coarse(view)
            if picture.coarse is not None and wanted.same_content(picture.coarse.request):
                return
        if self._latest is None or not wanted.same_picture(self._latest):
            self._ask(wanted)

    def _coarse(self, view: View) -> FrameRequest:
        whole = Region(0, 0, view.photo.width, view.photo.height)
        return self._request(view, whole, self._coarse_scale(whole), "coarse")

    def _fine(self, view: View) -> FrameRequest:
        canvas = self._canvas
        return self._request(view, canvas.visible_region(), canvas.wanted_scale(), "fine")

    def _request(self, view: View, region: Region, scale: float, level: Level) -> FrameRequest:
        session, shown = self._session, self._variant
        self._serial += 1
        return FrameRequest(
            serial=self._serial,
            document=self._document,
            case=shown.case if shown else session.case,
            photos=session.photos,
            view_id=view.id,
            day=session.day,
            retention=shown.retention if shown else session.retention,
            region=region,
            scale=scale,
            level=level,
            viewing=session.viewing,
            channel=self._channel,
        )

    def _coarse_scale(self, whole: Region) -> float:
        """Give a scale of 1, 1/2, 1/4, ... that stays below the pixels a quick frame may have."""
        halvings = math.log2(max(1.0, whole.pixels / self._coarse_pixels)) / 2
        return float(0.5 ** math.ceil(halvings - 1e-9))

    def _on_made(self, frame: Frame) -> None:
        if frame.request.channel != self._channel:
            return
        if frame.request.level == "coarse":
            self._learn_pace(frame)
        view = self._view
        if frame.request.document != self._document or view is None:
            return
        if frame.request.view_id == view.id and self._canvas.picture.take(frame):
            self.shown.emit(frame)
        if not self._rest.isActive():
            self._settle()

    def _learn_pace(self, frame: Frame) -> None:
        """Make the next coarse frame smaller when this one was slow, larger when it was quick."""
        share = COARSE_MS / max(frame.elapsed_ms, 1.0)
        if 0.5 < share < 4.0:
            return
        wanted = self._coarse_pixels * (2.0 if share >= 4.0 else 0.5)
        self._coarse_pixels = min(max(wanted, _LEAST_COARSE_PIXELS), _MOST_COARSE_PIXELS)
