"""The list of presets: one's own first, then the library's groups; it can be searched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from smp_sim.ui.presets.preset_colours import colour_shown
from smp_sim.ui.translation import spoken, tr

if TYPE_CHECKING:
    from smp_sim.document.presets.library_entry import LibraryEntry, LibraryGroup
    from smp_sim.document.presets.own_presets import Preset

#: Where an item holds an entry of the library, and where a preset of one's own.
_ENTRY, _OWN = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.UserRole) + 1
_CHIP_PX = 16


class PresetTree(QTreeWidget):
    """Shows presets by group. ``chosen_changed`` follows the choice.

    ``apply_asked`` follows Return and a double click, ``delete_asked`` the Delete key, and
    ``renamed`` a new name that was typed for a preset of one's own.
    """

    chosen_changed = Signal()
    apply_asked = Signal()
    delete_asked = Signal()
    renamed = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Presets"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QTreeWidget.EditTrigger.EditKeyPressed)
        self.currentItemChanged.connect(lambda *_: self.chosen_changed.emit())
        self.itemDoubleClicked.connect(self._on_double_click)
        self.itemChanged.connect(self._on_changed)

    @property
    def entry(self) -> LibraryEntry | None:
        """The entry of the library that is chosen, or None."""
        item = self.currentItem()
        held: LibraryEntry | None = item.data(0, _ENTRY) if item is not None else None
        return held

    @property
    def own(self) -> Preset | None:
        """The preset of one's own that is chosen, or None."""
        item = self.currentItem()
        held: Preset | None = item.data(0, _OWN) if item is not None else None
        return held

    @property
    def has_choice(self) -> bool:
        """Whether a preset is chosen, not a group's title."""
        return self.entry is not None or self.own is not None

    def show_presets(self, own: Sequence[Preset], groups: Sequence[LibraryGroup]) -> None:
        """Fill the list; what was chosen stays so where it is still there."""
        current = self.currentItem()
        name = current.text(0) if current is not None else ""
        opened = {item.text(0) for item in self._titles() if item.isExpanded()}
        self.blockSignals(True)
        self.clear()
        mine = self._add_title(tr("My own presets"))
        for preset in own:
            item = _added(mine, preset.name, _OWN, preset)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        for group in groups:
            title = self._add_title(spoken(group.title))
            for entry in group.entries:
                _add_chip(_added(title, spoken(entry.name), _ENTRY, entry), entry)
        for item in self._titles():
            item.setExpanded(item.text(0) in opened)
        self.blockSignals(False)
        mine.setExpanded(True)
        self.choose(name)

    def choose(self, name: str) -> None:
        """Choose the preset of a name, as it is shown, and open its group."""
        for item in self._entries():
            if item.text(0) == name:
                title = item.parent()
                if title is not None:
                    title.setExpanded(True)
                self.setCurrentItem(item)
                self.scrollToItem(item)
                return
        first = self.topLevelItem(0)
        if self.currentItem() is None and first is not None:
            self.setCurrentItem(first)
        self.chosen_changed.emit()

    def search(self, words: str) -> None:
        """Show only presets whose name, or group, holds the words."""
        wanted = words.strip().casefold()
        for title in self._titles():
            is_named = wanted in title.text(0).casefold()
            children = _children(title)
            for item in children:
                item.setHidden(not is_named and wanted not in item.text(0).casefold())
            title.setHidden(not is_named and all(item.isHidden() for item in children))
            if wanted:
                title.setExpanded(True)

    def rename_chosen(self) -> None:
        """Let a new name be typed in the place of the chosen one's."""
        item = self.currentItem()
        if item is not None:
            self.editItem(item, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QTreeWidget.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.has_choice:
            self.apply_asked.emit()
        elif event.key() == Qt.Key.Key_Delete and self.has_choice:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)

    def _on_double_click(self) -> None:
        if self.has_choice:
            self.apply_asked.emit()

    def _on_changed(self, item: QTreeWidgetItem) -> None:
        preset = item.data(0, _OWN)
        if preset is not None and item.text(0) != preset.name:
            self.renamed.emit(preset, item.text(0))

    def _add_title(self, title: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([title])
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        self.addTopLevelItem(item)
        return item

    def _titles(self) -> Iterator[QTreeWidgetItem]:
        found = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return (item for item in found if item is not None)

    def _entries(self) -> Iterator[QTreeWidgetItem]:
        return (item for title in self._titles() for item in _children(title))


def _children(title: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (title.child(row) for row in range(title.childCount()))
    return [item for item in found if item is not None]


def _added(title: QTreeWidgetItem, name: str, role: int, held: object) -> QTreeWidgetItem:
    item = QTreeWidgetItem([name])
    item.setData(0, role, held)
    title.addChild(item)
    return item


def _add_chip(item: QTreeWidgetItem, entry: LibraryEntry) -> None:
    """Show the colour that an entry stands for, where it stands for one."""
    colour = colour_shown(entry)
    if colour is not None:
        chip = QPixmap(_CHIP_PX, _CHIP_PX)
        chip.fill(QColor(colour))
        item.setIcon(0, QIcon(chip))
