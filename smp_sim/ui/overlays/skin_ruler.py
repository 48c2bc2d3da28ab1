"""Measures on the skin of the head in mm, as a tape would: from the glabella up and sideways.

A place has two numbers: ``up``, the arc along the midline from the glabella over the vertex, and
``across``, the arc from the midline along the plane through the ears' axis, positive to the
client's left. No Qt here.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smp_sim.model.head import Head
from smp_sim.render.hairline_curve import midline_arc

Floats = NDArray[np.float64]

_SAMPLES = 721


#: Gauss-Legendre nodes and weights over -1 to 1: eight of them give the arcs of heads to 1e-6 mm.
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(8)


class SkinRuler:
    """Goes from unit directions to (across, up) in mm and back on one head."""

    def __init__(self, head: Head) -> None:
        self._axes = np.asarray(head.semi_axes_mm, dtype=np.float64)
        self._angle, self._arc = midline_arc(head)

    @property
    def longest_mm(self) -> float:
        """The arc from the glabella over the vertex to the level of the centre behind."""
        return float(self._arc[-1])

    def direction_at(self, across_mm: ArrayLike, up_mm: ArrayLike) -> Floats:
        """Give the unit directions (..., 3) at (across, up) in mm."""
        across, up = np.broadcast_arrays(
            np.asarray(across_mm, dtype=np.float64), np.asarray(up_mm, dtype=np.float64)
        )
        angle = np.interp(up, self._arc, self._angle)
        middle = self._middle(angle)
        radius = np.linalg.norm(middle, axis=-1)
        side = self._side_angle(np.abs(across), radius) * np.sign(across)
        x = self._axes[0] * np.sin(side)
        place = middle * np.cos(side)[..., None] + x[..., None] * np.array([1.0, 0.0, 0.0])
        return np.asarray(place / np.linalg.norm(place, axis=-1, keepdims=True))

    def measure(self, directions: ArrayLike) -> tuple[Floats, Floats]:
        """Give (across, up) in mm, each (...), of unit directions (..., 3)."""
        u = np.asarray(directions, dtype=np.float64)
        a, b, c = self._axes
        angle = np.arctan2(u[..., 1] / b, u[..., 2] / c)
        up = np.interp(angle, self._angle, self._arc)
        middle = self._middle(angle)
        radius = np.linalg.norm(middle, axis=-1)
        flat = np.hypot(u[..., 1], u[..., 2]) / np.maximum(radius, 1e-9)
        side = np.arctan2(np.abs(u[..., 0]) / a, flat)
        return self._side_arc(side, radius) * np.sign(u[..., 0]), up

    def _middle(self, angle: Floats) -> Floats:
        _, b, c = self._axes
        return np.stack([np.zeros_like(angle), b * np.sin(angle), c * np.cos(angle)], axis=-1)

    def _side_arc(self, side: Floats, radius: Floats) -> Floats:
        """Give the arc of the ellipse (radius cos, a sin) from 0 to ``side``, by Gauss' rule."""
        t = side[..., None] * (0.5 + 0.5 * _NODES)
        speed = np.hypot(radius[..., None] * np.sin(t), self._axes[0] * np.cos(t))
        return np.asarray(speed @ (0.5 * _WEIGHTS) * side)

    def _side_angle(self, arc: Floats, radius: Floats) -> Floats:
        """Invert :meth:`_side_arc`: Newton steps; the arc is monotone."""
        side: Floats = np.asarray(np.minimum(arc / self._axes[0], np.pi / 2))
        for _ in range(6):
            speed = np.hypot(radius * np.sin(side), self._axes[0] * np.cos(side))
            step = (arc - self._side_arc(side, radius)) / speed
            side = np.asarray(np.clip(side + step, 0.0, np.pi / 2))
        return side
