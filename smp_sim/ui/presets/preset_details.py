"""One preset in full: what it is for, what to heed, and its values with trust and source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smp_sim.ui.presets.preset_colours import colour_shown
from smp_sim.ui.theme import named, text_px
from smp_sim.ui.translation import spoken, tr

if TYPE_CHECKING:
    from smp_sim.document.presets.library_entry import LibraryEntry
    from smp_sim.document.presets.own_presets import Preset

# The document room brings NumPy: imported on use.
# ruff: noqa: PLC0415

_CHIP_HEIGHT_PX = 44

#: Widths of value, number and trust at the normal text size, and air under each row, px.
_COLUMNS_PX, _ROW_GAP_PX = (150, 130, 120), 8


class PresetDetails(QWidget):
    """Shows an entry of the library, a preset of one's own, or what the list is for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = named(QLabel(self), "heading")
        self.purpose = QLabel(self)
        self.pitfall = named(QLabel(self), "caution")
        self.chip = QLabel(self)
        self.chip.setFixedHeight(_CHIP_HEIGHT_PX)
        self.table = _ValueTable(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for label in (self.title, self.purpose, self.pitfall, self.chip):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addWidget(self.table, 100)
        column.addStretch(1)  # without a table the words stay at the top

    def show_nothing(self) -> None:
        """Say what can be chosen."""
        words = tr("Choose a preset to see its values, where each comes from and how sure it is.")
        self._show(tr("Preset library"), words, "", None)
        self.table.show_rows([])

    def show_entry(self, entry: LibraryEntry) -> None:
        """Show an entry of the library."""
        from smp_sim.document.presets.value_words import TRUST_WORDS, value_title, value_words

        self._show(
            spoken(entry.name), spoken(entry.purpose), spoken(entry.pitfall), colour_shown(entry)
        )
        self.table.show_rows(
            [
                (
                    tr(value_title(name)),
                    spoken(value_words(held)),
                    tr(TRUST_WORDS[held.trust]),
                    spoken(held.source),
                )
                for name, held in entry.values.items()
            ]
        )

    def show_own(self, preset: Preset) -> None:
        """Show a preset of one's own: its values are the practitioner's, so have no source."""
        from smp_sim.document.presets.value_words import PART_WORDS, preset_values

        parts = ", ".join(tr(PART_WORDS[part]) for part in preset.parts)
        self._show(preset.name, tr("Holds: {parts}", parts=parts), "", None)
        mine = tr("your own")
        self.table.show_rows(
            [(tr(title), spoken(said), mine, "") for title, said in preset_values(preset).items()]
        )

    def _show(self, title: str, purpose: str, pitfall: str, colour: str | None) -> None:
        self.title.setText(title)
        self.purpose.setText(purpose)
        self.pitfall.setText(f"! {pitfall}" if pitfall else "")
        self.pitfall.setVisible(bool(pitfall))
        self.chip.setVisible(colour is not None)
        self.chip.setStyleSheet(f"background: {colour}; border-radius: 5px;")
        self.chip.setAccessibleName(tr("Colour"))


class _ValueTable(QTableWidget):
    """Values by rows; rows are as high as their sources need."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 4, parent)
        self.setAccessibleName(tr("Values of the preset"))
        self.setHorizontalHeaderLabels([tr("Value"), "", tr("Trust"), tr("Source")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for column, width in enumerate(_COLUMNS_PX):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, text_px(width))
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: Sequence[tuple[str, str, str, str]]) -> None:
        """Show rows of value, number, trust and source."""
        self.setRowCount(len(rows))
        self.setVisible(bool(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self.setItem(number, column, item)
        self._fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        self.resizeRowsToContents()
        for row in range(self.rowCount()):
            self.setRowHeight(row, self.rowHeight(row) + _ROW_GAP_PX)
