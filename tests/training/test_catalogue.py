"""The built-in exercises: complete, solvable, and said in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from smp_sim.document.disk.assets import read_catalogue
from smp_sim.model.errors import SmpError
from smp_sim.training.catalogue import list_exercises, load_exercise
from smp_sim.training.exercise import Exercise
from smp_sim.training.exercise_check import check_exercise
from smp_sim.training.scoring import score_drawing
from smp_sim.training.solution import reference_solution
from tests.training.said_words import said_words

EVERY = pytest.mark.parametrize("exercise", list_exercises(), ids=lambda exercise: exercise.id)


@EVERY
def test_the_engines_own_solution_is_nearly_perfect(exercise: Exercise) -> None:
    """Every exercise can be solved: its reference has 95 points or more, and no mark fails."""
    score = score_drawing(exercise, reference_solution(exercise))
    assert score.points >= 95.0
    assert min(mark.points for mark in score.marks) >= 70.0
    assert check_exercise(exercise) is exercise


def test_exercises_run_from_easy_to_hard_over_every_skill() -> None:
    """They are listed by difficulty, have ids of their own, and train all eight skills."""
    exercises = list_exercises()
    assert [e.difficulty for e in exercises] == sorted(e.difficulty for e in exercises)
    assert len({e.id for e in exercises}) == len(exercises)
    assert len({e.skill for e in exercises}) == 8
    assert {e.takes for e in exercises} == {"points", "line", "dots"}


def test_heads_differ_in_tone_loss_and_shape() -> None:
    """All six tones, Norwood II to VII, women's loss and three shapes of head are practised on."""
    heads = [exercise.head for exercise in list_exercises()]
    assert {head.skin_tone for head in heads} == {1, 2, 3, 4, 5, 6}
    assert {head.norwood for head in heads} >= {"2", "3", "4", "5", "6", "7", "ludwig-3"}
    assert len({head.semi_axes_mm for head in heads}) == 3


def test_every_word_has_its_german() -> None:
    """Titles, goals, rules, sources, faults and the words of the sheet are in the catalogue."""
    assert sorted(said_words() - set(read_catalogue("de"))) == []


def test_an_exercise_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A name that stands for nothing, and a file that isn't there, are refused by name."""
    with pytest.raises(SmpError, match="no exercise 'nowhere'"):
        load_exercise("nowhere")
    with pytest.raises(SmpError, match="no such file"):
        load_exercise(tmp_path / "lost.smpx")
