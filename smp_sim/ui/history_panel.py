"""The history: every step by name; a click goes back to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QLabel, QUndoView, QVBoxLayout, QWidget

from smp_sim.ui.theme import named, text_px
from smp_sim.ui.translation import tr

#: Width, and what it shrinks to in a narrow window (px).
_WIDTH_PX, _LEAST_WIDTH_PX = 220, 140


class HistoryPanel(QWidget):
    """Lists the steps of the undo stack, the saved one marked."""

    def __init__(self, stack: QUndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = QUndoView(stack, self)
        self.list.setEmptyLabel(tr("As opened"))
        self.list.setAccessibleName(tr("History"))
        column = QVBoxLayout(self)
        column.addWidget(named(QLabel(tr("History")), "section"))
        column.addWidget(self.list)
        self.setMinimumWidth(_LEAST_WIDTH_PX)
        self.setMaximumWidth(text_px(_WIDTH_PX))
