"""What the teacher shows on the head: the task, a mark's fault places, the engine's solution."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from smp_sim.model.camera import HeadCamera
from smp_sim.model.units import Vec3
from smp_sim.training.drawing import Drawing
from smp_sim.training.exercise import DotTask, Exercise
from smp_sim.training.score import Fault
from smp_sim.training.solution import reference_solution
from smp_sim.ui.overlays.projection_paths import path_on_skin
from smp_sim.ui.practice.drawing_layer import EDGE_PX
from smp_sim.ui.practice.exercise_card import point_titles
from smp_sim.ui.theme import DARK
from smp_sim.ui.tools.handles import HALO, cosmetic, draw_handle, draw_label, draw_path
from smp_sim.ui.tools.skin_points import circle_on_skin, seen_points
from smp_sim.ui.translation import tr

#: On skin, whatever the window's theme is.
_FAULT, _SOLUTION, _TASK = "#ff6a5a", "#6fe08a", "#f2f2f2"
#: Radius of the ring round a single fault, screen px.
_RING_PX = 7.0


class HintLayer(QGraphicsItem):
    """Draws hints in one view, in photo pixels; ``cursor`` is the place that keys have reached."""

    def __init__(self) -> None:
        super().__init__()
        self._camera: HeadCamera | None = None
        self._size = (0, 0)
        self._exercise: Exercise | None = None
        self._solution: Drawing | None = None
        self._faults: tuple[Fault, ...] = ()
        self._cursor: Vec3 | None = None
        self.setZValue(30)
        # Hints rest while dots are set: stroking their lines anew costs more than the rest.
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    # --- what it shows --------------------------------------------------------------------

    def show_view(self, camera: HeadCamera | None, width: int, height: int) -> None:
        """Show the hints in another photo."""
        self.prepareGeometryChange()
        self._camera, self._size, self._cursor = camera, (width, height), None
        self.update()

    def show_task(self, exercise: Exercise) -> None:
        """Outline what an exercise is about; hints of another one go."""
        if exercise is not self._exercise:
            self._exercise, self._faults, self._solution = exercise, (), None
            self.update()

    def show_faults(self, faults: tuple[Fault, ...]) -> None:
        """Show where a fault is seen."""
        self._faults = faults
        self.update()

    def show_solution(self, *, shown: bool) -> None:
        """Lay the engine's own solution over the head, or take it away."""
        exercise = self._exercise
        self._solution = reference_solution(exercise) if shown and exercise is not None else None
        self.update()

    def show_cursor(self, place: Vec3 | None) -> None:
        """Show the place that the keys have reached."""
        self._cursor = place
        self.update()

    @property
    def shows_solution(self) -> bool:
        """Whether the solution lies over the head."""
        return self._solution is not None

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults that are shown."""
        return self._faults

    # --- painting -------------------------------------------------------------------------

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, *self._size).adjusted(-EDGE_PX, -EDGE_PX, EDGE_PX, EDGE_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        camera = self._camera
        if camera is None:
            return
        zoom = painter.worldTransform().m11()
        if self._exercise is not None and isinstance(self._exercise.task, DotTask):
            _paint_patch(painter, camera, self._exercise.task, zoom)
        if self._solution is not None and self._exercise is not None:
            _paint_solution(painter, camera, self._exercise, self._solution)
        for fault in self._faults:
            _paint_fault(painter, camera, fault, zoom)
        if self._cursor is not None:
            _paint_cursor(painter, camera, self._cursor, zoom)


def _paint_patch(painter: QPainter, camera: HeadCamera, task: DotTask, zoom: float) -> None:
    """Outline the patch; the side toward which dots thin out is dotted, and says so."""
    corners = (*task.outline, task.outline[0])
    soft = task.soft_edge
    if soft < 0:
        draw_path(painter, path_on_skin(camera, corners), _TASK, 1.6)
        return
    around = (*task.outline[soft + 1 :], *task.outline[: soft + 1])
    draw_path(painter, path_on_skin(camera, around), _TASK, 1.6)
    side = path_on_skin(camera, corners[soft : soft + 2])
    draw_path(painter, side, DARK.accent, 1.6, dashed=True)
    at = side.pointAtPercent(0.5) + QPointF(-40.0 / zoom, 18.0 / zoom)
    draw_label(painter, at, zoom, tr("front edge"))


def _paint_solution(
    painter: QPainter, camera: HeadCamera, exercise: Exercise, solution: Drawing
) -> None:
    if solution.line:
        draw_path(painter, path_on_skin(camera, solution.line), _SOLUTION, 2.2, dashed=True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(cosmetic(_SOLUTION, 1.8))
    zoom = painter.worldTransform().m11()
    radius = 5.0 / zoom
    for _, x, y in seen_points([dot.place for dot in solution.dots], camera):
        painter.drawEllipse(QPointF(x, y), radius, radius)
    titles = point_titles(exercise)
    for number, x, y in seen_points([point.place for point in solution.points], camera):
        _ring(painter, QPointF(x, y), 9.0 / zoom, _SOLUTION)
        title = titles.get(solution.points[number].name, "")
        draw_label(painter, QPointF(x, y + 22.0 / zoom), zoom, title)


def _paint_fault(painter: QPainter, camera: HeadCamera, fault: Fault, zoom: float) -> None:
    if fault.shape == "line":
        draw_path(painter, path_on_skin(camera, fault.places), _FAULT, 4.0)
        return
    for number, x, y in seen_points(fault.places, camera):
        if fault.shape == "gap":
            _paint_gap(painter, camera, fault.places[number], fault.radius_mm)
        else:
            _ring(painter, QPointF(x, y), _RING_PX / zoom, _FAULT)


def _paint_gap(painter: QPainter, camera: HeadCamera, place: Vec3, radius_mm: float) -> None:
    path = QPainterPath()
    ring = circle_on_skin(place, radius_mm, camera)
    path.moveTo(QPointF(*ring[0]))
    for x, y in ring[1:]:
        path.lineTo(QPointF(x, y))
    veil = QColor(_FAULT)
    veil.setAlpha(60)
    painter.fillPath(path, veil)
    draw_path(painter, path, _FAULT, 1.8)


def _ring(painter: QPainter, at: QPointF, radius: float, colour: str) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (cosmetic(HALO, 4.0), cosmetic(colour, 2.0)):
        painter.setPen(pen)
        painter.drawEllipse(at, radius, radius)


def _paint_cursor(painter: QPainter, camera: HeadCamera, place: Vec3, zoom: float) -> None:
    for _, x, y in seen_points([place], camera):
        draw_handle(painter, QPointF(x, y), zoom, shape="cross")
