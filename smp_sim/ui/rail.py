"""The rail of steps on the left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from smp_sim.ui.steps import STEP_INDEX, STEPS
from smp_sim.ui.theme import named, text_px
from smp_sim.ui.translation import tr

#: Wide enough for the longest name in both languages.
_WIDTH_PX = 232


class Rail(QWidget):
    """Shows the steps and which one is on. ``step_chosen`` brings the id that was pressed."""

    step_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(text_px(_WIDTH_PX))
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(4)
        for step in STEPS:
            column.addWidget(self._step_button(step.id))
        column.addStretch()
        self.show_step(STEPS[0].id)

    def show_step(self, step: str) -> None:
        """Mark a step as the one that is on."""
        self.buttons[step].setChecked(True)

    def flag_step(self, step: str, why: str) -> None:
        """Put a sign behind a step that needs attention, with the reason; empty: take it away."""
        button, index = self.buttons[step], STEP_INDEX[step]
        title = tr(STEPS[index].title)
        button.setText(f"{index + 1}   {title}" + ("   !" if why else ""))
        button.setToolTip(why or tr(STEPS[index].hint))
        button.setAccessibleName(title.replace("&&", "&"))
        button.setAccessibleDescription(why)

    def _step_button(self, step: str) -> QPushButton:
        button = named(QPushButton(self), "step")
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.step_chosen.emit(step))
        self._group.addButton(button)
        self.buttons[step] = button
        self.flag_step(step, "")
        return button
