"""The open document as the window sees it: one value, one undo stack, one signal.

The case is frozen; an edit is a function from case to case. Photos travel beside it by their
SHA-256 and are never dropped while the document is open, so that undo can bring a view back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from smp_sim.model.case import Case, View
from smp_sim.model.errors import SmpError
from smp_sim.model.plan import Retention
from smp_sim.model.viewing import AS_TAKEN, Viewing
from smp_sim.ui.replace_case import Change, ReplaceCase

if TYPE_CHECKING:
    from smp_sim.document.case.case_file import Dossier
    from smp_sim.document.case.unknown_keys import UnknownKeys
    from smp_sim.document.protection.passphrase_key import PassphraseKey

Edit = Callable[[Case], Case]

#: The default picture is the healed one (day 28 after the last session).
HEALED_AFTER_DAYS = 28.0


class Session(QObject):
    """Holds the open case, which view and day are shown, and whether it is saved.

    ``changed`` follows every change of any of these. ``refused`` carries the user's mistake when
    an edit was not possible; the case is then as before. ``replaced`` says that another document
    was opened: nothing of the last one may stay on screen.
    """

    changed = Signal()
    replaced = Signal()
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case = Case()
        self._photos: dict[str, bytes] = {}
        self._extras: UnknownKeys | None = None
        self._key: PassphraseKey | None = None
        self._path: Path | None = None
        self._view_index = 0
        self._day = healed_day(self._case)
        self._retention: Retention = "typical"
        self._viewing = AS_TAKEN
        self._gesture = 0
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self._announce)

    # --- what is open ---------------------------------------------------------------------

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self._case

    @property
    def photos(self) -> Mapping[str, bytes]:
        """Photo bytes by SHA-256: those of the case, and those that undo could bring back."""
        return MappingProxyType(self._photos)

    @property
    def path(self) -> Path | None:
        """The file it was opened from or saved to."""
        return self._path

    @property
    def is_dirty(self) -> bool:
        """Whether there are changes that no file holds."""
        return not self.undo_stack.isClean()

    @property
    def is_empty(self) -> bool:
        """Whether no photo is open."""
        return not self._case.views

    @property
    def view_index(self) -> int:
        """Which view is shown, from 0."""
        return self._view_index

    @property
    def view(self) -> View | None:
        """The view that is shown, or None in an empty window."""
        views = self._case.views
        return views[self._view_index] if self._view_index < len(views) else None

    @property
    def day(self) -> float:
        """The day that is shown, from the first session; negative: before it."""
        return self._day

    @property
    def retention(self) -> Retention:
        """Which end of the expected range is shown."""
        return self._retention

    @property
    def viewing(self) -> Viewing:
        """From which distance and in which light the pictures are seen."""
        return self._viewing

    # --- what is shown --------------------------------------------------------------------

    def show_view(self, index: int) -> None:
        """Show another view of the same client."""
        if 0 <= index < len(self._case.views) and index != self._view_index:
            self._view_index = index
            self.changed.emit()

    def show_day(self, day: float) -> None:
        """Show another day of healing."""
        if day != self._day:
            self._day = day
            self.changed.emit()

    def show_healed(self) -> None:
        """Show the day the last session has healed."""
        self.show_day(healed_day(self._case))

    def show_retention(self, retention: Retention) -> None:
        """Show another part of the expected range."""
        if retention != self._retention:
            self._retention = retention
            self.changed.emit()

    def show_viewing(self, viewing: Viewing) -> None:
        """Show the pictures from another distance or in another light."""
        if viewing != self._viewing:
            self._viewing = viewing
            self.changed.emit()

    # --- edits ----------------------------------------------------------------------------

    def begin_gesture(self) -> None:
        """Start a new undo step: edits with the same key merge only within one gesture."""
        self._gesture += 1

    def edit(self, label: str, edit: Edit, *, key: str = "") -> bool:
        """Change the case as one undo step, named ``label`` in the history.

        Edits with the same ``key`` in the same gesture become one step. Gives False, and says why
        through ``refused``, where the edit is a user's mistake.
        """
        try:
            after = edit(self._case)
        except SmpError as mistake:
            self.refused.emit(mistake)
            return False
        if after != self._case:
            merge_key = f"{key}#{self._gesture}" if key else ""
            self.undo_stack.push(
                ReplaceCase(self._put_case, Change(label, self._case, after, merge_key))
            )
        return True

    def add_photo_bytes(self, photos: Mapping[str, bytes]) -> None:
        """Keep photo bytes for views that an edit is about to add."""
        self._photos = {**self._photos, **photos}

    def _put_case(self, case: Case) -> None:
        shown = self.view
        self._case = case
        self._view_index = _index_of(case, shown, self._view_index)
        self.changed.emit()

    # --- files ----------------------------------------------------------------------------

    def dossier(self) -> Dossier:
        """Give the case with its photos, ready to be saved."""
        from smp_sim.document.case.case_file import Dossier  # noqa: PLC0415 - NumPy, on use
        from smp_sim.document.case.unknown_keys import NOTHING  # noqa: PLC0415

        return Dossier(self._case, self.photos, self._extras or NOTHING, self._key)

    def open_dossier(self, dossier: Dossier, path: Path | None = None) -> None:
        """Open a document with what its file held beyond what is known here."""
        self.replace_document(dossier.case, dossier.photos, path)
        self._extras = dossier.extras
        self._key = dossier.key
        self.changed.emit()

    @property
    def key(self) -> PassphraseKey | None:
        """The key that seals what is written of the case, or None."""
        return self._key

    def protect(self, key: PassphraseKey | None) -> None:
        """Write the case under another key from now on, or, with None, as a plain file."""
        self.mark_unsaved()
        self.seal_with(key)

    def seal_with(self, key: PassphraseKey | None) -> None:
        """Note the key that the case's file is sealed with already."""
        self._key = key
        self.changed.emit()

    def replace_document(
        self, case: Case, photos: Mapping[str, bytes], path: Path | None = None
    ) -> None:
        """Open another document: nothing of the last one stays."""
        self._case = case
        self._photos = dict(photos)
        self._extras = None
        self._key = None
        self._path = path
        self._view_index = 0
        self._day = healed_day(case)
        self._retention = "typical"
        self._viewing = AS_TAKEN
        self.undo_stack.clear()
        self.replaced.emit()
        self.changed.emit()

    def mark_saved(self, path: Path, case: Case) -> None:
        """Note that ``case`` was written to ``path``; edits made meanwhile stay unsaved."""
        self._path = path
        if case is self._case:
            self.undo_stack.setClean()
        self.changed.emit()

    def mark_unsaved(self) -> None:
        """Note that no file holds this document, as after a recovery."""
        self.undo_stack.resetClean()

    def _announce(self, _clean: bool) -> None:  # noqa: FBT001 - Qt's signal brings it
        self.changed.emit()


def healed_day(case: Case) -> float:
    """Give the day the last session of a case has healed."""
    return max(session.day for session in case.plan.sessions) + HEALED_AFTER_DAYS


def _index_of(case: Case, shown: View | None, index: int) -> int:
    """Find the view that was shown in the changed case, by its id, or the nearest one left."""
    ids = [view.id for view in case.views]
    if shown is not None and shown.id in ids:
        return ids.index(shown.id)
    return max(0, min(index, len(ids) - 1))
