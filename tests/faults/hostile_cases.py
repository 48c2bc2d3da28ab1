"""Case files that are cut, flipped, lying, climbing, exploding, or protected against opening."""

from __future__ import annotations

import copy
import hashlib
import io
import json
import random
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from smp_sim.document.case.case_file import save_case
from smp_sim.document.protection.sealed_stream import HEAD_BYTES
from tests.document.case_files import document_of, full_dossier, members_of, with_document, zip_of
from tests.document.protection.quick_key import quick_key
from tests.faults.hostile_photos import png_head

#: What stands where something else is meant.
_STRANGE: tuple[Any, ...] = (
    None, True, -1, 0, 10**30, 10**400, 1e300, -1e-300, "", "x", "\0", "../../etc/passwd",
    "A" * 100_000, [], {}, [[[[[]]]]], {"a": {"b": {"c": None}}}, ["x", None], [1e308] * 3,
)  # fmt: skip

_CLIMBING = (
    "../evil", "/etc/evil", "a/../../evil", "..\\evil", r"C:\evil", "C:evil", "//host/evil",
    "photos/../../../evil", "./../evil", "\\\\host\\evil",
)  # fmt: skip

Named = tuple[str, bytes]


def hostile_cases(folder: Path) -> Iterator[Named]:
    """Give every hostile case file, each with a name that says what it is."""
    save_case(full_dossier(), folder / "whole.smp")
    save_case(replace(full_dossier(), key=quick_key()), folder / "sealed.smp")
    whole, sealed = (folder / "whole.smp").read_bytes(), (folder / "sealed.smp").read_bytes()
    yield from damaged_copies("case", whole, cuts=60, flips=80)
    yield from damaged_copies("sealed case", sealed, cuts=20, flips=20)
    yield from _flipped_head(sealed)
    yield from _greedy_heads(sealed)
    yield from _strange_values(whole)
    yield from _strange_texts(whole)
    yield from _bad_zips(whole)
    yield from _lying_photos()


def damaged_copies(name: str, whole: bytes, *, cuts: int, flips: int) -> Iterator[Named]:
    """Give copies that are cut short, have flipped bits, or bytes put in and taken out."""
    chance = random.Random(name)  # noqa: S311 - the same copies in each run
    for number in range(cuts):
        yield f"{name} cut at {number}/{cuts}", whole[: len(whole) * number // cuts]
    for number in range(flips):
        data = bytearray(whole)
        for _ in range(1 + number % 5):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        yield f"{name} with flipped bits {number}", bytes(data)
    for number in range(flips // 4):
        at, some = chance.randrange(len(whole)), chance.randbytes(1 + number)
        yield f"{name} with bytes put in {number}", whole[:at] + some + whole[at:]
        yield f"{name} with bytes taken out {number}", whole[:at] + whole[at + 1 + number :]


def _flipped_head(sealed: bytes) -> Iterator[Named]:
    for place in range(HEAD_BYTES):
        data = bytearray(sealed)
        data[place] ^= 0xFF
        yield f"sealed head, byte {place}", bytes(data)


def _greedy_heads(sealed: bytes) -> Iterator[Named]:
    """Give heads with a right checksum that ask for memory, time, or chunks without measure."""
    fields = HEAD_BYTES - 16
    for name, place, value in (
        ("4 TiB of memory", 12, b"\xff\xff\xff\xff"),
        ("no memory", 12, b"\0\0\0\0"),
        ("65535 passes", 10, b"\xff\xff"),
        ("no passes", 10, b"\0\0"),
        ("255 lanes", 9, b"\xff"),
        ("no lanes", 9, b"\0"),
        ("an unknown derivation", 8, b"\x07"),
        ("chunks of 4 GiB", 48, b"\xff\xff\xff\xff"),
        ("chunks of nothing", 48, b"\0\0\0\0"),
        ("chunks of one byte", 48, b"\0\0\0\1"),
    ):
        head = sealed[:place] + value + sealed[place + len(value) : fields]
        checksum = hashlib.sha256(head).digest()[:16]
        yield f"sealed head asking for {name}", head + checksum + sealed[HEAD_BYTES:]


def _strange_values(whole: bytes) -> Iterator[Named]:
    """Give files in which something else stands in the place of each value in turn."""
    document = document_of(whole)
    for number, path in enumerate(_paths_of(document)):
        for turn in range(2):
            strange = _STRANGE[(number * 2 + turn) % len(_STRANGE)]
            changed = copy.deepcopy(document)
            place = changed
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = strange
            # json, since msgspec refuses to write numbers beyond 64 bit.
            yield f"{path} is {strange!r:.30}", with_document(whole, json.dumps(changed).encode())


def _paths_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if not isinstance(value, dict | list):
        return []
    items = value.items() if isinstance(value, dict) else enumerate(value)
    return [way for key, item in items for way in ((*path, key), *_paths_of(item, (*path, key)))]


def _strange_texts(whole: bytes) -> Iterator[Named]:
    text = members_of(whole)["case.json"]
    deep = b'{"format":"smp-case","version":1,"x":'
    texts = {
        "NaN": text.replace(b"31.5", b"NaN"),
        "infinity": text.replace(b"31.5", b"-Infinity"),
        "a number beyond range": text.replace(b"31.5", b"1e999"),
        "a long number": text.replace(b"31.5", b"9" * 100_000),
        "a key twice": text.replace(b'"version"', b'"format": "x", "version"'),
        "half a character": text.replace(b"K-17", b"\\ud800"),
        "a byte order mark": b"\xef\xbb\xbf" + text,
        "UTF-16": text.decode().encode("utf-16"),
        "no UTF-8": b"\xff" + text,
        "nothing": b"",
        "null": b"null",
        "a list": b"[]",
        "two documents": text + text,
        "lists in lists": deep + b"[" * 500_000 + b"]" * 500_000 + b"}",
        "groups in groups": deep + b'{"a":' * 200_000 + b"1" + b"}" * 200_000 + b"}",
        "lists that never end": deep + b"[" * 1_000_000,
        "a million keys": b"{" + b",".join(b'"k%d":1' % n for n in range(300_000)) + b"}",
    }
    for name, bad in texts.items():
        yield f"case.json holds {name}", with_document(whole, bad)


def _bad_zips(whole: bytes) -> Iterator[Named]:
    members = members_of(whole)
    for name in _CLIMBING:
        yield f"climbing part {name}", zip_of({**members, name: b"x"})
    zeros = bytes(50_000_000)
    yield "bomb beside the case", zip_of({**members, "photos/zeros": zeros})
    yield "bomb for a case", zip_of({"mimetype": b"", "case.json": zeros})
    inner = zip_of({"zeros": zeros})
    yield "bomb in a zip in the zip", zip_of({**members, "inner.zip": inner})
    yield "60,000 parts", zip_of({**members, **{f"x{n}": b"" for n in range(60_000)}})
    yield "a part of a long name", zip_of({**members, "n" * 60_000: b"x"})
    yield "a link to the outside", _with_link(members)
    yield "rubbish before the zip", b"MZ" + bytes(5000) + whole
    yield "rubbish after the zip", whole + b"x" * 5000
    yield "a comment of 65,535 bytes", _with_comment(whole)
    for name, patch in (
        ("sizes of 4 GB", b"\xff\xff\xff\xfe" * 2),
        ("sizes of zip64", b"\xff" * 8),
    ):
        data = bytearray(whole)
        at = data.rindex(b"PK\x01\x02") + 20
        data[at : at + 8] = patch
        yield f"a directory with {name}", bytes(data)
    data = bytearray(whole)
    struct.pack_into("<HH", data, data.rindex(b"PK\x05\x06") + 8, 65535, 65535)
    yield "a directory of 65,535 parts that are not there", bytes(data)
    for word in (b"", b"PK", b"PK\x05\x06" + bytes(18), b"SMPSEAL\x01", b"hello", bytes(100_000)):
        yield f"a file of {word[:8]!r} and {len(word)} bytes", word


def _with_link(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO(zip_of(members))
    with zipfile.ZipFile(stream, "a") as archive:
        link = zipfile.ZipInfo("photos/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return stream.getvalue()


def _with_comment(whole: bytes) -> bytes:
    stream = io.BytesIO(whole)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"PK\x05\x06" * 16_000
    return stream.getvalue()


def _lying_photos() -> Iterator[Named]:
    """Give cases whose photo says that it is enormous, and whose case agrees."""
    save_free = full_dossier()
    for width, height in ((60_000, 60_000), (2**31 - 1, 1), (1, 40_000), (0, 0)):
        data = png_head(width, height)
        digest = hashlib.sha256(data).hexdigest()
        document = msgspec.json.decode(msgspec.json.encode(save_free.case))
        photo = {"sha256": digest, "suffix": ".png", "width": width, "height": height}
        document["views"] = [{**document["views"][0], "photo": photo}]
        document["views"][0]["camera"].update(width=width, height=height)
        document["plan"]["areas"] = document["plan"]["areas"][:2]
        text = json.dumps({"format": "smp-case", "version": 1, **document}).encode()
        parts = {"case.json": text, f"photos/{digest}.png": data}
        yield f"photo said to be {width} × {height} px", zip_of(parts)
