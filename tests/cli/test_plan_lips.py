"""``smp-sim plan`` finds lips, evens out their border and shades them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from smp_sim.cli.main import run
from smp_sim.document.case.case_file import open_case, save_case
from smp_sim.document.editing.edits import replace_areas, update_view
from smp_sim.document.samples.lip_samples import lip_sample
from smp_sim.model.camera import Scale


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a case of a closed cleft in a close-up, without a plan."""
    dossier = lip_sample("lips-cleft", width=480, height=330)
    path = tmp_path_factory.mktemp("lips") / "cleft.smp"
    save_case(replace(dossier, case=replace_areas(dossier.case, ())), path)
    return path


@pytest.fixture
def mouth_case(drawn: Path, tmp_path: Path) -> Path:
    """Give a copy of that case."""
    path = tmp_path / "mouth.smp"
    path.write_bytes(drawn.read_bytes())
    return path


def test_lips_are_found_evened_and_shaded_in_one_go(
    mouth_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is found takes the pigment and shading asked for; how far the border moves is told."""
    words = ["--find-lips", "--find-scars", "--even-lips", "--pigment", "lip-berry"]
    shading = ["--ombre", "0.6", "--liner-mm", "1", "--liner-tone", "2"]
    assert run(["plan", str(mouth_case), *words, *shading]) == 0
    lips, *scars, patch = open_case(mouth_case).case.plan.areas
    assert {area.kind for area in scars} == {"scar-line"}
    assert (patch.kind, patch.tissue, patch.ombre) == ("flat-patch", "lip", 0.0)
    assert (lips.kind, lips.ombre, lips.liner_mm, lips.liner_tone) == ("lips", 0.6, 1.0, 2.0)
    told = capsys.readouterr().out
    assert "Found: lips." in told
    assert "lips: the border moves out by up to" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--ombre", "0.5"], "has no lips"),
        (["--even-lips"], "has no lips"),
        (["--ombre", "2"], "must be -1 to 1"),
        (["--liner-mm", "-1"], "must be 0 to 3 mm"),
    ],
)
def test_what_can_not_be_done_is_said(
    mouth_case: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    """One line, exit code 2, and the case as it was, to the byte."""
    before = mouth_case.read_bytes()
    assert run(["plan", str(mouth_case), *words]) == 2
    assert said in capsys.readouterr().err
    assert mouth_case.read_bytes() == before


def test_lips_are_not_found_on_a_head(head_case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A case of heads alone asks for a close-up; nothing is lost."""
    before = head_case.read_bytes()
    assert run(["plan", str(head_case), "--find-lips"]) == 2
    assert "shows the head" in capsys.readouterr().err
    assert head_case.read_bytes() == before


def test_lips_are_found_without_a_scale_and_its_lack_is_told(
    mouth_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sizes are a guess then: the plan is made, and ``inspect`` says so first."""
    dossier = open_case(mouth_case)
    guess = Scale(source="uncalibrated", error_percent=50.0)
    case = update_view(dossier.case, dossier.case.views[0].id, scale=guess)
    save_case(replace(dossier, case=case), mouth_case)
    assert run(["plan", str(mouth_case), "--find-lips"]) == 0
    assert run(["inspect", str(mouth_case)]) == 0
    assert "scale" in capsys.readouterr().out
