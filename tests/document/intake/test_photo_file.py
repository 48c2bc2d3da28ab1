"""Photos from disk: read and decoded once, or refused in one line and nothing beside it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from smp_sim.document.intake.photo_file import read_photo
from smp_sim.model.errors import PhotoError


def test_a_photo_is_read_whatever_its_name(
    tmp_path: Path, small_picture: NDArray[np.uint8]
) -> None:
    """The suffix of the content goes into the case, not that of the name."""
    path = tmp_path / "holiday.jpg"
    Image.fromarray(small_picture).save(path, "PNG")
    taken = read_photo(path)
    assert taken.data == path.read_bytes()
    assert taken.ref.sha256 == hashlib.sha256(taken.data).hexdigest()
    assert (taken.ref.suffix, taken.ref.width, taken.ref.height) == (".png", 120, 90)
    assert np.array_equal(taken.photo.srgb, small_picture)


def test_unreadable_files_are_named(tmp_path: Path) -> None:
    """No file, a folder, no picture, no bytes, no name: one sentence with the path each."""
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "text.jpg").write_text("hello")
    (tmp_path / "loop.jpg").symlink_to("loop.jpg")
    words = {
        "none.jpg": "no such file",
        "": "folder",
        "empty.jpg": "empty",
        "text.jpg": "not a picture",
        "loop.jpg": "can't be read",
        "text.jpg/a.jpg": "can't be read",
        "a\0b": "not a file name",
    }
    for name, word in words.items():
        with pytest.raises(PhotoError, match=word) as caught:
            read_photo(str(tmp_path / name))
        assert tmp_path.name in str(caught.value)


def test_a_photo_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of somebody else's is refused in a sentence."""
    path = tmp_path / "a.jpg"
    path.write_bytes(b"x")

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(PhotoError, match="may not read"):
        read_photo(path)


def test_damaged_files_print_nothing_beside_the_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Libtiff's own complaints do not reach the terminal, and later output does."""
    noise = np.random.default_rng(1).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    path = tmp_path / "a.tif"
    Image.fromarray(noise).save(path, compression="tiff_lzw")
    data = bytearray(path.read_bytes())
    data[200:4000] = bytes(255 - value for value in data[200:4000])
    path.write_bytes(data)
    with pytest.raises(PhotoError, match="cut short or damaged"):
        read_photo(path)
    os.write(2, b"after")
    assert capfd.readouterr().err == "after"


@pytest.mark.photos
def test_real_photos_are_read(photos: Path) -> None:
    """The real photos arrive with hash and size."""
    taken = read_photo(photos / "london_021_neutral_front.jpg")
    assert (taken.ref.suffix, taken.ref.width, taken.ref.height) == (".jpg", 1350, 1350)
