"""Folders that the program makes for itself, such as the library's: their owner's alone."""

from __future__ import annotations

from pathlib import Path

from smp_sim.model.errors import OutputError
from smp_sim.model.sentence import Sentence

#: What lies in them tells of clients.
OWNER_ONLY = 0o700


def made_folder(folder: Path) -> Path:
    """Give a folder, made where it is not there.

    Raises
    ------
    OutputError
        Where it can't be made.
    """
    try:
        folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            Sentence("The folder can't be made ({reason}).", reason=error.strerror),
            where=str(folder),
        ) from error
    return folder
