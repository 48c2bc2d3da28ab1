"""What somebody draws who does not try: points, lines and dots by chance."""

from __future__ import annotations

import numpy as np

from smp_sim.render.head_geometry import unit
from smp_sim.training.drawing import Drawing, MarkedPoint
from smp_sim.training.exercise import DotTask, DrawnDot, Exercise, PointTask
from smp_sim.training.measured import directions_of
from smp_sim.training.patch_plane import lay_flat


def scribble(exercise: Exercise, rng: np.random.Generator) -> Drawing:
    """Draw something of the kind that an exercise takes, by chance."""
    if isinstance(exercise.task, PointTask):
        spread = unit(rng.normal((0.0, 0.6, 0.6), size=(len(exercise.task.landmarks), 3)))
        names = [landmark.name for landmark in exercise.task.landmarks]
        pairs = zip(names, directions_of(spread), strict=True)
        points = tuple(MarkedPoint(name=name, place=place) for name, place in pairs)
        return Drawing(exercise=exercise.id, points=points)
    if isinstance(exercise.task, DotTask):
        return _dots(exercise.id, exercise, exercise.task, rng)
    count = int(rng.integers(4, 40))
    x = np.sort(rng.uniform(-1.0, 1.0, count))
    line = np.stack([x, rng.uniform(0.3, 1.0, count), rng.uniform(0.2, 0.9, count)], axis=1)
    return Drawing(exercise=exercise.id, line=directions_of(line))


def _dots(name: str, exercise: Exercise, task: DotTask, rng: np.random.Generator) -> Drawing:
    """Throw dots over the patch and round it, or let the pen wander and tap."""
    plane = lay_flat(task.outline, exercise.head.head)
    low, high = plane.corners.min(axis=0), plane.corners.max(axis=0)
    asked = task.density_per_cm2 * float(np.prod(high - low)) / 100.0
    count = int(asked * rng.uniform(0.3, 2.0))
    points = rng.uniform(low - 2.0, high + 2.0, (count, 2))
    if rng.integers(2):
        walk = np.cumsum(rng.normal(size=(count, 2)) * 0.4, axis=0) + (high - low) / 2.0
        points = low + np.abs((walk % (2.0 * (high - low))) - (high - low))
    places = directions_of(plane.lift(points))
    return Drawing(exercise=name, dots=tuple(DrawnDot(place=place) for place in places))
