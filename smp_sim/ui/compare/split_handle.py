"""The handle of the split: mouse, finger and keyboard move it, a screen reader speaks it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider

from smp_sim.ui.canvas import Canvas
from smp_sim.ui.theme import current_theme, target_px
from smp_sim.ui.translation import tr

#: How far a key moves the line, as a share of the photo's width.
_STEP_SHARE = 0.01
_PAGE_SHARE = 0.1

_KEYS = {
    Qt.Key.Key_Left: -_STEP_SHARE,
    Qt.Key.Key_Down: -_STEP_SHARE,
    Qt.Key.Key_Right: _STEP_SHARE,
    Qt.Key.Key_Up: _STEP_SHARE,
    Qt.Key.Key_PageUp: -_PAGE_SHARE,
    Qt.Key.Key_PageDown: _PAGE_SHARE,
    Qt.Key.Key_Home: -1.0,
    Qt.Key.Key_End: 1.0,
}


class SplitHandle(QSlider):
    """Stands over a canvas where its picture is split; its value is the share after, in percent.

    ``moved`` follows every move.
    """

    moved = Signal()

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(Qt.Orientation.Horizontal, canvas.viewport())
        self._canvas = canvas
        self._showing = False
        self.setRange(0, 100)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self._speak()
        self.valueChanged.connect(self._on_value)
        canvas.viewport_changed.connect(self.place)
        canvas.viewport().installEventFilter(self)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _speak(self) -> None:
        self.setAccessibleName(tr("Dividing line between before and after"))
        self.setToolTip(tr("Drag, or use the arrow keys, Home and End."))

    def open(self) -> None:
        """Show it, ready for keys."""
        self.place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def move_to(self, share: float) -> None:
        """Put the line at a share of the photo's width, [0, 1]."""
        self._canvas.picture.compare("split", share)
        self.place()
        self.moved.emit()

    @property
    def line_x(self) -> float:
        """Where the line stands on the canvas, px; at its edge where it is out of sight."""
        split = self._canvas.picture.split * self._canvas.photo_rect.width()
        x = float(self._canvas.mapFromScene(QPointF(split, 0.0)).x())
        return min(max(x, 0.0), float(self._canvas.viewport().width()))

    def place(self) -> None:
        """Stand where the line is, and say how much lies after it."""
        if self._canvas.photo_rect.isEmpty():
            return
        reach = target_px() // 2 + 4
        height = self._canvas.viewport().height()
        self.setGeometry(round(self.line_x) - reach, 0, 2 * reach, height)
        after = round((1.0 - self._canvas.picture.split) * 100)
        self._showing = True
        self.setValue(after)
        self._showing = False
        self.setAccessibleDescription(tr("{percent} % after", percent=after))
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the canvas's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    # --- hands ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _KEYS.get(Qt.Key(event.key()))
        if by is None:
            event.ignore()
            return
        self.move_to(self._canvas.picture.split + by)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self.setSliderDown(True)
            self._drag(event)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.move_to(0.5)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it zooms the canvas below

    def _drag(self, event: QMouseEvent) -> None:
        at = self.mapTo(self._canvas.viewport(), event.position().toPoint())
        width = max(self._canvas.photo_rect.width(), 1.0)
        self.move_to(self._canvas.mapToScene(at).x() / width)

    def _on_value(self, value: int) -> None:
        """Take a value that a screen reader set."""
        if not self._showing:
            self.move_to(1.0 - value / 100)

    # --- paint ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = self.width() / 2, self.height() / 2
        for colour, width in ((QColor(0, 0, 0, 110), 4.0), (QColor(255, 255, 255, 235), 2.0)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        self._paint_knob(painter, QPointF(x, middle))
        painter.end()

    def _paint_knob(self, painter: QPainter, middle: QPointF) -> None:
        radius = target_px() / 2 - 1
        ring = current_theme().accent if self.hasFocus() else "#404040"
        painter.setPen(QPen(QColor(ring), 3))
        painter.setBrush(QColor(250, 250, 250))
        painter.drawEllipse(
            QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(48, 48, 48))
        for side in (-1.0, 1.0):
            tip = middle + QPointF(side * radius * 0.62, 0)
            base = middle + QPointF(side * radius * 0.22, 0)
            rise = QPointF(0, radius * 0.36)
            painter.drawPolygon(QPolygonF([tip, base - rise, base + rise]))
