"""Lasso and polygon: a closed line round the skin becomes a patch, or an area of another kind."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath

from smp_sim.model.area_kind import KIND_TRAITS, AreaKind, AreaShape
from smp_sim.model.case import Case, View
from smp_sim.model.units import Vec2
from smp_sim.ui.canvas_tool import Hand
from smp_sim.ui.tools import area_edits
from smp_sim.ui.tools.area_desk import AreaDesk
from smp_sim.ui.tools.area_tool import AreaTool
from smp_sim.ui.tools.handles import draw_handle, draw_path
from smp_sim.ui.tools.tool import pixel_of
from smp_sim.ui.translation import mark, tr
from smp_sim.ui.workbench import Workbench

#: A lasso takes a point for so many screen pixels of way.
_LASSO_STEP_PX = 2.0

_COLOUR = "#ffe08a"


def drawn_kind(chosen: AreaKind, shape: AreaShape) -> AreaKind:
    """Give the kind that a tool draws: the chosen one where its shape fits, else a patch."""
    return chosen if KIND_TRAITS[chosen].shape == shape else "patch"


class OutlineTool(AreaTool):
    """Draws a line in photo pixels and, closed, makes it an area. The base of all drawn shapes.

    ``step_name`` is what undo calls it; a subclass says in :meth:`added` what area it becomes.
    """

    step_name = mark("Draw area")

    def __init__(self, bench: Workbench, desk: AreaDesk) -> None:
        super().__init__(bench, desk)
        self.line: list[Vec2] = []
        self._of = ""

    def forget(self) -> None:
        """Drop a line over another document."""
        super().forget()
        self.line = []

    def follow(self) -> None:
        """Forget a line that was begun on another photo."""
        view = self.view
        key = f"{view.id}/{view.photo.sha256}" if view is not None else ""
        if key != self._of:
            self._of, self.line = key, []

    def end(self) -> None:
        """Drop a line in progress."""
        self.line = []

    def cancel(self) -> bool:
        was_on = bool(self.line)
        self.line = []
        self.repaint()
        return was_on

    def close_line(self) -> bool:
        """Make the line an area; give whether it could be."""
        view, line, self.line = self.view, self.line, []
        self.repaint()
        if view is None or not line:
            return False
        made: list[str] = []

        def edit(case: Case) -> Case:
            changed, name = self.added(case, view, line)
            made.append(name)
            return changed

        self.begin_gesture()
        done = self.edit(tr(self.step_name), edit)
        self.end_gesture()
        if done:
            self.desk.choose(made[0])
        return done

    def added(self, case: Case, view: View, line: list[Vec2]) -> tuple[Case, str]:
        """Give the case with the area of a line (x, y) in photo pixels, and the area's id."""
        outline = area_edits.traced_places(line, view, self.bench.canvas.zoom)
        kind = drawn_kind(self.desk.kind, "closed")
        return area_edits.add_drawn(case, view, outline, kind, self.desk.area_id)

    def _paint_line(self, painter: QPainter, *more: Vec2) -> None:
        points = [QPointF(*point) for point in (*self.line, *more)]
        path = QPainterPath()
        path.addPolygon(points)
        fill = QColor(_COLOUR)
        fill.setAlpha(40)
        painter.fillPath(path, fill)
        draw_path(painter, path, _COLOUR, 2.0, dashed=True)


class LassoTool(OutlineTool):
    """A line drawn in one go, closed where the hand lets go."""

    name = "lasso"

    def press(self, hand: Hand) -> bool:
        if self.view is None:
            return False
        self.line = [pixel_of(hand.point)]
        return True

    def move(self, hand: Hand) -> None:
        point = pixel_of(hand.point)
        if self.line and math.dist(self.line[-1], point) * self.bench.canvas.zoom >= _LASSO_STEP_PX:
            self.line.append(point)
            self.repaint()

    def release(self, hand: Hand) -> None:
        if self.line:
            self.move(hand)
            self.close_line()

    def paint(self, painter: QPainter, zoom: float) -> None:
        super().paint(painter, zoom)
        if self.line:
            self._paint_line(painter)


class CornerTool(OutlineTool):
    """A line of clicked corners; a double click or Return closes it."""

    def __init__(self, bench: Workbench, desk: AreaDesk) -> None:
        super().__init__(bench, desk)
        self._hand: Vec2 | None = None

    def double_press(self, hand: Hand) -> bool:
        """Close the line: the first press of the two has set its last corner."""
        del hand
        self.close_line()
        return True

    def hover(self, hand: Hand | None) -> None:
        self._hand = pixel_of(hand.point) if hand is not None else None
        if self.line:
            self.repaint()

    def key(self, event: QKeyEvent) -> bool:
        """Close with Return, take the last corner back with Backspace."""
        key = Qt.Key(event.key())
        if self.line and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_line()
            return True
        if self.line and key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.line.pop()
            self.repaint()
            return True
        return super().key(event)


class PolygonTool(CornerTool):
    """A closed line of clicked corners; the first corner closes it too."""

    name = "polygon"

    def press(self, hand: Hand) -> bool:
        if self.view is None:
            return False
        first = [(0, *self.line[0])] if len(self.line) >= 3 else []
        if self.nearest(hand, first) is not None:
            self.close_line()
        else:
            self.line.append(pixel_of(hand.point))
        self.repaint()
        return True

    def paint(self, painter: QPainter, zoom: float) -> None:
        super().paint(painter, zoom)
        if not self.line:
            return
        self._paint_line(painter, *([self._hand] if self._hand is not None else []))
        for index, corner in enumerate(self.line):
            draw_handle(painter, QPointF(*corner), zoom, chosen=index == 0)
