"""The preset library as a button with a menu: a choice is applied, and what to heed is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from smp_sim.ui.session import Session
from smp_sim.ui.translation import spoken, tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.presets.library_entry import LibraryEntry, LibraryGroup

# The document room brings NumPy: imported on use.
# ruff: noqa: PLC0415


class LibraryMenu(QPushButton):
    """Offers the library's entries by group; the menu is filled when it is first opened.

    ``group`` names the one group whose entries are offered; empty: all, each in a menu of its own.
    """

    def __init__(
        self, bench: Workbench, title: str, group: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self._bench, self._group = bench, group
        self.entries = QMenu(self)
        self.entries.setToolTipsVisible(True)
        self.entries.aboutToShow.connect(self.fill)
        self.setMenu(self.entries)

    def fill(self) -> None:
        """Read the library into the menu, once."""
        from smp_sim.document.presets.preset_library import read_library

        if not self.entries.isEmpty():
            return
        for group in read_library():
            if self._group in ("", group.group):
                self._add(group)

    def _add(self, group: LibraryGroup) -> None:
        menu = self.entries if self._group else self.entries.addMenu(spoken(group.title))
        menu.setToolTipsVisible(True)
        for entry in group.entries:
            action = menu.addAction(spoken(entry.name))
            action.setToolTip(spoken(entry.purpose))
            action.triggered.connect(lambda _checked=False, entry=entry: self.take(entry))

    def take(self, entry: LibraryEntry) -> None:
        """Apply an entry as one step of the history, and say what to heed and how sure it is."""
        if take_entry(self._bench.session, entry):
            self._bench.messages.warn(told_of(entry))


def take_entry(session: Session, entry: LibraryEntry) -> bool:
    """Apply an entry as one step of the history; give whether it could be."""
    from smp_sim.document.presets.preset_library import apply_entry

    session.begin_gesture()
    label = tr("Apply preset {name}", name=spoken(entry.name))
    return session.edit(label, lambda case: apply_entry(case, entry))


def told_of(entry: LibraryEntry) -> str:
    """Say what an entry is for, what to heed, and how far the least sure of its values goes."""
    from smp_sim.document.presets.value_words import TRUST_WORDS

    order = list(TRUST_WORDS)
    least = max((held.trust for held in entry.values.values()), key=order.index)
    said = [f"{spoken(entry.name)}: {spoken(entry.purpose)}.", spoken(entry.pitfall)]
    said.append(tr("Least sure of its values: {trust}.", trust=tr(TRUST_WORDS[least])))
    return " ".join(part for part in said if part)
