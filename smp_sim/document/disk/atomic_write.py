"""Files written whole or not at all: the old file stays until the new one is safe on the disk."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from smp_sim.document.disk.file_lock import still_stands, try_lock
from smp_sim.document.disk.file_names import require_file_name
from smp_sim.model.errors import OutputError
from smp_sim.model.sentence import Sentence

#: Owner only: a case holds a client's photos.
PRIVATE_MODE = 0o600
_SHARED_MODE = 0o666  # less the user's umask, as any program's files

_PART_NAMES = ".smp-*.part"

#: Windows can't rename a file that is locked and open, and refuses to delete one that is open:
#: a living part is safe from sweeping there without a lock.
_LOCKS_PARTS = os.name == "posix"

_CHOOSE_OTHER = "Choose another place with -o or in the dialog."
_SENTENCES = {
    errno.ENOSPC: ("The disk is full.", "Free some space or choose another disk."),
    errno.EDQUOT: ("Your share of the disk is full.", "Free some space or choose another disk."),
    errno.EFBIG: ("The file is too large for this disk.", "Choose another disk."),
    errno.EROFS: ("The disk is read-only.", _CHOOSE_OTHER),
    errno.ENAMETOOLONG: ("The file name is too long.", "Choose a shorter one."),
    errno.EACCES: ("You may not write there.", _CHOOSE_OTHER),
    errno.EPERM: ("You may not write there.", _CHOOSE_OTHER),
    errno.ENOENT: ("The folder doesn't exist.", "Make it first or choose another place."),
    errno.ENOTDIR: ("The folder doesn't exist.", "Make it first or choose another place."),
    errno.ELOOP: ("The link leads in a circle.", _CHOOSE_OTHER),
}


def write_whole(path: str | os.PathLike[str], data: bytes, *, private: bool = False) -> None:
    """Write ``data`` to ``path``, whole or not at all.

    A symbolic link keeps pointing where it did; the file behind it is replaced. An existing file
    keeps its mode. ``private`` makes the file readable by its owner only.

    Raises
    ------
    OutputError
        Where nothing can be written; an existing file is untouched then.
    """
    with open_whole(path, private=private) as stream:
        stream.write(data)


@contextmanager
def open_whole(path: str | os.PathLike[str], *, private: bool = False) -> Iterator[BinaryIO]:
    """Open a stream whose bytes take the place of ``path`` when the block ends well.

    Raises
    ------
    OutputError
        As :func:`write_whole`.
    """
    where = os.fspath(path)
    try:
        target = _target_of(where)
        sweep_parts(target.parent)
        # In the target's own folder: a rename is whole only within one file system.
        part = target.with_name(f".smp-{secrets.token_hex(8)}.part")
        with _removed_after(part), _create(part, _mode_for(target, private=private)) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            part.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _output_error(error, where) from error


def sweep_parts(folder: Path) -> None:
    """Take away what killed writers left in a folder; what somebody still writes stays.

    Such a part may hold a client's photos, and nobody would ever look for it.
    """
    for part in folder.glob(_PART_NAMES):
        with suppress(OSError):  # gone meanwhile, or somebody else's: not ours to judge
            _sweep_part(part)


def _sweep_part(part: Path) -> None:
    with part.open("r+b") as stream:
        if try_lock(stream):
            part.unlink(missing_ok=True)


def require_writable(path: str | os.PathLike[str]) -> None:
    """Refuse a place where nothing can be written, before long work begins.

    Raises
    ------
    OutputError
        As :func:`write_whole`, as far as it can be known beforehand.
    """
    where = os.fspath(path)
    try:
        folder = _target_of(where).parent
    except OSError as error:
        raise _output_error(error, where) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError("You may not write there.", where=where, next_step=_CHOOSE_OTHER)


def _target_of(where: str) -> Path:
    """Give the real file behind ``where``, once it is clear that it may be written.

    Raises
    ------
    OutputError
        For a folder, a device, a read-only file, an impossible name.
    OSError
        Where the folder can't be reached.
    """
    require_file_name(where)
    target = Path(os.path.realpath(where))
    try:
        found = target.stat()
    except FileNotFoundError:
        return _require_folder(target, where)
    if stat.S_ISDIR(found.st_mode):
        raise OutputError("This is a folder.", where=where, next_step="Add a file name.")
    # Renaming over a device such as /dev/null would take its place.
    if not stat.S_ISREG(found.st_mode):
        raise OutputError("This is not a file.", where=where, next_step=_CHOOSE_OTHER)
    if not os.access(target, os.W_OK):
        raise OutputError("The file is write-protected.", where=where, next_step=_CHOOSE_OTHER)
    return target


def _require_folder(target: Path, where: str) -> Path:
    if where.endswith(os.sep):
        raise OutputError("This is a folder.", where=where, next_step="Add a file name.")
    target.parent.stat()
    return target


def _mode_for(target: Path, *, private: bool) -> int:
    if private:
        return PRIVATE_MODE
    return stat.S_IMODE(target.stat().st_mode) if target.exists() else _SHARED_MODE


def _create(part: Path, mode: int) -> BinaryIO:
    """Make a part and hold its lock, by which :func:`sweep_parts` knows that it is alive."""
    while True:
        stream = os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb")
        if not _LOCKS_PARTS or _is_held(part, stream):
            return stream
        stream.close()  # another's sweep came between making and locking
        part.unlink(missing_ok=True)


def _is_held(part: Path, stream: BinaryIO) -> bool:
    try:
        return try_lock(stream) and still_stands(part, stream)
    except OSError:
        return True  # a disk without locks, as some network drives: nobody sweeps there either


@contextmanager
def _removed_after(part: Path) -> Iterator[None]:
    """Remove what is left of ``part``, whatever ended the block (a key press too)."""
    try:
        yield
    finally:
        part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    # So that the new name survives a power cut. Windows knows no such call.
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _output_error(error: OSError, where: str) -> OutputError:
    known = _SENTENCES.get(error.errno or 0)
    what, next_step = known or (
        Sentence("The file can't be written ({reason}).", reason=error.strerror),
        _CHOOSE_OTHER,
    )
    return OutputError(what, where=where, next_step=next_step)
