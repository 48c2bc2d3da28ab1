"""``smp-sim auto``, ``new --auto`` and ``plan --match-hair``."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from smp_sim.cli.main import run
from smp_sim.document.case.case_file import open_case, save_case
from smp_sim.document.export.picture_file import write_picture
from smp_sim.document.samples.sample_client import sample_dossier
from smp_sim.render.sample_head import SampleHead


@pytest.fixture(scope="module")
def sample_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a saved case of the sample client with its true cameras."""
    path = tmp_path_factory.mktemp("auto") / "sample.smp"
    save_case(sample_dossier(SampleHead(norwood="6"), ("front-high",), 320, 400), path)
    return path


def test_auto_changes_the_case_and_says_how_sure(
    sample_case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The case is written back with a plan that can be read, and each part has its percentage."""
    path = tmp_path / "case.smp"
    path.write_bytes(sample_case.read_bytes())
    assert run(["auto", str(path)]) == 0
    said = capsys.readouterr().out
    for topic in ("head", "skin", "loss", "hairline", "area"):
        line = next(line for line in said.splitlines() if line.startswith(topic))
        assert "%" in line.split()[1]
    assert open_case(path).case.plan != open_case(sample_case).case.plan


def test_new_auto_asks_for_a_side_that_nothing_tells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A photo without a face: one line that asks for --side, exit 2, no file."""
    photo, path = tmp_path / "wall.png", tmp_path / "case.smp"
    write_picture(np.full((200, 160, 3), 150, dtype=np.uint8), photo)
    assert run(["new", str(photo), "-o", str(path), "--auto"]) == 2
    said = capsys.readouterr().err
    assert "--side" in said
    assert said.count("\n") == 1
    assert not path.exists()


def test_new_auto_proposes_where_the_side_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even of a wall a case is made, with a low confidence."""
    photo, path = tmp_path / "wall.png", tmp_path / "case.smp"
    write_picture(np.full((200, 160, 3), 150, dtype=np.uint8), photo)
    assert run(["new", str(photo), "-o", str(path), "--auto", "--side", "front"]) == 0
    assert "No head was found" in capsys.readouterr().out
    assert open_case(path).case.views[0].scale.source == "uncalibrated"


def test_match_hair_refuses_where_there_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without usable hair the case stays as it was, and the reason is said."""
    photo, path = tmp_path / "wall.png", tmp_path / "case.smp"
    write_picture(np.full((200, 160, 3), 150, dtype=np.uint8), photo)
    assert run(["new", str(photo), "-o", str(path)]) == 0
    before = path.read_bytes()
    assert run(["plan", str(path), "--match-hair"]) == 2
    assert "match-hair" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.photos
def test_new_auto_guesses_the_side_of_a_face(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A three-quarter portrait is taken as one, and the guess is said with its confidence."""
    photo = photos / "london_105_neutral_left_3quarter.jpg"
    assert run(["new", str(photo), "-o", str(tmp_path / "case.smp"), "--auto"]) == 0
    assert "taken as threequarter-left" in capsys.readouterr().out
