"""The points of the hairline under the hand: drag, add, remove, nudge."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath

from smp_sim.model.camera import Camera, FlatCamera
from smp_sim.model.case import Case
from smp_sim.model.head import Head
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import project_directions
from smp_sim.render.hairline_curve import hairline_curve
from smp_sim.ui.canvas_tool import Hand
from smp_sim.ui.overlays.canthus_lines import canthus_line
from smp_sim.ui.overlays.projection_paths import path_on_skin
from smp_sim.ui.tools import hairline_edits
from smp_sim.ui.tools.hairline_reading import HairlineReading, read_hairline
from smp_sim.ui.tools.handles import draw_handle, draw_label, draw_path
from smp_sim.ui.tools.skin_points import nudged, seen_points, skin_under
from smp_sim.ui.tools.tool import ARROW_KEYS, Tool, pixel_of
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench

#: Arrow keys move a point by this much on the skin, in mm; with Shift by the larger one.
_NUDGE_MM, _LEAP_MM = 0.5, 5.0

_REMOVERS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_CANTHUS_COLOUR = "#c9a8ff"


class HairlineTool(Tool):
    """Moves the points of the spline in any view that shows the head."""

    name = "hairline"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self.chosen: int | None = None
        self._held: int | None = None
        self._grip = QPointF()
        self._reading: HairlineReading | None = None
        self._eyes: tuple[Camera, Head, QPainterPath] | None = None

    # --- what is there --------------------------------------------------------------------

    @property
    def on_head(self) -> bool:
        """Whether the view that is shown has a hairline."""
        return self.view is not None and not isinstance(self.view.camera, FlatCamera)

    @property
    def points(self) -> tuple[Vec3, ...]:
        """The hairline's points."""
        return self.reading.points

    @property
    def reading(self) -> HairlineReading:
        """Give what is read from the line, worked out once."""
        if self._reading is None or not self._reading.is_of(self.case):
            self._reading = read_hairline(self.case)
        return self._reading

    def handles(self) -> list[tuple[int, float, float]]:
        """Give number and pixel of each point that faces the camera."""
        if self.view is None or not self.on_head:
            return []
        return seen_points(self.points, self.view.camera)

    def forget(self) -> None:
        """Let go of a point of another document's line."""
        super().forget()
        self._held = self.chosen = None

    def follow(self) -> None:
        """Forget a chosen point that is gone."""
        if self.chosen is not None and self.chosen >= len(self.points):
            self.chosen = None

    # --- hand -----------------------------------------------------------------------------

    def press(self, hand: Hand) -> bool:
        handles = self.handles()
        index = self.nearest(hand, handles)
        self.chosen = index
        self.repaint()
        if index is None:
            return False
        x, y = next((x, y) for number, x, y in handles if number == index)
        self._held, self._grip = index, QPointF(x, y) - hand.point
        self.begin_gesture()
        return True

    def move(self, hand: Hand) -> None:
        if self._held is None or self.view is None or not self.on_head:
            return
        at, index = skin_under(pixel_of(hand.point + self._grip), self.view.camera), self._held
        self.note(tr("The point stays at the rim of the head.") if at.at_rim else "")
        self.edit(
            tr("Move hairline point"),
            lambda case: hairline_edits.move_point(case, index, at.place),
        )

    def release(self, hand: Hand) -> None:
        del hand
        self._held = None
        self.end_gesture()

    def double_press(self, hand: Hand) -> bool:
        """Add a point where the line is clicked twice."""
        if self.view is None or not self.on_head or self.nearest(hand, self.handles()) is not None:
            return False
        line = hairline_curve(self.case.plan.hairline, self.case.plan.head)
        near = self.nearest(hand, seen_points(line, self.view.camera))
        if near is None:
            return False
        x, y, z = line[near]
        self._insert((float(x), float(y), float(z)))
        return True

    def right_press(self, hand: Hand) -> bool:
        """Remove the point under the hand."""
        index = self.nearest(hand, self.handles())
        if index is not None:
            self.chosen = index
            self._remove()
        return index is not None

    def cancel(self) -> bool:
        """Put a point that is being dragged back; else let the chosen one go."""
        was_on = self._held is not None or self.chosen is not None
        if self._held is not None:
            self.take_back(tr("Move hairline point"))
        self._held = self.chosen = None
        self.repaint()
        return was_on

    # --- keys -----------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Period, Qt.Key.Key_Comma):
            self._step(1 if key == Qt.Key.Key_Period else -1)
            return True
        if self.chosen is None:
            return False
        if key in ARROW_KEYS:
            large = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._nudge(ARROW_KEYS[key], _LEAP_MM if large else _NUDGE_MM)
        elif key in _REMOVERS:
            self._remove()
        elif key == Qt.Key.Key_Insert:
            self._insert_after(self.chosen)
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        """Choose the next point that is seen."""
        seen = [number for number, _, _ in self.handles()]
        if seen:
            place = seen.index(self.chosen) + by if self.chosen in seen else 0
            self.chosen = seen[place % len(seen)]
            self.repaint()

    def _nudge(self, toward: tuple[float, float], by_mm: float) -> None:
        if self.view is None or not self.on_head or self.chosen is None:
            return
        index = self.chosen
        at = nudged(self.points[index], self.view.camera, toward, by_mm)
        self.begin_gesture()
        self.edit(
            tr("Move hairline point"), lambda case: hairline_edits.move_point(case, index, at.place)
        )
        self.note(tr("The point stays at the rim of the head.") if at.at_rim else "")
        self.end_gesture()

    def _remove(self) -> None:
        index = self.chosen
        if index is None:
            return
        self.begin_gesture()
        done = self.edit(
            tr("Remove hairline point"), lambda case: hairline_edits.remove_point(case, index)
        )
        self.chosen = None if done else index
        self.end_gesture()

    def _insert_after(self, index: int) -> None:
        """Add a point halfway to the next one."""
        other = index + 1 if index + 1 < len(self.points) else index - 1
        middle = np.asarray(self.points[index]) + np.asarray(self.points[other])
        x, y, z = middle / np.linalg.norm(middle)
        self._insert((float(x), float(y), float(z)))

    def _insert(self, place: Vec3) -> None:
        chosen: list[int] = []

        def edit(case: Case) -> Case:
            changed, index = hairline_edits.insert_point(case, place)
            chosen.append(index)
            return changed

        self.begin_gesture()
        if self.edit(tr("Add hairline point"), edit):
            self.chosen = chosen[0]
        self.end_gesture()

    # --- picture --------------------------------------------------------------------------

    def paint(self, painter: QPainter, zoom: float) -> None:
        if self.view is None or not self.on_head:
            return
        self._paint_guides(painter, zoom)
        for number, x, y in self.handles():
            draw_handle(painter, QPointF(x, y), zoom, chosen=number == self.chosen)
            if number == self.chosen and self.noted:
                draw_label(painter, QPointF(x + 18 / zoom, y), zoom, self.noted, caution=True)

    def _eye_lines(self, camera: Camera, head: Head) -> QPainterPath:
        """Give the lines over the eyes, worked out once for a camera and a head."""
        known = self._eyes
        if known is None or known[0] is not camera or known[1] is not head:
            path = QPainterPath()
            for side in ("right", "left"):
                path.addPath(path_on_skin(camera, canthus_line(head, side)))
            known = self._eyes = (camera, head, path)
        return known[2]

    def _paint_guides(self, painter: QPainter, zoom: float) -> None:
        """Draw the lines over the outer corners of the eyes, and the temple corners."""
        if self.view is None:
            return
        camera, head = self.view.camera, self.case.plan.head
        draw_path(painter, self._eye_lines(camera, head), _CANTHUS_COLOUR, 1.4, dashed=True)
        # An opened case may hold a line of one point, which has no corners.
        for corner in self.reading.corners if len(self.points) > 1 else ():
            if seen_points(corner.direction, camera):
                x, y = project_directions(camera, corner.direction)
                draw_handle(painter, QPointF(x, y), zoom * 1.5, shape="diamond")
