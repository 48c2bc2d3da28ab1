"""The presets: kept, applied, exported and imported in the step of density and shade."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPushButton, QWidget

from smp_sim.ui.panels.library_menu import LibraryMenu
from smp_sim.ui.preset_commands import PresetCommands
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.presets.own_presets import Preset


class PresetBox(QWidget):
    """A list of presets with what can be done with them."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self.export_button = QPushButton(tr("Export…"), self)
        self.import_button = QPushButton(tr("Import…"), self)
        self.forget_button = QPushButton(tr("Forget"), self)
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
        for part in (self.list, self.apply_button, self.export_button, self.forget_button):
            part.setEnabled(bool(self._presets))

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.library, 3, 0, 1, 3)
        grid.addWidget(self.list, 0, 0, 1, 2)
        grid.addWidget(self.apply_button, 0, 2)
        grid.addWidget(self.name, 1, 0, 1, 2)
        grid.addWidget(self.keep_button, 1, 2)
        for column, button in enumerate(
            (self.import_button, self.export_button, self.forget_button)
        ):
            grid.addWidget(button, 2, column)
            grid.setColumnStretch(column, 1)

    def _connect(self) -> None:
        self.apply_button.clicked.connect(lambda: self._with_chosen(self.commands.apply))
        self.export_button.clicked.connect(lambda: self._with_chosen(self.commands.export_preset))
        self.forget_button.clicked.connect(self._forget)
        self.import_button.clicked.connect(self._import)
        self.keep_button.clicked.connect(self._keep)
        self.name.returnPressed.connect(self._keep)

    def _with_chosen(self, act: Callable[[Preset], None]) -> None:
        preset = self._presets.get(self.list.currentText())
        if preset is not None:
            act(preset)

    def _forget(self) -> None:
        self._with_chosen(self.commands.forget)
        self.reload()

    def _import(self) -> None:
        if self.commands.import_preset():
            self.reload()

    def _keep(self) -> None:
        name = self.name.text().strip()
        if self.commands.keep(name):
            self.name.clear()
            self.reload(name)
