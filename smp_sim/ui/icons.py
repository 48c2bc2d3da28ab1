"""The few icons of the window, painted in the theme's text colour."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPolygonF

from smp_sim.ui.theme import current_theme

IconName = Literal["play", "pause"]

#: Painted this large (px) and scaled down by Qt: sharp on dense screens.
_SIZE_PX = 64


def painted_icon(name: IconName) -> QIcon:
    """Give an icon in the colour of the theme that is on."""
    pixmap = QPixmap(_SIZE_PX, _SIZE_PX)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(current_theme().text))
    if name == "play":
        painter.drawPolygon(QPolygonF([QPointF(16, 8), QPointF(56, 32), QPointF(16, 56)]))
    else:
        painter.drawRect(QRectF(14, 10, 12, 44))
        painter.drawRect(QRectF(38, 10, 12, 44))
    painter.end()
    return QIcon(pixmap)
