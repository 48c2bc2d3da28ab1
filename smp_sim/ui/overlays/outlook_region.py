"""Skin that later loss would bare, hatched over the photo, with how much it is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPolygonF, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, View
from smp_sim.ui.overlays.overlay import Overlay, Stroke
from smp_sim.ui.translation import mark, tr, worded

# The geometry needs NumPy and SciPy: imported when the region is first drawn.
# ruff: noqa: PLC0415

#: As in exported pictures.
_COLOUR = "#ff7f73"

#: Longer side of the map in which the region is found, px of its own.
_MAP_PX = 320

#: Air round the legend's words and between it and the region, screen px.
_PAD_PX, _GAP_PX = 7, 8


class OutlookOverlay(Overlay):
    """What Norwood VI would bare and no area fills: the island that would be left stands out."""

    id = "outlook"
    title = mark("If loss goes on (Norwood VI)")

    def __init__(self) -> None:
        super().__init__()
        self._region = QPainterPath()
        self.legend = ""

    def strokes(self, case: Case, view: View) -> Iterable[Stroke]:
        """Give the edge of the region in every view with a head; none is left in a close-up."""
        self._region, self.legend = QPainterPath(), ""
        if isinstance(view.camera, FlatCamera):
            return []
        from smp_sim.render.loss_outlook import bare_later_cm2

        self._region = _region_path(case, view)
        if self._region.isEmpty():
            return []
        bare = worded(bare_later_cm2(case.plan), ".0f")
        self.legend = tr("If loss goes on to Norwood VI, another {bare} cm² are bare", bare=bare)
        return [Stroke(self._region, _COLOUR, 2.0)]

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.fillPath(self._region, QColor(255, 127, 115, 34))
        hatch = QBrush(QColor(_COLOUR), Qt.BrushStyle.BDiagPattern)
        # Stripes keep their distance on the screen, however large the photo is shown.
        hatch.setTransform(painter.worldTransform().inverted()[0])
        painter.fillPath(self._region, hatch)
        super().paint(painter, option, widget)
        if self.legend:
            self._paint_legend(painter)

    def _paint_legend(self, painter: QPainter) -> None:
        """Write on a plate above the region, in letters of the window's size."""
        place = painter.worldTransform().mapRect(self._region.boundingRect())
        painter.save()
        painter.setWorldTransform(QTransform())
        words = painter.fontMetrics().boundingRect(self.legend)
        plate = QRectF(0, 0, words.width() + 2 * _PAD_PX, words.height() + 2 * _PAD_PX)
        plate.moveCenter(QPointF(place.center().x(), 0))
        plate.moveBottom(max(place.top() - _GAP_PX, plate.height() + _GAP_PX))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 20, 20, 200))
        painter.drawRoundedRect(plate, 6, 6)
        painter.setPen(QColor("#f4f4f4"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, self.legend)
        painter.restore()


def _region_path(case: Case, view: View) -> QPainterPath:
    """Give the region in photo px as closed rings; an inner ring is a hole."""
    from skimage.measure import find_contours

    from smp_sim.render.loss_outlook import outlook_depths

    width, height = view.photo.width, view.photo.height
    shrink = min(1.0, _MAP_PX / max(width, height))
    size = max(2, round(width * shrink)), max(2, round(height * shrink))
    across, down = width / size[0], height / size[1]
    path = QPainterPath()
    depths = outlook_depths(case.plan, view.camera, size)
    for ring in find_contours(depths, 0.0):  # type: ignore[no-untyped-call]
        path.addPolygon(
            QPolygonF([QPointF((x + 0.5) * across, (y + 0.5) * down) for y, x in ring.tolist()])
        )
    return path
