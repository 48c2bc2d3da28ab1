"""Scars by hand: a line dragged or clicked along the scar, and dot scars clicked one by one."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from smp_sim.model.case import Case, View
from smp_sim.model.units import Vec2
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.ui.canvas_tool import Hand
from smp_sim.ui.tools import scar_edits
from smp_sim.ui.tools.area_desk import AreaDesk
from smp_sim.ui.tools.area_tool import AreaTool
from smp_sim.ui.tools.handles import draw_handle, draw_path
from smp_sim.ui.tools.outline_tools import CornerTool
from smp_sim.ui.tools.tool import pixel_of
from smp_sim.ui.translation import mark, tr
from smp_sim.ui.workbench import Workbench

#: A drag takes a point for so many screen pixels of way; a press that moved less is a corner.
_STEP_PX, _DRAG_PX = 2.0, 8.0

#: A dot scar is clicked away from as near as this, screen pixels: scars stand close together.
_SPOT_REACH_PX = 6.0

_COLOUR = "#ffe08a"


class ScarLineTool(CornerTool):
    """An open line along a scar: dragged in one go, or clicked corner by corner."""

    name = "scar-line"
    step_name = mark("Draw scar")

    def __init__(self, bench: Workbench, desk: AreaDesk) -> None:
        super().__init__(bench, desk)
        self._dragged: list[Vec2] = []

    def press(self, hand: Hand) -> bool:
        """Begin a drag, which may also become one more corner."""
        if self.view is None:
            return False
        self._dragged = [pixel_of(hand.point)]
        return True

    def move(self, hand: Hand) -> None:
        point = pixel_of(hand.point)
        apart = math.dist(self._dragged[-1], point) if self._dragged else 0.0
        if apart * self.bench.canvas.zoom >= _STEP_PX:
            self._dragged.append(point)
            self.repaint()

    def release(self, hand: Hand) -> None:
        """End a line that was dragged; a click sets a corner."""
        self.move(hand)
        dragged, self._dragged = self._dragged, []
        if not dragged:
            return
        if self.line or self._length(dragged) < _DRAG_PX:
            self.line.append(dragged[-1])
        else:
            self.line = dragged
            self.close_line()
        self.repaint()

    def added(self, case: Case, view: View, line: list[Vec2]) -> tuple[Case, str]:
        """Give the case with the scar of a line, and the area's id."""
        return scar_edits.add_scar_line(case, view, line, self.bench.canvas.zoom)

    def paint(self, painter: QPainter, zoom: float) -> None:
        super().paint(painter, zoom)
        hand = [self._hand] if self._hand is not None and self.line else []
        points = [*self.line, *self._dragged, *hand]
        if self.view is None or not points:
            return
        path = QPainterPath()
        path.addPolygon([QPointF(*point) for point in points])
        self._paint_width(painter, path, scar_edits.NEW_LINE_MM * mean_px_per_mm(self.view.camera))
        draw_path(painter, path, _COLOUR, 2.0, dashed=True)
        for corner in self.line:
            draw_handle(painter, QPointF(*corner), zoom)

    def _length(self, line: list[Vec2]) -> float:
        steps = sum(math.dist(one, two) for one, two in pairwise(line))
        return steps * self.bench.canvas.zoom

    @staticmethod
    def _paint_width(painter: QPainter, path: QPainterPath, width_px: float) -> None:
        """Lay the width that the scar will have under the line."""
        colour = QColor(_COLOUR)
        colour.setAlpha(90)
        pen = QPen(colour, width_px)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)


class ScarDotsTool(AreaTool):
    """A click sets a dot scar, a click on one takes it away."""

    name = "scar-dots"

    def press(self, hand: Hand) -> bool:
        """Set or take away a dot scar, one undo step each."""
        view = self.view
        if view is None:
            return False
        at, zoom = pixel_of(hand.point), self.bench.canvas.zoom
        made: list[str] = []

        def edit(case: Case) -> Case:
            reach = _SPOT_REACH_PX / max(zoom, 1e-6)
            changed, name = scar_edits.toggle_spot(case, view, at, reach, self.desk.area_id)
            made.append(name)
            return changed

        self.begin_gesture()
        done = self.edit(tr("Dot scar"), edit)
        self.end_gesture()
        if done:
            self.desk.choose(made[0])
        return True
