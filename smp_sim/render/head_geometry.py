"""The ellipsoid head: directions to places, normals and areas. All lengths in mm."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smp_sim.model.units import Vec3

Floats = NDArray[np.float64]


def joined(components: Sequence[Floats]) -> Floats:
    """Make vectors (..., K) of K components (...).

    Each component stays whole in memory: what works on one of them takes half the time.
    """
    return np.moveaxis(np.stack(components), 0, -1)


def unit(vectors: ArrayLike) -> Floats:
    """Scale (..., 3) vectors to length 1."""
    array = np.asarray(vectors, dtype=np.float64)
    return np.asarray(array / np.linalg.norm(array, axis=-1, keepdims=True))


def place_on_head(directions: ArrayLike, semi_axes_mm: Vec3) -> Floats:
    """Give the places (..., 3) in mm where unit directions (..., 3) leave the ellipsoid."""
    u = np.asarray(directions, dtype=np.float64)
    scaled = u / np.asarray(semi_axes_mm)
    return np.asarray(u / np.sqrt(np.einsum("...i,...i->...", scaled, scaled))[..., None])


def place_of_sphere(sphere: ArrayLike, semi_axes_mm: Vec3) -> Floats:
    """Stretch points (..., 3) of the unit sphere to places in mm: (a x, b y, c z)."""
    return np.asarray(np.asarray(sphere, dtype=np.float64) * np.asarray(semi_axes_mm))


def normal_at(places_mm: ArrayLike, semi_axes_mm: Vec3) -> Floats:
    """Give the outward unit normals (..., 3) of the ellipsoid at places (..., 3) in mm."""
    return unit(np.asarray(places_mm, dtype=np.float64) / np.square(semi_axes_mm))


def area_per_steradian(sphere: ArrayLike, semi_axes_mm: Vec3) -> Floats:
    """Give the mm² of ellipsoid for each steradian of the unit sphere that is stretched to it.

    Parameters
    ----------
    sphere : (..., 3) points of the unit sphere, before stretching.
    semi_axes_mm : a, b, c.

    Returns
    -------
    (...) float64, mm²/sr: ``a b c sqrt((x/a)² + (y/b)² + (z/c)²)``, the area factor of the linear
    map diag(a, b, c) on the sphere (cofactor formula, Nanson).
    """
    scaled = np.asarray(sphere, dtype=np.float64) / np.asarray(semi_axes_mm)
    length = np.sqrt(np.einsum("...i,...i->...", scaled, scaled))
    return np.asarray(np.prod(semi_axes_mm) * length)


def tangents_at(normals: ArrayLike) -> tuple[Floats, Floats]:
    """Give two unit tangents (..., 3) at right angles to each other and to the normals.

    Source: Duff et al. 2017, "Building an orthonormal basis, revisited", JCGT 6(1), eq. 1.
    """
    n = np.asarray(normals, dtype=np.float64)
    sign = np.copysign(1.0, n[..., 2])
    a = -1.0 / (sign + n[..., 2])
    b = n[..., 0] * n[..., 1] * a
    first = joined([1.0 + sign * n[..., 0] ** 2 * a, sign * b, -sign * n[..., 0]])
    second = joined([b, sign + n[..., 1] ** 2 * a, -n[..., 1]])
    return first, second


def fibonacci_sphere(count: int) -> Floats:
    """Give points (N, 3) spread evenly over the unit sphere (golden-angle spiral)."""
    index = np.arange(count) + 0.5
    y = 1.0 - 2.0 * index / count
    angle = np.pi * (3.0 - np.sqrt(5.0)) * index
    ring = np.sqrt(np.maximum(1.0 - y * y, 0.0))
    return np.stack([ring * np.cos(angle), y, ring * np.sin(angle)], axis=-1)


# The scalp map: azimuthal equidistant about the vertex (+y), in radians: x to the client's left,
# z to the front.

#: Millimetres for a unit of the scalp map: a head's mean radius, so that reaches read as on skin.
MAP_MM = 85.0


def map_of_direction(directions: ArrayLike) -> Floats:
    """Give scalp map coordinates (..., 2), in radians from the vertex, of unit directions.

    The first coordinate runs to the client's left (x), the second to the front (z).
    """
    u = np.asarray(directions, dtype=np.float64)
    flat = np.hypot(u[..., 0], u[..., 2])
    polar = np.arctan2(flat, u[..., 1])
    scale = np.where(flat > 1e-12, polar / np.maximum(flat, 1e-12), 1.0)
    return np.stack([u[..., 0] * scale, u[..., 2] * scale], axis=-1)


def direction_of_map(points: ArrayLike) -> Floats:
    """Give the unit directions (..., 3) of scalp map coordinates (..., 2)."""
    m = np.asarray(points, dtype=np.float64)
    polar = np.hypot(m[..., 0], m[..., 1])
    scale = np.sinc(polar / np.pi)
    return np.stack([m[..., 0] * scale, np.cos(polar), m[..., 1] * scale], axis=-1)
