"""A small curve of points over time, with the line that a pass takes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from smp_sim.training.score import PASSED_POINTS
from smp_sim.ui.theme import current_theme
from smp_sim.ui.translation import tr, worded

_EDGE_PX = 5.0
#: The newest attempts that a curve shows.
MOST_SHOWN = 30


class Sparkline(QWidget):
    """Draws points of 100, oldest left; the last one stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(46)

    def show_points(self, points: Sequence[float]) -> None:
        """Show these, the oldest first."""
        self._points = tuple(points[-MOST_SHOWN:])
        said = ", ".join(worded(value, ".0f") for value in self._points)
        self.setAccessibleName(tr("Points over time: {points}", points=said or "–"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 46)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
        pass_y = area.bottom() - PASSED_POINTS / 100.0 * area.height()
        painter.setPen(QPen(QColor(theme.line), 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), pass_y), QPointF(area.right(), pass_y))
        if self._points:
            self._paint_curve(painter, area)

    def _paint_curve(self, painter: QPainter, area: QRectF) -> None:
        theme = current_theme()
        step = area.width() / max(len(self._points) - 1, 1)
        places = [
            QPointF(area.left() + step * n, area.bottom() - value / 100.0 * area.height())
            for n, value in enumerate(self._points)
        ]
        painter.setPen(QPen(QColor(theme.accent), 2.0))
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        for place in places[:-1]:
            painter.drawEllipse(place, 2.0, 2.0)
        painter.setBrush(QColor(theme.good if self._points[-1] >= PASSED_POINTS else theme.caution))
        painter.drawEllipse(places[-1], 4.0, 4.0)
