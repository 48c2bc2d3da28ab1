"""All exercises at hand: the built-in ones, and those of a teacher's files."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from smp_sim.model.errors import SmpError
from smp_sim.model.sentence import Sentence
from smp_sim.training.curriculum.dots import dot_exercises
from smp_sim.training.curriculum.lines import line_exercises
from smp_sim.training.curriculum.points import point_exercises
from smp_sim.training.exercise import Exercise
from smp_sim.training.exercise_file import EXERCISE_SUFFIX, read_exercise


@lru_cache(maxsize=1)
def list_exercises() -> tuple[Exercise, ...]:
    """Give the built-in exercises, from easy to hard."""
    every = (*point_exercises(), *line_exercises(), *dot_exercises())
    return tuple(sorted(every, key=lambda exercise: exercise.difficulty))


def load_exercise(name: str | os.PathLike[str]) -> Exercise:
    """Give a built-in exercise by its id, or one from a file.

    Raises
    ------
    SmpError
        Where there is no such exercise, or the file is none, damaged, from a newer version or asks
        for what can't be.
    """
    text = os.fspath(name)
    found = next((exercise for exercise in list_exercises() if exercise.id == text), None)
    if found is not None:
        return found
    if Path(text).suffix == EXERCISE_SUFFIX or Path(text).exists():
        return read_exercise(text)
    raise SmpError(
        Sentence("There is no exercise '{name}'.", name=text),
        next_step="'smp-sim exercises' lists them; a file ends in .smpx.",
    )
