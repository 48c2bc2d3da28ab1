"""What the controls of every step share: heading, hint, column, and the way to the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from smp_sim.ui.steps import STEP_INDEX, STEPS
from smp_sim.ui.theme import named
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench


class Panel(QWidget):
    """The controls of one step. A subclass gives ``step``, fills ``column`` and refreshes.

    ``step_asked`` brings the id of another step to go to.
    """

    step = ""
    step_asked = Signal(str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bench = bench
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        self._frame()
        self.build()
        bench.session.changed.connect(self._follow)

    def build(self) -> None:
        """Put the controls into ``column``."""

    def refresh(self) -> None:
        """Show the session as it stands. Called while the panel is visible."""

    def enter(self) -> None:
        """Begin the step: give the canvas its tool, switch overlays on."""
        self.refresh()

    def leave(self) -> None:
        """End the step: take back what :meth:`enter` gave."""

    def add_section(self, title: str) -> None:
        """Begin a group of controls."""
        self.column.addWidget(named(QLabel(title, self), "section"))

    def add_hint(self, text: str) -> QLabel:
        """Add a sentence in small words."""
        label = named(QLabel(text, self), "hint")
        label.setWordWrap(True)
        self.column.addWidget(label)
        return label

    def _frame(self) -> None:
        index = STEP_INDEX[self.step]
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 14, 16, 14)
        outer.setSpacing(8)
        heading = QLabel(tr(STEPS[index].title).replace("&&", "&"), self)
        outer.addWidget(named(heading, "heading"))
        hint = named(QLabel(tr(STEPS[index].hint), self), "hint")
        hint.setWordWrap(True)
        outer.addWidget(hint)
        outer.addLayout(self.column)
        outer.addStretch()
        self.next_button = self._next_button(index)
        if self.next_button is not None:
            outer.addWidget(self.next_button)

    def _next_button(self, index: int) -> QPushButton | None:
        if index + 1 >= len(STEPS):
            return None
        following = STEPS[index + 1]
        title = tr("Next: {step}", step=tr(following.title))
        button = named(QPushButton(title, self), "primary")
        button.clicked.connect(lambda: self.step_asked.emit(following.id))
        return button

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()
