"""What a hand does to a hairline, as functions from case to case. No Qt; needs the engine."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.document.editing import edits
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM, Head
from smp_sim.model.plan import Hairline
from smp_sim.model.units import Vec3
from smp_sim.render.hairline_curve import (
    angle_at_height,
    hairline_places,
    preset_hairline,
)
from smp_sim.render.hairline_measure import height_above_glabella, mirror_distance
from smp_sim.render.head_curve import arc_lengths, nearest_on_line
from smp_sim.render.head_geometry import place_on_head, unit
from smp_sim.ui.translation import tr

Floats = NDArray[np.float64]

#: Points that a line must keep: two temples and a middle.
LEAST_POINTS = 3

#: A line this even has no asymmetry of its own to go back to, mm.
EVEN_MM = 0.3
#: What is pulled back to then: the least that no one takes for drawn, mm at the corner. Assumed.
NATURAL_MM = 2.5

#: Height (mm on the default head) below which points stay when the front is raised, and above
#: which they go along fully: temple peak and front, as the presets have it.
_STILL_MM, _MOVING_MM = 4.0, 50.0


def control_points(case: Case) -> tuple[Vec3, ...]:
    """Give the hairline's points: those of its preset where it has none of its own."""
    line = case.plan.hairline
    return line.points or preset_hairline(line.preset, case.plan.head).points


def with_points(case: Case, points: tuple[Vec3, ...]) -> Case:
    """Give the hairline other points. Raises PlanError for one that is no unit direction."""
    return edits.set_hairline(case, replace(case.plan.hairline, points=points))


def move_point(case: Case, index: int, place: Vec3) -> Case:
    """Put one point elsewhere."""
    points = control_points(case)
    return with_points(case, (*points[:index], place, *points[index + 1 :]))


def remove_point(case: Case, index: int) -> Case:
    """Take one point away.

    Raises
    ------
    PlanError
        Where too few would be left.
    """
    points = control_points(case)
    if len(points) <= LEAST_POINTS:
        raise PlanError(
            tr("A hairline needs at least {count} points.", count=LEAST_POINTS),
            next_step=tr("Drag a point instead, or choose a preset."),
        )
    return with_points(case, points[:index] + points[index + 1 :])


def insert_point(case: Case, place: Vec3) -> tuple[Case, int]:
    """Add a point where it belongs along the line; give the case and the point's number."""
    points = control_points(case)
    axes = case.plan.head.semi_axes_mm
    line = hairline_places(case.plan.hairline, case.plan.head)
    places = place_on_head(np.asarray([place, *points]), axes)
    along = nearest_on_line(places, line)[1]
    # The control points lie on the line in order; where it loops, order wins over nearness.
    ordered = np.maximum.accumulate(along[1:])
    index = int(np.clip(np.searchsorted(ordered, along[0]), 1, len(points) - 1))
    return with_points(case, (*points[:index], place, *points[index:])), index


# --- height --------------------------------------------------------------------------------


def hairline_height(case: Case) -> float:
    """Give the arc from the glabella to the line in mm; nan where it does not cross the middle."""
    head = case.plan.head
    return height_above_glabella(hairline_places(case.plan.hairline, head), head)


def raise_hairline(case: Case, height_mm: float) -> Case:
    """Put the whole front at another height above the glabella; temples go along less.

    A line that is a preset stays that preset; one that was drawn is turned about the ears' axis.

    Raises
    ------
    PlanError
        Where the line does not cross the midline, or the height is out of range.
    """
    now = hairline_height(case)
    line, head = case.plan.hairline, case.plan.head
    if not np.isfinite(now):
        raise PlanError(
            tr("The line does not cross the middle of the forehead."),
            next_step=tr("Draw it from one temple to the other, or choose a preset."),
        )
    wanted = preset_hairline(line.preset, head, height_mm).points
    if not _is_preset(line, head, now):
        wanted = _turned(control_points(case), head, now, height_mm)
    return with_points(case, wanted)


def _is_preset(line: Hairline, head: Head, height_mm: float) -> bool:
    if not line.points:
        return True
    if not 50.0 <= height_mm <= 140.0:
        return False
    own = np.asarray(preset_hairline(line.preset, head, height_mm).points)
    points = np.asarray(line.points)
    return own.shape == points.shape and bool(np.max(np.abs(own - points)) < 2e-3)


def _turned(points: tuple[Vec3, ...], head: Head, from_mm: float, to_mm: float) -> tuple[Vec3, ...]:
    axes = np.asarray(head.semi_axes_mm)
    sphere = unit(place_on_head(points, head.semi_axes_mm) / axes)
    turn = angle_at_height(head, to_mm) - angle_at_height(head, from_mm)
    level = sphere[:, 1] * DEFAULT_SEMI_AXES_MM[1]
    follows = np.clip((level - _STILL_MM) / (_MOVING_MM - _STILL_MM), 0.0, 1.0) ** 2
    angle = turn * follows
    y, z = sphere[:, 1].copy(), sphere[:, 2].copy()
    sphere[:, 1] = y * np.cos(angle) + z * np.sin(angle)
    sphere[:, 2] = z * np.cos(angle) - y * np.sin(angle)
    return _rows(unit(sphere * axes))


# --- symmetry ------------------------------------------------------------------------------


def mirrored(case: Case, keep: str) -> Case:
    """Make one side the mirror image of the other; ``keep`` is the client's "left" or "right".

    Raises
    ------
    PlanError
        Where the side that is kept has no points.
    """
    sign = 1.0 if keep == "left" else -1.0
    points = np.asarray(control_points(case))
    points = points if sign > 0 else points[::-1]
    # In order from the far temple to the kept one: the kept half is the later one.
    half = points[sign * points[:, 0] > 1e-3]
    if len(half) < 2:
        raise PlanError(tr("There is no line on that side to mirror."))
    middle = _midline_point(case)
    other = half[::-1] * (-1.0, 1.0, 1.0)
    rows = np.concatenate([other, middle[None], half])
    return with_points(case, _rows(rows if sign > 0 else rows[::-1]))


def _midline_point(case: Case) -> Floats:
    """Give the direction where the line crosses the middle, or comes nearest to it."""
    line = hairline_places(case.plan.hairline, case.plan.head)
    nearest = line[np.argmin(np.abs(line[:, 0]))] * (0.0, 1.0, 1.0)
    return np.asarray(unit(nearest))


def pulled_back(even: Case, before: Case, keep: str, share: float) -> Case:
    """Let the mirrored side of ``even`` go back by ``share`` [0, 1] to what it was ``before``.

    A line that was even before is pulled to a natural unevenness instead: its corner a little
    higher on that side.
    """
    sign = 1.0 if keep == "left" else -1.0
    head = even.plan.head
    points = np.asarray(control_points(even))
    target = _own_side(even, before, sign)
    if mirror_distance(hairline_places(before.plan.hairline, head)) < EVEN_MM:
        target = _uneven(points, head)
    moved = sign * points[:, 0] < -1e-3
    blend = np.where(moved[:, None], (1.0 - share) * points + share * target, points)
    return with_points(even, _rows(unit(blend)))


def _own_side(even: Case, before: Case, sign: float) -> Floats:
    """Give for each point of the even line its place on the earlier one, at the same share."""
    head = even.plan.head
    line = hairline_places(before.plan.hairline, head)
    side = line[sign * line[:, 0] <= 0.0]
    points = np.asarray(control_points(even))
    places = place_on_head(points, head.semi_axes_mm)
    target = places.copy()
    moved = np.flatnonzero(sign * points[:, 0] < -1e-3)
    if len(side) < 2 or not len(moved):
        return points
    chosen = hairline_places(even.plan.hairline, head)
    ours = chosen[sign * chosen[:, 0] <= 0.0]
    share = nearest_on_line(places[moved], ours)[1] / arc_lengths(ours)[-1]
    along = arc_lengths(side)
    for axis in range(3):
        target[moved, axis] = np.interp(share * along[-1], along, side[:, axis])
    return unit(target)


def _uneven(points: Floats, head: Head) -> Floats:
    """Raise the front's corner by the natural difference, less toward middle and ear."""
    places = place_on_head(points, head.semi_axes_mm)
    across = np.abs(places[:, 0]) / head.semi_axes_mm[0]
    weight = np.clip(1.0 - np.abs(across - 0.58) / 0.4, 0.0, 1.0)
    lifted = places + NATURAL_MM * weight[:, None] * np.array([0.0, 0.6, -0.8])
    return unit(lifted)


def _rows(array: Floats) -> tuple[Vec3, ...]:
    return tuple((float(x), float(y), float(z)) for x, y, z in array)
