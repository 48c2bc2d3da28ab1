"""Marks a drawing: measures what the exercise asks for and holds it against the goals."""

from __future__ import annotations

import math

import numpy as np

from smp_sim.model.errors import SmpError
from smp_sim.model.sentence import Sentence
from smp_sim.render.hairline_curve import skin_distance
from smp_sim.render.head_geometry import place_on_head
from smp_sim.training.dot_marks import measure_dots
from smp_sim.training.drawing import Drawing, mirrored_place
from smp_sim.training.exercise import Exercise, Goal, Landmark, LineTask, PointTask
from smp_sim.training.line_marks import measure_line
from smp_sim.training.measured import NOTHING, Measured, spots
from smp_sim.training.quantities import WORDINGS, QuantityWords, worded, worded_goal
from smp_sim.training.score import POINTS_A_TOLERANCE, Fault, Mark, Score

#: The whole has at most this many points more than the mean of the two worst marks. Assumed.
CEILING_POINTS = 8.0
#: A fault of this many tolerances is as bad as can be.
MOST_MISSED = 15.0


def score_drawing(exercise: Exercise, drawing: Drawing) -> Score:
    """Mark a drawing.

    The same drawing has the same marks whatever photo, zoom or (mirrored) side it was made on: all
    is measured on the head.

    Raises
    ------
    SmpError
        Where there is nothing to mark: nothing drawn, too few or too many dots, a line that crosses
        itself or leaves the head, or a drawing for another exercise.
    """
    if drawing.exercise not in ("", exercise.id):
        raise SmpError(
            Sentence(
                "This drawing belongs to the exercise '{other}', not to '{exercise}'.",
                other=drawing.exercise,
                exercise=exercise.id,
            )
        )
    marks = tuple(_mark(goal, measured) for goal, measured in _measured(exercise, drawing))
    return Score(exercise=exercise.id, points=whole_points(marks), marks=marks)


def _measured(exercise: Exercise, drawing: Drawing) -> list[tuple[Goal, Measured]]:
    """Give each goal with what was measured for it."""
    task, head = exercise.task, exercise.head.head
    if isinstance(task, PointTask):
        return [(goal, _landmark(exercise, task, drawing, goal)) for goal in exercise.goals]
    found = (
        measure_line(drawing.line, head)
        if isinstance(task, LineTask)
        else measure_dots(task, head, drawing)
    )
    return [(goal, found.get(goal.quantity, NOTHING)) for goal in exercise.goals]


def _landmark(exercise: Exercise, task: PointTask, drawing: Drawing, goal: Goal) -> Measured:
    """Measure how far the point for a goal lies from its landmark, over the skin."""
    if not drawing.points:
        raise SmpError("No point is marked yet.", next_step="Click where you feel the point.")
    landmark = next(mark for mark in task.landmarks if mark.name == goal.about)
    marked = next((p.place for p in drawing.points if p.name == landmark.name), None)
    if marked is None:
        return NOTHING
    if abs(math.hypot(*marked) - 1.0) > 0.01:
        raise SmpError(
            Sentence("The point '{title}' lies off the head.", title=Sentence(landmark.title)),
            next_step="Mark it on the skin.",
        )
    axes = exercise.head.semi_axes_mm
    place = place_on_head(np.asarray(marked), axes)
    truths = place_on_head(np.asarray(_truths(landmark)), axes)
    shown = spots(place[None])
    return Measured(float(np.min(skin_distance(place, truths, axes))), shown, shown)


def _truths(landmark: Landmark) -> list[tuple[float, float, float]]:
    mirror = [mirrored_place(landmark.place)] if landmark.either_side else []
    return [landmark.place, *mirror]


def _mark(goal: Goal, measured: Measured) -> Mark:
    wording, value = WORDINGS[goal.quantity], measured.value
    missed = miss(goal, value)
    template, faults = _said(wording, measured, missed)
    words = {} if value is None else {"value": worded(goal.quantity, value)}
    words["goal"] = worded_goal(goal.quantity, goal.low, goal.high)
    return Mark(
        quantity=goal.quantity,
        title=wording.title,
        value=value,
        unit=wording.unit,
        low=goal.low,
        high=goal.high,
        tolerance=goal.tolerance,
        weight=goal.weight,
        points=points_of(goal, value),
        sentence=Sentence(template, **words),
        about=goal.about,
        faults=faults,
    )


def _said(
    wording: QuantityWords, measured: Measured, missed: float
) -> tuple[str, tuple[Fault, ...]]:
    """Choose the sentence, and the places that show the fault."""
    if measured.value is None:
        return wording.missing, ()
    if missed == 0.0:
        return wording.good, ()
    if missed < 0.0:
        return wording.low, measured.low_faults
    return wording.high, measured.high_faults


def miss(goal: Goal, value: float | None) -> float:
    """Give how far a value lies beyond its goal: negative below, positive above, 0 within."""
    if value is None:
        return math.inf
    if goal.low is not None and value < goal.low:
        return value - goal.low
    if goal.high is not None and value > goal.high:
        return value - goal.high
    return 0.0


def points_of(goal: Goal, value: float | None) -> float:
    """Give the points [0, 100]: all within the goal, 30 fewer for each tolerance beyond it."""
    missed = abs(miss(goal, value)) / goal.tolerance
    return max(0.0, 100.0 - POINTS_A_TOLERANCE * missed)


def whole_points(marks: tuple[Mark, ...]) -> float:
    """Give the points of the whole, [0, 100].

    The weighted geometric mean of the marks, so that one bad fault is not made good by the rest: a
    client sees them all at once. A fault beyond reach of points goes on counting, the more the
    grosser it is. And a drawing never has more than 8 points above the mean of its two worst
    marks: half a dozen things that happen to be right don't save it.
    """
    weight = sum(mark.weight for mark in marks)
    logs = sum(mark.weight * math.log(_share_of(mark)) for mark in marks)
    worst = sorted(mark.points for mark in marks)[:2]
    ceiling = CEILING_POINTS + sum(worst) / len(worst)
    return min(100.0 * math.exp(logs / weight), ceiling)


def _share_of(mark: Mark) -> float:
    """Give what a mark counts in the whole, (0, 1]: its points, and below 10 ever less."""
    if mark.points >= 10.0:
        return mark.points / 100.0
    goal = Goal(quantity=mark.quantity, low=mark.low, high=mark.high, tolerance=mark.tolerance)
    missed = min(abs(miss(goal, mark.value)) / mark.tolerance, MOST_MISSED)
    return 0.1 * math.exp(3.0 - missed)
