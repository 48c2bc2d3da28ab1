"""The scrubbing part of the healing timeline: a painted axis with one handle."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QWidget

from smp_sim.model.plan import Session
from smp_sim.ui.theme import Theme, current_theme, target_px
from smp_sim.ui.timeline_marks import Mark, TimelineAxis
from smp_sim.ui.translation import tr, worded

#: The slider's own whole-number positions along the axis (what a screen reader walks through).
_STEPS = 2000
_SNAP_PX = 7.0
_MARGIN_PX = 30.0

#: Least air between two labels (px).
_LABEL_GAP_PX = 10.0

_DAY_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}
_MARK_KEYS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class TimelineTrack(QSlider):
    """Shows and moves the day. ``day_chosen`` carries only what the user chose."""

    day_chosen = Signal(float)

    def __init__(self, sessions: Sequence[Session], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.axis = TimelineAxis(sessions)
        self._day = self.axis.first_day
        self.setRange(0, _STEPS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Healing timeline"))
        self.setToolTip(tr("Drag to move through healing. Page Up and Page Down go mark by mark."))

    @property
    def day(self) -> float:
        """The day that is shown."""
        return self._day

    def sizeHint(self) -> QSize:
        return QSize(600, max(64, target_px() + 34))

    def minimumSizeHint(self) -> QSize:
        return QSize(360, self.sizeHint().height())

    def show_sessions(self, sessions: Sequence[Session]) -> None:
        """Lay the axis out for other sessions."""
        self.axis = TimelineAxis(sessions)
        self.show_day(self._day)

    def show_day(self, day: float) -> None:
        """Put the handle on a day without telling anybody."""
        self._day = day
        self.setValue(round(self.axis.position_of(day) * _STEPS))
        self.setAccessibleDescription(tr("Day {day}", day=worded(day, ".0f")))
        self.update()

    def choose_day(self, day: float) -> None:
        """Put the handle on a day and tell it."""
        day = min(max(day, self.axis.first_day), self.axis.last_day)
        if day != self._day:
            self.show_day(day)
            self.day_chosen.emit(day)

    # --- hands ----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._scrub(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._scrub(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.setSliderDown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _DAY_KEYS:
            self.choose_day(self._day + _DAY_KEYS[key] * self._day_step())
        elif key in _MARK_KEYS:
            self.choose_day(self.axis.next_mark(self._day, _MARK_KEYS[key]))
        elif key == Qt.Key.Key_Home:
            self.choose_day(self.axis.first_day)
        elif key == Qt.Key.Key_End:
            self.choose_day(self.axis.last_day)
        else:
            super().keyPressEvent(event)

    def _day_step(self) -> float:
        """Step by days while healing, by months in the years after."""
        last_session = max(found.day for found in self.axis.marks if found.session)
        return 1.0 if self._day < last_session + 1 else 30.0

    def _scrub(self, event: QMouseEvent) -> None:
        event.accept()
        position = (event.position().x() - _MARGIN_PX) / self._span()
        self.choose_day(self.axis.snapped_day(position, _SNAP_PX / self._span()))

    # --- paint ----------------------------------------------------------------------------

    def _span(self) -> float:
        return max(1.0, self.width() - 2 * _MARGIN_PX)

    def x_of(self, day: float) -> float:
        """Give the x in px where a day stands."""
        return _MARGIN_PX + self.axis.position_of(day) * self._span()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current_theme()
        middle = self.height() / 2 + 1
        self._paint_groups(painter, theme, middle)
        self._paint_line(painter, theme, middle)
        self._paint_marks(painter, theme, middle)
        self._paint_handle(painter, theme, middle)
        painter.end()

    def _paint_groups(self, painter: QPainter, theme: Theme, middle: float) -> None:
        """Name each session over its stretch of the axis."""
        for number, found in groupby(self.axis.marks, key=lambda mark: mark.session):
            stretch = list(found)
            left, right = self.x_of(stretch[0].day), self.x_of(stretch[-1].day)
            if number == 0:
                continue
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(left, middle - 18), QPointF(right, middle - 18))
            painter.setPen(QColor(theme.muted))
            words = tr("Session {number}", number=number)
            if QFontMetricsF(painter.font()).horizontalAdvance(words) > right - left - 12:
                words = tr("S{number}", number=number)
            box = QRectF(left, middle - 32, right - left, 26)
            wide = QFontMetricsF(painter.font()).horizontalAdvance(words) + 10
            plate = QRectF(box.center().x() - wide / 2, box.top(), wide, 26)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.panel))
            painter.drawRect(plate)
            painter.setPen(QColor(theme.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_line(self, painter: QPainter, theme: Theme, middle: float) -> None:
        end = _MARGIN_PX + self._span()
        painter.setPen(_rail_pen(theme.line))
        painter.drawLine(QPointF(_MARGIN_PX, middle), QPointF(end, middle))
        painter.setPen(_rail_pen(theme.accent))
        painter.drawLine(QPointF(_MARGIN_PX, middle), QPointF(self.x_of(self._day), middle))

    def _paint_marks(self, painter: QPainter, theme: Theme, middle: float) -> None:
        """Draw ticks, and each label that doesn't run into the one before; the shown day wins."""
        near = self.axis.mark_near(self._day)
        taken = [self._label_box(painter, near, middle)] if near else []
        for found in self.axis.marks:
            x = self.x_of(found.day)
            painter.setPen(QPen(QColor(theme.muted), 2))
            painter.drawLine(QPointF(x, middle - 6), QPointF(x, middle + 6))
            box = self._label_box(painter, found, middle)
            if found is not near and any(box.intersects(other) for other in taken):
                continue
            taken.append(box)
            painter.setPen(QColor(theme.text if found is near else theme.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr(found.label))

    def _label_box(self, painter: QPainter, found: Mark, middle: float) -> QRectF:
        wide = QFontMetricsF(painter.font()).horizontalAdvance(tr(found.label)) + _LABEL_GAP_PX
        return QRectF(self.x_of(found.day) - wide / 2, middle + 9, wide, 20)

    def _paint_handle(self, painter: QPainter, theme: Theme, middle: float) -> None:
        radius = target_px() / 4 + 1
        ring = theme.accent if self.hasFocus() else theme.panel
        painter.setPen(QPen(QColor(ring), 3))
        painter.setBrush(QColor(theme.text))
        painter.drawEllipse(QPointF(self.x_of(self._day), middle), radius, radius)


def _rail_pen(colour: str) -> QPen:
    return QPen(QColor(colour), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
