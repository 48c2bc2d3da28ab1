"""The hand in the practice room: marks points, draws a hairline, sets dots. One step each."""

from __future__ import annotations

import math

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from smp_sim.model.camera import HeadCamera
from smp_sim.model.errors import SmpError
from smp_sim.model.units import Vec3
from smp_sim.training.drawing import MarkedPoint, pressed_dot
from smp_sim.training.exercise import DotTask, DrawingKind, DrawnDot, PointTask
from smp_sim.training.measured import directions_of
from smp_sim.training.patch_plane import lay_flat
from smp_sim.ui.canvas_tool import CanvasTool, Hand
from smp_sim.ui.practice.line_strokes import joined_line
from smp_sim.ui.practice.practice_room import PracticeRoom
from smp_sim.ui.practice.practice_stage import PracticeStage
from smp_sim.ui.theme import target_px
from smp_sim.ui.tools.skin_points import chord_mm, nudged, seen_points, skin_under
from smp_sim.ui.tools.tool import ARROW_KEYS
from smp_sim.ui.translation import tr

#: The hand must move so far on the skin, mm, before a stroke gets its next point.
STROKE_MM = 1.2
#: Arrow keys move the cursor by this much on the skin, mm; with Shift by the larger one. In a
#: close-up by the smallest.
_NUDGE_MM, _LEAP_MM, _CLOSE_MM = 1.0, 5.0, 0.25

_SETTERS = (Qt.Key.Key_S, Qt.Key.Key_Insert)
_REMOVERS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class DrawingTool(CanvasTool):
    """What the tools share: the place under the hand, a cursor for the keys, taking away.

    ``pressure`` is what a mouse or a finger has; only dots heed it.
    """

    def __init__(self, room: PracticeRoom, stage: PracticeStage) -> None:
        self.room, self.stage = room, stage
        self.pressure = 0.5
        self._cursor: Vec3 | None = None

    def forget(self) -> None:
        """Let go of what belongs to another photo."""
        self._cursor = None
        self.stage.hints.show_cursor(None)

    def set_at(self, place: Vec3) -> None:
        """Draw what a single touch draws."""
        raise NotImplementedError

    def take_away(self, place: Vec3, camera: HeadCamera) -> bool:
        """Take away what is drawn at a place; give whether there was anything."""
        del place, camera
        return False

    def place_under(self, hand: Hand) -> Vec3 | None:
        """Give the place under the hand; None, with a sentence, beside the head."""
        camera = self.stage.camera
        if camera is None or not self.stage.canvas.photo_rect.contains(hand.point):
            return None
        found = skin_under((hand.point.x(), hand.point.y()), camera)
        if found.at_rim:
            self.room.refused.emit(
                SmpError(tr("That is beside the head."), next_step=tr("Draw on the skin."))
            )
            return None
        return found.place

    def right_press(self, hand: Hand) -> bool:
        """Take away what is under the hand."""
        camera = self.stage.camera
        place = None if camera is None else self.place_under(hand)
        return place is not None and camera is not None and self.take_away(place, camera)

    def nearest(self, places: list[Vec3], place: Vec3, camera: HeadCamera) -> int | None:
        """Give the number of the place that a hand at ``place`` reaches, or None."""
        here = seen_points([place], camera)
        if not here:
            return None
        reach, best = target_px() / 2.0 / max(self.stage.canvas.zoom, 1e-6), None
        for number, x, y in seen_points(places, camera):
            apart = math.hypot(x - here[0][1], y - here[0][2])
            if apart <= reach:
                best, reach = number, apart
        return best

    # --- keys -----------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """Move the cursor by arrows, draw with S, take away with Delete."""
        camera, key = self.stage.camera, Qt.Key(event.key())
        if camera is None or self.room.look != "drawing":
            return False
        if key in ARROW_KEYS:
            leaps = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move_cursor(camera, ARROW_KEYS[key], leaps=leaps)
            return True
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if key in _SETTERS and plain:
            self.set_at(self._cursor_on(camera))
            return True
        return key in _REMOVERS and self.take_away(self._cursor_on(camera), camera)

    def _move_cursor(self, camera: HeadCamera, way: tuple[float, float], *, leaps: bool) -> None:
        slow = _CLOSE_MM if isinstance(self.room.exercise.task, DotTask) else _NUDGE_MM
        by_mm = (_LEAP_MM * slow) if leaps else slow
        if self._cursor is not None:
            self._cursor = nudged(self._cursor, camera, way, by_mm).place
        self.stage.hints.show_cursor(self._cursor_on(camera))

    def _cursor_on(self, camera: HeadCamera) -> Vec3:
        """Give the cursor's place; at first in the middle of the patch, or of the photo."""
        if self._cursor is None:
            task = self.room.exercise.task
            if isinstance(task, DotTask):
                plane = lay_flat(task.outline, self.room.exercise.head.head)
                self._cursor = directions_of(plane.centre_mm[None])[0]
            else:
                middle = camera.width / 2.0, camera.height / 2.0
                self._cursor = skin_under(middle, camera).place
        return self._cursor


class PointTool(DrawingTool):
    """Marks the points that are asked for, one after the other; a drag moves one."""

    def __init__(self, room: PracticeRoom, stage: PracticeStage) -> None:
        super().__init__(room, stage)
        self.wanted: str = ""
        self._held: str = ""

    def press(self, hand: Hand) -> bool:
        """Take hold of a point, or mark the next one."""
        place, camera = self.place_under(hand), self.stage.camera
        if place is None or camera is None:
            return False
        points = self.room.drawing.points
        near = self.nearest([point.place for point in points], place, camera)
        self._held = points[near].name if near is not None and not self.wanted else self._next()
        return True

    def release(self, hand: Hand) -> None:
        """Let the point be where the hand is."""
        place = self.place_under(hand)
        if place is not None and self._held:
            self._put(self._held, place)
        self._held = ""

    def set_at(self, place: Vec3) -> None:
        """Mark the next point."""
        self._put(self._next(), place)

    def take_away(self, place: Vec3, camera: HeadCamera) -> bool:
        """Unmark a point."""
        points = self.room.drawing.points
        near = self.nearest([point.place for point in points], place, camera)
        if near is None:
            return False
        left = points[:near] + points[near + 1 :]
        self.room.draw(tr("Take a point away"), replace(self.room.drawing, points=left))
        return True

    def cancel(self) -> bool:
        """Let go of the point."""
        held, self._held = self._held, ""
        return bool(held)

    def _next(self) -> str:
        """Give the name of the point to be marked: the wanted one, the first missing, the last."""
        task = self.room.exercise.task
        names = [mark.name for mark in task.landmarks] if isinstance(task, PointTask) else []
        marked = {point.name for point in self.room.drawing.points}
        missing = [name for name in names if name not in marked]
        return self.wanted or (missing or names)[0 if missing else -1]

    def _put(self, name: str, place: Vec3) -> None:
        others = tuple(point for point in self.room.drawing.points if point.name != name)
        points = (*others, MarkedPoint(name=name, place=place))
        self.wanted = ""
        self.room.draw(tr("Mark a point"), replace(self.room.drawing, points=points))


class LineTool(DrawingTool):
    """Draws the hairline in strokes, on any photo that shows it; a click sets one point."""

    def __init__(self, room: PracticeRoom, stage: PracticeStage) -> None:
        super().__init__(room, stage)
        self._stroke: list[Vec3] = []
        self._last_px = (0.0, 0.0)
        self._left = False

    def press(self, hand: Hand) -> bool:
        """Begin a stroke."""
        place = self.place_under(hand)
        if place is None:
            return False
        self._stroke, self._left = [place], False
        self._last_px = (hand.point.x(), hand.point.y())
        return True

    def move(self, hand: Hand) -> None:
        """Go on with the stroke; beyond the head it ends, and what is drawn stays."""
        camera, here = self.stage.camera, (hand.point.x(), hand.point.y())
        if camera is None or self._left or not self._stroke:
            return
        if chord_mm(self._last_px, here, camera) < STROKE_MM:
            return
        place = self.place_under(hand)
        self._left = place is None
        if place is not None:
            self._stroke.append(place)
            self._last_px = here
            self.stage.layer.show_stroke(tuple(self._stroke))

    def release(self, hand: Hand) -> None:
        """End the stroke: it joins the line, as one step."""
        del hand
        stroke, self._stroke = tuple(self._stroke), []
        self.stage.layer.show_stroke(())
        if stroke:
            self._join(stroke)

    def cancel(self) -> bool:
        """Drop the stroke in the making."""
        was_on, self._stroke = bool(self._stroke), []
        self.stage.layer.show_stroke(())
        return was_on

    def set_at(self, place: Vec3) -> None:
        """Set one point of the line."""
        self._join((place,))

    def take_away(self, place: Vec3, camera: HeadCamera) -> bool:
        """Take one point of the line away."""
        line = self.room.drawing.line
        near = self.nearest(list(line), place, camera)
        if near is None:
            return False
        left = line[:near] + line[near + 1 :]
        self.room.draw(tr("Take a point away"), replace(self.room.drawing, line=left))
        return True

    def _join(self, stroke: tuple[Vec3, ...]) -> None:
        room = self.room
        line = joined_line(room.drawing.line, stroke, room.exercise.head.semi_axes_mm)
        room.draw(tr("Draw the line"), replace(room.drawing, line=line))


class DotTool(DrawingTool):
    """Sets a dot with each touch; the pen's pressure gives its size and depth.

    The right button, or the pen turned round, takes a dot away.
    """

    def __init__(self, room: PracticeRoom, stage: PracticeStage) -> None:
        super().__init__(room, stage)
        self._dot: DrawnDot | None = None

    def press(self, hand: Hand) -> bool:
        """Touch the skin."""
        place, camera = self.place_under(hand), self.stage.camera
        if place is None or camera is None:
            return False
        if hand.erases:
            self.take_away(place, camera)
            return True
        self._dot = pressed_dot(place, self._pressure_of(hand))
        self.stage.layer.show_pending(self._dot)
        return True

    def move(self, hand: Hand) -> None:
        """Press harder: the dot grows where it is, as long as the pen is down."""
        if self._dot is not None and self._pressure_of(hand) > self._dot.pressure:
            self._dot = pressed_dot(self._dot.place, self._pressure_of(hand))
            self.stage.layer.show_pending(self._dot)

    def release(self, hand: Hand) -> None:
        """Lift the hand: the dot is set."""
        del hand
        dot, self._dot = self._dot, None
        self.stage.layer.show_pending(None)
        if dot is not None:
            self._add(dot)

    def cancel(self) -> bool:
        """Drop the dot that is being pressed."""
        was_on, self._dot = self._dot is not None, None
        self.stage.layer.show_pending(None)
        return was_on

    def set_at(self, place: Vec3) -> None:
        """Set a dot as the mouse does."""
        self._add(pressed_dot(place, self.pressure))

    def take_away(self, place: Vec3, camera: HeadCamera) -> bool:
        """Take the nearest dot away."""
        dots = self.room.drawing.dots
        near = self.nearest([dot.place for dot in dots], place, camera)
        if near is None:
            return False
        left = dots[:near] + dots[near + 1 :]
        self.room.draw(tr("Take a dot away"), replace(self.room.drawing, dots=left))
        return True

    def _pressure_of(self, hand: Hand) -> float:
        return hand.pressure if hand.by_pen else self.pressure

    def _add(self, dot: DrawnDot) -> None:
        dots = (*self.room.drawing.dots, dot)
        self.room.draw(tr("Set a dot"), replace(self.room.drawing, dots=dots))


#: The tool for each kind of drawing.
TOOLS: dict[DrawingKind, type[DrawingTool]] = {
    "points": PointTool,
    "line": LineTool,
    "dots": DotTool,
}
