"""Puts faults into good drawings: each takes an exercise, a drawing and how bad it is, (0, 1].

Sizes of the worst faults are assumed: what a practitioner would call plainly bad at a glance.
"""

from __future__ import annotations

import dataclasses

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.spatial import cKDTree

from smp_sim.model.plan import Hairline
from smp_sim.render.blue_noise import child_rng, hexagonal_spacing
from smp_sim.render.edge_profile import smooth_step
from smp_sim.render.hairline_curve import hairline_places
from smp_sim.render.hairline_measure import temple_corners
from smp_sim.render.head_curve import arc_lengths, lift_to_head, resample_line
from smp_sim.training.curriculum.dots import TRANSITION_WISH
from smp_sim.training.curriculum.lines import YOUNG_LINE
from smp_sim.training.drawing import Drawing
from smp_sim.training.engine_dots import engine_task
from smp_sim.training.engine_lines import POINT_MM, engine_line
from smp_sim.training.exercise import DotTask, DrawnDot, Exercise
from smp_sim.training.measured import directions_of
from smp_sim.training.patch_plane import PatchPlane, lay_flat

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: The grid stands askew, as a hand sets it, degrees.
GRID_TURN_DEG = 11.0
#: Share of dots that end up in clumps, and how near to each other, in hexagonal spacings.
CLUMPED_SHARE, CLUMPED_SPACINGS = 0.22, 0.16
#: How much wider dots get at the worst: 0.25 becomes 0.55 mm.
OVERSIZE = 2.2
#: Share of dots that blow out, how much wider, and how deep they lie, mm.
BLOWN_SHARE, BLOWN_WIDER, BLOWN_DEPTH_MM = 0.2, 2.6, 0.55
#: The darkest pigment there is, and the depth that surely looks blue, mm.
DARKEST_SHADE, BLUE_DEPTH_MM = 1.0, 0.75
#: The lowest line, mm above the glabella: as low as the engine draws any.
LOWEST_MM = 50.0
#: Over how many mm at each temple a straightened front joins the rest of the line.
JOIN_MM = 14.0


def line_up(exercise: Exercise, drawing: Drawing, severity: float) -> Drawing:
    """Move dots toward the sites of a square grid, each to its own by the shortest ways in all."""
    plane = _plane_of(exercise)
    points = plane.flat([dot.place for dot in drawing.dots])
    sites = _grid_sites(plane, len(points))
    way = np.linalg.norm(points[:, None, :] - sites[None, :, :], axis=2)
    rows, columns = linear_sum_assignment(way**2)
    moved = points.copy()
    moved[rows] += severity * (sites[columns] - points[rows])
    return _moved(drawing, plane, moved)


def clump(exercise: Exercise, drawing: Drawing, severity: float) -> Drawing:
    """Set some dots right beside a neighbour; those that left are no neighbours of each other."""
    plane = _plane_of(exercise)
    points = plane.flat([dot.place for dot in drawing.dots])
    spacing = _spacing_of(exercise)
    moving = _apart(points, 1.8 * spacing)[: round(CLUMPED_SHARE / 2.0 * severity * len(points))]
    nearest = np.asarray(cKDTree(points).query(points[moving], k=2)[1])[:, 1]
    offset = points[moving] - points[nearest]
    length = np.linalg.norm(offset, axis=1, keepdims=True)
    moved = points.copy()
    moved[moving] = points[nearest] + offset / length * CLUMPED_SPACINGS * spacing
    return _moved(drawing, plane, moved)


def oversize(_exercise: Exercise, drawing: Drawing, severity: float) -> Drawing:
    """Widen all dots."""
    factor = 1.0 + (OVERSIZE - 1.0) * severity
    dots = tuple(replace(dot, diameter_mm=dot.diameter_mm * factor) for dot in drawing.dots)
    return replace(drawing, dots=dots)


def blow_out(_exercise: Exercise, drawing: Drawing, severity: float) -> Drawing:
    """Let some dots swell and sink."""
    order = child_rng(1, 50).permutation(len(drawing.dots))
    blown = set(order[: round(BLOWN_SHARE * severity * len(order))].tolist())
    dots = tuple(_blown(dot) if number in blown else dot for number, dot in enumerate(drawing.dots))
    return replace(drawing, dots=dots)


def _blown(dot: DrawnDot) -> DrawnDot:
    return replace(dot, diameter_mm=dot.diameter_mm * BLOWN_WIDER, depth_mm=BLOWN_DEPTH_MM)


def darken(_exercise: Exercise, drawing: Drawing, severity: float) -> Drawing:
    """Take darker pigment."""
    return replace(drawing, shade=drawing.shade + severity * (DARKEST_SHADE - drawing.shade))


def deepen(_exercise: Exercise, drawing: Drawing, severity: float) -> Drawing:
    """Set all dots deeper."""
    dots = tuple(
        replace(dot, depth_mm=dot.depth_mm + severity * (BLUE_DEPTH_MM - dot.depth_mm))
        for dot in drawing.dots
    )
    return replace(drawing, dots=dots)


def harden(exercise: Exercise, drawing: Drawing, severity: float) -> Drawing:
    """Fill the transition zone up to the line."""
    task = engine_task(dataclasses.replace(TRANSITION_WISH, hardness=severity), exercise.head.head)
    return replace(drawing, dots=task.reference)


def lower(exercise: Exercise, drawing: Drawing, severity: float) -> Drawing:
    """Bring the whole line down."""
    height = YOUNG_LINE.height_mm + severity * (LOWEST_MM - YOUNG_LINE.height_mm)
    line = engine_line(dataclasses.replace(YOUNG_LINE, height_mm=height), exercise.head.head)
    return replace(drawing, line=line.points)


def straighten(exercise: Exercise, drawing: Drawing, severity: float) -> Drawing:
    """Press the front between the temple corners onto the plane that fits it best."""
    head = exercise.head.head
    places = hairline_places(Hairline(points=drawing.line), head)
    corners, _ = temple_corners(places, head)
    moved = places + severity * _onto_plane(places, corners)
    points = resample_line(lift_to_head(moved, head.semi_axes_mm), POINT_MM)
    return replace(drawing, line=directions_of(points))


def _onto_plane(places_mm: Floats, corners: tuple[int, int]) -> Floats:
    """Give the way (N, 3) onto the front's best plane, dying out beyond the corners."""
    front = places_mm[corners[0] : corners[1] + 1]
    middle = front.mean(axis=0)
    normal = np.linalg.svd(front - middle)[2][-1]
    along = arc_lengths(places_mm)
    beyond = np.maximum(along[corners[0]] - along, along - along[corners[1]])
    held = 1.0 - smooth_step(beyond / JOIN_MM)
    return np.asarray(-held[:, None] * ((places_mm - middle) @ normal)[:, None] * normal)


def _plane_of(exercise: Exercise) -> PatchPlane:
    return lay_flat(_dot_task(exercise).outline, exercise.head.head)


def _dot_task(exercise: Exercise) -> DotTask:
    if not isinstance(exercise.task, DotTask):
        raise TypeError(f"{exercise.id} takes no dots")
    return exercise.task


def _spacing_of(exercise: Exercise) -> float:
    return float(hexagonal_spacing(_dot_task(exercise).density_per_cm2 / 100.0))


def _moved(drawing: Drawing, plane: PatchPlane, points: Floats) -> Drawing:
    places = directions_of(plane.lift(points))
    dots = tuple(replace(dot, place=place) for dot, place in zip(drawing.dots, places, strict=True))
    return replace(drawing, dots=dots)


def _grid_sites(plane: PatchPlane, count: int) -> Floats:
    """Give the sites of a square grid, askew, just fine enough to hold ``count`` in the patch."""
    turn = np.radians(GRID_TURN_DEG)
    axes = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    reach = float(np.max(np.abs(plane.corners))) * 1.5
    raster, cell_mm2 = plane.raster()
    step = np.sqrt(np.count_nonzero(plane.inside_mm(raster) >= 0.0) * cell_mm2 / count)
    while True:
        half = int(np.ceil(reach / step))
        grid = np.stack(np.meshgrid(*[np.arange(-half, half + 1) * step] * 2), axis=-1)
        sites = grid.reshape(-1, 2) @ axes
        inside = sites[plane.inside_mm(sites) >= 0.0]
        if len(inside) >= count:
            return np.asarray(inside)
        step *= 0.99


def _apart(points: Floats, distance_mm: float) -> Ints:
    """Choose points that all keep a distance from each other, the most crowded first.

    So the gaps that they leave when they move stay small.
    """
    tree, free = cKDTree(points), np.ones(len(points), dtype=bool)
    order = np.argsort(np.asarray(tree.query(points, k=5)[0]).sum(axis=1), kind="stable")
    chosen = []
    for number in order:
        if free[number]:
            chosen.append(int(number))
            free[tree.query_ball_point(points[number], distance_mm)] = False
    return np.array(chosen, dtype=np.int64)
