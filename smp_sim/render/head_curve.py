"""Curves on the head, in mm: smooth lines through control points, polygons, lengths, distances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

from smp_sim.model.errors import PlanError
from smp_sim.model.units import Vec3
from smp_sim.render.head_geometry import place_on_head, unit

Floats = NDArray[np.float64]

#: Spacing of the samples of a curve in mm: finer than any dot spacing.
STEP_MM = 0.8

#: Places from which on a search is worth a second thread.
_WORTH_THREADS = 2000


def place_directions(directions: Sequence[Vec3], semi_axes_mm: Vec3, where: str) -> Floats:
    """Give the places (N, 3) in mm on the head of a plan's directions, scaled to length 1.

    Raises
    ------
    PlanError
        Where one has no direction (length 0).
    """
    vectors = np.asarray(directions, dtype=np.float64).reshape(-1, 3)
    if np.any(np.linalg.norm(vectors, axis=1) < 1e-6):
        raise PlanError("A point at the head's centre lies nowhere on the skin.", where=where)
    return place_on_head(unit(vectors), semi_axes_mm)


def lift_to_head(places_mm: ArrayLike, semi_axes_mm: Vec3) -> Floats:
    """Move places (..., 3) in mm along the line to the centre until they lie on the ellipsoid."""
    places = np.asarray(places_mm, dtype=np.float64)
    axes = np.asarray(semi_axes_mm)
    return np.asarray(unit(places / axes) * axes)


def arc_lengths(places_mm: Floats) -> Floats:
    """Give the length (N,) in mm along a polyline (N, 3) up to each of its points."""
    steps = np.linalg.norm(np.diff(places_mm, axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(steps)])


def resample_line(places_mm: Floats, step_mm: float = STEP_MM) -> Floats:
    """Give points (M, K) at equal steps, at most ``step_mm``, along a polyline (N, K).

    The first three columns are the place in mm; any others are carried along.
    """
    along = arc_lengths(places_mm[:, :3])
    count = max(int(np.ceil(along[-1] / step_mm)), 1) + 1
    wanted = np.linspace(0.0, along[-1], count)
    return np.stack([np.interp(wanted, along, column) for column in places_mm.T], axis=1)


def drop_repeats(places_mm: Floats, *, closed: bool) -> Floats:
    """Leave out points that repeat the one before (and a last that repeats the first)."""
    gap = np.linalg.norm(np.diff(places_mm, axis=0), axis=1)
    kept = places_mm[np.concatenate([[True], gap > 1e-6])]
    repeats = closed and len(kept) > 1 and np.linalg.norm(kept[0] - kept[-1]) <= 1e-6
    return np.asarray(kept[:-1] if repeats else kept)


def smooth_line(control_mm: Floats, *, closed: bool = False) -> Floats:
    """Give a smooth polyline (M, 3) through control points (N, 3): centripetal Catmull-Rom.

    Its segments never form cusps or cross themselves (Yuksel, Schaefer and Keyser 2011,
    Computer-Aided Design 43:747), so it doesn't overshoot as an ordinary cubic spline may.
    Two points give a straight line. A closed line ends where it starts.
    """
    points = drop_repeats(np.asarray(control_mm, dtype=np.float64), closed=closed)
    if len(points) < 3:
        return resample_line(np.concatenate([points, points[:1]]) if closed else points)
    padded = _padded(points, closed=closed)
    windows = np.stack([padded[i : len(padded) - 3 + i] for i in range(4)])
    fine = np.linspace(0.0, 1.0, 33)[:-1, None, None]
    samples = _catmull_rom(windows, fine).transpose(1, 0, 2).reshape(-1, 3)
    last = points[:1] if closed else points[-1:]
    return resample_line(np.concatenate([samples, last]))


def _padded(points: Floats, *, closed: bool) -> Floats:
    if closed:
        return np.concatenate([points[-1:], points, points[:2]])
    first, last = 2.0 * points[0] - points[1], 2.0 * points[-1] - points[-2]
    return np.concatenate([first[None], points, last[None]])


def _catmull_rom(p: Floats, share: Floats) -> Floats:
    """Barry-Goldman pyramid; ``p`` (4, S, 3) windows, ``share`` (F, 1, 1) within a segment."""
    knots = np.sqrt(np.linalg.norm(np.diff(p, axis=0), axis=2))[..., None]
    t0 = np.zeros_like(knots[0])
    t1 = t0 + knots[0]
    t2 = t1 + knots[1]
    t3 = t2 + knots[2]
    t = t1 + share * (t2 - t1)
    a1 = ((t1 - t) * p[0] + (t - t0) * p[1]) / (t1 - t0)
    a2 = ((t2 - t) * p[1] + (t - t1) * p[2]) / (t2 - t1)
    a3 = ((t3 - t) * p[2] + (t - t2) * p[3]) / (t3 - t2)
    b1 = ((t2 - t) * a1 + (t - t0) * a2) / (t2 - t0)
    b2 = ((t3 - t) * a2 + (t - t1) * a3) / (t3 - t1)
    return np.asarray(((t2 - t) * b1 + (t - t1) * b2) / (t2 - t1))


def smooth_on_head(control_mm: Floats, semi_axes_mm: Vec3, *, closed: bool = False) -> Floats:
    """Give a smooth line (M, 3) in mm on the ellipsoid through control points (N, 3) near it."""
    control = lift_to_head(control_mm, semi_axes_mm)
    return lift_to_head(smooth_line(control, closed=closed), semi_axes_mm)


def polygon_on_head(corners_mm: Floats, semi_axes_mm: Vec3) -> Floats:
    """Give the closed line (M, 3) in mm on the ellipsoid that joins corners (N, 3) straight."""
    corners = lift_to_head(corners_mm, semi_axes_mm)
    ring = np.concatenate([corners, corners[:1]])
    return lift_to_head(resample_line(ring), semi_axes_mm)


def nearest_on_line(
    places_mm: Floats, line_mm: Floats, farthest_mm: float = np.inf
) -> tuple[Floats, Floats]:
    """Give distance (N,) and length along the line (N,), in mm, of places (N, 3).

    Straight-line distances to the samples of the line (M, 3), corrected to its chords. Beyond
    ``farthest_mm`` the distance is held there, which saves time, and the length means nothing.
    """
    threads = 2 if len(places_mm) > _WORTH_THREADS else 1
    tree = cKDTree(line_mm)
    found = tree.query(places_mm, distance_upper_bound=farthest_mm, workers=threads)
    distance = np.minimum(np.asarray(found[0]), farthest_mm)
    index = np.minimum(np.asarray(found[1]), len(line_mm) - 1)
    if len(line_mm) == 1:
        return distance, np.zeros(len(places_mm))
    along = arc_lengths(line_mm)
    slope = np.gradient(line_mm, axis=0)
    tangent = (slope / np.maximum(np.linalg.norm(slope, axis=1, keepdims=True), 1e-12))[index]
    offset = np.einsum("ni,ni->n", places_mm - line_mm[index], tangent)
    offset = np.clip(offset, -STEP_MM, STEP_MM)
    inner = (index > 0) & (index < len(line_mm) - 1) & (distance < farthest_mm)
    offset = np.where(inner & (np.abs(offset) < distance), offset, 0.0)
    return np.sqrt(distance**2 - offset**2), along[index] + offset
