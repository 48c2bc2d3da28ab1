"""Photo in: every kind of file gives the same upright sRGB picture."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from smp_sim.render.photo import decode_photo, measure_photo
from tests.render.picture_files import (
    KINDS,
    SUFFIX,
    as_stored,
    corners,
    deep_file,
    encoded,
    exif_bytes,
    near,
    png_chunk,
)


@pytest.mark.parametrize("kind", [*KINDS, "BMP", "GIF"])
def test_each_kind_is_read_by_its_content(kind: str) -> None:
    """Every kind gives the picture, its size and its true suffix, whatever the file's name."""
    data = encoded(corners(), kind)
    photo, ref = decode_photo(data), measure_photo(data)
    assert near(photo.srgb, corners())
    assert photo.srgb.dtype == np.uint8
    assert not photo.srgb.flags.writeable
    assert (ref.width, ref.height, ref.suffix) == (96, 64, SUFFIX[kind])


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", KINDS)
def test_orientation_is_applied_once(kind: str, orientation: int) -> None:
    """Each of the eight orientations is undone exactly once in every kind of file."""
    data = encoded(as_stored(corners(), orientation), kind, exif=exif_bytes(orientation))
    photo, ref = decode_photo(data), measure_photo(data)
    assert near(photo.srgb, corners())
    assert (ref.width, ref.height) == (photo.width, photo.height) == (96, 64)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_orientation_in_xmp_alone_counts(kind: str) -> None:
    """A turn that only the XMP tells is applied, and not twice where EXIF tells it too."""
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a tiff:Orientation="6"/></x:xmpmeta>'
    stored = as_stored(corners(), 6)
    for exif in ({}, {"exif": exif_bytes(6)}):
        data = encoded(stored, kind, **_xmp_option(kind, xmp), **exif)
        assert near(decode_photo(data).srgb, corners())
        assert (measure_photo(data).width, measure_photo(data).height) == (96, 64)


def _xmp_option(kind: str, xmp: bytes) -> dict[str, Any]:
    if kind == "PNG":
        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        return {"pnginfo": info}
    return {"tiffinfo": {700: xmp}} if kind == "TIFF" else {"xmp": xmp}


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_sixteen_bits_are_kept(kind: str, orientation: int) -> None:
    """16-bit colours arrive to the last bit, and upright."""
    ramp = np.arange(64 * 96 * 3, dtype=np.uint16).reshape(64, 96, 3) * 3
    data = deep_file(np.ascontiguousarray(as_stored(ramp, orientation)), kind, orientation)
    photo = decode_photo(data)
    assert np.array_equal(photo.srgb, ramp)
    assert (measure_photo(data).width, measure_photo(data).height) == (96, 64)


def test_grey_palette_and_cmyk_become_rgb() -> None:
    """Grey, 1-bit, palette and CMYK pictures come out as three channels."""
    image = Image.fromarray(corners())
    for mode, kind in [("L", "JPEG"), ("L", "TIFF"), ("1", "PNG"), ("P", "PNG"), ("CMYK", "TIFF")]:
        stream = io.BytesIO()
        image.convert(mode).save(stream, kind)
        expected = np.asarray(image.convert(mode).convert("RGB"))
        assert near(decode_photo(stream.getvalue()).srgb, expected, within=2)


def test_cmyk_jpeg_is_not_inverted() -> None:
    """White paper in a CMYK JPEG comes out white."""
    stream = io.BytesIO()
    Image.new("CMYK", (32, 32), (0, 0, 0, 0)).save(stream, "JPEG")
    assert decode_photo(stream.getvalue()).srgb.min() >= 250


def test_sixteen_bit_grey_is_kept() -> None:
    """A 16-bit grey PNG gives three equal 16-bit channels."""
    ramp = np.arange(64 * 64, dtype=np.uint16).reshape(64, 64) * 16
    srgb = decode_photo(cv2.imencode(".png", ramp)[1].tobytes()).srgb
    assert srgb.dtype == np.uint16
    assert all(np.array_equal(srgb[..., c], ramp) for c in range(3))


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP"])
def test_alpha_is_laid_on_white(kind: str) -> None:
    """Clear pixels become white, half clear ones lie half way to it."""
    rgba = np.zeros((40, 60, 4), dtype=np.uint8)
    rgba[:, :20, 3], rgba[:, 20:40, 3], rgba[:, 40:, 3] = 0, 128, 255
    srgb = decode_photo(encoded(rgba, kind, **({"exact": True} if kind == "WEBP" else {}))).srgb
    assert [int(srgb[20, x, 0]) for x in (10, 30, 50)] == pytest.approx([255, 127, 0], abs=1)


def test_deep_alpha_is_laid_on_white() -> None:
    """16-bit alpha is laid on white without loss of bits."""
    rgba = np.zeros((40, 60, 4), dtype=np.uint16)
    rgba[:, :20, 3], rgba[:, 20:40, 3], rgba[:, 40:, 3] = 0, 32768, 65535
    srgb = decode_photo(deep_file(rgba, "PNG")).srgb
    assert [int(srgb[20, x, 0]) for x in (10, 30, 50)] == pytest.approx([65535, 32767, 0], abs=1)


def test_orientation_behind_the_pixels_of_a_png_counts() -> None:
    """EXIF at a PNG's end, or as an old text, is applied, in the size measured too."""
    plain = encoded(as_stored(corners(), 6), "PNG")
    late = plain[:-12] + png_chunk(b"eXIf", exif_bytes(6)[6:]) + plain[-12:]
    body = exif_bytes(6)
    text = b"Raw profile type exif\0\nexif\n%8d\n%s\n" % (len(body), body.hex().encode())
    for data in (late, plain[:33] + png_chunk(b"tEXt", text) + plain[33:]):
        assert near(decode_photo(data).srgb, corners())
        assert (measure_photo(data).width, measure_photo(data).height) == (96, 64)


@pytest.mark.parametrize(("kind", "pixels"), [("JPEG", b"\xff\xda"), ("PNG", b"IDAT")])
def test_measuring_does_not_decode(kind: str, pixels: bytes) -> None:
    """A header is enough for hash, kind and size: the pixels behind it are not missed."""
    data = encoded(corners(), kind)
    ref = measure_photo(data[: data.index(pixels) + 20])
    assert (ref.suffix, ref.width, ref.height) == (SUFFIX[kind], 96, 64)


@pytest.mark.photos
def test_real_photos_are_read(photos: Path) -> None:
    """The real photos come out at their size, as Pillow reads them."""
    for path in sorted(photos.glob("london_*_front.jpg")):
        photo = decode_photo(path.read_bytes(), where=path.name)
        assert (photo.width, photo.height) == (1350, 1350)
        with Image.open(path) as image:
            assert (
                np.abs(photo.srgb[::50, ::50] - np.asarray(image, dtype=float)[::50, ::50]).max()
                <= 2
            )
