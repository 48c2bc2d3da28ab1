"""Picture files for tests, made byte by byte where no writer would make them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pillow_heif import register_heif_opener

register_heif_opener()

Picture = NDArray[np.uint8]

KINDS = ["JPEG", "PNG", "TIFF", "WEBP", "HEIF", "AVIF"]
SUFFIX = {"JPEG": ".jpg", "PNG": ".png", "TIFF": ".tif", "WEBP": ".webp", "HEIF": ".heic"}
SUFFIX |= {"AVIF": ".avif", "BMP": ".bmp", "GIF": ".gif"}


def corners(seed: int = 0) -> Picture:
    """Give (64, 96, 3): four quarters of different colour, so that each turn shows."""
    picture = np.empty((64, 96, 3), dtype=np.uint8)
    picture[:32, :48], picture[:32, 48:] = (200, 60, 60), (60, 180, 60)
    picture[32:, :48], picture[32:, 48:] = (70, 70, 190), (220, 220 - seed, 210)
    return picture


def encoded(picture: Picture, kind: str, **options: Any) -> bytes:
    """Write a picture into bytes, nearly without loss."""
    image, stream = Image.fromarray(picture), io.BytesIO()
    lossless: dict[str, dict[str, Any]] = {
        "JPEG": {"quality": 100, "subsampling": 0},
        "WEBP": {"lossless": True},
        "HEIF": {"quality": 100, "chroma": 444},
        "AVIF": {"quality": 100, "subsampling": "4:4:4"},
    }
    image.save(stream, kind, **lossless.get(kind, {}), **options)
    return stream.getvalue()


def exif_bytes(orientation: int = 1, focal: int = 0) -> bytes:
    """Give EXIF with an orientation and a 35-mm focal length."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    if focal:
        exif.get_ifd(0x8769)[0xA405] = focal
    return exif.tobytes()


def as_stored(upright: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Give the pixels a camera stores with this orientation, by EXIF 2.32 table 6."""
    undo: dict[int, Callable[[NDArray[Any]], NDArray[Any]]] = {
        1: lambda p: p,
        2: np.fliplr,
        3: lambda p: np.rot90(p, 2),
        4: np.flipud,
        5: lambda p: np.swapaxes(p, 0, 1),
        6: lambda p: np.rot90(p, 1),
        7: lambda p: np.swapaxes(np.rot90(p, 2), 0, 1),
        8: lambda p: np.rot90(p, -1),
    }
    return np.ascontiguousarray(undo[orientation](upright))


def near(a: NDArray[Any], b: NDArray[Any], within: float = 6) -> bool:
    """Tell whether two pictures agree in their quarters' middles (codecs ring at edges)."""
    if a.shape != b.shape:
        return False
    rows, columns = a.shape[0] // 4, a.shape[1] // 4
    spots = np.ix_([rows, 3 * rows], [columns, 3 * columns])
    return bool(np.abs(a[spots].astype(float) - b[spots].astype(float)).max() <= within)


def deep_file(
    codes: NDArray[np.uint16], kind: str, orientation: int = 1, icc: bytes = b""
) -> bytes:
    """Write 16-bit R, G, B (alpha) with an orientation and a profile."""
    suffix = ".png" if kind == "PNG" else ".tif"
    order = {3: cv2.COLOR_RGB2BGR, 4: cv2.COLOR_RGBA2BGRA}.get(codes.shape[2])
    stored = codes if order is None else cv2.cvtColor(codes, order)
    data = cv2.imencode(suffix, stored)[1].tobytes()
    if kind == "PNG":
        exif = png_chunk(b"eXIf", exif_bytes(orientation)[6:])
        profile = png_chunk(b"iCCP", b"p\0\0" + zlib.compress(icc)) if icc else b""
        return data[:33] + profile + exif + data[33:]
    return tiff_with(data, {274: (3, 1, orientation), **({34675: (7, 0, icc)} if icc else {})})


def png_chunk(name: bytes, body: bytes) -> bytes:
    """Give a PNG chunk with its check sum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def tiff_with(data: bytes, tags: dict[int, tuple[int, int, Any]]) -> bytes:
    """Give a little-endian TIFF with further tags in a new directory at its end."""
    assert data[:2] == b"II"
    start = int.from_bytes(data[4:8], "little")
    count = int.from_bytes(data[start : start + 2], "little")
    rows = {}
    for at in range(start + 2, start + 2 + 12 * count, 12):
        rows[int.from_bytes(data[at : at + 2], "little")] = data[at : at + 12]
    tail = b""
    for tag, (kind, number, value) in tags.items():
        if isinstance(value, bytes):
            rows[tag] = struct.pack("<HHII", tag, kind, len(value), len(data) + len(tail))
            tail += value + bytes(len(value) % 2)
        else:
            rows[tag] = struct.pack("<HHIHH", tag, kind, number, value, 0)
    place = len(data) + len(tail)
    directory = struct.pack("<H", len(rows)) + b"".join(rows[t] for t in sorted(rows)) + bytes(4)
    return data[:4] + struct.pack("<I", place) + data[8:] + tail + directory


def display_p3() -> bytes:
    """Give an ICC profile of Display P3 (SMPTE EG 432-1 primaries, D65, sRGB curve)."""
    colorants = ((0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.784))
    curve = struct.pack(">4s4xHH5i", b"para", 3, 0, 157286, 62119, 3417, 5072, 2651)
    return matrix_icc(colorants, curve)


def adobe_rgb() -> bytes:
    """Give an ICC profile of Adobe RGB (1998): gamma 563/256."""
    colorants = (
        (0.60974, 0.31111, 0.01947),
        (0.20528, 0.62567, 0.06087),
        (0.14919, 0.06322, 0.74457),
    )
    return matrix_icc(colorants, struct.pack(">4s4xIH2x", b"curv", 1, 563))


def matrix_icc(colorants: tuple[tuple[float, float, float], ...], curve: bytes) -> bytes:
    """Build an RGB display profile, ICC version 2, by hand."""
    xyz = [struct.pack(">4s4x3i", b"XYZ ", *(round(v * 65536) for v in c)) for c in colorants]
    white = struct.pack(">4s4x3i", b"XYZ ", 63190, 65536, 54061)
    text = struct.pack(">4s4xI", b"text", 0)
    names = [b"rXYZ", b"gXYZ", b"bXYZ", b"wtpt", b"rTRC", b"gTRC", b"bTRC", b"cprt"]
    body = b"".join([*xyz, white, curve, text])
    starts = [0, 20, 40, 60, 80, 80, 80, 80 + len(curve)]
    sizes = [20, 20, 20, 20, len(curve), len(curve), len(curve), len(text)]
    base = 128 + 4 + 12 * len(names)
    table = b"".join(
        struct.pack(">4sII", n, base + s, z) for n, s, z in zip(names, starts, sizes, strict=True)
    )
    version = 0x04000000 if curve[:4] == b"para" else 0x02100000
    head = struct.pack(
        ">I4xI4s4s4s12x4s40x", base + len(body), version, b"mntr", b"RGB ", b"XYZ ", b"acsp"
    )
    head = head[:68] + struct.pack(">3i", 63190, 65536, 54061) + bytes(48)
    return head[:128] + struct.pack(">I", len(names)) + table + body
