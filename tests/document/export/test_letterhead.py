"""The practice's name and logo: kept, read back, and refused in a sentence."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from smp_sim.document.export.letterhead import Practice, keep_practice, load_practice, read_logo
from smp_sim.model.errors import SmpError


def logo_file(folder: Path, size: tuple[int, int]) -> Path:
    """Write a picture with a comment in it."""
    path = folder / "logo.jpg"
    Image.new("RGB", size, (10, 90, 120)).save(path, comment=b"made by somebody")
    return path


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    """Name, lines and logo; nothing kept is an empty practice."""
    assert load_practice(tmp_path / "new") == Practice()
    practice = Practice(name="Студия", lines=("Main Street 4",), logo=b"\x89PNG")
    keep_practice(practice, tmp_path / "new")
    assert load_practice(tmp_path / "new") == practice


def test_a_logo_is_made_small_and_loses_what_is_personal(tmp_path: Path) -> None:
    """A picture of 3000 × 600 px fits 900 × 360 as a PNG, its comment gone."""
    logo = read_logo(logo_file(tmp_path, (3000, 600)))
    with Image.open(io.BytesIO(logo)) as picture:
        assert picture.format == "PNG"
        assert picture.size == (900, 180)
    assert b"somebody" not in logo


def test_a_small_logo_keeps_its_size(tmp_path: Path) -> None:
    """Nothing is blown up."""
    with Image.open(io.BytesIO(read_logo(logo_file(tmp_path, (120, 40))))) as picture:
        assert picture.size == (120, 40)


def test_a_logo_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    """A text with a picture's name gives one sentence with the file's name."""
    path = tmp_path / "logo.png"
    path.write_text("not a picture")
    with pytest.raises(SmpError, match=r"logo\.png"):
        read_logo(path)


@pytest.mark.parametrize("text", ["", "{", '{"name": 4}', '{"logo": "%%"}', "[" * 100_000])
def test_damaged_settings_are_said(text: str, tmp_path: Path) -> None:
    """The file is named, with a way out."""
    (tmp_path / "practice.json").write_text(text)
    with pytest.raises(SmpError, match=r"practice\.json"):
        load_practice(tmp_path)


@pytest.mark.parametrize("practice", [Practice(name="x" * 121), Practice(lines=("a",) * 5)])
def test_too_much_is_refused(practice: Practice, tmp_path: Path) -> None:
    """Names of over 120 letters and five lines don't fit a letterhead."""
    with pytest.raises(SmpError):
        keep_practice(practice, tmp_path)
    assert not (tmp_path / "practice.json").exists()
