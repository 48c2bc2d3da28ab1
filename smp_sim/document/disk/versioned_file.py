"""Small JSON files of the program's own, each with its format and version: presets, exercises."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from smp_sim.document.disk.atomic_write import write_whole
from smp_sim.model.errors import CaseFileError
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import checked, require_finite, sentence_of

_Value = TypeVar("_Value", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: the name of its format, its newest version and the most bytes it may have.

    ``stranger`` is said of a file that is none of this kind.
    """

    format: str
    version: int
    most_bytes: int
    stranger: str


def write_versioned(
    value: msgspec.Struct, kind: FileKind, path: str | os.PathLike[str], *, private: bool = False
) -> None:
    """Write a value as a file of a kind, whole or not at all.

    Raises
    ------
    OutputError
        Where nothing can be written there.
    PlanError
        For a value that a file must not hold.
    """
    checked(value, where=os.fspath(path))
    document = {"format": kind.format, "version": kind.version, **msgspec.to_builtins(value)}
    data = msgspec.json.format(msgspec.json.encode(document), indent=1)
    write_whole(path, data, private=private)


def read_versioned(path: str | os.PathLike[str], kind: FileKind, struct: type[_Value]) -> _Value:
    """Read a value from a file of a kind; keys that are not known are passed over.

    Raises
    ------
    CaseFileError
        Where the file can't be read, is none of this kind, is from a newer version, or holds a
        value that can't be.
    PlanError
        For a number that is not finite.
    """
    where = os.fspath(path)
    return parse_versioned(_read_bytes(Path(path), kind, where), kind, struct, where=where)


def parse_versioned(
    data: bytes, kind: FileKind, struct: type[_Value], *, where: str = ""
) -> _Value:
    """Read a value from what a file of a kind holds. Raises as :func:`read_versioned` does."""
    document = _parse_document(data, kind, where)
    try:
        require_finite(document, where=where)
        return msgspec.convert(document, struct)
    except msgspec.ValidationError as error:
        raise CaseFileError(
            Sentence("The file holds a value that can't be: {reason}", reason=sentence_of(error)),
            where=where,
        ) from error


def _read_bytes(path: Path, kind: FileKind, where: str) -> bytes:
    try:
        # A pipe or a device has no size to go by, and need not end.
        if path.stat().st_size > kind.most_bytes or not path.is_file():
            raise CaseFileError(kind.stranger, where=where)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CaseFileError("There is no such file.", where=where) from error
    except OSError as error:
        raise CaseFileError(
            Sentence("It can't be read ({reason}).", reason=error.strerror), where=where
        ) from error


def _parse_document(data: bytes, kind: FileKind, where: str) -> dict[str, object]:
    try:
        document = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CaseFileError(kind.stranger, where=where) from error
    if not isinstance(document, dict) or document.get("format") != kind.format:
        raise CaseFileError(kind.stranger, where=where)
    _require_version(document.get("version"), kind, where)
    return document


def _require_version(version: object, kind: FileKind, where: str) -> None:
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise CaseFileError("The file has no valid version.", where=where)
    if version > kind.version:
        raise CaseFileError(
            Sentence(
                "This file was made by a newer version of the program (format {version}).",
                version=version,
            ),
            where=where,
            next_step="Update the program and try again.",
        )
