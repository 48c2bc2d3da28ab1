"""What the controls of every step share: heading, hint and a column to fill."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from smp_sim.ui.steps import STEP_INDEX, STEPS
from smp_sim.ui.theme import named
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench

#: Air above a group of controls, beside that between controls (px).
_GROUP_GAP_PX = 8


class Panel(QWidget):
    """The controls of one step. A subclass gives ``step``, fills ``column`` and refreshes."""

    step = ""

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

    def add_section(self, title: str) -> QLabel:
        """Begin a group of controls, a little apart from the one before."""
        if self.column.count():
            self.column.addSpacing(_GROUP_GAP_PX)
        heading = named(QLabel(title, self), "section")
        self.column.addWidget(heading)
        return heading

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
        outer.addStretch(1)

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()
