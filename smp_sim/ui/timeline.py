"""The healing timeline along the bottom: play, scrub, and the expected range always in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from smp_sim.model.plan import DAYS_PER_YEAR, Retention
from smp_sim.ui.icons import painted_icon
from smp_sim.ui.session import Session
from smp_sim.ui.theme import named
from smp_sim.ui.timeline_marks import phase_of
from smp_sim.ui.timeline_track import TimelineTrack
from smp_sim.ui.translation import mark, tr, worded

#: Playing runs through the whole axis in this time (s), a frame every 40 ms.
PLAY_SECONDS = 14.0
_FRAME_MS = 40

RETENTIONS: dict[Retention, str] = {
    "light": mark("Light"),
    "typical": mark("Typical"),
    "strong": mark("Strong"),
}


class Timeline(QWidget):
    """Moves the session's day and retention. ``playing`` says when it starts and stops."""

    playing = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._session = session
        self._sessions = session.case.plan.sessions
        self.track = TimelineTrack(self._sessions, self)
        self.play_button = QToolButton(self)
        self.readout = QLabel(self)
        self.phase = named(QLabel(self), "hint")
        self.range_group = QButtonGroup(self)
        self._frame = QTimer(self, interval=_FRAME_MS)
        self._arrange()
        self._connect()
        self.refresh()

    @property
    def is_playing(self) -> bool:
        """Whether it runs by itself."""
        return self._frame.isActive()

    def toggle_play(self) -> None:
        """Start from the left when at the end; stop when running."""
        if self.is_playing:
            self._stop()
            return
        if self.track.day >= self.track.axis.last_day:
            self.track.choose_day(self.track.axis.first_day)
        self._frame.start()
        self._show_playing()
        self.playing.emit(True)

    def refresh(self) -> None:
        """Show the session's day, range and sessions."""
        if self._session.case.plan.sessions != self._sessions:
            self._sessions = self._session.case.plan.sessions
            self.track.show_sessions(self._sessions)
        self.track.show_day(self._session.day)
        self.readout.setText(worded_day(self._session.day))
        self.phase.setText(tr(phase_of(self._session.day, self._sessions)))
        for button in self.range_group.buttons():
            button.setChecked(button.property("retention") == self._session.retention)
        self.setEnabled(not self._session.is_empty)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_playing()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(10)
        self.play_button.setIconSize(QSize(20, 20))
        row.addWidget(self.play_button)
        says = QVBoxLayout()
        says.setSpacing(0)
        says.addStretch()
        says.addWidget(self.readout)
        says.addWidget(self.phase)
        says.addStretch()
        self.readout.setObjectName("section")
        self.phase.setMinimumWidth(120)
        row.addLayout(says)
        row.addWidget(self.track, 1)
        row.addLayout(self._range_column())
        self._show_playing()

    def _range_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addStretch()
        column.addWidget(named(QLabel(tr("Expected range")), "hint"))
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for retention, title in RETENTIONS.items():
            button = QToolButton()
            button.setText(tr(title))
            button.setCheckable(True)
            button.setProperty("retention", retention)
            button.setAccessibleName(tr("Expected range: {part}", part=tr(title)))
            self.range_group.addButton(button)
            buttons.addWidget(button)
        column.addLayout(buttons)
        column.addStretch()
        return column

    def _connect(self) -> None:
        self.play_button.clicked.connect(self.toggle_play)
        self.track.day_chosen.connect(self._session.show_day)
        self.track.sliderPressed.connect(self._stop)
        self.range_group.buttonClicked.connect(
            lambda button: self._session.show_retention(button.property("retention"))
        )
        self._frame.timeout.connect(self._advance)
        self._session.changed.connect(self.refresh)

    def _advance(self) -> None:
        axis = self.track.axis
        share = _FRAME_MS / (PLAY_SECONDS * 1000)
        self.track.choose_day(axis.day_at(axis.position_of(self.track.day) + share))
        if self.track.day >= axis.last_day:
            self._stop()

    def _stop(self) -> None:
        self._frame.stop()
        self._show_playing()
        self.playing.emit(False)

    def _show_playing(self) -> None:
        running = self.is_playing
        self.play_button.setIcon(painted_icon("pause" if running else "play"))
        self.play_button.setAccessibleName(tr("Pause") if running else tr("Play the healing"))
        self.play_button.setToolTip(self.play_button.accessibleName())


def worded_day(day: float) -> str:
    """Say a day as a client would: in days, then months, then years, from the first session."""
    if day < 100:
        return tr("Day {day}", day=worded(day, ".0f"))
    if day < 2 * DAYS_PER_YEAR:
        return tr("Month {month}", month=worded(day / (DAYS_PER_YEAR / 12), ".0f"))
    return tr("Year {year}", year=worded(day / DAYS_PER_YEAR, ".0f"))
