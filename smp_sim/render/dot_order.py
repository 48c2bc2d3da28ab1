"""Which points of the progressive set become dots first: their order, and their own chance.

A point of rank i has a fixed random factor q near 1; it is a dot where i / q lies below a
threshold, so that more density only adds dots. The spread of q is what makes a field less even.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.units import Vec3
from smp_sim.render.blue_noise import child_rng, rotate_points
from smp_sim.render.head_geometry import area_per_steradian
from smp_sim.render.products import PointSet
from smp_sim.render.scalp_chart import LOWEST_Y, chart_of_sphere

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
Ints = NDArray[np.int64]

#: Side of the flat tile in mm: 655 dots/cm² are there, and a close-up rarely shows more than one.
TILE_MM = 100.0
#: Chart coordinate that no raster reaches, for points below the chart's end.
OFF_CHART = 9.0
#: Largest spread of q: at 1 some points would never become dots.
WIDEST_SPREAD = 0.95


@dataclass(frozen=True, slots=True)
class PointPlan:
    """The first points of the set, laid out, all (N, ...).

    ``rank`` and ``identity`` (N,); ``chart`` (N, 2); ``place_mm`` (N, 3) on the ellipsoid or in
    the plane; ``per_mm2`` (N,) ranks for one wanted dot per mm²; ``total`` ranks in the set.
    ``chance`` (N, 2) in [0, 1) sets q, ``normal`` (N, 2) size and tone, ``jitter`` (N, 3) in
    [-1, 1): a point keeps them whatever the density.
    """

    identity: Ints
    rank: Ints
    chart: Floats
    place_mm: Floats
    per_mm2: Floats
    total: int
    chance: Floats32
    normal: Floats32
    jitter: Floats32


def spread_of(variety: float) -> float:
    """Give the spread of q for a variety in [0, 1]: 0, then rising fast, 0.83 at 0.5.

    Set so that the Clark-Evans ratio falls from 1.6 at 0 through about 1.39 at 0.5 to 1.3 at 1.
    """
    return WIDEST_SPREAD * (1.0 - (1.0 - variety) ** 3)


def largest_rank(most_wanted: float, variety: float, total: int) -> int:
    """Give the count of ranks that may become dots when at most ``most_wanted`` are wanted."""
    bound = most_wanted * (1.0 + spread_of(variety))
    return total if bound > total else min(int(bound) + 1, total)


def expected_count(threshold: Floats, variety: float, total: int) -> Floats:
    """Give how many of ``total`` ranks have rank / q below a threshold (N,), on average over q.

    q is 1 + spread * u; u is uniform in [-1, 1], or for a share ``variety`` of the points its
    sign. Below total / (1 + spread) the count is the threshold itself; above it the ranks with a
    large q are used up, and the integral of min(threshold * q, total) over q gives the rest.
    """
    spread = spread_of(variety)
    full = np.minimum(threshold, total)
    over = threshold * (1.0 + spread) > total
    if spread < 1e-9 or not np.any(over):
        return full
    t = threshold[over]
    low, high = 1.0 - spread, 1.0 + spread
    used = np.clip(total / t, low, high)
    even = (t * (used**2 - low**2) / 2.0 + total * (high - used)) / (2.0 * spread)
    ends = (np.minimum(t * low, total) + np.minimum(t * high, total)) / 2.0
    full[over] = (1.0 - variety) * even + variety * ends
    return full


def rounded_count(count: int, total: int) -> int:
    """Round a count of ranks up, by an eighth at most, so that close densities share one layout."""
    step = 1 << max(count.bit_length() - 4, 0)
    return min(-(-count // step) * step, total)


def choice_order(points: PointPlan, variety: float) -> Floats:
    """Give each point's place in the order of choice, uniform in [0, total).

    It is a dot where more than that many of the set's points are wanted.
    """
    u = 2.0 * points.chance[:, 0].astype(np.float64) - 1.0
    signed = np.where(u < 0.0, -1.0, 1.0)
    q = 1.0 + spread_of(variety) * np.where(points.chance[:, 1] < variety, signed, u)
    return expected_count((points.rank + 0.5) / q, variety, points.total)


def lay_on_head(points: PointSet, seed: int, count: int, semi_axes_mm: Vec3) -> PointPlan:
    """Lay out the first ``count`` points of the sphere, turned by the seed, on the ellipsoid."""
    sphere = rotate_points(points.sphere[:count], seed)
    chart = chart_of_sphere(sphere)
    chart[sphere[:, 1] < LOWEST_Y] = OFF_CHART
    ranks = np.arange(len(sphere), dtype=np.int64)
    places = sphere * np.asarray(semi_axes_mm)
    per_mm2 = 4.0 * np.pi * area_per_steradian(sphere, semi_axes_mm)
    own = _own_chances(len(ranks), seed, 0)
    return PointPlan(ranks, ranks, chart, places, per_mm2, len(points.sphere), *own)


def lay_in_plane(
    points: PointSet, seed: int, low_mm: Floats, high_mm: Floats, count: int
) -> PointPlan:
    """Lay out the first ``count`` points of every tile that a box of the plane touches."""
    shift = child_rng(seed, 20).random(2)
    first = np.floor(low_mm / TILE_MM - shift).astype(int)
    last = np.floor(high_mm / TILE_MM - shift).astype(int)
    tiles = [(i, j) for i in range(first[0], last[0] + 1) for j in range(first[1], last[1] + 1)]
    tiles = sorted(tiles, key=lambda tile: int(plane_code(*tile)))
    codes = np.array([plane_code(*tile) for tile in tiles], dtype=np.int64)
    tile = points.tile[:count].astype(np.float64)
    own = [_own_chances(len(tile), seed, 1 + int(code)) for code in codes]
    ranks = np.tile(np.arange(len(tile), dtype=np.int64), len(tiles))
    chart = np.concatenate([(tile + shift + step) * TILE_MM for step in tiles])
    return PointPlan(
        identity=ranks + np.repeat(codes * len(points.tile), len(tile)),
        rank=ranks,
        chart=chart,
        place_mm=np.concatenate([chart, np.zeros((len(chart), 1))], axis=1),
        per_mm2=np.full(len(chart), TILE_MM**2),
        total=len(points.tile),
        chance=np.concatenate([part[0] for part in own]),
        normal=np.concatenate([part[1] for part in own]),
        jitter=np.concatenate([part[2] for part in own]),
    )


def plane_code(i: int | Ints, j: int | Ints) -> Ints:
    """Give every pair of whole numbers a number: negatives folded in, then Cantor's pairing."""
    a = np.where(np.greater_equal(i, 0), 2 * i, -2 * i - 1)
    b = np.where(np.greater_equal(j, 0), 2 * j, -2 * j - 1)
    return np.asarray((a + b) * (a + b + 1) // 2 + b, dtype=np.int64)


def _own_chances(count: int, seed: int, tile: int) -> tuple[Floats32, Floats32, Floats32]:
    """Draw the random numbers of the first ``count`` ranks; more ranks don't change them."""
    chance = child_rng(seed, 1, tile).random((count, 2), dtype=np.float32)
    normal = child_rng(seed, 2, tile).standard_normal((count, 2), dtype=np.float32)
    jitter = child_rng(seed, 3, tile).random((count, 3), dtype=np.float32) * 2.0 - 1.0
    return chance, normal, jitter
