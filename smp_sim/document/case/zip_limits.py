"""Zips from anywhere: opened only within limits, read only by name, never unpacked to the disk."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from smp_sim.document.protection.passphrase_key import PassphraseKey
from smp_sim.document.protection.sealed_stream import open_body
from smp_sim.model.errors import CaseFileError
from smp_sim.model.sentence import Sentence

#: 64 views, their photos, and room for what later versions add.
_MAX_MEMBERS = 256
#: Photos of 64 views at some 30 MB; also what fits into memory.
_MAX_TOTAL_BYTES = 2 * 1024**3
_MAX_TEXT_BYTES = 64 * 1024**2
#: JSON of a large plan packs about 8-fold; zeros pack 1000-fold.
_MAX_RATIO = 100
_RATIO_FREE_BYTES = 1024**2

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED_FLAG = 0x1

_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    LookupError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)

_RESTORE = "Use a copy of it that still opens."


@contextmanager
def open_archive(
    path: Path, where: str, key: PassphraseKey | None = None
) -> Iterator[zipfile.ZipFile]:
    """Open a zip for reading, held against the limits by its directory alone.

    ``key`` opens a sealed one; its damage is found before anything in it is believed.

    Raises
    ------
    CaseFileError
        For no file, no zip, a bomb, a member whose name climbs out of it, or a damaged seal.
    """
    try:
        _require_file(path, where)
        with open_body(path, where, key) as body, _open_zip(body, where) as archive:
            _require_harmless(archive, path.stat().st_size, where)
            yield archive
    except OSError as error:
        raise CaseFileError(_reason_of(error), where=where) from error


def _require_file(path: Path, where: str) -> None:
    if "\0" in where or (path.exists() and not path.is_file()):
        raise CaseFileError("This is not a case file.", where=where.replace("\0", "?"))


def _open_zip(body: BinaryIO, where: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(body)
    except _ZIP_FAULTS as error:
        raise CaseFileError(
            "This is not a case file, or it is cut short.", where=where, next_step=_RESTORE
        ) from error


def _reason_of(error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "There is no such file."
    if isinstance(error, PermissionError):
        return "You may not read this file."
    return Sentence("The file can't be read ({reason}).", reason=error.strerror or error)


def _require_harmless(archive: zipfile.ZipFile, file_bytes: int, where: str) -> None:
    members = archive.infolist()
    for member in members:
        _require_inside(member.filename, where)
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    # Members that overlap would add up to more than the file.
    if (
        len(members) > _MAX_MEMBERS
        or unpacked > _MAX_TOTAL_BYTES
        or packed > file_bytes
        or any(_is_bomb(member) for member in members)
    ):
        raise CaseFileError("The file unpacks to more than a case can hold.", where=where)
    if len({member.filename for member in members}) < len(members):
        raise CaseFileError("The file holds two parts of one name.", where=where)


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _RATIO_FREE_BYTES + _MAX_RATIO * member.compress_size


def _require_inside(name: str, where: str) -> None:
    parts = PurePosixPath(name.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or ":" in name:
        raise CaseFileError(
            Sentence("The file has a part that climbs out of it: {name!r}.", name=name), where=where
        )


def read_member(archive: zipfile.ZipFile, name: str, where: str) -> bytes:
    """Read one member.

    Raises
    ------
    CaseFileError
        Where it is missing, damaged, packed in an unknown way, or a text beyond the limit.
    """
    try:
        member = archive.getinfo(name)
    except KeyError as error:
        raise CaseFileError(Sentence("The file lacks {name}.", name=name), where=where) from error
    if member.compress_type not in _METHODS or member.flag_bits & _ENCRYPTED_FLAG:
        raise CaseFileError(
            Sentence("{name} is packed in a way that can't be read.", name=name), where=where
        )
    if name.endswith(".json") and member.file_size > _MAX_TEXT_BYTES:
        raise CaseFileError(
            Sentence("{name} is larger than a case can be.", name=name), where=where
        )
    try:
        return archive.read(member)
    except _ZIP_FAULTS as error:
        raise CaseFileError(
            Sentence("{name} is damaged.", name=name), where=where, next_step=_RESTORE
        ) from error
