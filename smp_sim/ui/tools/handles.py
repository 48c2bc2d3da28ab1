"""How handles look: the same size on screen at any zoom, seen on any skin."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from smp_sim.ui.theme import current_theme, target_px, text_pt, text_px

Shape = Literal["round", "square", "diamond", "cross"]

#: Radius of a handle on screen, as a share of the least target (px).
_HANDLE_SHARE = 0.22

HALO = QColor(0, 0, 0, 150)


def cosmetic(colour: QColor | str, width: float, *, dashed: bool = False) -> QPen:
    """Give a pen of ``width`` screen pixels at any zoom."""
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    if dashed:
        pen.setDashPattern([4.0, 3.5])
    return pen


def draw_path(
    painter: QPainter, path: QPainterPath, colour: str, width: float = 1.8, *, dashed: bool = False
) -> None:
    """Draw a line over a darker halo."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(cosmetic(QColor(0, 0, 0, 110), width + 2.0))
    painter.drawPath(path)
    painter.setPen(cosmetic(colour, width, dashed=dashed))
    painter.drawPath(path)


def draw_handle(
    painter: QPainter, at: QPointF, zoom: float, *, chosen: bool = False, shape: Shape = "round"
) -> None:
    """Draw a handle; the chosen one is larger and filled with the accent colour."""
    radius = target_px() * _HANDLE_SHARE * (1.25 if chosen else 1.0) / zoom
    painter.setPen(cosmetic(HALO, 4.0))
    painter.setBrush(QColor(current_theme().accent) if chosen else QColor("#ffffff"))
    path = _shape_path(at, radius, shape)
    painter.drawPath(path)
    painter.setPen(cosmetic("#ffffff" if chosen else "#1c1c1c", 1.6))
    painter.drawPath(path)


def _shape_path(at: QPointF, radius: float, shape: Shape) -> QPainterPath:
    path = QPainterPath()
    if shape == "round":
        path.addEllipse(at, radius, radius)
    elif shape == "square":
        side = radius * 0.88
        path.addRect(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side))
    elif shape == "cross":
        arm, thin = radius * 1.25, radius * 0.28
        path.addRect(QRectF(at.x() - arm, at.y() - thin, 2 * arm, 2 * thin))
        path.addRect(QRectF(at.x() - thin, at.y() - arm, 2 * thin, 2 * arm))
        path = path.simplified()
    else:
        reach = radius * 1.2
        corners = [QPointF(reach * math.cos(a), reach * math.sin(a)) for a in _QUARTERS]
        path.moveTo(at + corners[0])
        for corner in corners[1:]:
            path.lineTo(at + corner)
        path.closeSubpath()
    return path


_QUARTERS = tuple(math.pi / 2 * n for n in range(4))


def draw_label(
    painter: QPainter, at: QPointF, zoom: float, text: str, *, caution: bool = False
) -> None:
    """Write words on a dark plate beside a photo point, readable on any skin.

    The plate's middle left lies at the point; ``caution`` puts a sign before the words.
    """
    words = f"!  {text}" if caution else text
    font = QFont(painter.font())
    font.setPointSizeF(text_pt(10.5))
    size = QFontMetricsF(font).boundingRect(QRectF(0, 0, text_px(340), 400), _WRAP, words).size()
    painter.save()
    painter.translate(at)
    painter.scale(1.0 / zoom, 1.0 / zoom)
    painter.setFont(font)
    plate = QRectF(0, -size.height() / 2 - 5, size.width() + 18, size.height() + 10)
    painter.setPen(QPen(QColor("#e3b34c"), 2.0) if caution else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(20, 20, 20, 215))
    painter.drawRoundedRect(plate, 5, 5)
    painter.setPen(QColor("#f4f4f4"))
    painter.drawText(plate.adjusted(9, 5, -9, -5), _WRAP, words)
    painter.restore()


_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
