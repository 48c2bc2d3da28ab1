"""Nothing is lost by a crash: a recovery copy beside the program's data, and who holds what.

A slot is one window's place for its recovery copy: ``<token>.smp`` with ``<token>.json`` (where
the case came from) and ``<token>.lock``. The operating system lets go of the lock when the program
ends, however it ends; a copy without a holder is what a crash left behind.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from smp_sim.document.case.case_file import Dossier, save_case
from smp_sim.document.disk.atomic_write import write_whole
from smp_sim.document.disk.file_lock import FileLock, lock_file

Standing = Literal["ahead", "changed", "gone", "unsaved"]


def claim_case(folder: Path, case_path: Path) -> FileLock | None:
    """Claim a case file for this window, or give None where another window has it.

    The claim's file carries a hash, so that it tells nothing of the case. Raises as ``lock_file``.
    """
    name = hashlib.sha256(os.fsencode(case_path.resolve())).hexdigest()[:32]
    return lock_file(folder / "open" / f"{name}.lock")


class RecoverySlot:
    """One window's place for its recovery copy.

    Raises
    ------
    OSError
        Where the folder can't be written.
    """

    def __init__(self, folder: Path) -> None:
        token = secrets.token_hex(8)
        self._stem = folder / "recovery" / token
        lock = lock_file(self._stem.with_suffix(".lock"))
        if lock is None:  # a fresh random name is held by nobody
            raise OSError(f"cannot lock {self._stem}.lock")
        self._lock = lock

    @property
    def copy_path(self) -> Path:
        """Where the copy lies when there is one."""
        return self._stem.with_suffix(".smp")

    def keep(self, dossier: Dossier, origin: Path | None) -> None:
        """Write the copy, whole or not at all; ``origin`` is the file the case came from.

        Raises
        ------
        OutputError
            Where nothing can be written.
        """
        note = {"origin": os.fspath(origin) if origin else "", "stamp": _stamp_of(origin)}
        # First the note: a copy whose origin nobody knows would outlive the deleting of its case.
        write_whole(self._stem.with_suffix(".json"), json.dumps(note).encode(), private=True)
        save_case(dossier, self.copy_path)

    def drop(self) -> None:
        """Take the copy away: a file of the user's holds everything."""
        for suffix in (".smp", ".json"):
            self._stem.with_suffix(suffix).unlink(missing_ok=True)

    def close(self) -> None:
        """Take everything away: the window closes in good order."""
        self.drop()
        self._lock.release()


@dataclass(frozen=True, slots=True)
class Leftover:
    """A copy that a crash left behind. Its lock is held, so that one window alone offers it.

    ``standing`` tells which state it is, by what the file was like when the copy was made, whatever
    the clock says: ``ahead`` of its file, which lacks its changes; the file ``changed`` since then,
    so that it holds another state, as a rule the later one; the file is ``gone``; or the case was
    never saved at all.
    """

    path: Path
    origin: Path | None
    lock: FileLock
    standing: Standing = "unsaved"

    def discard(self) -> None:
        """Delete the copy for good."""
        for suffix in (".smp", ".json"):
            self.path.with_suffix(suffix).unlink(missing_ok=True)
        self.lock.release()


def find_leftovers(folder: Path) -> list[Leftover]:
    """List what crashes left behind, the newest first; also sweeps up locks without a copy."""
    place = folder / "recovery"
    if not place.is_dir():
        return []
    for stale in place.glob("*.lock"):
        if not stale.with_suffix(".smp").exists():
            _sweep(stale)
    copies = sorted(place.glob("*.smp"), key=_written_ns, reverse=True)
    found = [_claimed_leftover(copy) for copy in copies]
    return [leftover for leftover in found if leftover is not None]


def _written_ns(copy: Path) -> int:
    stamp = _stamp_of(copy)
    return 0 if stamp is None else stamp[1]


def _claimed_leftover(copy: Path) -> Leftover | None:
    """Give a copy under its lock; None where a window still holds it, or took it away meanwhile."""
    lock = lock_file(copy.with_suffix(".lock"))
    if lock is None:
        return None
    if copy.exists():
        return _leftover_of(copy, lock)
    lock.release()
    return None


def _sweep(stale: Path) -> None:
    lock = lock_file(stale)
    if lock is not None:
        lock.release()
        stale.with_suffix(".json").unlink(missing_ok=True)


def _leftover_of(copy: Path, lock: FileLock) -> Leftover:
    try:
        note = json.loads(copy.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        note = None  # the copy itself matters, not where it came from
    origin = note.get("origin") if isinstance(note, dict) else None
    if not isinstance(origin, str) or not origin or "\0" in origin:
        return Leftover(copy, None, lock)
    return Leftover(copy, Path(origin), lock, _standing(Path(origin), note.get("stamp")))


def _standing(origin: Path, stamp: object) -> Standing:
    now = _stamp_of(origin)
    if now is None:
        return "gone"
    return "ahead" if now == stamp else "changed"


def _stamp_of(origin: Path | None) -> list[int] | None:
    """Give by what a file is known to be the same: size and time of change; None where it is gone.

    The time is only compared for being the same, so that a clock set back misleads nobody.
    """
    try:
        found = None if origin is None else origin.stat()
    except OSError:
        return None
    return None if found is None else [found.st_size, found.st_mtime_ns]
