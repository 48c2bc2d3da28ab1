"""Buttons that take a tool into the hand; the one that is on is pressed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench

_COLUMNS = 2


class ToolButtons(QWidget):
    """A button for each tool of a step; pressing the one that is on puts the tool down."""

    def __init__(
        self, bench: Workbench, titles: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self.buttons: dict[str, QToolButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for index, (name, title) in enumerate(titles.items()):
            self.buttons[name] = self._make(name, title)
            span = _COLUMNS if len(titles) == 1 else 1
            grid.addWidget(self.buttons[name], index // _COLUMNS, index % _COLUMNS, 1, span)
        bench.tools.changed.connect(self._follow)

    def _make(self, name: str, title: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(tr(title))
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda checked: self._choose(name, on=checked))
        return button

    def _choose(self, name: str, *, on: bool) -> None:
        if on:
            self._bench.tools.take(name)
        else:
            self._bench.tools.drop()

    def _follow(self) -> None:
        for name, button in self.buttons.items():
            button.setChecked(name == self._bench.tools.current)
