"""The case file: a zip with ``mimetype``, ``case.json`` and the photos as they came.

``case.json`` is ``{"format": "smp-case", "version": 1, "client": ..., "views": ..., "plan": ...,
"training": ...}``; a photo is ``photos/<sha256><suffix>``, stored. The file carries no date and no
user name: the same case gives the same bytes. A protected case is that same zip inside a seal
(``protection/sealed_stream.py``).
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

import msgspec

from smp_sim.document.case.case_checks import check_case
from smp_sim.document.case.migrations import CASE_FORMAT, migrate
from smp_sim.document.case.unknown_keys import NOTHING, UnknownKeys, find_unknown, put_back
from smp_sim.document.case.zip_limits import open_archive, read_member
from smp_sim.document.disk.atomic_write import open_whole
from smp_sim.document.progress_report import Progress, counted, unheard
from smp_sim.document.protection.passphrase_key import PassphraseKey, new_key
from smp_sim.document.protection.sealed_stream import Secret, key_of_file, sealing
from smp_sim.model.case import CASE_VERSION, Case, PhotoRef
from smp_sim.model.errors import CaseFileError
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import sentence_of
from smp_sim.render.photo import measure_photo

MIMETYPE = b"application/x-smp-case+zip"

_CASE_MEMBER = "case.json"

#: The earliest date a zip can carry: the file must not tell when the client came.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case with its photos' bytes by SHA-256, and the file's keys that are not known here.

    ``key`` protects every file that the case is written to, recovery copies too; None: a plain
    zip.
    """

    case: Case
    photos: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    extras: UnknownKeys = NOTHING
    key: PassphraseKey | None = None


def open_case(
    path: str | os.PathLike[str], *, secret: Secret | None = None, progress: Progress = unheard
) -> Dossier:
    """Read a case file of this or any past version; ``secret`` opens a protected one.

    Raises
    ------
    PassphraseNeededError, WrongPassphraseError
        For a protected case without its passphrase, or with another one.
    CaseFileError
        Where the file can't be read, is none, is damaged, from a newer version, or holds a value
        that can't be; always naming the file and, for a value, its place.
    PlanError, CameraError, PhotoError
        Where values do not agree with each other, or a photo is none.
    Cancelled
        Where ``progress`` gives the work up.
    """
    where = os.fspath(path)
    progress(0.0, "")
    key = key_of_file(Path(path), where, secret)
    with open_archive(Path(path), where, key) as archive:
        text = read_member(archive, _CASE_MEMBER, where)
        document = migrate(_parse_json(text, where), where=where)
        case = _convert_case(document, where)
        reading = counted(_photos_of(case), progress)
        photos = {ref.sha256: _read_photo(archive, ref, where) for ref in reading}
    extras = find_unknown(document, _plain_case(case))
    return Dossier(case, MappingProxyType(photos), extras, key)


def protect_case(dossier: Dossier, passphrase: str) -> Dossier:
    """Give the case under a new passphrase: what is written of it from now on is sealed.

    Raises
    ------
    SmpError
        For a passphrase that is too short.
    """
    return replace(dossier, key=new_key(passphrase))


def unprotect_case(dossier: Dossier) -> Dossier:
    """Give the case without a passphrase: what is written of it from now on is a plain zip."""
    return replace(dossier, key=None)


def save_case(dossier: Dossier, path: str | os.PathLike[str], progress: Progress = unheard) -> None:
    """Write a case file, whole or not at all, readable by its owner only.

    Photos that no view shows are left out.

    Raises
    ------
    OutputError
        Where nothing can be written there; an existing file is untouched then.
    PlanError, CameraError
        Where the case holds what a file must not.
    CaseFileError
        Where the bytes of a photo are missing.
    Cancelled
        Where ``progress`` gives the work up; an existing file is untouched then.
    """
    where = os.fspath(path)
    check_case(dossier.case)
    missing = [ref for ref in _photos_of(dossier.case) if ref.sha256 not in dossier.photos]
    if missing:
        raise CaseFileError(
            Sentence(
                "The photo {photo} is missing: nothing was saved.", photo=_member_of(missing[0])
            ),
            where=where,
        )
    with open_whole(path, private=True) as stream, sealing(stream, dossier.key) as sink:
        _write_archive(dossier, sink, progress)


def _write_archive(dossier: Dossier, stream: BinaryIO, progress: Progress) -> None:
    document = put_back(_plain_case(dossier.case), dossier.extras)
    text = msgspec.json.format(msgspec.json.encode(document), indent=1)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        # First and stored, so that the kind of file can be told from its first bytes.
        archive.writestr(zipfile.ZipInfo("mimetype", _NO_DATE), MIMETYPE)
        archive.writestr(zipfile.ZipInfo(_CASE_MEMBER, _NO_DATE), text, zipfile.ZIP_DEFLATED)
        for ref in counted(_photos_of(dossier.case), progress):
            archive.writestr(zipfile.ZipInfo(_member_of(ref), _NO_DATE), dossier.photos[ref.sha256])


def _plain_case(case: Case) -> dict[str, Any]:
    values = msgspec.json.decode(msgspec.json.encode(case))
    if not case.designs:
        del values["designs"]  # a file without any stays as programs before designs wrote it
    return {"format": CASE_FORMAT, "version": CASE_VERSION, **values}


def _photos_of(case: Case) -> list[PhotoRef]:
    """List each photo once, in the order of the views."""
    return list({view.photo.sha256: view.photo for view in case.views}.values())


def _member_of(ref: PhotoRef) -> str:
    return f"photos/{ref.sha256}{ref.suffix}"


def _parse_json(text: bytes, where: str) -> object:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CaseFileError(
            Sentence("case.json is damaged: {reason}.", reason=error), where=where
        ) from error
    except RecursionError as error:
        raise CaseFileError("case.json is nested too deeply.", where=where) from error


def _convert_case(document: dict[str, Any], where: str) -> Case:
    try:
        case = msgspec.convert(document, Case)
    except msgspec.ValidationError as error:
        raise CaseFileError(
            Sentence("case.json holds a value that can't be: {reason}", reason=sentence_of(error)),
            where=where,
        ) from error
    return check_case(case, where=where)


def _read_photo(archive: zipfile.ZipFile, ref: PhotoRef, where: str) -> bytes:
    name = _member_of(ref)
    data = read_member(archive, name, where)
    if hashlib.sha256(data).hexdigest() != ref.sha256:
        raise CaseFileError(
            Sentence("{name} is not the photo that the case was made with.", name=name), where=where
        )
    measured = measure_photo(data, where=f"{where}, {name}")
    if (measured.width, measured.height) != (ref.width, ref.height):
        raise CaseFileError(
            Sentence(
                "{name} has {width} × {height} px, the case says {case_width} × {case_height} px.",
                name=name,
                width=measured.width,
                height=measured.height,
                case_width=ref.width,
                case_height=ref.height,
            ),
            where=where,
        )
    return data
