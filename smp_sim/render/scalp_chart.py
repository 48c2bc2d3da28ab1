"""The chart that areas are drawn on: the head spread out flat, or a flat view's plane in mm.

For the head it is the equal-area (Lambert) projection, about the vertex, of the unit sphere before
it is stretched to the ellipsoid: cheap, and the same to the bit on every machine.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.units import Vec3
from smp_sim.render.head_geometry import unit

Floats = NDArray[np.float64]

#: The chart ends at this height of the unstretched sphere (the neck); no dots below it.
LOWEST_Y = -0.9


def chart_of_sphere(sphere: Floats) -> Floats:
    """Give chart coordinates (N, 2) of points (N, 3) of the unit sphere: x and z, spread evenly.

    Only below :data:`LOWEST_Y` two points share coordinates. Sums, products and roots alone, so
    that every machine gives the same bits.
    """
    scale = np.sqrt(2.0 / (1.0 + np.maximum(sphere[:, 1], LOWEST_Y)))
    chart = np.empty((len(sphere), 2))
    chart[:, 0] = sphere[:, 0] * scale
    chart[:, 1] = sphere[:, 2] * scale
    return chart


def sphere_of_chart(chart: Floats) -> Floats:
    """Give the points (..., 3) of the unit sphere at chart coordinates (..., 2)."""
    square = np.minimum(chart[..., 0] ** 2 + chart[..., 1] ** 2, 3.99)
    scale = np.sqrt(1.0 - square / 4.0)
    return np.stack([chart[..., 0] * scale, 1.0 - square / 2.0, chart[..., 1] * scale], axis=-1)


def chart_of_places(places_mm: Floats, semi_axes_mm: Vec3 | None) -> Floats:
    """Give chart coordinates (N, 2) of places (N, 3) in mm."""
    if semi_axes_mm is None:
        return np.asarray(places_mm[:, :2], dtype=np.float64)
    return chart_of_sphere(unit(places_mm / np.asarray(semi_axes_mm)))


def places_of_chart(chart: Floats, semi_axes_mm: Vec3 | None) -> Floats:
    """Give places (..., 3) in mm at chart coordinates (..., 2)."""
    if semi_axes_mm is None:
        return np.concatenate([chart, np.zeros_like(chart[..., :1])], axis=-1)
    return np.asarray(sphere_of_chart(chart) * np.asarray(semi_axes_mm))
