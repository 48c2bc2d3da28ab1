"""A line of words that gives way: what has no room ends in an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel


class ElidingLabel(QLabel):
    """Shows one line, shortened at its end where it must be; the tool tip holds the whole."""

    def minimumSizeHint(self) -> QSize:
        """Ask for the line's height alone."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        whole = self.sizeHint().width() <= self.width()
        self.setToolTip("" if whole else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line as far as it goes."""
        del event
        painter, room = QPainter(self), self.contentsRect()
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment()), words)
