"""What the learner has drawn, over the photo: dots in a picture of their own, lines and points.

Dots are painted once, into a pixmap of the window's own pixels; a new dot is painted onto it, and
only another zoom, photo or undo paints all of them again. So the cost of a stroke doesn't grow with
what is there already.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from smp_sim.model.camera import HeadCamera
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import frame_skin
from smp_sim.training.drawing import Drawing
from smp_sim.training.exercise import DrawnDot
from smp_sim.ui.overlays.projection_paths import path_on_skin
from smp_sim.ui.theme import DARK
from smp_sim.ui.tools.handles import draw_handle, draw_label, draw_path

Floats = NDArray[np.float64]

#: Pigment as it is drawn, and a light rim that keeps it seen on dark skin.
_PIGMENT, _RIM = QColor(34, 27, 26, 225), QColor(255, 255, 255, 70)
#: The least radius of a dot on the screen, px: it must be seen where it was set.
_LEAST_RADIUS_PX = 1.3
#: What is painted anew round a new dot, screen px; more new dots than these at once: everything.
_ROUND_DOT_PX, _FEW = 4.0, 20
#: Words stand beside a point, even at the photo's edge: room for them, px of the photo.
EDGE_PX = 400.0


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where the dots' pixmap belongs: the zoom and place of the photo, and the size in pixels."""

    transform: QTransform
    width: int
    height: int
    ratio: float


class DrawingLayer(QGraphicsItem):
    """Shows a drawing in one view. ``titles`` gives the words beside each named point."""

    def __init__(self) -> None:
        super().__init__()
        self._camera: HeadCamera | None = None
        self._size = (0, 0)
        self._drawing = Drawing(exercise="")
        self._dots_px: Floats = np.empty((0, 3))
        self._line = QPainterPath()
        self._stroke = QPainterPath()
        self._pending: DrawnDot | None = None
        self._sheet: _Sheet | None = None
        self._pixmap = QPixmap()
        self._painted = 0
        self._zoom = 1.0
        self.titles: dict[str, str] = {}
        self.full_paints = 0
        self.setZValue(20)

    # --- what it shows --------------------------------------------------------------------

    def show_view(self, camera: HeadCamera | None, width: int, height: int) -> None:
        """Show the drawing in another photo."""
        self.prepareGeometryChange()
        self._camera, self._size = camera, (width, height)
        self._stroke = QPainterPath()
        self._pending = None
        self._place_all()

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another state of the drawing; dots that were only added are only added."""
        known, self._drawing = self._drawing, drawing
        count = len(known.dots)
        if len(drawing.dots) < count or drawing.dots[:count] != known.dots:
            self._place_all()
            return
        added = self._placed(drawing.dots[count:])
        self._dots_px = np.vstack([self._dots_px, added])
        if (drawing.line, drawing.points) != (known.line, known.points) or len(added) > _FEW:
            self._place_line()
            self.update()
        for dot in added[:_FEW]:
            self._update_dot(dot)

    def show_stroke(self, places: tuple[Vec3, ...]) -> None:
        """Show a stroke in the making."""
        self._stroke = self._path(places)
        self.update()

    def show_pending(self, dot: DrawnDot | None) -> None:
        """Show a dot while the pen still presses it."""
        for shown in (self._pending, dot):
            if shown is not None:
                self._update_dot(self._placed((shown,))[0])
        self._pending = dot

    def _update_dot(self, dot: Floats) -> None:
        """Ask for the few pixels of a dot to be painted, and no more."""
        reach = float(dot[2]) + _ROUND_DOT_PX / self._zoom
        self.update(float(dot[0]) - reach, float(dot[1]) - reach, 2.0 * reach, 2.0 * reach)

    def _place_all(self) -> None:
        self._dots_px = self._placed(self._drawing.dots)
        self._sheet = None
        self._place_line()
        self.update()

    def _place_line(self) -> None:
        self._line = self._path(self._drawing.line)

    def _path(self, places: tuple[Vec3, ...]) -> QPainterPath:
        if self._camera is None or len(places) < 2:
            return QPainterPath()
        return path_on_skin(self._camera, places)

    def _placed(self, dots: tuple[DrawnDot, ...]) -> Floats:
        """Give middle and radius (N, 3) of dots in photo px; a radius of 0: not in sight."""
        if self._camera is None or not dots:
            return np.zeros((len(dots), 3))
        frames = frame_skin(self._camera, [dot.place for dot in dots])
        px_per_mm = np.sqrt(np.abs(np.linalg.det(frames.px_per_mm)))
        radius = 0.5 * px_per_mm * np.array([dot.diameter_mm for dot in dots])
        seen = frames.in_front & (frames.cos_tilt > 0.0)
        return np.column_stack([frames.centre_px, np.where(seen, radius, 0.0)])

    # --- painting -------------------------------------------------------------------------

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, *self._size).adjusted(-EDGE_PX, -EDGE_PX, EDGE_PX, EDGE_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option
        if self._camera is None:
            return
        if len(self._dots_px) and widget is not None:
            self._paint_dots(painter, widget)
        zoom = self._zoom = painter.worldTransform().m11()
        draw_path(painter, self._line, DARK.accent, 2.4)
        draw_path(painter, self._stroke, "#ffffff", 2.4)
        self._paint_points(painter, zoom)
        if self._pending is not None:
            _paint_dot(painter, self._placed((self._pending,))[0], zoom)

    def _paint_dots(self, painter: QPainter, widget: QWidget) -> None:
        sheet = _Sheet(
            painter.worldTransform(), widget.width(), widget.height(), widget.devicePixelRatioF()
        )
        if sheet != self._sheet:
            self._begin_sheet(sheet)
        self._finish_sheet(sheet)
        painter.save()
        painter.resetTransform()
        painter.drawPixmap(0, 0, self._pixmap)
        painter.restore()

    def _begin_sheet(self, sheet: _Sheet) -> None:
        self._sheet, self._painted = sheet, 0
        self.full_paints += 1
        self._pixmap = QPixmap(round(sheet.width * sheet.ratio), round(sheet.height * sheet.ratio))
        self._pixmap.setDevicePixelRatio(sheet.ratio)
        self._pixmap.fill(Qt.GlobalColor.transparent)

    def _finish_sheet(self, sheet: _Sheet) -> None:
        """Paint the dots that the sheet lacks."""
        if self._painted == len(self._dots_px):
            return
        zoom = sheet.transform.m11()
        brush = QPainter(self._pixmap)
        brush.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush.setTransform(sheet.transform)
        for dot in self._dots_px[self._painted :]:
            _paint_dot(brush, dot, zoom)
        brush.end()
        self._painted = len(self._dots_px)

    def _paint_points(self, painter: QPainter, zoom: float) -> None:
        if self._camera is None or not self._drawing.points:
            return
        frames = frame_skin(self._camera, [point.place for point in self._drawing.points])
        for number, point in enumerate(self._drawing.points):
            if frames.in_front[number] and frames.cos_tilt[number] > 0.0:
                at = QPointF(*frames.centre_px[number])
                draw_handle(painter, at, zoom, chosen=True, shape="cross")
                title = self.titles.get(point.name, point.name)
                draw_label(painter, at + QPointF(14.0 / zoom, 0.0), zoom, title)


def _paint_dot(painter: QPainter, dot: Floats, zoom: float) -> None:
    if dot[2] <= 0.0:
        return
    radius = max(float(dot[2]), _LEAST_RADIUS_PX / zoom)
    painter.setPen(QPen(_RIM, 0.8 / zoom))
    painter.setBrush(_PIGMENT)
    painter.drawEllipse(QPointF(float(dot[0]), float(dot[1])), radius, radius)
