"""``smp-sim exercises`` and ``smp-sim score``: the window's marks without the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smp_sim.cli.main import run
from smp_sim.document.case.case_file import Dossier, save_case
from smp_sim.model.case import Case
from smp_sim.training.catalogue import list_exercises, load_exercise
from smp_sim.training.exercise_file import write_drawing
from smp_sim.training.fault_gallery import fault_drawing, find_fault
from smp_sim.training.history import load_history
from smp_sim.training.score import plain_score
from smp_sim.training.scoring import score_drawing


def test_all_exercises_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Every id is printed, and with --json every goal with its unit."""
    assert run(["exercises"]) == 0
    listed = capsys.readouterr().out
    assert all(exercise.id in listed for exercise in list_exercises())
    assert run(["exercises", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["exercises"]
    assert len(rows) == len(list_exercises())
    assert {"source", "disagreement", "goals"} <= set(rows[0])


def test_a_drawing_has_the_very_marks_of_the_engine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """--json prints what score_drawing gives; --trainee keeps it; --sheet writes a PDF."""
    monkeypatch.setattr("smp_sim.training.history.data_folder", lambda: tmp_path)
    exercise = load_exercise("steady-hand")
    drawing = fault_drawing(find_fault("clumps"), 0.5)
    write_drawing(drawing, tmp_path / "d.json")
    named = [exercise.id, str(tmp_path / "d.json"), "--trainee", "T1"]
    sheet = tmp_path / "sheet.pdf"
    assert run(["score", *named, "--json", "--sheet", str(sheet)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads(json.dumps(plain_score(score_drawing(exercise, drawing))))
    assert load_history("T1").attempts[0].points == printed["points"]
    assert sheet.read_bytes().startswith(b"%PDF")


def test_a_solution_and_a_shared_file_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An exercise made of a case is shared, solved and marked by its file."""
    save_case(Dossier(Case(training=True)), tmp_path / "c.smp")
    made, solved = tmp_path / "own.smpx", tmp_path / "d.json"
    made_of = ["--of", str(tmp_path / "c.smp"), "--title", "Mine", "--tolerance", "2"]
    assert run(["exercises", *made_of, "--share", str(made)]) == 0
    assert run(["exercises", str(made), "--solution", str(solved)]) == 0
    assert run(["score", str(made), str(solved)]) == 0
    assert "100  of 100" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["score", "nowhere", "d.json"], "no exercise 'nowhere'"),
        (["score", "steady-hand", "lost.json"], "no such file"),
        (["score", "steady-hand", "d.json", "--sheet", "s.pdf"], "Name --trainee too"),
        (["exercises", "--solution", "d.json"], "No exercise is named"),
        (["exercises", "--of", "c.smp"], "needs a file"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong is said on stderr, without a traceback."""
    assert run(words) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
