"""An outer ear: helix, antihelix, concha, tragus and lobe, from tubes and ellipsoids (mm).

Ear coordinates: h backward, v upward, o outward from the plate of the ear. Length 64 mm
(ANSUR II, men: 64.2 +- 4.5); the inner proportions are assumed, drawn by eye.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.units import Vec3
from smp_sim.render.sample_head.primitives import (
    Column,
    Points,
    carve,
    ellipsoid,
    melt,
    select,
    tube,
)

#: Middle of the client's left ear in the head frame (h = v = o = 0), mm.
EAR_MIDDLE = (76.5, -40.0, -13.0)

#: How far the plate turns out from the side of the head, and leans back (radians, assumed).
TURN_OUT = 0.42
LEAN_BACK = 0.20


def _rounded(*path: Vec3) -> NDArray[np.float64]:
    """Cut the corners of a path (Chaikin 1974), its ends kept."""
    points = np.asarray(path)
    first, second = points[:-1], points[1:]
    cut = np.stack([0.75 * first + 0.25 * second, 0.25 * first + 0.75 * second], axis=1)
    return np.concatenate([points[:1], cut.reshape(-1, 3)[1:-1], points[-1:]])


_HELIX = _rounded(
    (-9.0, -1.0, 0.5),
    (-13.5, 7.0, 3.2),
    (-14.0, 17.0, 4.6),
    (-9.5, 27.0, 5.0),
    (0.0, 31.5, 5.0),
    (9.5, 29.0, 5.0),
    (16.0, 20.5, 4.8),
    (17.6, 9.0, 4.4),
    (15.5, -4.0, 3.6),
    (10.5, -15.5, 2.6),
    (5.5, -22.0, 1.6),
)
_ANTIHELIX = _rounded((2.0, -17.0, 3.2), (7.6, -10.0, 4.2), (9.4, 1.0, 4.6), (7.0, 12.0, 3.8))
_UPPER_CRUS = np.array([(7.0, 12.0, 3.8), (4.0, 24.0, 2.4)])
_LOWER_CRUS = np.array([(7.0, 12.0, 3.8), (-5.0, 15.0, 2.4)])


def ear_frame(p: Points) -> Points:
    """Turn head points (x already on the ear's side) into ear coordinates h, v, o."""
    x, y, z = (axis - c for axis, c in zip(p, EAR_MIDDLE, strict=True))
    ct, st = math.cos(TURN_OUT), math.sin(TURN_OUT)
    back, out = -z * ct + x * st, z * st + x * ct
    cl, sl = math.cos(LEAN_BACK), math.sin(LEAN_BACK)
    turned = (back * cl - y * sl, y * cl + back * sl, out)
    h, v, o = (np.asarray(axis, dtype=np.float32) for axis in turned)
    return h, v, o


def ear_distance(ear: Points) -> Column:
    """Give the distance (N,) to the ear, for points in ear coordinates.

    Points more than 6 mm outside a hull of the ear get the distance to that hull.
    """
    hull = ellipsoid(ear, (1.0, 0.0, 1.0), (23.0, 38.0, 14.0))
    near = np.flatnonzero(hull < 6.0)
    hull[near] = _fine_distance(select(ear, near))
    return hull


def _fine_distance(ear: Points) -> Column:
    h, v, o = ear
    bowl = np.float32(0.006) * (h * h + np.float32(0.4) * v * v)
    dished = (h, v, np.asarray(o - bowl, dtype=np.float32))
    plate = ellipsoid(dished, (1.0, 4.0, 0.6), (16.5, 27.0, 2.2))
    lobe = ellipsoid(ear, (-2.0, -23.5, 1.0), (8.5, 9.5, 3.3))
    neck = ellipsoid(ear, (-6.0, -4.0, -6.5), (9.5, 25.0, 9.5))
    solid = melt(melt(plate, lobe, 5.0), neck, 5.0)
    solid = melt(solid, tube(ear, _HELIX, 2.5), 2.2)
    solid = melt(solid, tube(ear, _ANTIHELIX, 2.3), 4.5)
    solid = melt(solid, melt(tube(ear, _UPPER_CRUS, 1.5), tube(ear, _LOWER_CRUS, 1.5), 2.0), 4.0)
    solid = carve(solid, ellipsoid(ear, (-2.5, -5.5, 5.5), (8.0, 11.0, 7.5)), 3.0)
    solid = melt(solid, ellipsoid(ear, (-12.0, -4.5, 2.0), (3.4, 6.0, 4.6)), 4.0)
    return melt(solid, ellipsoid(ear, (-1.5, -17.0, 2.2), (4.2, 3.2, 3.2)), 3.0)
