"""Distance functions of round solids and how they melt together (float32, mm, vectorised).

Sources: I. Quilez, "Distance functions" (ellipsoid bound, capsule) and "Smooth minimum"
(quadratic). The ellipsoid's value is a bound, good to a few percent near its surface.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.units import Vec3

Column = NDArray[np.float32]
Points = tuple[Column, Column, Column]


def ellipsoid(p: Points, centre: Vec3, radii: Vec3) -> Column:
    """Give the distance (N,) of points to an upright ellipsoid, negative inside."""
    q = [(axis - c) / r for axis, c, r in zip(p, centre, radii, strict=True)]
    level = np.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2])
    slope = [axis / r for axis, r in zip(q, radii, strict=True)]
    steep = np.sqrt(slope[0] * slope[0] + slope[1] * slope[1] + slope[2] * slope[2])
    return np.asarray(level * (level - np.float32(1.0)) / (steep + np.float32(1e-9)))


def capsule(p: Points, start: Vec3, end: Vec3, radii: tuple[float, float]) -> Column:
    """Give the distance (N,) to a capsule whose radius runs from the first to the second."""
    axis = [e - s for s, e in zip(start, end, strict=True)]
    length2 = sum(a * a for a in axis)
    rel = [c - s for c, s in zip(p, start, strict=True)]
    along = (rel[0] * axis[0] + rel[1] * axis[1] + rel[2] * axis[2]) / np.float32(length2)
    along = np.clip(along, 0.0, 1.0)
    off = [r - along * a for r, a in zip(rel, axis, strict=True)]
    away = np.sqrt(off[0] * off[0] + off[1] * off[1] + off[2] * off[2])
    return np.asarray(away - (radii[0] + along * (radii[1] - radii[0])), dtype=np.float32)


def tube(p: Points, path: NDArray[np.float64], radius: float) -> Column:
    """Give the distance (N,) to a tube along a path (S, 3) of straight pieces."""
    start, axis = path[:-1].astype(np.float32), np.diff(path, axis=0).astype(np.float32)
    rel = [c - s[:, None] for c, s in zip(p, start.T, strict=True)]
    run = [a[:, None] for a in axis.T]
    length2 = np.sum(axis * axis, axis=1)[:, None]
    along = (rel[0] * run[0] + rel[1] * run[1] + rel[2] * run[2]) / length2
    along = np.clip(along, 0.0, 1.0)
    off = [r - along * a for r, a in zip(rel, run, strict=True)]
    away2 = off[0] * off[0] + off[1] * off[1] + off[2] * off[2]
    return np.asarray(np.sqrt(away2.min(axis=0)) - np.float32(radius), dtype=np.float32)


def melt(a: Column, b: Column, width: float) -> Column:
    """Join two solids with a fillet about ``width`` mm wide (smooth minimum)."""
    h = np.maximum(np.float32(width) - np.abs(a - b), 0.0)
    return np.asarray(np.minimum(a, b) - h * h * np.float32(0.25 / width))


def carve(a: Column, b: Column, width: float) -> Column:
    """Take solid ``b`` out of ``a``, with a rounded rim about ``width`` mm wide."""
    return np.asarray(-melt(-a, b, width))


def bump(p: Points, centre: Vec3, widths: Vec3) -> Column:
    """Give a Gaussian bump (N,), 1 at its centre, with one sigma (mm) an axis."""
    q = [(axis - c) / w for axis, c, w in zip(p, centre, widths, strict=True)]
    return np.asarray(np.exp(np.float32(-0.5) * (q[0] * q[0] + q[1] * q[1] + q[2] * q[2])))


def select(p: Points, rows: NDArray[np.intp]) -> Points:
    """Take some of the points."""
    return p[0][rows], p[1][rows], p[2][rows]
