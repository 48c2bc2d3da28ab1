"""A trainee's history: kept whole, read fairly, by code and never by name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from smp_sim.document.disk.file_lock import lock_file
from smp_sim.model.errors import CaseFileError, OutputError, SmpError
from smp_sim.training.catalogue import list_exercises, load_exercise
from smp_sim.training.history import (
    History,
    list_trainees,
    load_history,
    progress_by_skill,
    record_score,
    suggest_next,
    trend_of,
    with_attempt,
)
from smp_sim.training.score import Score
from smp_sim.training.scoring import score_drawing
from smp_sim.training.solution import reference_solution

EVERY = list_exercises()
LINE = load_exercise("line-of-height")
GOOD = score_drawing(LINE, reference_solution(LINE))
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def score_of(points: float, exercise: str = "line-of-height") -> Score:
    """Give a score without marks."""
    return Score(exercise=exercise, points=points, marks=())


def test_a_score_is_kept_with_its_marks(tmp_path: Path) -> None:
    """What was recorded comes back after the next, oldest first, and one file holds it."""
    record_score("A-7", LINE, GOOD, NOON, tmp_path)
    record_score("A-7", LINE, score_of(40.0), NOON, tmp_path)
    history = load_history("A-7", tmp_path)
    assert [attempt.points for attempt in history.attempts] == [100.0, 40.0]
    assert dict(history.attempts[0].marks)["height"] == 100.0
    assert history.attempts[0].done_at == "2026-03-01T12:00:00+00:00"
    assert list_trainees(tmp_path) == ("A-7",)
    assert [path.name for path in tmp_path.iterdir()] == ["A-7.json"]


@pytest.mark.parametrize("name", ["Jane Doe", "", "../x", "x" * 25, "Zoë"])
def test_a_name_is_no_code(name: str, tmp_path: Path) -> None:
    """Spaces, paths, letters of names and long texts are refused before anything is written."""
    with pytest.raises(SmpError, match="no code for a trainee"):
        record_score(name, LINE, GOOD, NOON, tmp_path)
    assert not any(tmp_path.iterdir())


def test_a_damaged_history_is_left_as_it_is(tmp_path: Path) -> None:
    """A file that is none is refused in a sentence, and not overwritten."""
    path = tmp_path / "A.json"
    path.write_text("{broken")
    with pytest.raises(CaseFileError, match="not a training history"):
        record_score("A", LINE, GOOD, NOON, tmp_path)
    assert path.read_text() == "{broken"


def test_two_windows_do_not_lose_each_others_scores(tmp_path: Path) -> None:
    """While somebody else writes, recording is refused; then it goes on with what they wrote."""
    held = lock_file(tmp_path / "A.lock")
    assert held is not None
    with pytest.raises(SmpError, match="Another window"):
        record_score("A", LINE, GOOD, NOON, tmp_path)
    held.release()
    assert len(record_score("A", LINE, GOOD, NOON, tmp_path).attempts) == 1


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    """Where a file stands in the way of the folder, the mistake is said."""
    (tmp_path / "stone").write_text("")
    with pytest.raises(OutputError, match="Nothing can be written there"):
        record_score("A", LINE, GOOD, NOON, tmp_path / "stone" / "training")


def test_a_trend_is_points_gained_an_attempt() -> None:
    """A straight rise of 5 is a trend of 5, over the last eight only; two attempts show none."""
    rising = [90.0, 10.0, 0.0, *(40.0 + 5.0 * n for n in range(8))]
    assert trend_of(rising) == pytest.approx(5.0)
    assert trend_of([10.0, 90.0]) is None


def test_progress_counts_exercises_once(tmp_path: Path) -> None:
    """An exercise passed twice is one passed; best and last are the skill's own."""
    del tmp_path
    history = History(trainee="A")
    for points in (80.0, 90.0, 30.0):
        history = with_attempt(history, LINE, score_of(points), NOON)
    height = next(row for row in progress_by_skill(history, EVERY) if row.skill == "height")
    assert (height.attempts, height.best, height.last, height.solved) == (3, 90.0, 30.0, 1)
    assert height.trend == pytest.approx(-25.0)


def test_the_next_exercise_is_the_easiest_not_passed() -> None:
    """First an easy one; of the easy ones the weakest skill's; when all are passed, the weakest."""
    history = History(trainee="A")
    assert suggest_next(history, EVERY).difficulty == 1
    history = with_attempt(history, load_exercise("first-patch"), score_of(60.0), NOON)
    assert suggest_next(history, EVERY).skill != "spacing"
    for exercise in EVERY:
        points = 71.0 if exercise.id == "womens-line" else 90.0
        history = with_attempt(history, exercise, score_of(points), NOON)
    assert suggest_next(history, EVERY).id == "womens-line"


def test_an_exercise_of_a_teacher_does_not_break_the_suggestion() -> None:
    """Attempts at exercises that are not at hand are passed over."""
    other = replace(LINE, id="of-a-teacher")
    history = with_attempt(History(trainee="A"), other, score_of(90.0), NOON)
    assert suggest_next(history, EVERY).difficulty == 1
