"""The preset library as a button with a menu: a choice is applied, and its sources are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from smp_sim.ui.translation import mark, spoken, tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.presets.preset_library import LibraryEntry
    from smp_sim.render.tissue import Trust

# The document room brings NumPy: imported on use.
# ruff: noqa: PLC0415

#: How far a value is to be trusted, in words.
TRUST_WORDS: dict[Trust, str] = {
    "found-A": mark("peer-reviewed"),
    "found-B": mark("textbook or surgeon's site"),
    "found-C": mark("clinic or school page"),
    "found-D": mark("forum"),
    "found-code": mark("public source code"),
    "computed": mark("computed"),
    "assumed": mark("assumed"),
}


class LibraryMenu(QPushButton):
    """Offers the library's entries by group; the menu is filled when it is first opened."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(tr("From the library"), parent)
        self._bench = bench
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
            submenu = self.entries.addMenu(spoken(group.title))
            submenu.setToolTipsVisible(True)
            for entry in group.entries:
                action = submenu.addAction(spoken(entry.name))
                action.setToolTip(spoken(entry.purpose))
                action.triggered.connect(lambda _checked=False, entry=entry: self.take(entry))

    def take(self, entry: LibraryEntry) -> None:
        """Apply an entry as one step of the history, and say where its values come from."""
        from smp_sim.document.presets.preset_library import apply_entry

        session = self._bench.session
        session.begin_gesture()
        label = tr("Apply preset {name}", name=spoken(entry.name))
        if session.edit(label, lambda case: apply_entry(case, entry)):
            self._bench.messages.warn(sources_of(entry))


def sources_of(entry: LibraryEntry) -> str:
    """Say what an entry is for, and of each source of its values how far to trust it."""
    sources = {held.source: held.trust for held in entry.values.values()}
    lines = [f"{source} ({tr(TRUST_WORDS[trust])})" for source, trust in sources.items()]
    return "\n".join([f"{spoken(entry.name)}: {spoken(entry.purpose)}", *lines])
