"""The buttons beside the menus: what is wanted again and again."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from smp_sim.ui.menus import Menus
from smp_sim.ui.translation import tr

#: By action id, in their order.
_ACTIONS = ("undo", "redo", "before", "split", "client")

#: Signs in place of words; the words are spoken and shown as a hint.
_SIGNS = {"undo": "↶", "redo": "↷"}


class QuickButtons(QWidget):
    """A row of buttons for some of the window's actions."""

    def __init__(self, menus: Menus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 12, 3)
        row.setSpacing(6)
        for name in _ACTIONS:
            row.addWidget(self._button(menus, name))

    def _button(self, menus: Menus, name: str) -> QToolButton:
        action, title = menus.actions[name], tr(menus.specs[name].title)
        button = QToolButton(self)
        button.setIconSize(QSize(18, 18))
        button.setDefaultAction(action)
        button.setAccessibleName(title)
        # An action that is renamed, as undo is, would put its words on the button.
        action.changed.connect(lambda: button.setText(_SIGNS.get(name, title)))
        button.setText(_SIGNS.get(name, title))
        return button
