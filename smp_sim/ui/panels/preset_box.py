"""Presets in the step of density and shade: applied, kept, and the way to the whole library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPushButton, QWidget

from smp_sim.ui.panels.library_menu import LibraryMenu
from smp_sim.ui.presets.preset_commands import PresetCommands
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.presets.own_presets import Preset


class PresetBox(QWidget):
    """One's own presets to apply and to keep; all else is done in the library's window."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.commands = PresetCommands(bench, self)
        self._presets: dict[str, Preset] = {}
        self.list = QComboBox(self)
        self.list.setAccessibleName(tr("Presets"))
        self.name = QLineEdit(self)
        self.name.setMaxLength(60)
        self.name.setPlaceholderText(tr("Name of a new preset"))
        self.name.setAccessibleName(tr("Name of a new preset"))
        self.apply_button = QPushButton(tr("Apply"), self)
        self.keep_button = QPushButton(tr("Keep"), self)
        self.all_button = QPushButton(tr("Preset library…"), self)
        self.library = LibraryMenu(bench, tr("From the library"), parent=self)
        self._arrange()
        self._connect()
        self.reload()

    def reload(self, chosen: str = "") -> None:
        """Read the collection again; ``chosen`` is put in front of the eye."""
        chosen = chosen or self.list.currentText()
        self._presets = {preset.name: preset for preset in self.commands.presets()}
        self.list.clear()
        self.list.addItems(list(self._presets) or [tr("No preset yet")])
        self.list.setCurrentIndex(max(0, self.list.findText(chosen)))
        for part in (self.list, self.apply_button):
            part.setEnabled(bool(self._presets))

    def changeEvent(self, event: QEvent) -> None:
        """Read the collection again on coming back: the library's window may have changed it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.reload()

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for row, (field, button) in enumerate(
            ((self.list, self.apply_button), (self.name, self.keep_button))
        ):
            grid.addWidget(field, row, 0, 1, 2)
            grid.addWidget(button, row, 2)
        grid.addWidget(self.library, 2, 0, 1, 3)
        grid.addWidget(self.all_button, 3, 0, 1, 3)
        grid.setColumnStretch(0, 1)

    def _connect(self) -> None:
        self.apply_button.clicked.connect(self._apply)
        self.keep_button.clicked.connect(self._keep)
        self.name.returnPressed.connect(self._keep)
        self.all_button.clicked.connect(lambda: self._bench.commands.run("presets"))
        self.commands.changed.connect(self.reload)

    def _apply(self) -> None:
        preset = self._presets.get(self.list.currentText())
        if preset is not None:
            self.commands.apply(preset)

    def _keep(self) -> None:
        name = self.name.text().strip()
        if self.commands.keep(name):
            self.name.clear()
            self.reload(name)
