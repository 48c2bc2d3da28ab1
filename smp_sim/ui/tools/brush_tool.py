"""Brush, eraser and keep-out: strokes on the skin, as wide as the pen presses."""

from __future__ import annotations

import math

from PySide6.QtCore import QElapsedTimer, QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case
from smp_sim.model.plan import BrushStroke
from smp_sim.model.units import Vec3
from smp_sim.ui.canvas_tool import Hand
from smp_sim.ui.tools import area_edits
from smp_sim.ui.tools.area_desk import AreaDesk
from smp_sim.ui.tools.area_tool import AreaTool, stroke_path
from smp_sim.ui.tools.handles import draw_label, draw_path
from smp_sim.ui.tools.skin_points import circle_on_skin, skin_under
from smp_sim.ui.tools.tool import pixel_of
from smp_sim.ui.translation import mark, tr, worded
from smp_sim.ui.workbench import Workbench

#: A pen that hardly touches paints this share of the brush.
_LIGHT_SHARE = 0.25

#: A stroke takes a point for this share of the brush's radius.
_STEP_SHARE = 0.25

#: While a stroke is painted the plan follows it this often, ms.
_PLAN_MS = 120

LABELS = {
    "add": mark("Paint area"),
    "erase": mark("Erase area"),
    "keep-out": mark("Keep dots out"),
}
_COLOURS = {"add": "#8fe3a6", "erase": "#f2f2f2", "keep-out": "#ff7f73"}


class BrushTool(AreaTool):
    """Paints with one effect; the turned pen erases. One stroke is one undo step."""

    def __init__(self, bench: Workbench, desk: AreaDesk, effect: str) -> None:
        super().__init__(bench, desk)
        self.name = effect
        self._effect = effect
        self._now = effect
        self._points: list[Vec3] = []
        self._radii: list[float] = []
        self._over: Vec3 | None = None
        self._since = QElapsedTimer()

    def forget(self) -> None:
        """Drop a stroke over another document."""
        super().forget()
        self._points, self._radii, self._over = [], [], None

    # --- hand -----------------------------------------------------------------------------

    def press(self, hand: Hand) -> bool:
        if self.view is None:
            return False
        self._now = "erase" if hand.erases else self._effect
        self._points, self._radii = [], []
        if not self._has_ground():
            return True
        self.begin_gesture()
        self._since.start()
        self._add(hand)
        return True

    def _has_ground(self) -> bool:
        """Say, and say aloud if not, whether there is an area that the effect can work on."""
        view = self.view
        found = view and area_edits.fitting_area(self.case, view, self.desk.area_id)
        if self._now == "add" or found is not None:
            return True
        self.bench.messages.refuse(area_edits.no_area_here())
        return False

    def move(self, hand: Hand) -> None:
        if self._base is None:
            return
        self._add(hand)
        if self._points and self._since.elapsed() >= _PLAN_MS:
            self._since.restart()
            self._plan()

    def release(self, hand: Hand) -> None:
        if self._base is None:
            return
        self._add(hand)
        if self._points:
            self._plan()
        self._points, self._radii = [], []
        self.end_gesture()

    def hover(self, hand: Hand | None) -> None:
        self._over = None
        if hand is not None and self.view is not None:
            at = skin_under(pixel_of(hand.point), self.view.camera)
            self._over = None if at.at_rim else at.place
        self.repaint()

    def cancel(self) -> bool:
        was_on = self.take_back(tr(LABELS[self._now]))
        self._points, self._radii = [], []
        return was_on

    # --- stroke ---------------------------------------------------------------------------

    def _add(self, hand: Hand) -> None:
        """Take a point of the stroke where the hand is on the skin and has moved enough."""
        self.hover(hand)
        if self._over is None or self.view is None:
            return
        share = _LIGHT_SHARE + (1.0 - _LIGHT_SHARE) * min(max(hand.pressure, 0.0), 1.0)
        radius = self.desk.brush_mm * share
        if self._points and self._apart_mm(self._points[-1], self._over) < _STEP_SHARE * radius:
            self._radii[-1] = max(self._radii[-1], radius)
            return
        self._points.append(self._over)
        self._radii.append(radius)

    def _apart_mm(self, first: Vec3, second: Vec3) -> float:
        """Give the distance on the skin, roughly: on the head, a half breadth from its centre."""
        flat = self.view is None or isinstance(self.view.camera, FlatCamera)
        return math.dist(first, second) * (1.0 if flat else self.case.plan.head.semi_axes_mm[0])

    @property
    def stroke(self) -> BrushStroke:
        """The stroke as far as it is painted."""
        return BrushStroke(
            effect=self._now,  # type: ignore[arg-type]  # one of the three that a tool is made for
            points=tuple(self._points),
            radii_mm=tuple(self._radii),
        )

    def _plan(self) -> None:
        """Bring the plan up to the stroke, from the case that the gesture found."""
        view, stroke, base = self.view, self.stroke, self.base
        if view is None:
            return
        painted: list[str] = []

        def edit(_case: Case) -> Case:
            changed, name = area_edits.paint_stroke(base, view, stroke, self.desk.area_id)
            painted.append(name)
            return changed

        if self.edit(tr(LABELS[self._now]), edit):
            self.desk.choose(painted[0])

    # --- picture --------------------------------------------------------------------------

    def paint(self, painter: QPainter, zoom: float) -> None:
        super().paint(painter, zoom)
        if self.view is None:
            return
        colour = QColor(_COLOURS[self._now if self._points else self._effect])
        if self._points:
            fill = QColor(colour)
            fill.setAlpha(90)
            painter.fillPath(stroke_path(self.stroke, self.view), fill)
        if self._over is not None:
            ring = QPainterPath()
            circle = circle_on_skin(self._over, self.desk.brush_mm, self.view.camera)
            ring.addPolygon([QPointF(x, y) for x, y in circle.tolist()])
            draw_path(painter, ring, colour.name(), 1.6)
            at = QPointF(ring.boundingRect().right() + 8 / zoom, ring.boundingRect().center().y())
            draw_label(
                painter, at, zoom, tr("{size} mm", size=worded(2 * self.desk.brush_mm, ".1f"))
            )
