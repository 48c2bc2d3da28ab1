"""Cards: what the library shows of a case without opening it, made anew whenever in doubt.

A card lies beside the cases, named by a hash of the case's path; that of a protected case is sealed
with the case's key. It is only a memory of the file: one that is missing, damaged or older than its
case is made again from the case.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import msgspec

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.atomic_write import open_whole
from smp_sim.document.protection.passphrase_key import PassphraseKey
from smp_sim.document.protection.sealed_stream import key_of_file, open_body, sealing
from smp_sim.model.errors import OutputError, SmpError
from smp_sim.render.composite import scale_photo
from smp_sim.render.photo import decode_photo

#: Longest side of a thumbnail (px): sharp at the size of the grid, on dense screens too.
_THUMB_PX = 320
_THUMB_QUALITY = 85

CARD_SUFFIX = ".card"


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of a case: its code, how many photos, a small picture of the first one.

    ``file_bytes`` and ``file_ns`` are size and time of the case file that the card was made of.
    """

    reference: str
    is_training: bool
    view_count: int
    thumbnail: bytes
    file_bytes: int
    file_ns: int


def card_path(folder: Path, case_path: Path) -> Path:
    """Give where the card of a case lies; the name tells nothing of the case."""
    name = hashlib.sha256(os.fsencode(case_path.resolve())).hexdigest()[:32]
    return folder / f"{name}{CARD_SUFFIX}"


def read_card(folder: Path, case_path: Path, key: PassphraseKey | None) -> Card | None:
    """Give the card of a case; None where there is none that is whole, readable and up to date."""
    path = card_path(folder, case_path)
    try:
        used = key_of_file(path, path.name, key)
        with open_body(path, path.name, used) as body:
            card = msgspec.json.decode(body.read(), type=Card)
        return card if _is_of(card, case_path) else None
    except (OSError, SmpError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None  # a memory of the case, not the case: it is made again


def _is_of(card: Card, case_path: Path) -> bool:
    found = case_path.stat()
    return (card.file_bytes, card.file_ns) == (found.st_size, found.st_mtime_ns)


def make_card(folder: Path, case_path: Path, dossier: Dossier) -> Card:
    """Make the card of a case and keep it, sealed as the case is; give it.

    Raises
    ------
    OSError
        Where the case file is gone.
    """
    found = case_path.stat()
    card = Card(
        reference=dossier.case.client.reference,
        is_training=dossier.case.training,
        view_count=len(dossier.case.views),
        thumbnail=_thumbnail(dossier),
        file_bytes=found.st_size,
        file_ns=found.st_mtime_ns,
    )
    with suppress(OutputError, OSError):  # without a card the case opens all the same
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = card_path(folder, case_path)
        with open_whole(path, private=True) as stream, sealing(stream, dossier.key) as sink:
            sink.write(msgspec.json.encode(card))
    return card


def _thumbnail(dossier: Dossier) -> bytes:
    """Give a small JPEG of the first photo, without any of its metadata; empty without a photo."""
    from PIL import Image  # noqa: PLC0415 - heavy, and only where a card is made

    if not dossier.case.views:
        return b""
    ref = dossier.case.views[0].photo
    photo = decode_photo(dossier.photos[ref.sha256])
    share = min(1.0, _THUMB_PX / max(ref.width, ref.height))
    width, height = (max(1, round(side * share)) for side in (ref.width, ref.height))
    stream = BytesIO()
    Image.fromarray(scale_photo(photo.srgb, width, height)).save(
        stream, "JPEG", quality=_THUMB_QUALITY
    )
    return stream.getvalue()


def sweep_cards(folder: Path, case_paths: tuple[Path, ...]) -> None:
    """Take away cards of cases that are not listed any more."""
    kept = {card_path(folder, path).name for path in case_paths}
    left = [path for path in folder.glob(f"*{CARD_SUFFIX}") if path.name not in kept]
    for path in left:
        with suppress(OSError):
            path.unlink()


def drop_card(folder: Path, case_path: Path) -> None:
    """Take the card of a case away."""
    card_path(folder, case_path).unlink(missing_ok=True)
