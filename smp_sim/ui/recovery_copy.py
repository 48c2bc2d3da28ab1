"""Keeps the recovery copy in step with the session, away from the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from smp_sim.model.case import Case
from smp_sim.model.errors import SmpError
from smp_sim.ui.translation import told, tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from smp_sim.document.case.recovery import RecoverySlot
    from smp_sim.document.disk.file_lock import FileLock
    from smp_sim.document.protection.passphrase_key import PassphraseKey

# The document room brings NumPy: imported when a copy is first due, in the copying thread.
# ruff: noqa: PLC0415

#: A change is copied this long after it (ms).
COPY_AFTER_MS = 2000


class RecoveryKeeper(QObject):
    """Writes a copy after changes, takes it away after saving, and holds the case's lock."""

    failed = Signal(object)

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._slot: RecoverySlot | None = None
        self._claim: FileLock | None = None
        self._claimed: Path | None = None
        self._is_shared = False
        self._told = False
        self._thread: ThreadPoolExecutor | None = None
        self._writing: Future[None] | None = None
        #: The case and the key that the last copy was made of.
        self._copied: tuple[Case, PassphraseKey | None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=COPY_AFTER_MS)
        self._timer.timeout.connect(self._copy)
        bench.session.changed.connect(self._follow)
        bench.session.replaced.connect(self._drop)
        self.failed.connect(self._tell)

    # --- the copy -------------------------------------------------------------------------

    def keep_now(self) -> None:
        """Write the copy at once, as when a fault may end the program."""
        session = self._bench.session
        if session.is_dirty and not session.is_empty:
            self._write()

    def wait(self) -> None:
        """Wait until a copy that is being written is done; a fault of its making is raised here."""
        writing, self._writing = self._writing, None
        if writing is not None:
            writing.result()

    def release(self) -> None:
        """Take the copy and the lock away: the window closes in good order."""
        self._timer.stop()
        if self._thread is not None:
            self._thread.shutdown(wait=True)
        if self._slot is not None:
            self._slot.close()
            self._slot = None
        self._let_go()

    def _follow(self) -> None:
        session = self._bench.session
        if not session.is_dirty:
            self._drop()
        elif self._key_changed():
            self._drop()  # a copy under another key, or none, must not stay
            self._timer.start()
        elif not self._is_copied() and not self._timer.isActive():
            self._timer.start()

    def _key_changed(self) -> bool:
        return self._copied is not None and self._copied[1] is not self._bench.session.key

    def _is_copied(self) -> bool:
        return self._copied is not None and self._copied[0] is self._bench.session.case

    def _copy(self) -> None:
        if self._writing is not None and not self._writing.done():
            self._timer.start()
            return
        self.wait()  # a fault of the last copy comes to light here
        from concurrent.futures import ThreadPoolExecutor

        self._thread = self._thread or ThreadPoolExecutor(1, "recovery")
        self._copied = (self._bench.session.case, self._bench.session.key)
        self._writing = self._thread.submit(self._write)

    def _write(self) -> None:
        from smp_sim.document.case.recovery import RecoverySlot
        from smp_sim.document.disk.data_places import data_folder

        session = self._bench.session
        try:
            if self._slot is None:
                self._slot = RecoverySlot(self._bench.data_folder or data_folder())
            self._slot.keep(session.dossier(), session.path)
        except (SmpError, OSError) as trouble:
            self.failed.emit(trouble)

    def _drop(self) -> None:
        self._timer.stop()
        self._copied = None
        if self._slot is not None:
            self.wait()
            self._slot.drop()

    def _tell(self, trouble: object) -> None:
        why = told(trouble) if isinstance(trouble, SmpError) else str(trouble)
        if not self._told:
            self._told = True
            self._bench.messages.warn(
                tr("No recovery copy could be written: {why} Save often.", why=why)
            )

    # --- the lock -------------------------------------------------------------------------

    def claim(self, path: Path) -> bool:
        """Hold a case file for this window; False where another window has it."""
        from smp_sim.document.case.recovery import claim_case
        from smp_sim.document.disk.data_places import data_folder

        self._let_go()
        self._claimed, self._is_shared = path, False
        try:
            self._claim = claim_case(self._bench.data_folder or data_folder(), path)
        except OSError:
            return True  # a folder that can't be written must not keep a case from opening
        self._is_shared = self._claim is None
        return not self._is_shared

    def holds(self, path: Path) -> bool:
        """Say whether a case file may be written without asking; the other window may be gone."""
        if self._claimed != path or not self._is_shared:
            return True
        return self.claim(path)

    def _let_go(self) -> None:
        if self._claim is not None:
            self._claim.release()
            self._claim = None
