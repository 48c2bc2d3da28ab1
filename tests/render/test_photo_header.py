"""Headers and bad input: a picture or one clear sentence, nothing else, and no warning."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pillow_heif import from_pillow

from smp_sim.model.errors import PhotoError
from smp_sim.render.photo import decode_photo, measure_photo
from tests.render.picture_files import (
    KINDS,
    adobe_rgb,
    corners,
    deep_file,
    display_p3,
    encoded,
    exif_bytes,
    near,
    png_chunk,
    tiff_with,
)


def message_of(data: bytes) -> str:
    """Give the sentence that a file is refused with."""
    with pytest.raises(PhotoError) as caught:
        decode_photo(data, where="client.jpg")
    text = str(caught.value)
    assert text.startswith("client.jpg: ")
    assert "\n" not in text
    return text


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
@pytest.mark.parametrize(
    "exif", [b"Exif\0\0garbage", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\x01", b"Exif\0\0"]
)
def test_corrupt_exif_keeps_the_picture(kind: str, exif: bytes) -> None:
    """Corrupt EXIF is left out: the picture is taken as upright."""
    photo = decode_photo(with_exif(kind, exif))
    assert near(photo.srgb, corners())
    assert photo.focal_35mm == 0.0


def with_exif(kind: str, exif: bytes) -> bytes:
    """Give a picture of this kind with these EXIF bytes, whatever they hold."""
    whole = Image.Exif()  # without orientation, which the AVIF writer would take out
    whole.get_ifd(0x8769)[0xA405] = 26
    data = encoded(corners(), kind, exif=whole.tobytes())
    body = whole.tobytes()[6:]
    padded = exif[6:].ljust(len(body), b"\xff")
    assert body in data
    if kind == "PNG":
        return data.replace(png_chunk(b"eXIf", body), png_chunk(b"eXIf", padded))
    return data.replace(body, padded)


@pytest.mark.parametrize("kind", KINDS)
def test_focal_length_is_read(kind: str) -> None:
    """The 35-mm focal length comes out of EXIF in every kind, turned or not."""
    for orientation in (1, 6):
        data = encoded(corners(), kind, exif=exif_bytes(orientation, focal=26))
        assert decode_photo(data).focal_35mm == 26.0


@pytest.mark.parametrize("focal", [0, 1, 65535])
def test_impossible_focal_length_is_left_out(focal: int) -> None:
    """A focal length that no lens has counts as unknown."""
    assert decode_photo(encoded(corners(), "JPEG", exif=exif_bytes(1, focal))).focal_35mm == 0.0


def test_phone_multi_picture_gives_its_primary() -> None:
    """An MPO of a phone (picture and gain map in one JPEG) opens as its first picture."""
    stream = io.BytesIO()
    second = Image.fromarray(corners()[:32, :32])
    Image.fromarray(corners()).save(
        stream, "MPO", save_all=True, append_images=[second], quality=100, subsampling=0
    )
    assert near(decode_photo(stream.getvalue()).srgb, corners())
    assert measure_photo(stream.getvalue()).suffix == ".jpg"


def test_burst_gives_its_primary() -> None:
    """Of a HEIC with several pictures the primary one is taken."""
    burst = from_pillow(Image.fromarray(np.zeros((32, 32, 3), dtype=np.uint8)))
    burst.add_from_pillow(Image.fromarray(corners()))
    stream = io.BytesIO()
    burst.save(stream, quality=100, chroma=444, primary_index=1)
    assert near(decode_photo(stream.getvalue()).srgb, corners())


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "AVIF", "TIFF"])
def test_several_frames_are_refused(kind: str) -> None:
    """An animation or a document of pages is refused with a way out."""
    frames = [Image.fromarray(corners(seed)) for seed in (0, 90)]
    stream = io.BytesIO()
    frames[0].save(stream, kind, save_all=True, append_images=frames[1:])
    assert "several pictures" in message_of(stream.getvalue())


def test_nothing_and_no_picture_are_refused() -> None:
    """Zero bytes, text and a video each get their sentence."""
    assert "empty" in message_of(b"")
    assert "not a picture" in message_of(b"Dear client, ...")
    assert "not a picture" in message_of(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(40))


@pytest.mark.parametrize(
    ("start", "name"), [(b"8BPS", "Photoshop"), (b"%PDF-1.7", "PDF"), (b"IIU\0", "raw")]
)
def test_known_but_unread_kinds_are_named(start: bytes, name: str) -> None:
    """A Photoshop file, a PDF and a camera raw file are refused by name."""
    assert name in message_of(start + bytes(100))


def test_raw_in_a_tiff_is_refused() -> None:
    """A camera raw file that looks like a TIFF is not taken for its thumbnail."""
    data = tiff_with(encoded(corners(), "TIFF"), {254: (4, 1, 1)})
    assert "raw" in message_of(data)


def huge(kind: str, side: int) -> bytes:
    """Give a file whose header says side x side px."""
    data = bytearray(encoded(np.zeros((64, 64, 3), dtype=np.uint8), kind))
    if kind == "PNG":
        head = b"IHDR" + struct.pack(">II", side, side) + bytes(data[24:29])
        return bytes(data[:12]) + head + struct.pack(">I", zlib.crc32(head)) + bytes(data[33:])
    if kind == "JPEG":
        at = data.index(b"\xff\xc0") + 5
        data[at : at + 4] = struct.pack(">HH", side, side)
    if kind == "BMP":
        data[18:26] = struct.pack("<II", side, side)
    if kind == "HEIF":
        at = data.index(b"ispe") + 8
        data[at : at + 8] = struct.pack(">II", side, side)
    if kind == "TIFF":
        return tiff_with(bytes(data), {256: (3, 1, side), 257: (3, 1, side)})
    return bytes(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "HEIF", "TIFF"])
def test_huge_header_is_refused_before_decoding(kind: str) -> None:
    """A header of 60,000 x 60,000 px is refused with the limits, by both readers."""
    text = message_of(huge(kind, 60_000))
    assert "100 megapixels" in text
    assert "60000 × 60000" in text
    with pytest.raises(PhotoError):
        measure_photo(huge(kind, 60_000))


def test_long_side_is_refused() -> None:
    """A strip of 40,000 x 2 px is refused though it has few pixels."""
    stream = io.BytesIO()
    Image.new("L", (40_000, 2)).save(stream, "PNG")
    assert "30,000 px a side" in message_of(stream.getvalue())


@pytest.mark.parametrize("kind", KINDS)
def test_file_cut_in_half_is_refused(kind: str) -> None:
    """Half a file is refused as cut short or damaged."""
    noise = np.random.default_rng(1).integers(0, 255, (64, 96, 3), dtype=np.uint8)
    data = encoded(noise, kind)
    assert "cut short" in message_of(data[: len(data) // 2])


def test_deep_file_cut_in_half_is_refused() -> None:
    """Half a 16-bit file is refused, not filled up with black."""
    noise = np.random.default_rng(1).integers(0, 65535, (64, 96, 3), dtype=np.uint16)
    for kind in ("PNG", "TIFF"):
        data = deep_file(noise, kind)
        assert "cut short" in message_of(data[: len(data) // 2])


SAMPLES = {kind: encoded(corners()[::2, ::2], kind, exif=exif_bytes(6, 26)) for kind in KINDS}
SAMPLES["PNG16"] = deep_file(corners()[::2, ::2].astype(np.uint16) * 257, "PNG", 6, display_p3())
SAMPLES["TIFF16"] = deep_file(corners()[::2, ::2].astype(np.uint16) * 257, "TIFF", 6, adobe_rgb())
SAMPLES["PROFILE"] = encoded(corners()[::2, ::2], "JPEG", icc_profile=display_p3())


def photo_or_sentence(data: bytes) -> None:
    """Read a file: a picture or a PhotoError, no other error and no warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            ref = measure_photo(data)
            photo = decode_photo(data)
        except PhotoError:
            return
    assert photo.srgb.shape == (ref.height, ref.width, 3)


@given(kind=st.sampled_from(sorted(SAMPLES)), share=st.floats(0.0, 1.0))
def test_a_cut_anywhere_gives_a_picture_or_a_sentence(kind: str, share: float) -> None:
    """A file cut at any byte is read or refused in a sentence."""
    photo_or_sentence(SAMPLES[kind][: int(share * len(SAMPLES[kind]))])


@given(
    kind=st.sampled_from(sorted(SAMPLES)),
    flips=st.lists(st.tuples(st.floats(0.0, 0.9999), st.integers(1, 255)), min_size=1, max_size=8),
    front=st.booleans(),
)
def test_flipped_bits_give_a_picture_or_a_sentence(
    kind: str, flips: list[tuple[float, int]], *, front: bool
) -> None:
    """A file with flipped bits, in its header or anywhere, is read or refused in a sentence."""
    data = bytearray(SAMPLES[kind])
    for share, mask in flips:
        data[int(share * (min(600, len(data)) if front else len(data)))] ^= mask
    photo_or_sentence(bytes(data))


@given(st.binary(max_size=300), st.sampled_from([b"", *(d[:16] for d in SAMPLES.values())]))
def test_random_bytes_give_a_sentence(tail: bytes, start: bytes) -> None:
    """Bytes that only begin like a picture are refused in a sentence."""
    photo_or_sentence(start + tail)
