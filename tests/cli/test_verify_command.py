"""``smp-sim verify``: 0 when a picture came from a case, 2 when not, with the reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smp_sim.cli.main import run
from smp_sim.document.case_file import Dossier, open_case, save_case
from smp_sim.document.edits import set_seed


@pytest.fixture
def picture(head_case: Path, tmp_path: Path) -> Path:
    """Give a picture of the head from above."""
    out = tmp_path / "a.png"
    assert run(["render", str(head_case), "-o", str(out)]) == 0
    return out


def test_its_own_picture_gives_zero(
    picture: Path, head_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence says what was checked; --json says the same as one object."""
    assert run(["verify", str(picture), str(head_case)]) == 0
    assert "It came from this case" in capsys.readouterr().out
    assert run(["verify", str(picture), str(head_case), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["came_from_case"] is True
    assert (told["side"], told["day"], told["retention"]) == ("front-high", 56.0, "typical")


def test_another_cases_picture_gives_two(
    picture: Path, head_case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on stderr with the reason."""
    dossier = open_case(head_case)
    other = tmp_path / "other.smp"
    save_case(Dossier(set_seed(dossier.case, 9), dossier.photos), other)
    capsys.readouterr()
    assert run(["verify", str(picture), str(other)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "names another plan" in said


@pytest.mark.parametrize("name", ["none.png", "head.smp"])
def test_what_is_no_picture_is_one_line(
    name: str, head_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing file, a file of another kind."""
    assert run(["verify", str(head_case.parent / name), str(head_case)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert name in said
