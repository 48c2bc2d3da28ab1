"""The area in the hand: a click chooses one, a drag moves it, its handles size and turn it."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from smp_sim.model.camera import Camera
from smp_sim.model.plan import Area
from smp_sim.model.units import Vec2, Vec3
from smp_sim.ui.canvas_tool import Hand
from smp_sim.ui.tools import area_edits, area_moves
from smp_sim.ui.tools.area_tool import AreaTool
from smp_sim.ui.tools.handles import Shape, draw_handle, draw_label
from smp_sim.ui.tools.skin_points import nudged, seen_points, skin_under
from smp_sim.ui.tools.tool import ARROW_KEYS, pixel_of
from smp_sim.ui.translation import mark, tr

Grip = Literal["move", "size", "turn"]

#: What each handle does, beside it.
_TITLES: dict[Grip, str] = {"move": mark("Move"), "size": mark("Size"), "turn": mark("Turn")}
_SHAPES: dict[Grip, Shape] = {"move": "square", "size": "round", "turn": "diamond"}

#: The handle that turns stands so far out over the topmost part of the edge, of its distance.
_TURN_REACH = 1.25

#: Arrow keys move the area by so many mm, with Shift by more; plus and minus size it; comma and
#: full stop turn it by 2°.
_STEP_MM, _LONG_STEP_MM, _KEY_FACTOR = 1.0, 5.0, 1.05
_TURNERS = {Qt.Key.Key_Comma: math.radians(2.0), Qt.Key.Key_Period: -math.radians(2.0)}

_SIZERS = {
    Qt.Key.Key_Plus: _KEY_FACTOR,
    Qt.Key.Key_Equal: _KEY_FACTOR,
    Qt.Key.Key_Minus: 1.0 / _KEY_FACTOR,
}


class ShapeTool(AreaTool):
    """Chooses, moves, sizes and turns areas that have a shape of their own, such as the crown."""

    _held: Grip | None = None
    _under: Grip | None = None
    _start = QPointF()
    _at = QPointF()

    def forget(self) -> None:
        """Let go of another document's area."""
        super().forget()
        self._held = None

    # --- what is there --------------------------------------------------------------------

    def grips(self) -> dict[Grip, Vec2]:
        """Give the handles of the chosen area that are in sight, in photo px."""
        area, view = self.area, self.view
        if area is None or view is None or not area_moves.is_movable(area):
            return {}
        middle = area_moves.area_middle(self.case, area)
        edge = seen_points(area_moves.shape_places(self.case, area), view.camera)
        at: dict[Grip, Vec2] = {}
        if edge:
            _, *right = max(edge, key=lambda place: place[1])
            at["size"] = (right[0], right[1])
        for _, x, y in seen_points([middle], view.camera):
            at["move"] = (x, y)
            if edge:
                _, across, up = min(edge, key=lambda place: place[2])
                at["turn"] = (x + _TURN_REACH * (across - x), y + _TURN_REACH * (up - y))
        if self._held == "turn":
            at["turn"] = pixel_of(self._at)  # it stays in the hand
        return at

    def _grip_under(self, hand: Hand) -> Grip | None:
        names = list(grips := self.grips())
        near = self.nearest(hand, [(i, *grips[name]) for i, name in enumerate(names)])
        if near is not None:
            return names[near]
        return "move" if grips and self._is_over(hand) else None

    def _is_over(self, hand: Hand) -> bool:
        """Say whether the hand is on the chosen area itself."""
        if self.view is None:
            return False
        at = skin_under(pixel_of(hand.point), self.view.camera)
        over = "" if at.at_rim else area_edits.area_under(self.case, self.view, at.place)
        return over == self.desk.area_id != ""

    # --- hand -----------------------------------------------------------------------------

    def press(self, hand: Hand) -> bool:
        """Take a handle or the chosen area; else choose the area under the hand."""
        self._held = self._grip_under(hand)
        if self._held is None:
            return super().press(hand)
        self._start = self._at = hand.point
        self.begin_gesture()
        self.repaint()
        return True

    def move(self, hand: Hand) -> None:
        area = self._base_area()
        if self._held is None or area is None or self.view is None:
            return
        base, camera, self._at = self.base, self.view.camera, hand.point
        start, end = (_place_under(p, camera) for p in (self._start, hand.point))
        if self._held == "move":
            self._set(tr("Move area"), area, start, end)
            return
        if self._held == "turn":
            self.edit(tr("Turn area"), lambda _: area_moves.turned_area(base, area, start, end))
            return
        factor = self._growth(area, hand.point, camera)
        self.edit(tr("Size area"), lambda _case: area_moves.sized_area(base, area, factor))

    def release(self, hand: Hand) -> None:
        del hand
        if self._held is not None:
            self._held = None
            self.end_gesture()
        self.repaint()

    def hover(self, hand: Hand | None) -> None:
        under = self._grip_under(hand) if hand is not None else None
        if under != self._under:
            self._under = under
            self.repaint()

    def cancel(self) -> bool:
        was_on = self._held is not None
        self._held = None
        return self.take_back(tr("Move area")) or was_on

    def key(self, event: QKeyEvent) -> bool:
        """Arrows move by 1 mm, with Shift by 5; + − size, comma and stop turn; Delete removes."""
        key, area = Qt.Key(event.key()), self.area
        if area is None or not self.grips() or key not in (*ARROW_KEYS, *_SIZERS, *_TURNERS):
            return super().key(event)
        self.begin_gesture()
        if key in _SIZERS:
            self.edit(tr("Size area"), lambda case: area_moves.sized_area(case, area, _SIZERS[key]))
        elif key in _TURNERS:
            self.edit(tr("Turn area"), lambda case: area_moves.spun_area(case, area, _TURNERS[key]))
        else:
            long = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._nudge(area, ARROW_KEYS[key], _LONG_STEP_MM if long else _STEP_MM)
        self.end_gesture()
        return True

    # --- what it does ---------------------------------------------------------------------

    def _base_area(self) -> Area | None:
        """Give the area as the gesture found it: a drag is measured from there."""
        areas = self.base.plan.areas
        return next((area for area in areas if area.id == self.desk.area_id), None)

    def _set(self, label: str, area: Area, start: Vec3, end: Vec3) -> None:
        base = self.base
        self.edit(label, lambda _case: area_moves.moved_area(base, area, start, end))

    def _nudge(self, area: Area, toward: Vec2, by_mm: float) -> None:
        middle = area_moves.area_middle(self.case, area)
        if self.view is not None:
            end = nudged(middle, self.view.camera, toward, by_mm).place
            self._set(tr("Move area"), area, middle, end)

    def _growth(self, area: Area, to: QPointF, camera: Camera) -> float:
        """Give how many times farther from the middle the hand is than it was when it pressed."""
        middle = seen_points([area_moves.area_middle(self.base, area)], camera)
        if not middle:
            return 1.0
        _, x, y = middle[0]
        was, now = (math.dist((x, y), pixel_of(point)) for point in (self._start, to))
        return max(now, 1.0) / max(was, 1.0)

    # --- picture --------------------------------------------------------------------------

    def paint(self, painter: QPainter, zoom: float) -> None:
        super().paint(painter, zoom)
        on = self._held or self._under
        grips = self.grips()
        for name, at in grips.items():
            draw_handle(painter, QPointF(*at), zoom, chosen=name == on, shape=_SHAPES[name])
        if on in grips:
            at_label = QPointF(*grips[on]) + QPointF(20 / zoom, 0)
            draw_label(painter, at_label, zoom, tr(_TITLES[on]))


def _place_under(point: QPointF, camera: Camera) -> Vec3:
    return skin_under(pixel_of(point), camera).place
