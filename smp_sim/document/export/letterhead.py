"""The practitioner's own name, lines and logo: one settings file for window and command line.

``practice.json`` in the user's data folder; the logo lies in it as a PNG, so that a moved picture
is not missed. It holds nothing of a client.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import msgspec

from smp_sim.document.disk.atomic_write import write_whole
from smp_sim.document.disk.data_places import data_folder
from smp_sim.document.disk.own_folder import made_folder
from smp_sim.document.export.picture_file import encode_picture
from smp_sim.document.intake.photo_file import read_photo
from smp_sim.model.errors import SmpError
from smp_sim.model.units import sentence_of
from smp_sim.render.composite import scale_photo

#: A logo is brought down to this, px: 300 dots per inch where a letterhead shows it.
_LOGO_PX = (900, 360)

_FILE_NAME = "practice.json"

#: Name, a few lines and a logo; a file beyond this is none of ours.
_MOST_BYTES = 8_000_000

#: A letterhead has room for so many lines under the name, and for so many letters on one.
MOST_LINES, LONGEST_LINE = 4, 120
Line = Annotated[str, msgspec.Meta(max_length=LONGEST_LINE)]


class Practice(msgspec.Struct, frozen=True, kw_only=True):
    """Who gives a consultation: a name, up to four lines such as an address, and a logo (PNG)."""

    name: Line = ""
    lines: Annotated[tuple[Line, ...], msgspec.Meta(max_length=MOST_LINES)] = ()
    logo: bytes = b""


def checked_practice(practice: Practice) -> Practice:
    """Give ``practice`` back once its texts are short enough.

    Raises
    ------
    SmpError
        Where one is too long, or there are more than four lines.
    """
    try:
        return msgspec.convert(msgspec.to_builtins(practice), Practice)
    except msgspec.ValidationError as error:
        raise SmpError(sentence_of(error), where="practice") from error


def load_practice(folder: Path | None = None) -> Practice:
    """Read the settings; empty ones where none were kept.

    Raises
    ------
    SmpError
        Where the file is there and can't be read.
    """
    path = _path_in(folder)
    try:
        if not path.exists():
            return Practice()
        data = path.read_bytes()[: _MOST_BYTES + 1]
        return msgspec.json.decode(data, type=Practice)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SmpError(
            "The practice's name and logo can't be read.",
            where=os.fspath(path),
            next_step="Give them again with 'smp-sim practice', or delete that file.",
        ) from error


def keep_practice(practice: Practice, folder: Path | None = None) -> None:
    """Keep the settings for the reports to come.

    Raises
    ------
    SmpError
        Where a text is too long, or nothing can be written.
    """
    path = _path_in(folder)
    checked_practice(practice)
    made_folder(path.parent)
    write_whole(path, msgspec.json.encode(practice), private=True)


def read_logo(path: str | os.PathLike[str]) -> bytes:
    """Read a picture file as a logo: a PNG, small enough for a letterhead, nothing personal in it.

    Raises
    ------
    PhotoError
        Where the file is no picture, or one that can't be read.
    """
    srgb = read_photo(path).photo.srgb
    height, width = srgb.shape[:2]
    scale = min(1.0, _LOGO_PX[0] / width, _LOGO_PX[1] / height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return encode_picture(scale_photo(srgb, *size), ".png", os.fspath(path))


def _path_in(folder: Path | None) -> Path:
    return (folder or data_folder()) / _FILE_NAME
