"""Exercise and drawing files: shared as they are, refused in a sentence where they can't be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from smp_sim.model.errors import SmpError
from smp_sim.training.catalogue import list_exercises, load_exercise
from smp_sim.training.exercise import Exercise, Goal
from smp_sim.training.exercise_file import (
    read_drawing,
    read_exercise,
    write_drawing,
    write_exercise,
)
from smp_sim.training.measured import directions_of
from smp_sim.training.solution import reference_solution

LINE = load_exercise("for-age-25")
SQUARE = ((-1.0, 1.0, 1.0), (1.0, 1.0, 1.0), (1.0, 1.0, -1.0), (-1.0, 1.0, -1.0))


@pytest.mark.parametrize("name", ["find-temple-corner", "soften-edge-up", "second-session"])
def test_an_exercise_and_its_drawing_come_back_whole(name: str, tmp_path: Path) -> None:
    """Points, lines and dots, with what is given: the same values after writing and reading."""
    exercise = load_exercise(name)
    drawing = reference_solution(exercise)
    write_exercise(exercise, tmp_path / "a.smpx")
    write_drawing(drawing, tmp_path / "d.json")
    assert load_exercise(tmp_path / "a.smpx") == exercise
    assert read_drawing(tmp_path / "d.json") == drawing


def changed(exercise: Exercise, path: Path, **values: Any) -> Path:
    """Write an exercise file with some keys changed by hand."""
    write_exercise(exercise, path)
    path.write_text(json.dumps(json.loads(path.read_text()) | values))
    return path


def goal(**values: Any) -> list[dict[str, Any]]:
    """Give the goals of a file: one about the height."""
    return [{"quantity": "height", "low": 66.0, "high": 74.0, "tolerance": 3.0} | values]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"version": 2}, "newer version of the program"),
        ({"format": "smp-case"}, "not an exercise file"),
        ({"goals": goal(tolerance=0.0)}, "has no tolerance"),
        ({"goals": goal(tolerance=-3.0)}, "has no tolerance"),
        ({"goals": goal(weight=1e300)}, "no sound weight"),
        ({"sides": ["flat"]}, "no flat close-up"),
        ({"goals": goal(low=80.0)}, "ends below its beginning"),
        ({"goals": goal(low=None, high=None)}, "asks for nothing"),
        ({"goals": goal(low=120.0, high=130.0)}, "own solution has 0 points.*Height"),
        ({"goals": goal(quantity="density")}, "can't be measured on this kind of drawing"),
        ({"goals": goal(quantity="beauty")}, "a value that can't be"),
        ({"goals": []}, "a value that can't be"),
        ({"title": ""}, "a value that can't be"),
        ({"difficulty": 9}, "a value that can't be"),
    ],
)
def test_an_exercise_that_cannot_be_is_refused(
    values: dict[str, Any], said: str, tmp_path: Path
) -> None:
    """Impossible tolerances and goals, newer versions, other files: a sentence each."""
    path = changed(LINE, tmp_path / "a.smpx", **values)
    with pytest.raises(SmpError, match=said):
        read_exercise(path)


@pytest.mark.parametrize("far", [0.0, 0.01, 0.9])
def test_a_patch_must_be_one_that_a_hand_can_fill(far: float, tmp_path: Path) -> None:
    """A patch that is a point or a speck, or half a head, is refused with its size."""
    path = tmp_path / "a.smpx"
    write_exercise(load_exercise("first-patch"), path)
    raw = json.loads(path.read_text())
    raw["task"]["outline"] = [list(p) for p in directions_of(np.array(SQUARE) * (far, 1.0, far))]
    path.write_text(json.dumps(raw))
    with pytest.raises(SmpError, match="it must be 5 to 60 mm either way"):
        read_exercise(path)


def test_an_impossible_exercise_is_not_written(tmp_path: Path) -> None:
    """Where the goals can't be met, no file is left behind."""
    goals = (Goal(quantity="height", low=130.0, tolerance=1.0),)
    with pytest.raises(SmpError, match="can't be met"):
        write_exercise(replace(LINE, goals=goals), tmp_path / "a.smpx")
    assert not any(tmp_path.iterdir())


def test_a_file_holds_nothing_of_where_it_was_made(tmp_path: Path) -> None:
    """The same exercise gives the same bytes: no date, no user, no path."""
    for name in ("a.smpx", "b.smpx"):
        write_exercise(list_exercises()[0], tmp_path / name)
    assert (tmp_path / "a.smpx").read_bytes() == (tmp_path / "b.smpx").read_bytes()
