"""Passphrases on the command line: from a file or typed unseen, never an argument or a log line."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from smp_sim.document.case.case_file import Dossier, open_case
from smp_sim.model.errors import PassphraseNeededError, SmpError

#: A passphrase file holds one line; a file beyond this is something else.
_MOST_BYTES = 4096


def open_protected(path: Path, passphrase_file: Path | None) -> Dossier:
    """Open a case; a protected one with the passphrase of the file, or one that is asked for.

    Raises
    ------
    PassphraseNeededError
        Where none is given and nobody sits at the terminal.
    SmpError
        As ``open_case`` and :func:`read_passphrase`.
    """
    if passphrase_file is not None:
        return open_case(path, secret=read_passphrase(passphrase_file))
    try:
        return open_case(path)
    except PassphraseNeededError as needed:
        return open_case(path, secret=_asked(needed))


def _asked(needed: PassphraseNeededError) -> str:
    if not sys.stdin.isatty():
        raise PassphraseNeededError(
            needed.what, where=needed.where, next_step="Give it with --passphrase-file FILE."
        ) from needed
    return getpass.getpass("Passphrase: ")


def chosen_passphrase(passphrase_file: Path | None, option: str) -> str:
    """Give a new passphrase: that of the file, or one typed twice.

    Raises
    ------
    SmpError
        Where the two differ, or none is given and nobody sits at the terminal.
    """
    if passphrase_file is not None:
        return read_passphrase(passphrase_file)
    if not sys.stdin.isatty():
        raise SmpError("No new passphrase is given.", next_step=f"Give it with {option} FILE.")
    first = getpass.getpass("New passphrase: ")
    if getpass.getpass("The same again: ") != first:
        raise SmpError("The two passphrases differ.", next_step="Try again.")
    return first


def read_passphrase(path: Path) -> str:
    """Give the first line of a passphrase file, without its line end.

    Raises
    ------
    SmpError
        Where the file can't be read, is no text or holds nothing.
    """
    where = str(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise SmpError("The passphrase file can't be read.", where=where) from error
    try:
        line = data.decode("utf-8-sig").splitlines()[0]
    except (UnicodeDecodeError, IndexError):
        line = ""
    if not line or len(data) > _MOST_BYTES:
        raise SmpError("The passphrase file holds no line of text.", where=where)
    return line
