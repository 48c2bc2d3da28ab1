"""The preset library's window: it stays open beside the case, whose picture shows each choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smp_sim.ui.presets.preset_details import PresetDetails
from smp_sim.ui.presets.preset_tree import PresetTree
from smp_sim.ui.theme import named, text_px
from smp_sim.ui.translation import mark, tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.presets.own_presets import Preset, PresetPart
    from smp_sim.ui.presets.preset_commands import PresetCommands

# The document room brings NumPy: imported on use.
# ruff: noqa: PLC0415

#: First width and height, and the list's least width, px at the normal text size.
_SIZE, _LIST_WIDTH = (980, 640), 300

#: What can be kept of a case, and what the boxes are called.
_PARTS: dict[PresetPart, str] = {
    "area": mark("Filling of the areas"),
    "hairline": mark("Hairline"),
    "needle": mark("Needle"),
    "habits": mark("Skin and sun"),
}


class PresetWindow(QDialog):
    """Lists presets, shows the chosen one in full, and applies, keeps, renames and deletes."""

    def __init__(self, bench: Workbench, commands: PresetCommands, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._commands = bench, commands
        self.setWindowTitle(tr("Preset library"))
        self.resize(*(text_px(side) for side in _SIZE))
        self._make_parts()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(16)
        row.addLayout(self._list_column(), 2)
        row.addLayout(self._detail_column(), 5)
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Read the collection again."""
        from smp_sim.document.presets.preset_library import read_library

        self.tree.show_presets(self._commands.presets(), read_library())
        self.tree.search(self.search.text())

    def changeEvent(self, event: QEvent) -> None:
        """Close when the language changes, to be made anew; read the collection on coming back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.done(0)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.reload()

    # --- parts ----------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("Search presets"))
        self.search.setAccessibleName(tr("Search presets"))
        self.search.setClearButtonEnabled(True)
        self.tree = PresetTree(self)
        self.tree.setMinimumWidth(text_px(_LIST_WIDTH))
        self.details = PresetDetails(self)
        self.name = QLineEdit(self)
        self.name.setMaxLength(60)
        self.name.setPlaceholderText(tr("Name of a new preset"))
        self.name.setAccessibleName(tr("Name of a new preset"))
        self.parts = {part: QCheckBox(tr(title), self) for part, title in _PARTS.items()}
        for part in ("area", "hairline"):
            self.parts[part].setChecked(True)
        self.keep_button = QPushButton(tr("Keep"), self)
        self.apply_button = named(QPushButton(tr("Apply"), self), "primary")
        self.undo_button = QPushButton(tr("Undo"), self)
        self.rename_button = QPushButton(tr("Rename"), self)
        self.export_button = QPushButton(tr("Export…"), self)
        self.delete_button = QPushButton(tr("Delete"), self)
        self.import_button = QPushButton(tr("Import…"), self)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Return in a field must not press a button elsewhere

    def _list_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addWidget(named(QLabel(tr("Keep what this case has"), self), "section"))
        grid = QGridLayout()
        for index, box in enumerate(self.parts.values()):
            grid.addWidget(box, index // 2, index % 2)
        column.addLayout(grid)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.keep_button)
        column.addLayout(row)
        return column

    def _detail_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addWidget(self.details, 1)
        row = QHBoxLayout()
        row.addWidget(self.apply_button)
        row.addWidget(self.undo_button)
        row.addStretch(1)
        for button in (
            self.rename_button,
            self.export_button,
            self.delete_button,
            self.import_button,
        ):
            row.addWidget(button)
        column.addLayout(row)
        return column

    def _connect(self) -> None:
        self.search.textChanged.connect(self.tree.search)
        self.tree.chosen_changed.connect(self._follow)
        self.tree.apply_asked.connect(self.apply)
        self.tree.delete_asked.connect(self.delete)
        self.tree.renamed.connect(self._rename)
        self.apply_button.clicked.connect(self.apply)
        self.undo_button.clicked.connect(self._bench.session.undo_stack.undo)
        self.rename_button.clicked.connect(self.tree.rename_chosen)
        self.export_button.clicked.connect(self._export)
        self.delete_button.clicked.connect(self.delete)
        self.import_button.clicked.connect(self._commands.import_preset)
        self.keep_button.clicked.connect(self._keep)
        self.name.returnPressed.connect(self._keep)
        self._commands.changed.connect(self.reload)
        self._bench.session.changed.connect(self._follow_session)
        self._follow_session()

    # --- what it does ---------------------------------------------------------------------

    def apply(self) -> None:
        """Apply the chosen preset to the case, as one step."""
        from smp_sim.ui.panels.library_menu import take_entry, told_of

        if self._bench.session.is_empty:
            return
        own, entry = self.tree.own, self.tree.entry
        if own is not None and self._commands.apply(own):
            self._bench.messages.say(tr("Preset {name} is applied.", name=own.name))
        elif entry is not None and take_entry(self._bench.session, entry):
            self._bench.messages.say(told_of(entry))

    def delete(self) -> None:
        """Delete the chosen preset where it is one's own."""
        if self.tree.own is not None:
            self._commands.forget(self.tree.own)

    def _keep(self) -> None:
        parts = [part for part, box in self.parts.items() if box.isChecked()]
        name = self.name.text().strip()
        if self._commands.keep(name, parts):
            self.name.clear()
            self.tree.choose(name)

    def _rename(self, preset: Preset, name: str) -> None:
        if self._commands.rename(preset, name):
            self.tree.choose(name.strip())
        else:
            self.reload()  # the old name again

    def _export(self) -> None:
        if self.tree.own is not None:
            self._commands.export_preset(self.tree.own)

    def _follow(self) -> None:
        """Show the chosen preset, and what can be done with it."""
        own, entry = self.tree.own, self.tree.entry
        if own is not None:
            self.details.show_own(own)
        elif entry is not None:
            self.details.show_entry(entry)
        else:
            self.details.show_nothing()
        for button in (self.rename_button, self.export_button, self.delete_button):
            button.setVisible(own is not None)
        self._follow_session()

    def _follow_session(self) -> None:
        from smp_sim.document.presets.preset_library import is_applicable

        session, entry = self._bench.session, self.tree.entry
        can = self.tree.own is not None or (entry is not None and is_applicable(entry))
        self.apply_button.setEnabled(can and not session.is_empty)
        self.undo_button.setEnabled(session.undo_stack.canUndo())
        self.undo_button.setToolTip(session.undo_stack.undoText())
        self.keep_button.setEnabled(not session.is_empty)
