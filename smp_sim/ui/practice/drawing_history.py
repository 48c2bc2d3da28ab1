"""Undo of a drawing: each stroke, point or dot is one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from smp_sim.training.drawing import Drawing


class ReplaceDrawing(QUndoCommand):
    """Swaps one drawing for another; never merges."""

    def __init__(
        self, label: str, put: Callable[[Drawing], None], before: Drawing, after: Drawing
    ) -> None:
        super().__init__(label)
        self._put, self._before, self._after = put, before, after

    def redo(self) -> None:
        """Put the later drawing in place."""
        self._put(self._after)

    def undo(self) -> None:
        """Put the earlier drawing back."""
        self._put(self._before)
