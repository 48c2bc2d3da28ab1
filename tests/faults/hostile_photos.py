"""Photos that are cut, flipped, enormous by their own account, or no photos at all."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pillow_heif
from PIL import Image

Named = tuple[str, bytes]
Damage = Callable[..., Iterator[Named]]

_KINDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("JPEG", {"quality": 90}),
    ("JPEG", {"progressive": True}),
    ("PNG", {}),
    ("TIFF", {"compression": "tiff_lzw"}),
    ("TIFF", {}),
    ("WEBP", {"lossless": True}),
    ("HEIF", {}),
    ("AVIF", {}),
)


def hostile_photos(damage: Damage) -> Iterator[Named]:
    """Give every hostile photo, each with a name; ``damage`` makes broken copies of whole ones."""
    pillow_heif.register_heif_opener()
    for number, (kind, options) in enumerate(_KINDS):
        whole = _picture(kind, **options)
        yield f"{kind} {number} whole", whole
        yield from damage(f"{kind} {number}", whole, cuts=8, flips=12)
    yield from _enormous()
    yield from _odd()
    yield from _no_photos()


def _picture(kind: str, **options: Any) -> bytes:
    noise = np.random.default_rng(1).integers(0, 256, (50, 40, 3), dtype=np.uint8)
    stream = io.BytesIO()
    Image.fromarray(noise).save(stream, kind, **options)
    return stream.getvalue()


def png_chunk(name: bytes, data: bytes) -> bytes:
    """Give one chunk of a PNG."""
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def png_head(width: int, height: int, depth: int = 8, colour: int = 2) -> bytes:
    """Give a PNG that claims a size and holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = (png_chunk(b"IHDR", head), png_chunk(b"IDAT", zlib.compress(bytes(64))))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + png_chunk(b"IEND", b"")


def packed_zeros(count: int) -> bytes:
    """Give zlib's packing of so many zeros, made without ever holding them."""
    packer, block = zlib.compressobj(1), bytes(1_000_000)
    parts = [packer.compress(block) for _ in range(count // len(block))]
    return b"".join([*parts, packer.compress(block[: count % len(block)]), packer.flush()])


def _enormous() -> Iterator[Named]:
    for width, height in ((65_000, 65_000), (2**31 - 1, 2**31 - 1), (1, 2**31 - 1), (0, 5)):
        yield f"PNG of {width} × {height} px", png_head(width, height)
    rows = packed_zeros((15_000 * 3 + 1) * 15_000)
    head = struct.pack(">IIBBBBB", 15_000, 15_000, 8, 2, 0, 0, 0)
    bomb = png_chunk(b"IHDR", head) + png_chunk(b"IDAT", rows) + png_chunk(b"IEND", b"")
    yield "PNG bomb of 225 megapixels", b"\x89PNG\r\n\x1a\n" + bomb
    text = packed_zeros(200_000_000)
    small = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    note = png_chunk(b"zTXt", b"k\0\0" + text) + png_chunk(b"iCCP", b"k\0\0" + text)
    data = png_chunk(b"IDAT", zlib.compress(bytes(4)))
    whole = small + note + data + png_chunk(b"IEND", b"")
    yield "PNG with 200 MB of packed text and profile", b"\x89PNG\r\n\x1a\n" + whole
    jpeg = bytearray(_picture("JPEG"))
    at = jpeg.index(b"\xff\xc0") + 5
    jpeg[at : at + 4] = b"\xff\xff\xff\xff"
    yield "JPEG of 65,535 × 65,535 px", bytes(jpeg)
    tiff = _tiff({256: 100_000, 257: 100_000, 258: 8, 259: 1, 262: 1, 273: 8, 278: 100_000})
    yield "TIFF of 100,000 × 100,000 px", tiff


def _tiff(tags: dict[int, int], *, next_ifd: int = 0) -> bytes:
    rows = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + rows + struct.pack("<I", next_ifd)


def _odd() -> Iterator[Named]:
    """Give pictures that are sound and unusual: they open, or are refused in a sentence."""
    noise = np.random.default_rng(2).integers(0, 256, (30, 30), dtype=np.uint8)
    modes = {"1": "PNG", "L": "JPEG", "LA": "PNG", "P": "PNG", "RGBA": "PNG", "I;16": "PNG",
             "CMYK": "JPEG", "YCbCr": "JPEG", "F": "TIFF", "I": "TIFF", "LAB": "TIFF"}  # fmt: skip
    for mode, kind in modes.items():
        stream = io.BytesIO()
        Image.fromarray(noise).convert(mode).save(stream, kind)
        yield f"{kind} in mode {mode}", stream.getvalue()
    for size in ((1, 1), (1, 3000), (3000, 1), (2, 2)):
        stream = io.BytesIO()
        Image.new("RGB", size, (200, 160, 140)).save(stream, "PNG")
        yield f"PNG of {size} px", stream.getvalue()
    for name, exif in _exifs():
        yield f"JPEG with EXIF {name}", _picture("JPEG", exif=exif)
    for name, profile in (("rubbish", b"x" * 500), ("1 MB", bytes(10**6)), ("cut", b"\0\0\2")):
        yield f"JPEG with a profile of {name}", _picture("JPEG", icc_profile=profile)
    yield "TIFF whose directories go in a circle", _tiff({256: 4, 257: 4}, next_ifd=8)
    frames = [Image.new("RGB", (8, 8), (n, n, n)) for n in range(20)]
    for kind in ("GIF", "WEBP", "TIFF"):
        stream = io.BytesIO()
        frames[0].save(stream, kind, save_all=True, append_images=frames[1:])
        yield f"{kind} of many frames", stream.getvalue()


def _exifs() -> Iterator[Named]:
    for turn in (0, 1, 6, 8, 9, 255, 65_535):
        exif = Image.Exif()
        exif[0x0112] = turn
        yield f"turned by {turn}", exif.tobytes()
    yield "of rubbish", b"Exif\0\0" + b"\xff" * 300
    yield "that is empty", b"Exif\0\0"
    yield "pointing nowhere", b"Exif\0\0II*\0\xff\xff\xff\x7f"


def _no_photos() -> Iterator[Named]:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"
    entities = b"<!DOCTYPE a [<!ENTITY b '" + b"x" * 1000 + b"'>]><svg>&b;&b;</svg>"
    yield from (
        ("no bytes", b""), ("a text", b"not a photo"), ("zeros", bytes(10_000)), ("an SVG", svg),
        ("an SVG with entities", entities), ("a PDF", b"%PDF-1.7\n"), ("a BMP", _picture("BMP")),
        ("a program", b"\x7fELF" + bytes(100)), ("a zip", b"PK\x03\x04" + bytes(30)),
        ("a PSD", b"8BPS\0\1" + bytes(20)), ("an EPS", b"%!PS-Adobe-3.0 EPSF-3.0\nquit\n"),
        ("an icon", b"\0\0\1\0\xff\xff" + bytes(100)), ("a JPEG's first bytes", b"\xff\xd8\xff"),
        ("a PNG's first bytes", b"\x89PNG\r\n\x1a\n"), ("a TIFF's first bytes", b"II*\0"),
        ("a HEIC's first bytes", b"\0\0\0\x18ftypheic" + bytes(8)),
        ("a RIFF that never ends", b"RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\xff"),
    )  # fmt: skip
