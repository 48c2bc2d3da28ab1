"""Finished pictures: the suffix decides, the profile is inside, nothing personal, whole or not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from smp_sim.document.export.picture_file import (
    encode_picture,
    picture_suffix,
    srgb_profile,
    write_picture,
)
from smp_sim.model.errors import OutputError
from smp_sim.render.photo import decode_photo

SUFFIXES = [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"]
LOSSLESS = {".png", ".tif", ".tiff"}
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">mark \xc3\xa4</x:xmpmeta>'


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_picture_is_read_as_written(
    tmp_path: Path, small_picture: NDArray[np.uint8], suffix: str
) -> None:
    """Every kind comes back, to the bit where it is without loss; a capital suffix is one too."""
    for name in (f"a{suffix}", f"A{suffix.upper()}"):
        write_picture(small_picture, tmp_path / name)
        back = decode_photo((tmp_path / name).read_bytes()).srgb
        worst = int(np.abs(back.astype(int) - small_picture).max())
        assert worst == 0 if suffix in LOSSLESS else worst <= 12


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_pictures_carry_srgb_and_nothing_personal(
    tmp_path: Path, small_picture: NDArray[np.uint8], suffix: str
) -> None:
    """The sRGB profile is inside; there is no EXIF, and XMP only when given."""
    path = tmp_path / f"a{suffix}"
    for xmp in (b"", XMP):
        write_picture(small_picture, path, xmp=xmp)
        with Image.open(path) as image:
            assert image.info["icc_profile"] == srgb_profile()
            assert not image.getexif().get_ifd(0x8769)
            assert not image.getexif().get_ifd(0x8825)
        assert (XMP in path.read_bytes()) == bool(xmp)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_picture_gives_the_same_bytes(
    small_picture: NDArray[np.uint8], suffix: str
) -> None:
    """Neither the clock nor chance goes into a file, nor into its profile."""
    first = encode_picture(small_picture, suffix)
    srgb_profile.cache_clear()
    assert encode_picture(small_picture, suffix) == first
    assert srgb_profile()[24:36] == bytes([7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])


@pytest.mark.parametrize("name", ["a.bmp", "a.psd", "a", "png", "a.png.txt"])
def test_unknown_suffixes_are_refused(
    tmp_path: Path, small_picture: NDArray[np.uint8], name: str
) -> None:
    """A suffix that is none of ours is refused, and nothing is written."""
    with pytest.raises(OutputError, match=r"End the name in \.png"):
        write_picture(small_picture, tmp_path / name)
    assert list(tmp_path.iterdir()) == []
    assert picture_suffix("x/Y.JPG") == ".jpg"


def test_pictures_too_large_for_their_kind_are_refused(tmp_path: Path) -> None:
    """A WebP wider than WebP can be is refused; the file before stays."""
    path = tmp_path / "a.webp"
    path.write_bytes(b"old")
    with pytest.raises(OutputError, match="at most 16383 px a side"):
        write_picture(np.zeros((2, 16_384, 3), dtype=np.uint8), path)
    assert path.read_bytes() == b"old"


def test_a_missing_folder_is_refused(tmp_path: Path, small_picture: NDArray[np.uint8]) -> None:
    """A folder that doesn't exist is said in a sentence."""
    with pytest.raises(OutputError, match="folder doesn't exist"):
        write_picture(small_picture, tmp_path / "no" / "a.png")
