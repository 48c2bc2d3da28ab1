"""What the library's buttons do. Files are read and written in tasks, through the document room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from smp_sim.model.errors import PassphraseNeededError, SmpError, WrongPassphraseError
from smp_sim.ui.protection_commands import new_key_of
from smp_sim.ui.translation import told, tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.case.case_file import Dossier
    from smp_sim.document.case_library.listing import Entry
    from smp_sim.document.protection.passphrase_key import PassphraseKey
    from smp_sim.ui.library.library_page import LibraryPage
    from smp_sim.ui.main_window import MainWindow

# The document room brings NumPy: imported on use.
# ruff: noqa: PLC0415

_SUFFIX = ".smp"


class LibraryCommands(QObject):
    """Opens the page and does what is asked there; holds the library's key until the end."""

    def __init__(self, bench: Workbench, window: MainWindow) -> None:
        super().__init__(window)
        self._bench, self._window = bench, window
        self._page: LibraryPage | None = None
        self.key: PassphraseKey | None = None

    # --- places and names -----------------------------------------------------------------

    @property
    def data(self) -> Path:
        """The program's data folder."""
        from smp_sim.document.disk.data_places import data_folder

        return self._bench.data_folder or data_folder()

    @property
    def folder(self) -> Path:
        """The library's folder."""
        from smp_sim.document.disk.data_places import library_folder

        return library_folder(self.data)

    def holds(self, path: Path) -> bool:
        """Tell whether a file is one of the library's."""
        from smp_sim.document.disk.data_places import shelf_folder

        return path.parent == shelf_folder(self.folder)

    def name_of(self, path: Path) -> str:
        """Give what to call a case file: its name, but the client's code for a stored one."""
        if not self.holds(path):
            return path.name
        session = self._bench.session
        code = session.case.client.reference if session.path == path else ""
        return code or tr("a stored case")

    # --- the page -------------------------------------------------------------------------

    @property
    def page(self) -> LibraryPage | None:
        """The page, while it is open."""
        return self._page

    def toggle(self) -> None:
        """Open the library, or go back to the case."""
        if self._page is None:
            self.open_page()
        else:
            self.close_page()

    def open_page(self) -> None:
        """Show the library; ask for its passphrase first where it has one."""
        from smp_sim.document.case_library.shelf import is_protected
        from smp_sim.ui.library.library_page import LibraryPage

        if is_protected(self.folder) and self.key is None:
            self._ask_to_unlock(self.open_page)
            return
        if self._page is None:
            self._window.practice.leave()
            self._page = LibraryPage(self._window)
            self._connect(self._page)
            self._window.show_page(self._page)
        self.refresh()
        self._page.search.setFocus()

    def _connect(self, page: LibraryPage) -> None:
        page.open_asked.connect(self.open_entry)
        page.store_asked.connect(self.store)
        page.import_asked.connect(self.choose_import)
        page.export_asked.connect(self.export)
        page.delete_asked.connect(self.ask_to_delete)
        page.passphrase_asked.connect(self.ask_passphrase)
        page.months_changed.connect(self._keep_months)
        page.close_asked.connect(self.close_page)

    def close_page(self) -> None:
        """Go back to the case."""
        if self._page is not None:
            page, self._page = self._page, None
            self._window.show_page(None)
            page.deleteLater()

    def refresh(self) -> None:
        """Read the library anew and show it."""
        from smp_sim.document.case_library.listing import list_entries

        folder, key, recent = self.folder, self.key, self._bench.preferences.recent
        self._bench.tasks.start(
            tr("Reading the library"), lambda: list_entries(folder, recent, key), self._show
        )

    def _show(self, entries: tuple[Entry, ...]) -> None:
        if self._page is not None:
            session = self._bench.session
            can_store = not session.is_empty and (
                session.path is None or not self.holds(session.path)
            )
            months = self._bench.preferences.reminder_months
            self._page.show_library(entries, can_store=can_store, months=months)

    def _keep_months(self, months: int) -> None:
        self._bench.preferences.reminder_months = months

    # --- cases ----------------------------------------------------------------------------

    def open_entry(self, entry: Entry) -> None:
        """Open a case and leave the library."""
        self._window.files.open_path(entry.path)

    def store(self) -> None:
        """Put the open case on the shelf, and go on working on it there."""
        from smp_sim.document.case_library.shelf import store_case

        session = self._bench.session
        case, dossier, folder, key = session.case, session.dossier(), self.folder, self.key

        def done(path: Path) -> None:
            session.mark_saved(path, case)
            session.seal_with(dossier.key or key)
            self._window.files.recovery.claim(path)
            self._bench.messages.say(tr("The case is in the library."))
            self.refresh()

        self._bench.tasks.start(
            tr("Storing the case"), lambda: store_case(folder, dossier, key), done
        )

    def choose_import(self) -> None:
        """Ask for a case file and bring a copy of it into the library."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Import a case"), "", tr("Cases (*{suffix})", suffix=_SUFFIX)
        )
        if name:
            self.bring_in(Path(name))

    def bring_in(self, path: Path) -> None:
        """Bring a copy of a case file into the library; ask for its passphrase where it has one."""
        from smp_sim.document.case_library.shelf import import_case

        folder, key = self.folder, self.key

        def read(dossier: Dossier) -> None:
            self._bench.tasks.start(
                tr("Storing the case"),
                lambda: import_case(folder, path, secret=dossier.key, key=key),
                lambda _stored: self._said(tr("The case is in the library.")),
            )

        self._window.protection.read_case(path, tr("Reading {name}", name=path.name), read)

    def export(self, entry: Entry) -> None:
        """Ask where to, and copy the case there as one file."""
        from smp_sim.document.case_library.shelf import export_case

        name, _ = QFileDialog.getSaveFileName(
            self._window,
            tr("Export the case"),
            f"case{_SUFFIX}",
            tr("Cases (*{suffix})", suffix=_SUFFIX),
        )
        if not name:
            return
        target = Path(name) if Path(name).suffix else Path(name).with_suffix(_SUFFIX)
        self._bench.tasks.start(
            tr("Exporting the case"),
            lambda: export_case(entry.path, target),
            lambda _nothing: self._said(tr("Saved as {name}.", name=target.name)),
        )

    def ask_to_delete(self, entry: Entry) -> None:
        """Ask once, then delete for good."""
        from smp_sim.ui.library.entry_list import name_of

        self._bench.messages.ask(
            tr(
                "Delete {name} of {day} for good, with its photos, thumbnail and recovery"
                " copies? This can't be undone.",
                name=name_of(entry),
                day=entry.saved_on.isoformat(),
            ),
            (tr("Cancel"), lambda: None),
            (tr("Delete for good"), lambda: self.delete(entry)),
        )

    def delete(self, entry: Entry) -> None:
        """Delete a case with everything that the program keeps of it."""
        from smp_sim.document.case_library.shelf import delete_case

        data = self.data

        def done(_nothing: None) -> None:
            self._bench.preferences.forget_file(entry.path)
            self._said(tr("The case is deleted."))

        self._bench.tasks.start(
            tr("Deleting the case"), lambda: delete_case(data, entry.path), done
        )

    def _said(self, words: str) -> None:
        self._bench.messages.say(words)
        self.refresh()

    # --- the passphrase -------------------------------------------------------------------

    def _ask_to_unlock(self, then: Callable[[], object], fault: str = "") -> None:
        from smp_sim.ui.passphrase_prompt import Question

        question = Question(
            tr("The library is protected"),
            tr("Type the library's passphrase to see its cases."),
            tr("Unlock"),
            fault=fault,
        )
        self._window.protection.prompt.ask(question, lambda typed: self._unlock(typed, then))

    def _unlock(self, typed: str, then: Callable[[], object]) -> None:
        folder = self.folder

        def done(answer: PassphraseKey | SmpError) -> None:
            if isinstance(answer, SmpError):
                self._ask_to_unlock(then, told(answer))
                return
            self.key = answer
            then()

        self._bench.tasks.start(tr("Unlocking the library"), lambda: _unlocked(folder, typed), done)

    def ask_passphrase(self) -> None:
        """Set the library's passphrase; where it has one, ask whether to change or remove it."""
        if self.key is None:
            self._ask_new()
            return
        self._bench.messages.ask(
            tr("The library is protected by a passphrase."),
            (tr("Change it…"), self._ask_new),
            (tr("Take it off"), self._take_off),
            (tr("Cancel"), lambda: None),
        )

    def _ask_new(self) -> None:
        from smp_sim.ui.passphrase_prompt import Question

        question = Question(
            tr("New passphrase for the library"),
            tr(
                "It protects every stored case, with its thumbnail and recovery copies. At least"
                " 8 characters; without it nobody can open them again."
            ),
            tr("Protect"),
            is_new=True,
        )
        self._window.protection.prompt.ask(question, self._protect)

    def _protect(self, typed: str) -> None:
        from smp_sim.document.case_library.shelf import protect_library

        folder, old = self.folder, self.key

        def done(answer: tuple[PassphraseKey, int]) -> None:
            self._resealed(old, answer[0])
            self._said(_kept_words(tr("The library is protected."), answer[1]))

        def work() -> tuple[PassphraseKey, int]:
            new = new_key_of(typed)
            return new, protect_library(folder, old, new)

        self._bench.tasks.start(tr("Protecting the library"), work, done)

    def _take_off(self) -> None:
        from smp_sim.document.case_library.shelf import unprotect_library

        folder, old = self.folder, self.key
        if old is None:
            return

        def done(kept: int) -> None:
            self._resealed(old, None)
            self._said(_kept_words(tr("The library has no passphrase any more."), kept))

        self._bench.tasks.start(
            tr("Taking the passphrase off"), lambda: unprotect_library(folder, old), done
        )

    def _resealed(self, old: PassphraseKey | None, new: PassphraseKey | None) -> None:
        """Let the open case follow where it is one of the library's."""
        session = self._bench.session
        self.key = new
        if session.path is not None and self.holds(session.path) and session.key == old:
            session.seal_with(new)


def _unlocked(folder: Path, typed: str) -> PassphraseKey | SmpError:
    from smp_sim.document.case_library.shelf import seal_plain_cases, unlock_library

    try:
        key = unlock_library(folder, typed)
        seal_plain_cases(folder, key)
    except (PassphraseNeededError, WrongPassphraseError) as wrong:
        return wrong
    return key


def _kept_words(words: str, kept: int) -> str:
    if not kept:
        return words
    more = tr("{count} cases keep a passphrase of their own or can't be opened.", count=kept)
    return f"{words} {more}"
