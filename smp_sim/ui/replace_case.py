"""Undo: one command for the whole program, since the document is one frozen value."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtGui import QUndoCommand

from smp_sim.model.case import Case

#: Qt merges only commands with the same id; which ones do is up to the merge key.
_COMMAND_ID = 1


class Change(msgspec.Struct, frozen=True):
    """A step of the history: its name, the case on either side, and what it may merge with.

    ``merge_key`` holds the field and the number of the gesture: without the number two separate
    drags of one slider would become one step. Empty: never merges.
    """

    label: str
    before: Case
    after: Case
    merge_key: str


class ReplaceCase(QUndoCommand):
    """Swaps one case for another."""

    def __init__(self, put_case: Callable[[Case], None], change: Change) -> None:
        super().__init__(change.label)
        self._put_case = put_case
        self.change = change

    def id(self) -> int:
        """Let Qt offer the next command for merging."""
        return _COMMAND_ID

    def redo(self) -> None:
        """Put the later case in place."""
        self._put_case(self.change.after)

    def undo(self) -> None:
        """Put the earlier case back."""
        self._put_case(self.change.before)

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a later change of the same gesture in; coming back to the start undoes the step."""
        if not isinstance(other, ReplaceCase) or not self.change.merge_key:
            return False
        if other.change.merge_key != self.change.merge_key:
            return False
        later = other.change.after
        self.change = Change(self.change.label, self.change.before, later, self.change.merge_key)
        self.setObsolete(later == self.change.before)
        return True
