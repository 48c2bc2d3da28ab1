"""The open eye's colours: white, iris, pupil, lid shadow and the lights mirrored in the cornea."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from smp_sim.render.sample_head.face import PUPIL, slit_depth, slit_edges
from smp_sim.render.sample_head.noise import space_noise

Plane = NDArray[np.float32]

#: Visible iris, radius mm (white-to-white 11.7), and pupil in room light (assumed).
IRIS_MM = 5.85
PUPIL_MM = 1.9
#: Reflectances (linear R, G, B), assumed: white of the eye, brown iris, red of the corner.
WHITE = (0.42, 0.36, 0.33)
IRIS = (0.085, 0.060, 0.042)
CORNER = (0.42, 0.22, 0.19)


def _step(value: Plane, soft_mm: float) -> Plane:
    return np.asarray(np.clip(value / np.float32(soft_mm) + 0.5, 0.0, 1.0), dtype=np.float32)


def eye_reflectance(atlas: Plane, p: Plane) -> Plane:
    """Give the reflectance (3, N) of the eye at places (3, N) between the lids."""
    x, y = np.abs(p[0]), p[1]
    away = np.hypot(x - PUPIL[0], y - PUPIL[1])
    angle = np.arctan2(y - PUPIL[1], x - PUPIL[0])
    spokes = 1.0 + 0.25 * space_noise(atlas, np.stack([angle * 9.0, away * 0.8, 0.0 * x]), 1.0)
    ring = 1.35 - 0.75 * _step(away - 5.0, 1.6) - 0.15 * _step(3.2 - away, 1.5)
    iris = np.array(IRIS, np.float32)[:, None] * spokes * ring
    veins = 1.0 - 0.05 * np.abs(space_noise(atlas, p, 1.6))
    white = np.array(WHITE, np.float32)[:, None] * np.stack([np.ones_like(x), veins, veins])
    red = _step(PUPIL[0] - 11.8 - x, 2.5)
    white = white + red * (np.array(CORNER, np.float32)[:, None] - white)
    colour = white + _step(IRIS_MM - away, 0.7) * (iris - white)
    return np.asarray(colour * (1.0 - 0.93 * _step(PUPIL_MM - away, 0.4)), dtype=np.float32)


def lid_shade(p: Plane) -> Plane:
    """Give what the lids and lashes leave of the light (N,) on the eye."""
    _, upper = slit_edges(np.abs(p[0]))
    below = np.clip((upper - p[1]) / np.float32(4.0), 0.0, 1.0)
    rim = np.clip(slit_depth(p) / np.float32(0.9), 0.0, 1.0)
    return np.asarray((0.38 + 0.62 * below) * (0.45 + 0.55 * rim), dtype=np.float32)


def catch_light(p: Plane) -> Plane:
    """Give the mirrored soft box in the cornea (N,), linear light."""
    x, y = p[0], p[1]
    spot = np.zeros_like(x)
    for side in (-1.0, 1.0):
        h, v = x - side * PUPIL[0] + 1.6, y - PUPIL[1] - 1.9
        spot = np.maximum(spot, _step(0.95 - np.abs(h), 0.5) * _step(0.95 - np.abs(v), 0.5))
    return np.asarray(0.75 * spot, dtype=np.float32)
