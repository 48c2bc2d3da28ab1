"""An exercise on another head: another loss, skin and shape, or the learner's own photo."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.document.case.case_file import Dossier
from smp_sim.model.errors import SmpError
from smp_sim.model.head import Head
from smp_sim.model.plan import Hairline
from smp_sim.model.units import Vec3
from smp_sim.render.hairline_curve import angle_at_height, hairline_places
from smp_sim.render.hairline_measure import height_above_glabella
from smp_sim.training.curriculum.dots import shade_goal
from smp_sim.training.exercise import DotTask, Exercise, LineTask, PracticeHead
from smp_sim.training.measured import directions_of

Floats = NDArray[np.float64]


def on_head(exercise: Exercise, head: PracticeHead) -> Exercise:
    """Give an exercise on another sample head.

    Lines and points move with the head's size; heights in mm stay what they are. A patch of dots
    keeps the exercise's shape of head and takes the other's loss and skin, with a shade to suit it.
    """
    task = exercise.task
    if isinstance(task, DotTask):
        shaped = replace(head, semi_axes_mm=exercise.head.semi_axes_mm)
        suited = tuple(
            shade_goal(head.skin_tone) if goal.quantity == "shade" else goal
            for goal in exercise.goals
        )
        return replace(exercise, head=shaped, goals=suited)
    old, new = exercise.head.head, head.head
    if isinstance(task, LineTask):
        given = None if task.given is None else _moved_line(task.given, old, new)
        moved = replace(task, reference=_moved_line(task.reference, old, new), given=given)
        return replace(exercise, head=head, task=moved)
    marks = tuple(
        replace(mark, place=_moved((mark.place,), old, new)[0]) for mark in task.landmarks
    )
    return replace(exercise, head=head, task=replace(task, landmarks=marks))


def on_own_photo(exercise: Exercise, dossier: Dossier) -> Exercise:
    """Give an exercise for the head of a case with the learner's own photos.

    Raises
    ------
    SmpError
        For dots, which need a close-up of known skin, or a case without a photo of the head.
    """
    if isinstance(exercise.task, DotTask):
        raise SmpError(
            "Dots are set in a close-up of the practice head, not on a photo.",
            next_step="Choose an exercise with a hairline or points.",
        )
    if not any(view.side != "flat" for view in dossier.case.views):
        raise SmpError("The case has no photo of the head.", next_step="Add one from the front.")
    return on_head(
        exercise, replace(exercise.head, semi_axes_mm=dossier.case.plan.head.semi_axes_mm)
    )


def _moved(places: tuple[Vec3, ...], old: Head, new: Head) -> tuple[Vec3, ...]:
    """Stretch directions with the head."""
    ratio = np.asarray(new.semi_axes_mm) / np.asarray(old.semi_axes_mm)
    return directions_of(np.asarray(places) * _reach(places, old)[:, None] * ratio)


def _reach(places: tuple[Vec3, ...], head: Head) -> Floats:
    scaled = np.asarray(places) / np.asarray(head.semi_axes_mm)
    return np.asarray(1.0 / np.linalg.norm(scaled, axis=1))


def _moved_line(line: Hairline, old: Head, new: Head) -> Hairline:
    """Stretch a hairline with the head, then turn it about the ears to the height that it had."""
    wanted = height_above_glabella(hairline_places(line, old), old)
    stretched = replace(line, points=_moved(line.points, old, new))
    found = height_above_glabella(hairline_places(stretched, new), new)
    if not np.isfinite(wanted) or not np.isfinite(found):
        return stretched
    turn = angle_at_height(new, wanted) - angle_at_height(new, found)
    axes = np.asarray(new.semi_axes_mm)
    sphere = np.asarray(stretched.points) * _reach(stretched.points, new)[:, None] / axes
    y, z = sphere[:, 1].copy(), sphere[:, 2].copy()
    sphere[:, 1] = y * np.cos(turn) + z * np.sin(turn)
    sphere[:, 2] = z * np.cos(turn) - y * np.sin(turn)
    return replace(stretched, points=directions_of(sphere * axes))
