"""What the tools share: the bench they work on, gestures that are one undo step, picking."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from smp_sim.model.case import Case, View
from smp_sim.model.units import Vec2
from smp_sim.ui.canvas_tool import CanvasTool, Hand
from smp_sim.ui.session import Edit
from smp_sim.ui.theme import target_px

if TYPE_CHECKING:
    from smp_sim.ui.workbench import Workbench

#: Which way an arrow key moves things in the photo: (x, y), y down.
ARROW_KEYS: dict[Qt.Key, Vec2] = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class Tool(CanvasTool):
    """A tool on the canvas. A subclass gives ``name`` and draws in :meth:`paint`.

    A gesture is begun with :meth:`begin_gesture`; its edits are one undo step, and
    :meth:`take_back` undoes them as if it had not been.
    """

    name = ""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self._base: Case | None = None
        self._note = ""

    # --- shelf ----------------------------------------------------------------------------

    def hand_over(self) -> CanvasTool:
        """Give what the canvas talks to: the tool itself."""
        return self

    def begin(self) -> None:
        """Come into the hand."""

    def end(self) -> None:
        """Be put down."""

    def forget(self) -> None:
        """Let go of what belongs to the document that was open."""
        self._base = None
        self._note = ""

    def follow(self) -> None:
        """Hear that case or view changed."""

    def paint(self, painter: QPainter, zoom: float) -> None:
        """Draw handles, in photo pixels; ``zoom`` is screen pixels for one of them."""

    # --- gestures -------------------------------------------------------------------------

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self.bench.session.case

    @property
    def view(self) -> View | None:
        """The view that is shown."""
        return self.bench.session.view

    @property
    def base(self) -> Case:
        """The case as the gesture found it."""
        return self._base if self._base is not None else self.case

    def begin_gesture(self) -> None:
        """Begin an undo step."""
        self.bench.session.begin_gesture()
        self._base = self.case

    def edit(self, label: str, edit: Edit) -> bool:
        """Change the case within the gesture."""
        return self.bench.session.edit(label, edit, key=f"tool.{self.name}")

    def end_gesture(self) -> None:
        """End the undo step; a note on the canvas is said once more, to be read at leisure."""
        self._base = None
        if self._note:
            self.bench.messages.say(self._note)
        self.note("")

    def take_back(self, label: str) -> bool:
        """Undo what the gesture did; give whether one was on."""
        base, self._base = self._base, None
        self.note("")
        if base is not None:
            self.edit(label, lambda _case: base)
        return base is not None

    def note(self, text: str) -> None:
        """Say a sentence on the canvas while a drag is on: a bar would move the photo under it."""
        if text != self._note:
            self._note = text
            self.repaint()

    @property
    def noted(self) -> str:
        """The sentence on the canvas; empty: none."""
        return self._note

    def repaint(self) -> None:
        """Draw the handles again."""
        self.bench.tools.repaint()

    # --- picking --------------------------------------------------------------------------

    @property
    def reach_px(self) -> float:
        """How near a hand must come to a handle, in photo pixels: half a target's size."""
        return target_px() / 2.0 / max(self.bench.canvas.zoom, 1e-6)

    def nearest(
        self, hand: Hand, places: Iterable[tuple[int, float, float]], reach_px: float | None = None
    ) -> int | None:
        """Give the number of the handle (number, x, y) under the hand, or None."""
        best, best_px = None, self.reach_px if reach_px is None else reach_px
        for number, x, y in places:
            apart = math.hypot(x - hand.point.x(), y - hand.point.y())
            if apart <= best_px:
                best, best_px = number, apart
        return best


def pixel_of(point: QPointF) -> tuple[float, float]:
    """Give a photo point as numbers."""
    return point.x(), point.y()
