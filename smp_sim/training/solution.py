"""The engine's own solution of an exercise."""

from __future__ import annotations

from smp_sim.training.drawing import Drawing, MarkedPoint
from smp_sim.training.exercise import DotTask, Exercise, LineTask


def reference_solution(exercise: Exercise) -> Drawing:
    """Give the engine's own solution of an exercise."""
    task = exercise.task
    shade = next((goal for goal in exercise.goals if goal.quantity == "shade"), None)
    middle = 0.5 if shade is None else ((shade.low or 0.0) + (shade.high or 1.0)) / 2.0
    if isinstance(task, LineTask):
        return Drawing(exercise=exercise.id, line=task.reference.points)
    if isinstance(task, DotTask):
        return Drawing(exercise=exercise.id, dots=task.reference, shade=middle)
    points = tuple(MarkedPoint(name=mark.name, place=mark.place) for mark in task.landmarks)
    return Drawing(exercise=exercise.id, points=points)
