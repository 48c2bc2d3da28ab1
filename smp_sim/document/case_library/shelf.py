"""The library's folder: cases stored under chance names, taken out, brought in, deleted for good.

``cases/<chance>.smp`` are case files as everywhere; ``cards/`` remembers what they show;
``library.lock`` is a sealed file of nothing: whoever opens it knows the library's passphrase.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from smp_sim.document.case.case_file import Dossier, open_case, save_case
from smp_sim.document.case.recovery import claim_case, find_leftovers
from smp_sim.document.case_library.card import drop_card
from smp_sim.document.disk.atomic_write import open_whole, sweep_parts, write_whole
from smp_sim.document.disk.data_places import library_folder, shelf_folder
from smp_sim.document.disk.own_folder import made_folder
from smp_sim.document.progress_report import Progress, counted, unheard
from smp_sim.document.protection.passphrase_key import PassphraseKey
from smp_sim.document.protection.sealed_stream import Secret, key_of_file, read_head, sealing
from smp_sim.model.errors import (
    CaseFileError,
    OutputError,
    PassphraseNeededError,
    WrongPassphraseError,
)
from smp_sim.model.sentence import Sentence

CASE_SUFFIX = ".smp"


def cards_folder(folder: Path) -> Path:
    """Give where the cards lie."""
    return folder / "cards"


def stored_paths(folder: Path) -> tuple[Path, ...]:
    """List the stored case files, in order of their names."""
    return tuple(sorted(shelf_folder(folder).glob(f"*{CASE_SUFFIX}")))


def is_protected(folder: Path) -> bool:
    """Tell whether the library has a passphrase."""
    return _lock_path(folder).exists()


def _lock_path(folder: Path) -> Path:
    return folder / "library.lock"


def unlock_library(folder: Path, passphrase: str) -> PassphraseKey:
    """Give the library's key.

    Raises
    ------
    WrongPassphraseError
        For another passphrase than the library's.
    CaseFileError
        Where the library's lock is damaged; its cases still open one by one.
    """
    path = _lock_path(folder)
    try:
        key = key_of_file(path, path.name, passphrase)
    except WrongPassphraseError as error:
        raise WrongPassphraseError(
            "The passphrase is not the one of the library.",
            next_step="Look at capital letters and the keyboard's language, and try again.",
        ) from error
    if key is None:
        raise CaseFileError(
            "The library's lock is damaged.",
            where=path.name,
            next_step="Its cases still open one by one; give the library a passphrase again.",
        )
    return key


def seal_plain_cases(folder: Path, key: PassphraseKey) -> None:
    """Seal what a protecting that was cut short did not reach.

    Raises
    ------
    OutputError
        Where nothing can be written.
    """
    for path in stored_paths(folder):
        with suppress(CaseFileError):  # a damaged one is left as it is
            _seal_plain(folder, path, key)


def _seal_plain(folder: Path, path: Path, key: PassphraseKey) -> None:
    if read_head(path, path.name) is None:
        _write_under(path, open_case(path), key)
        drop_card(cards_folder(folder), path)


# --- in and out ----------------------------------------------------------------------------


def store_case(folder: Path, dossier: Dossier, key: PassphraseKey | None = None) -> Path:
    """Put a case on the shelf under a chance name; give its file.

    A case keeps the passphrase of its own; one without takes the library's.

    Raises
    ------
    PassphraseNeededError
        Where the library is protected and not unlocked.
    SmpError
        As ``save_case``.
    """
    if dossier.key is None and key is None and is_protected(folder):
        raise PassphraseNeededError("The library is protected by a passphrase.")
    path = made_folder(shelf_folder(folder)) / f"{secrets.token_hex(16)}{CASE_SUFFIX}"
    save_case(replace(dossier, key=dossier.key or key), path)
    return path


def import_case(
    folder: Path, path: Path, *, secret: Secret | None = None, key: PassphraseKey | None = None
) -> Path:
    """Bring a case file from elsewhere onto the shelf, once it has proved sound; give its file.

    Its day stays, so that being kept for long is still noticed. Raises as ``open_case`` and
    :func:`store_case`.
    """
    dossier = open_case(path, secret=secret)
    found = path.stat()
    stored = store_case(folder, dossier, key)
    os.utime(stored, ns=(found.st_atime_ns, found.st_mtime_ns))
    return stored


def export_case(path: Path, target: Path) -> None:
    """Copy a case out as one file, byte for byte: a protected one stays so.

    Raises
    ------
    CaseFileError
        Where the case can't be read.
    OutputError
        Where nothing can be written; an existing file is untouched then.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CaseFileError(
            Sentence("The file can't be read ({reason}).", reason=error.strerror or str(error)),
            where=path.name,
        ) from error
    write_whole(target, data, private=True)


def delete_case(data: Path, path: Path) -> None:
    """Delete a case for good, with its card, its recovery copies and unfinished parts.

    The disk's blocks are not overwritten: that does nothing on flash storage. Against a lost disk
    a passphrase helps.

    Raises
    ------
    CaseFileError
        Where a window has the case open.
    OutputError
        Where the file can't be deleted.
    """
    claim = claim_case(data, path)
    if claim is None:
        raise CaseFileError("This case is open in a window.", next_step="Close it there first.")
    try:
        path.unlink(missing_ok=True)
        sweep_parts(path.parent)
        drop_card(cards_folder(library_folder(data)), path)
        _discard_copies(data, path)
    except OSError as error:
        raise OutputError(
            Sentence("The case can't be deleted ({reason}).", reason=error.strerror or str(error)),
            where=path.name,
        ) from error
    finally:
        claim.release()


def _discard_copies(data: Path, path: Path) -> None:
    for leftover in find_leftovers(data):
        if leftover.origin is not None and leftover.origin.resolve() == path.resolve():
            leftover.discard()
        else:
            leftover.lock.release()


# --- the library's passphrase --------------------------------------------------------------


def protect_library(
    folder: Path, old: PassphraseKey | None, new: PassphraseKey, progress: Progress = unheard
) -> int:
    """Put the library under a passphrase, or change it; give how many cases keep one of their own.

    The lock comes first: if the work is cut short, what is stored next is protected already, and
    what was not reached opens as before, with the old passphrase or with none.

    Raises
    ------
    OutputError
        Where nothing can be written.
    """
    lock = _lock_path(made_folder(folder))
    with open_whole(lock, private=True) as stream, sealing(stream, new) as sink:
        sink.write(b"")
    return _reseal(folder, old, new, progress)


def unprotect_library(folder: Path, old: PassphraseKey, progress: Progress = unheard) -> int:
    """Take the library's passphrase off; give how many cases keep one of their own.

    Raises
    ------
    OutputError
        Where nothing can be written.
    """
    kept = _reseal(folder, old, None, progress)
    _lock_path(folder).unlink(missing_ok=True)
    return kept


def _reseal(
    folder: Path, old: PassphraseKey | None, new: PassphraseKey | None, progress: Progress
) -> int:
    """Write each case that opens with ``old`` under ``new``; give how many did not open."""
    kept = 0
    for path in counted(stored_paths(folder), progress):
        try:
            _write_under(path, open_case(path, secret=old), new)
            drop_card(cards_folder(folder), path)
        except CaseFileError:
            kept += 1  # protected otherwise, or damaged: left as it is
    return kept


def _write_under(path: Path, dossier: Dossier, key: PassphraseKey | None) -> None:
    found = path.stat()
    save_case(replace(dossier, key=key), path)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
