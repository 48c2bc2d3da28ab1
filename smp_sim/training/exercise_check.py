"""Refuses exercises that nobody can solve: goals upside down, no tolerance, stray points."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NoReturn, get_args

import numpy as np

from smp_sim.model.errors import SmpError
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import Vec3
from smp_sim.training.exercise import (
    DotQuantity,
    DotTask,
    DrawingKind,
    Exercise,
    Goal,
    LineQuantity,
    LineTask,
    PointQuantity,
    PointTask,
    Quantity,
)
from smp_sim.training.patch_plane import lay_flat
from smp_sim.training.quantities import WORDINGS
from smp_sim.training.scoring import score_drawing
from smp_sim.training.solution import reference_solution

#: The reference solution of a sound exercise has at least so many points.
SOUND_POINTS = 95.0

#: Narrowest and widest patch to be filled by hand, mm: a dozen dots fit in, and a head is flat over
#: it to a few per cent.
NARROWEST_MM, WIDEST_MM = 5.0, 60.0
#: No mark counts more than this many others.
HEAVIEST = 10.0

#: What can be measured on each kind of drawing.
_MEASURED: dict[DrawingKind, tuple[Quantity, ...]] = {
    "points": get_args(PointQuantity),
    "line": get_args(LineQuantity),
    "dots": get_args(DotQuantity),
}


def check_exercise(exercise: Exercise, *, where: str = "") -> Exercise:
    """Give an exercise back once its goals can be met: its own reference solution meets them.

    Raises
    ------
    SmpError
        Saying which goal can't be.
    """
    for goal in exercise.goals:
        _check_goal(exercise, goal, where)
    _require_unit(_directions(exercise), where)
    _check_patch(exercise, where)
    if "flat" in exercise.sides:
        _refuse("An exercise shows sides of a head, no flat close-up.", where)
    score = score_drawing(exercise, reference_solution(exercise))
    worst = min(score.marks, key=lambda mark: mark.points)
    if score.points < SOUND_POINTS:
        _refuse(
            Sentence(
                "The exercise's own solution has {points:.0f} points: '{title}' can't be met.",
                points=score.points,
                title=Sentence(worst.title),
            ),
            where,
            "Widen that goal or its tolerance.",
        )
    return exercise


def _check_goal(exercise: Exercise, goal: Goal, where: str) -> None:
    title = Sentence(WORDINGS[goal.quantity].title)
    if goal.quantity not in _MEASURED[exercise.takes]:
        _refuse(
            Sentence("'{title}' can't be measured on this kind of drawing.", title=title), where
        )
    if not goal.tolerance > 0.0 or not 0.0 < goal.weight <= HEAVIEST:
        _refuse(
            Sentence("The goal '{title}' has no tolerance, or no sound weight.", title=title),
            where,
            "Give it a tolerance above 0: nobody draws to the last micrometre.",
        )
    if goal.low is None and goal.high is None:
        _refuse(Sentence("The goal '{title}' asks for nothing.", title=title), where)
    if goal.low is not None and goal.high is not None and goal.low > goal.high:
        _refuse(
            Sentence("The goal '{title}' ends below its beginning.", title=title),
            where,
            "Put the lower figure first.",
        )
    if isinstance(exercise.task, PointTask):
        _require_landmark(exercise.task, goal, where)


def _require_landmark(task: PointTask, goal: Goal, where: str) -> None:
    if goal.about not in {landmark.name for landmark in task.landmarks}:
        _refuse(
            Sentence("A goal is about the point '{name}', which isn't there.", name=goal.about),
            where,
        )


def _check_patch(exercise: Exercise, where: str) -> None:
    """Refuse a patch that is a line or a speck, or more than a head can show close up."""
    if not isinstance(exercise.task, DotTask):
        return
    plane = lay_flat(exercise.task.outline, exercise.head.head)
    across = np.ptp(plane.corners, axis=0)
    if not (np.min(across) >= NARROWEST_MM and np.max(across) <= WIDEST_MM):
        _refuse(
            Sentence(
                "The patch is {width:.0f} × {height:.0f} mm; it must be {least:.0f} to"
                " {most:.0f} mm either way.",
                width=float(across[0]),
                height=float(across[1]),
                least=NARROWEST_MM,
                most=WIDEST_MM,
            ),
            where,
        )


def _directions(exercise: Exercise) -> Iterable[Vec3]:
    task = exercise.task
    if isinstance(task, PointTask):
        return (landmark.place for landmark in task.landmarks)
    if isinstance(task, LineTask):
        given = task.given.points if task.given else ()
        return (*task.reference.points, *given)
    return (*task.outline, *task.given)


def _require_unit(directions: Iterable[Vec3], where: str) -> None:
    if any(abs(math.hypot(*place) - 1.0) > 0.01 for place in directions):
        _refuse(Sentence("The exercise has a point that is no unit direction."), where)


def _refuse(what: str, where: str, next_step: str = "") -> NoReturn:
    raise SmpError(what, where=where, next_step=next_step)
