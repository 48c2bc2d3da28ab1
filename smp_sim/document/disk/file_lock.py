"""Locks that the operating system lets go of when the program ends, however it ends."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def try_lock(stream: BinaryIO) -> bool:
        """Lock an open file, or give False where somebody else holds it."""
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def try_lock(stream: BinaryIO) -> bool:
        """Lock an open file, or give False where somebody else holds it."""
        try:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


#: Owner only: what lies beside a lock belongs to clients.
_FOLDER_MODE = 0o700
_FILE_MODE = 0o600


@dataclass(frozen=True, slots=True)
class FileLock:
    """A lock that the operating system holds for this process until :meth:`release`."""

    path: Path
    stream: BinaryIO

    def release(self) -> None:
        """Let go, and take the lock's file away; once it is let go nothing more is done."""
        if self.stream.closed:
            return
        if os.name == "posix":  # while it is still held, so that nobody's new lock is taken away
            self.path.unlink(missing_ok=True)
        self.stream.close()


def lock_file(path: Path) -> FileLock | None:
    """Lock a file (made if it is not there), or give None where somebody else holds it.

    Raises
    ------
    OSError
        Where the folder can't be written.
    """
    path.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    while True:
        stream = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, _FILE_MODE), "r+b")
        if not try_lock(stream):
            stream.close()
            return None
        if still_stands(path, stream):
            return FileLock(path, stream)
        stream.close()  # its holder took the file away between our opening and our locking


def still_stands(path: Path, stream: BinaryIO) -> bool:
    """Tell whether an open file is still the one of that name."""
    try:
        return os.path.samestat(path.stat(), os.fstat(stream.fileno()))
    except FileNotFoundError:
        return False
