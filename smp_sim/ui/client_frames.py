"""Frames for the client's canvas: those of the main window at once, sharp ones when at rest."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from smp_sim.ui.canvas import Canvas
from smp_sim.ui.frames import Frame, FrameRequest
from smp_sim.ui.preview import REST_MS
from smp_sim.ui.worker import RenderWorker

#: The main canvas, under the empty name, is served first.
CHANNEL = "client"


class ClientFrames(QObject):
    """Keeps the client's canvas in step with the main one.

    While the hand moves it shows the main window's frames; when it rests it asks for one of its
    own, at the size and pixel density of the client's screen. ``shown`` follows each picture.
    """

    shown = Signal()

    def __init__(
        self, source: Canvas, canvas: Canvas, worker: RenderWorker, parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self._source, self._canvas, self._worker = source, canvas, worker
        self._serial = 0
        self._sharp: Frame | None = None
        self._rest = QTimer(self, singleShot=True, interval=2 * REST_MS)
        self._rest.timeout.connect(self._ask)
        canvas.viewport_changed.connect(self._rest.start)
        worker.made.connect(self._on_made)

    def refresh(self) -> None:
        """Show the main canvas's frames; the sharp one stays as long as it shows the same."""
        rect = self._source.photo_rect
        self._canvas.show_photo(self._source.photo_key, int(rect.width()), int(rect.height()))
        self._canvas.picture.copy_frames(self._source.picture)
        self._show_sharp()
        self._rest.start()
        self.shown.emit()

    def _latest(self) -> FrameRequest | None:
        picture = self._source.picture
        frame = picture.fine or picture.coarse
        return None if frame is None else frame.request

    def _show_sharp(self) -> None:
        latest = self._latest()
        if latest is None or self._sharp is None:
            return
        if self._sharp.request.same_content(latest):
            self._canvas.picture.fine = self._sharp
            self._canvas.picture.update()

    def _ask(self) -> None:
        """Ask for what this screen can show, unless it is shown already."""
        latest = self._latest()
        if latest is None or not self._canvas.isVisible():
            return
        self._serial += 1
        wanted = replace(
            latest,
            serial=self._serial,
            region=self._canvas.visible_region(),
            scale=self._canvas.wanted_scale(),
            level="fine",
            channel=CHANNEL,
        )
        fine = self._canvas.picture.fine
        if fine is None or not wanted.same_picture(fine.request):
            self._worker.ask(wanted)

    def _on_made(self, frame: Frame) -> None:
        if frame.request.channel != CHANNEL:
            return
        self._sharp = frame
        self._show_sharp()
        self.shown.emit()
