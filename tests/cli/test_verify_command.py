"""``smp-sim verify``: 0 when a picture came from a case, 2 when not, with the reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from smp_sim.cli.main import run
from smp_sim.document.case.case_file import Dossier, open_case, save_case
from smp_sim.document.editing.edits import set_seed
from tests.document.export_cases import personal_dossier


@pytest.fixture
def patch_case(tmp_path: Path) -> Path:
    """Give a case of a close-up whose dots are told apart."""
    path = tmp_path / "patch.smp"
    save_case(personal_dossier(), path)
    return path


@pytest.fixture
def picture(patch_case: Path, tmp_path: Path) -> Path:
    """Give its picture."""
    out = tmp_path / "a.png"
    assert run(["render", str(patch_case), "-o", str(out)]) == 0
    return out


def test_its_own_picture_gives_zero(
    picture: Path, patch_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence says what was checked; --json says the same as one object."""
    assert run(["verify", str(picture), str(patch_case)]) == 0
    assert "It came from this case" in capsys.readouterr().out
    assert run(["verify", str(picture), str(patch_case), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["came_from_case"] is True
    assert (told["side"], told["day"], told["retention"]) == ("flat", 56.0, "typical")


def test_another_cases_picture_gives_two(
    picture: Path, patch_case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on stderr with the reason."""
    dossier = open_case(patch_case)
    other = tmp_path / "other.smp"
    save_case(Dossier(set_seed(dossier.case, 9), dossier.photos), other)
    capsys.readouterr()
    assert run(["verify", str(picture), str(other)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "names another plan" in said


def test_a_thumbnail_needs_its_metadata(
    head_case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Stamp-sized, no dots are told apart: it takes metadata too, or else nobody can tell."""
    full, own, bare = (tmp_path / name for name in ("full.png", "own.jpg", "bare.jpg"))
    assert run(["render", str(head_case), "-o", str(full)]) == 0
    with Image.open(full) as image:
        small = image.convert("RGB").resize((120, 150), Image.Resampling.LANCZOS)
        small.save(own, quality=60, xmp=image.info["xmp"])
        small.info.clear()
        small.save(bare, quality=60)
    assert run(["verify", str(own), str(head_case)]) == 0
    assert "too little of the dots shows" in capsys.readouterr().out
    assert run(["verify", str(bare), str(head_case)]) == 2
    assert "can't be told" in capsys.readouterr().err
    assert run(["verify", str(bare), str(head_case), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["undecided"] is True


@pytest.mark.parametrize("name", ["none.png", "patch.smp"])
def test_what_is_no_picture_is_one_line(
    name: str, patch_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing file, a file of another kind."""
    assert run(["verify", str(patch_case.parent / name), str(patch_case)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert name in said
