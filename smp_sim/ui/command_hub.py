"""Lets any part of the window run or show an action by its id, without knowing the window."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction


class CommandHub:
    """The window's actions by id. Filled once the menus are made."""

    def __init__(self) -> None:
        self._actions: Mapping[str, QAction] = {}

    def bind(self, actions: Mapping[str, QAction]) -> None:
        """Take the window's actions."""
        self._actions = actions

    def run(self, name: str) -> None:
        """Run an action as if it were chosen from its menu."""
        self._actions[name].trigger()

    def action(self, name: str) -> QAction:
        """Give an action, to be put on a button."""
        return self._actions[name]
