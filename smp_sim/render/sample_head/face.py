"""The face below the brow: orbits, closed lids, nose, mouth, chin and cheekbones (mm).

Points carry |x|, so that both sides are made at once. Places follow the landmarks of
``model.head.LANDMARKS_MM`` and the ANSUR II face widths; the finer shape is drawn by eye.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from smp_sim.render.sample_head.primitives import (
    Column,
    Points,
    bump,
    capsule,
    carve,
    ellipsoid,
    melt,
    select,
)

Feature = Callable[[Points, Column], Column]

#: Heights (mm) of the sections of the face, and at each: depth of the middle line without nose
#: and lips, half width, and the z where the section is widest. Assumed from the landmarks.
_KNOTS = np.array([-160.0, -148, -141, -134, -122, -108, -92, -80, -70, -55, -40, -24, -8, 10, 40])
_FRONT_KNOTS = np.array([66.0, 80, 88, 94, 97.5, 96, 97, 97, 95.5, 93, 91.5, 92, 95, 94, 80])
_WIDTH_KNOTS = np.array([32.0, 40, 45, 49, 54.5, 59, 63, 65.5, 67, 68.5, 69.5, 70, 69, 66, 50])
_WIDEST_KNOTS = np.array([28.0, 24, 22, 20, 18, 17, 17, 18, 19, 20, 21, 21, 20, 18, 10])


def _smooth_table(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Read the knots every mm and round their corners off (Gaussian, sigma 4 mm)."""
    heights = np.arange(-190.0, 71.0)
    offsets = np.arange(-12.0, 13.0)
    weights = np.exp(-0.5 * (offsets / 4.0) ** 2)
    samples = np.interp(heights[:, None] + offsets, _KNOTS, values)
    return np.asarray(samples @ (weights / weights.sum()))


_HEIGHT = np.arange(-190.0, 71.0)
_FRONT, _WIDTH, _WIDEST = (_smooth_table(v) for v in (_FRONT_KNOTS, _WIDTH_KNOTS, _WIDEST_KNOTS))


def face_block(p: Points) -> Column:
    """Give the distance (N,) to the block of the face: oval sections, cut along the jaw."""
    x, y, z = p
    front = np.interp(y, _HEIGHT, _FRONT).astype(np.float32)
    width = np.interp(y, _HEIGHT, _WIDTH).astype(np.float32)
    widest = np.interp(y, _HEIGHT, _WIDEST).astype(np.float32)
    rel = z - widest
    depth = np.where(rel > 0.0, front - widest, np.float32(30.0))
    a, b = x / width, rel / depth
    level = np.sqrt(a * a + b * b)
    steep = np.sqrt((a / width) ** 2 + (b / depth) ** 2) + np.float32(1e-9)
    section = level * (level - np.float32(1.0)) / steep
    jaw = (np.float32(-105.0) - np.float32(0.47) * (z - np.float32(12.0)) - y) * np.float32(0.9)
    jaw = jaw + np.float32(0.0016) * x * x - np.float32(4.5)
    cut = np.maximum(jaw, np.float32(0.9) * (y - np.float32(22.0)))
    return carve(section, -cut, 16.0)


def add_features(p: Points, skin: Column, mouth: Feature | None = None) -> Column:
    """Add what the face carries to the skin's distance; only points near the face are touched.

    ``mouth`` draws the mouth instead of the plain one.
    """
    _, y, z = p
    near = np.flatnonzero((z > 2.0) & (y < 34.0) & (y > -165.0) & (skin < 40.0))
    if len(near) == 0:
        return skin
    part, d = select(p, near), skin[near]
    for feature, low, high, reach in _FEATURES:
        rows = np.flatnonzero((part[1] > low) & (part[1] < high) & (part[0] < reach))
        drawn = mouth if mouth and feature is _mouth else feature
        d[rows] = drawn(select(part, rows), d[rows])
    out = skin.copy()
    out[near] = d
    return out


def _cheeks(p: Points, d: Column) -> Column:
    d = melt(d, ellipsoid(p, (42.0, -44.0, 61.0), (18.0, 12.0, 13.0)), 18.0)
    d = melt(d, ellipsoid(p, (0.0, -124.0, 85.5), (20.0, 13.0, 14.0)), 14.0)
    d = melt(d, ellipsoid(p, (0.0, -89.0, 75.0), (33.0, 25.0, 27.0)), 16.0)
    return np.asarray(d - 1.5 * bump(p, (46.0, -84.0, 62.0), (13.0, 16.0, 22.0)))


def _brow(p: Points, d: Column) -> Column:
    ridge = capsule(p, (11.0, -9.5, 94.0), (40.0, -9.0, 80.0), (6.0, 6.0))
    d = melt(d, ridge, 13.0)
    outer = capsule(p, (42.0, -10.0, 78.0), (52.0, -24.0, 62.0), (5.0, 4.0))
    d = melt(d, outer, 10.0)
    return melt(d, ellipsoid(p, (0.0, -7.0, 92.5), (11.0, 8.0, 9.0)), 9.0)


#: Middle of the pupil (|x|, y), mm, and half the length of the lid slit.
PUPIL = (31.5, -24.0)
SLIT_HALF_MM = 14.3


def slit_edges(x: Column) -> tuple[Column, Column]:
    """Give the heights y (mm) of the lower and the upper lid's edge, for |x| in mm.

    They meet at the corners of the eye; outside they cross, so that nothing lies between.
    """
    t = (x - np.float32(PUPIL[0])) / np.float32(SLIT_HALF_MM)
    corner = np.float32(PUPIL[1] - 1.6) + np.float32(1.0) * t
    upper = corner + np.float32(5.6) * (1.0 - np.abs(t + 0.08) ** 2.3) - 0.2
    lower = corner - np.float32(3.7) * (1.0 - np.abs(t - 0.06) ** 2.6)
    return np.asarray(lower, dtype=np.float32), np.asarray(upper, dtype=np.float32)


def slit_depth(p: Points | Column) -> Column:
    """Give how far inside the slit between the lids points lie, mm; negative outside."""
    x, y, z = np.abs(p[0]), p[1], p[2]
    lower, upper = slit_edges(x)
    inside = np.minimum(upper - y, y - lower)
    return np.where(z > 60.0, inside, np.float32(-9.0))


def _eyes(p: Points, d: Column) -> Column:
    x, y, _ = p
    socket = ellipsoid(p, (27.0, -25.0, 95.0), (18.0, 9.5, 12.5))
    d = carve(d, socket, 13.0)
    lids = ellipsoid(p, (31.5, -24.5, 70.3), (15.2, 13.4, 14.0))
    d = melt(d, lids, 5.0)
    lower, upper = slit_edges(x)
    inside = np.exp(-(((x - 31.5) / 13.0) ** 4))
    open_eye = 1.0 / (1.0 + np.exp(np.clip(-4.0 * slit_depth(p), -30.0, 30.0)))
    fold = np.exp(-(((y - upper - 3.4) / 0.9) ** 2)) * inside
    hood = np.exp(-(((y - upper - 6.4) / 2.6) ** 2)) * inside
    bag = np.exp(-(((y - lower + 7.0) / 1.8) ** 2)) * inside
    return np.asarray(d + 1.1 * open_eye + 0.9 * fold - 1.3 * hood + 0.5 * bag, dtype=np.float32)


def _nose(p: Points, d: Column) -> Column:
    bridge = capsule(p, (0.0, -17.0, 92.0), (0.0, -47.0, 109.0), (5.6, 7.0))
    d = melt(d, bridge, 13.0)
    d = melt(d, ellipsoid(p, (0.0, -46.0, 94.0), (13.0, 22.0, 12.0)), 9.0)
    tip = ellipsoid(p, (0.0, -54.0, 111.5), (9.2, 9.0, 10.2))
    d = melt(d, tip, 8.0)
    wing = ellipsoid(p, (11.2, -59.0, 102.0), (6.4, 7.4, 9.6))
    d = melt(d, wing, 6.0)
    d = melt(d, capsule(p, (0.0, -62.5, 112.0), (0.0, -67.5, 100.0), (3.6, 4.2)), 4.0)
    d = carve(d, ellipsoid(p, (6.6, -67.5, 107.0), (3.4, 4.2, 5.6)), 2.2)
    groove = np.exp(
        -(((p[0] - 16.5 + 0.03 * (p[1] + 58.0) ** 2) / 1.6) ** 2 + ((p[1] + 57.0) / 5.5) ** 2)
    )
    return np.asarray(d + 0.9 * groove * (p[2] > 80.0), dtype=np.float32)


def mouth_line(x: Column) -> Column:
    """Give the height y (mm) where the lips meet, for |x| in mm."""
    t = x / np.float32(24.5)
    return np.asarray(np.float32(-92.0) + np.float32(0.5) * np.cos(t * np.float32(5.0)) - 0.3 * t)


def _mouth(p: Points, d: Column) -> Column:
    x, y, _ = p
    upper = ellipsoid(p, (6.5, -88.0, 98.8), (14.5, 4.2, 5.2))
    lower = ellipsoid(p, (5.0, -96.6, 97.6), (13.0, 4.9, 6.0))
    d = melt(d, upper, 7.0)
    d = melt(d, lower, 7.0)
    within = np.exp(-((x / 25.5) ** 8))
    meet = np.exp(-(((y - mouth_line(x)) / 1.1) ** 2)) * within
    under = bump(p, (0.0, -107.5, 97.0), (15.0, 3.5, 12.0))
    philtrum = bump(p, (0.0, -77.0, 101.0), (2.6, 6.0, 10.0))
    corner = bump(p, (26.0, -92.5, 90.0), (2.6, 3.0, 8.0))
    return np.asarray(d + 1.9 * meet + 1.6 * under + 0.8 * philtrum + 1.0 * corner)


def _folds(p: Points, d: Column) -> Column:
    x, y, _ = p
    t = np.clip((-62.0 - y) / 30.0, -0.3, 1.3)
    line = np.float32(20.0) + np.float32(11.0) * t + np.float32(3.0) * t * t
    fade = np.exp(-(((t - 0.4) / 0.5) ** 4))
    fold = np.exp(-(((x - line) / 2.2) ** 2)) * fade
    puff = np.exp(-(((x - line - 7.0) / 6.0) ** 2)) * fade
    return np.asarray(d + 0.55 * fold - 0.5 * puff, dtype=np.float32)


#: Each feature with the heights y and the reach |x| (mm) that it can touch.
_FEATURES: tuple[tuple[Feature, float, float, float], ...] = (
    (_cheeks, -165.0, 10.0, 90.0),
    (_brow, -45.0, 34.0, 80.0),
    (_eyes, -62.0, 20.0, 70.0),
    (_nose, -92.0, 12.0, 45.0),
    (_mouth, -126.0, -58.0, 50.0),
    (_folds, -108.0, -48.0, 60.0),
)
