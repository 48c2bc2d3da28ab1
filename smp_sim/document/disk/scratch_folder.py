"""A folder for files that somebody else must write, such as an encoder; gone whatever happens.

It lies in the program's data folder, its owner's alone, under a lock: what a killed program left
there is taken away by the next one, where the system's own folder would keep a client's pictures.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from smp_sim.document.disk.file_lock import lock_file

_FOLDER_MODE = 0o700


@contextmanager
def scratch_folder(data: Path) -> Iterator[Path]:
    """Give an empty folder inside the program's data folder; it goes when the block ends.

    Where nothing can be written there it is one of the system's.
    """
    sweep_scratch(data)
    with ExitStack() as held:
        try:
            folder = _claimed_folder(data / "scratch", held)
        except OSError:
            folder = Path(held.enter_context(tempfile.TemporaryDirectory()))
        yield folder


def _claimed_folder(place: Path, held: ExitStack) -> Path:
    folder = place / secrets.token_hex(8)
    lock = lock_file(folder.with_suffix(".lock"))
    if lock is not None:  # a fresh random name is held by nobody
        held.callback(lock.release)
    held.callback(shutil.rmtree, folder, ignore_errors=True)
    folder.mkdir(mode=_FOLDER_MODE)
    return folder


def sweep_scratch(data: Path) -> None:
    """Take away what killed programs left; a folder that is in use stays."""
    place = data / "scratch"
    names = {path.stem for path in place.iterdir()} if place.is_dir() else set()
    for name in names:
        try:
            lock = lock_file(place / f"{name}.lock")
        except OSError:
            continue  # somebody else's: not ours to judge
        if lock is not None:
            shutil.rmtree(place / name, ignore_errors=True)
            lock.release()
