"""The ruler: two points of known distance on the photo."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath

from smp_sim.model.case import View
from smp_sim.model.units import Vec2
from smp_sim.ui.canvas_tool import Hand
from smp_sim.ui.tools import scale_edits
from smp_sim.ui.tools.handles import draw_handle, draw_label, draw_path
from smp_sim.ui.tools.skin_points import chord_mm
from smp_sim.ui.tools.tool import ARROW_KEYS, Tool, pixel_of
from smp_sim.ui.translation import tr, worded
from smp_sim.ui.workbench import Workbench


class RulerTool(Tool):
    """Press and drag, or two clicks, lay the ruler; its ends can be dragged and nudged.

    ``length_mm`` is what lies between the ends. :meth:`apply` makes it the scale.
    """

    name = "ruler"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self.ends: list[Vec2] = []
        self.length_mm = 85.6
        self._of: str = ""
        self._held: int | None = None
        self._last = 0
        self._placing = False

    def forget(self) -> None:
        """Take the ruler off another document."""
        super().forget()
        self.ends, self._held, self._placing = [], None, False

    def follow(self) -> None:
        """Forget a ruler that lay on another photo."""
        view = self.view
        key = f"{view.id}/{view.photo.sha256}" if view is not None else ""
        if key != self._of:
            self._of, self.ends, self._held, self._placing = key, [], None, False

    # --- hand -----------------------------------------------------------------------------

    def press(self, hand: Hand) -> bool:
        if self.view is None:
            return False
        index = self.nearest(hand, [(i, x, y) for i, (x, y) in enumerate(self.ends)])
        if self._placing:
            index = 1
            self.ends[1] = pixel_of(hand.point)
        elif index is None:
            self.ends = [pixel_of(hand.point)] * 2
            index = 1
        self._held = self._last = index
        self.repaint()
        return True

    def move(self, hand: Hand) -> None:
        if self._held is not None:
            self.ends[self._held] = pixel_of(hand.point)
            self.repaint()

    def release(self, hand: Hand) -> None:
        """End a drag; a click leaves the other end to be clicked."""
        del hand
        self._held = None
        self._placing = self.length_px < self.reach_px / 2 and not self._placing
        self.repaint()

    def hover(self, hand: Hand | None) -> None:
        if self._placing and hand is not None:
            self.ends[1] = pixel_of(hand.point)
            self.repaint()

    def key(self, event: QKeyEvent) -> bool:
        """Nudge the end that was touched last by a photo pixel (Shift: ten); Return applies."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(self.ends) == 2:
            self.apply()
            return True
        if key not in ARROW_KEYS or len(self.ends) != 2:
            return False
        step = 10.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        (x, y), (dx, dy) = self.ends[self._last], ARROW_KEYS[key]
        self.ends[self._last] = (x + step * dx, y + step * dy)
        self.repaint()
        return True

    def cancel(self) -> bool:
        was_on = bool(self.ends)
        self.ends, self._held, self._placing = [], None, False
        self.repaint()
        return was_on

    # --- scale ----------------------------------------------------------------------------

    @property
    def length_px(self) -> float:
        """How far the ends lie apart, photo pixels."""
        return math.dist(*self.ends) if len(self.ends) == 2 else 0.0

    def apply(self) -> bool:
        """Make the known length the scale of this view; give whether it could be."""
        view = self.view
        if view is None:
            return False
        ends = (self.ends[0], self.ends[1]) if len(self.ends) == 2 else ((0.0, 0.0), (0.0, 0.0))
        self.begin_gesture()
        done = self.edit(
            tr("Set scale by ruler"),
            lambda case: scale_edits.ruled_case(case, view.id, ends, self.length_mm),
        )
        self.end_gesture()
        return done

    # --- picture --------------------------------------------------------------------------

    def paint(self, painter: QPainter, zoom: float) -> None:
        if len(self.ends) != 2 or self.view is None:
            return
        first, second = (QPointF(*end) for end in self.ends)
        path = QPainterPath(first)
        path.lineTo(second)
        draw_path(painter, path, "#ffe08a", 2.0)
        for index, end in enumerate((first, second)):
            draw_handle(painter, end, zoom, chosen=index == self._last)
        side = first if first.x() > second.x() else second
        draw_label(painter, side + QPointF(16 / zoom, 0), zoom, self._words(self.view))

    def _words(self, view: View) -> str:
        now = chord_mm(self.ends[0], self.ends[1], view.camera)
        if view.scale.source == "uncalibrated":
            return tr("{mm} mm by a guessed scale", mm=worded(now, ".1f"))
        return tr("{mm} mm at this scale", mm=worded(now, ".1f"))
