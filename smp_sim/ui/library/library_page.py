"""The page of the case library: search, grid, what can be done with a case, and the reminder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from smp_sim.ui.eliding_label import ElidingLabel
from smp_sim.ui.library.entry_list import EntryList
from smp_sim.ui.theme import named
from smp_sim.ui.translation import tr

if TYPE_CHECKING:
    from smp_sim.document.case_library.listing import Entry

#: The longest reminder that can be set, in months.
MOST_MONTHS = 240


class LibraryPage(QWidget):
    """Shows the library. What is asked for is said by signals; the page changes no file."""

    open_asked = Signal(object)
    store_asked = Signal()
    import_asked = Signal()
    export_asked = Signal(object)
    delete_asked = Signal(object)
    passphrase_asked = Signal()
    months_changed = Signal(int)
    close_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self.search = QLineEdit(self)
        self.list = EntryList(self)
        self.count_label = named(QLabel(self), "hint")
        self.due_label = named(QLabel(self), "caution")
        self.due_label.setWordWrap(True)
        self.empty_label = named(QLabel(self), "hint")
        self.empty_label.setWordWrap(True)
        self.months = QSpinBox(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 14)
        column.setSpacing(10)
        column.addLayout(self._head_row())
        column.addLayout(self._search_row())
        column.addWidget(self.due_label)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty_label, 1)
        column.addLayout(self._case_row())
        column.addLayout(self._keeping_row())
        self.setFocusProxy(self.list)
        self._connect()

    # --- parts ----------------------------------------------------------------------------

    def _head_row(self) -> QHBoxLayout:
        self.store_button = QPushButton(tr("Store this case"))
        self.import_button = QPushButton(tr("Import…"))
        self.close_button = QPushButton(tr("Back to the case"))
        row = QHBoxLayout()
        row.addWidget(named(QLabel(tr("Case library")), "heading"))
        row.addSpacing(12)
        row.addWidget(self.count_label)
        row.addStretch()
        for button in (self.store_button, self.import_button, self.close_button):
            row.addWidget(button)
        return row

    def _search_row(self) -> QHBoxLayout:
        self.search.setPlaceholderText(tr("Search by client code or day (2026-03-01)"))
        self.search.setAccessibleName(tr("Search cases"))
        self.search.setClearButtonEnabled(True)
        row = QHBoxLayout()
        row.addWidget(self.search)
        return row

    def _case_row(self) -> QHBoxLayout:
        self.open_button = named(QPushButton(tr("Open")), "primary")
        self.export_button = QPushButton(tr("Export as a file…"))
        self.delete_button = QPushButton(tr("Delete for good…"))
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addWidget(self.export_button)
        row.addStretch()
        row.addWidget(self.delete_button)
        return row

    def _keeping_row(self) -> QHBoxLayout:
        self.months.setRange(0, MOST_MONTHS)
        self.months.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.months.setSuffix(tr(" months"))
        self.months.setSpecialValueText(tr("off"))
        self.months.setAccessibleName(tr("Remind me of cases that were kept for long"))
        self.passphrase_button = QPushButton(tr("Passphrase of the library…"))
        row = QHBoxLayout()
        remind = named(QLabel(tr("Remind me of cases not saved for")), "hint")
        remind.setWordWrap(True)
        row.addWidget(remind)
        row.addWidget(self.months)
        row.addWidget(named(ElidingLabel(tr("Nothing is ever deleted by itself.")), "hint"), 1)
        row.addWidget(self.passphrase_button)
        return row

    def _connect(self) -> None:
        self.search.textChanged.connect(self._show_found)
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.itemActivated.connect(lambda _item: self._ask(self.open_asked))
        self.list.itemSelectionChanged.connect(self._follow_choice)
        self.list.delete_asked.connect(lambda: self._ask(self.delete_asked))
        self.open_button.clicked.connect(lambda: self._ask(self.open_asked))
        self.export_button.clicked.connect(lambda: self._ask(self.export_asked))
        self.delete_button.clicked.connect(lambda: self._ask(self.delete_asked))
        self.store_button.clicked.connect(self.store_asked)
        self.import_button.clicked.connect(self.import_asked)
        self.passphrase_button.clicked.connect(self.passphrase_asked)
        self.close_button.clicked.connect(self.close_asked)
        self.months.valueChanged.connect(self._on_months)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)

    # --- what it shows --------------------------------------------------------------------

    def show_library(self, entries: Sequence[Entry], *, can_store: bool, months: int) -> None:
        """Show the entries; ``can_store`` says whether a case is open that could be stored."""
        self._entries = entries
        self.store_button.setVisible(can_store)
        self.months.blockSignals(True)
        self.months.setValue(months)
        self.months.blockSignals(False)
        self._show_found()

    def _show_found(self) -> None:
        from smp_sim.document.case_library.listing import (  # noqa: PLC0415 - brings NumPy
            find_entries,
            is_due,
        )

        today = datetime.now().astimezone().date()
        found = find_entries(self._entries, self.search.text())
        due = [entry for entry in self._entries if is_due(entry, self.months.value(), today)]
        self.list.show_entries(found, due)
        self.count_label.setText(_count_words(len(found), len(self._entries)))
        self.due_label.setText(_due_words(len(due)))
        self.due_label.setVisible(bool(due))
        self.empty_label.setText(_empty_words(has_any=bool(self._entries)))
        self.empty_label.setVisible(not found)
        self.list.setVisible(bool(found))
        self._follow_choice()

    def _follow_choice(self) -> None:
        chosen = self.list.chosen
        self.open_button.setEnabled(chosen is not None)
        self.export_button.setEnabled(chosen is not None)
        self.delete_button.setEnabled(chosen is not None)

    def _ask(self, signal: object) -> None:
        if self.list.chosen is not None:
            signal.emit(self.list.chosen)  # type: ignore[attr-defined]  # a bound signal

    def _on_months(self, months: int) -> None:
        self.months_changed.emit(months)
        self._show_found()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
            return
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus()
            return
        super().keyPressEvent(event)


def _count_words(found: int, whole: int) -> str:
    if found == whole:
        return tr("1 case") if whole == 1 else tr("{count} cases", count=whole)
    return tr("{found} of {whole} cases", found=found, whole=whole)


def _due_words(count: int) -> str:
    if count == 1:
        return tr("One case has been kept for long. See whether it is still needed.")
    return tr("{count} cases have been kept for long. See whether they are needed.", count=count)


def _empty_words(*, has_any: bool) -> str:
    if has_any:
        return tr("No case has this code or day.")
    return tr("No case is stored yet. Open one and choose Store this case, or import a file.")
