"""The progressive point set: read from its compact code, turned by a seed, measured."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

from smp_sim.render.products import Floats, Plane, PointSet


def decode_octahedral(codes: NDArray[np.uint16]) -> Floats:
    """Give unit vectors (N, 3) of octahedral codes (N, 2).

    Source: Meyer et al. 2010, Computer Graphics Forum 29:1405. Only sums, products and square
    roots, so that every machine gives the same bits.
    """
    flat = codes.astype(np.float64) / 65535.0 * 2.0 - 1.0
    x, y = flat[:, 0], flat[:, 1]
    z = 1.0 - np.abs(x) - np.abs(y)
    under = np.maximum(-z, 0.0)
    x = x - np.where(x >= 0.0, under, -under)
    y = y - np.where(y >= 0.0, under, -under)
    length = np.sqrt(x * x + y * y + z * z)
    return np.stack([x / length, y / length, z / length], axis=1)


def encode_octahedral(vectors: ArrayLike) -> NDArray[np.uint16]:
    """Give octahedral codes (N, 2) of unit vectors (N, 3); the rounding is below 1e-4 rad."""
    v = np.asarray(vectors, dtype=np.float64)
    flat = v[:, :2] / np.abs(v).sum(axis=1, keepdims=True)
    folded = (1.0 - np.abs(flat[:, ::-1])) * np.where(flat >= 0.0, 1.0, -1.0)
    square = np.where(v[:, 2:] < 0.0, folded, flat)
    return np.asarray(np.round((square * 0.5 + 0.5) * 65535.0), dtype=np.uint16)


def unpack_points(arrays: Mapping[str, NDArray[np.uint16]]) -> PointSet:
    """Give the point set of the arrays of ``points.npz``.

    Parameters
    ----------
    arrays : ``sphere`` (N, 2) uint16, octahedral codes; ``tile`` (M, 2) uint16, coordinates times
        65,536. Both in rank order.

    Raises
    ------
    ValueError
        Where an array is missing or has another shape or type (a fault of the installation).
    """
    for name in ("sphere", "tile"):
        codes = arrays[name] if name in arrays else np.empty(0)
        if codes.ndim != 2 or codes.shape[1] != 2 or codes.dtype != np.uint16:
            raise ValueError(f"points.npz: '{name}' is not an (N, 2) uint16 array")
    sphere = decode_octahedral(arrays["sphere"]).astype(np.float32)
    tile = ((arrays["tile"].astype(np.float64) + 0.5) / 65536.0).astype(np.float32)
    return PointSet(sphere=sphere, tile=tile)


def child_rng(seed: int, *purpose: int) -> np.random.Generator:
    """Give the generator of one purpose under a seed, apart from all others."""
    return np.random.default_rng(np.random.SeedSequence([seed, *purpose]))


def rotation_of_seed(seed: int) -> Floats:
    """Give a rotation (3, 3), uniform over all rotations, from a seed.

    A point uniform in the 4-ball, scaled to length 1, is a uniform quaternion (Marsaglia 1972,
    Annals of Mathematical Statistics 43:645); no sines, so that every machine gives the same bits.
    """
    rng = child_rng(seed, 0)
    while True:
        q = rng.random(4) * 2.0 - 1.0
        length = float(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3])
        if 0.01 < length <= 1.0:
            break
    w, x, y, z = (float(part) / length**0.5 for part in q)
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )


def rotate_points(points: Plane | Floats, seed: int) -> Floats:
    """Give points (N, 3) of the sphere turned by a seed's rotation, as (N, 3) float64.

    Written out, as a matrix product may round differently from one processor to another.
    """
    turn = rotation_of_seed(seed)
    x, y, z = (points[:, i].astype(np.float64) for i in range(3))
    turned = np.empty((len(points), 3))
    for i in range(3):
        turned[:, i] = turn[i, 0] * x + turn[i, 1] * y + turn[i, 2] * z
    return turned


def nearest_distances(places_mm: ArrayLike) -> Floats:
    """Give the distance (N,) in mm from each place (N, 2 or 3) to its nearest neighbour."""
    places = np.asarray(places_mm, dtype=np.float64)
    return np.asarray(cKDTree(places).query(places, k=2)[0])[:, 1]


def clark_evans(nearest_mm: ArrayLike, density_per_mm2: ArrayLike) -> float:
    """Give the Clark-Evans ratio: mean nearest distance over that of a random field.

    1 is random, 2.149 a hexagonal lattice. ``density_per_mm2`` may be one number or, where the
    density varies, one for each place. Source: Clark and Evans 1954, Ecology 35:445.
    """
    expected = 0.5 / np.sqrt(np.asarray(density_per_mm2, dtype=np.float64))
    return float(np.mean(np.asarray(nearest_mm) / expected))


def hexagonal_spacing(density: ArrayLike) -> Floats:
    """Give the nearest distance of a hexagonal lattice of that density (in matching units)."""
    return np.asarray(np.sqrt(2.0 / (np.sqrt(3.0) * np.asarray(density, dtype=np.float64))))
