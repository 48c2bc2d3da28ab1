"""The client's window: picture and timeline, no names, no controls, for another screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from smp_sim.ui.canvas import Canvas
from smp_sim.ui.client_frames import ClientFrames
from smp_sim.ui.compare.compare_stage import CompareStage
from smp_sim.ui.compare.modes import IF_HAIR_RETURNS, CompareMode
from smp_sim.ui.overlays.outlook_region import OutlookOverlay
from smp_sim.ui.overlays.overlay import OverlayShelf
from smp_sim.ui.session import Session
from smp_sim.ui.theme import named
from smp_sim.ui.timeline import RETENTIONS, worded_day
from smp_sim.ui.timeline_marks import phase_of
from smp_sim.ui.timeline_track import TimelineTrack
from smp_sim.ui.translation import tr
from smp_sim.ui.worker import RenderWorker

_SHARED_MODES: tuple[CompareMode, ...] = ("before", "split", "side")
_COMPARE_KEYS: dict[Qt.Key, CompareMode] = {
    Qt.Key.Key_Backslash: "before",
    Qt.Key.Key_Y: "split",
}


class ClientView(QWidget):
    """Shows what the main canvas shows, and compares as the main stage does.

    Of the main canvas's lines it shows one: what later loss would bare. Its own keys: backslash and
    Y compare, 0 fits, Escape and F11 close. ``closed`` follows its closing.
    """

    closed = Signal()

    def __init__(
        self,
        session: Session,
        source: Canvas,
        leading: CompareStage,
        worker: RenderWorker,
        overlays: OverlayShelf,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(tr("Preview"))
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._source, self._leading = session, source, leading
        self.canvas = Canvas(self)
        self.stage = CompareStage(session, self.canvas, None, self)
        self.frames = ClientFrames(source, self.canvas, worker, self)
        self.frames.shown.connect(self.stage.mirror)
        self._leading_overlays = overlays
        self.overlays = OverlayShelf(session, self)
        self.overlays.add(OutlookOverlay(), self.canvas)
        self.overlays.wake()
        overlays.changed.connect(self._follow_overlays)
        self._follow_overlays()
        self.caption = named(QLabel(self), "heading")
        self.caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.track = TimelineTrack(session.case.plan.sessions, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(self.stage, 1)
        column.addWidget(self.caption)
        column.addWidget(self.track)
        self.track.day_chosen.connect(session.show_day)
        session.changed.connect(self.refresh)
        leading.changed.connect(self._compare_alike)

    def open(self) -> None:
        """Show it: filling the second screen where there is one, else this one."""
        screens = self.screen().virtualSiblings()
        here = self._source.screen()
        other = next((screen for screen in screens if screen is not here), here)
        self.setGeometry(other.availableGeometry())
        self.refresh()
        self.showFullScreen()
        self._compare_alike()

    def refresh(self) -> None:
        """Show the main canvas's frames, the day and the range; the same photo or nothing."""
        self.frames.refresh()
        sessions = self._session.case.plan.sessions
        self.track.show_sessions(sessions)
        self.track.show_day(self._session.day)
        self.caption.setText(
            tr(
                "Simulation   ·   {day}, {phase}   ·   expected range: {part}",
                day=worded_day(self._session.day),
                phase=tr(phase_of(self._session.day, sessions)),
                part=tr(RETENTIONS[self._session.retention]),
            )
            + (f"   ·   {tr(IF_HAIR_RETURNS)}" if self._session.viewing.hair_returns else "")
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mode = _COMPARE_KEYS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()
        elif event.key() == Qt.Key.Key_0:
            self.canvas.fit_photo()
        elif mode is not None:
            self.stage.toggle(mode)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _follow_overlays(self) -> None:
        """Show what later loss would bare as long as the main canvas does."""
        shelf = self._leading_overlays
        self.overlays.switch("outlook", on=shelf.is_on("outlook") and not shelf.all_hidden)

    def _compare_alike(self) -> None:
        """Compare as the main window does; designs and their names stay there."""
        mode = self._leading.mode
        self.stage.show_mode(mode if mode in _SHARED_MODES else "after")
