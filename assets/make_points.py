"""Make ``points.npz``: the progressive blue-noise sets of the sphere and of a toroidal tile.

Run ``python assets/make_points.py`` (NumPy and SciPy, no network, a few minutes). The same version
of NumPy's generator and SciPy's tree give the same file.

Method: weighted sample elimination (Yuksel 2015, Computer Graphics Forum 34:25, sections 3 and 4).
Five times as many random points as wanted are thinned, always the most crowded one first. The set
that is left is then thinned to a half, a quarter and so on; reading the removed points backwards
gives an order in which every beginning of the set is blue noise too.

Format: ``sphere`` (2^19, 2) uint16, octahedral code of unit vectors (Meyer et al. 2010, Computer
Graphics Forum 29:1405); ``tile`` (2^16, 2) uint16, coordinates times 65,536. Rank order.
"""

from __future__ import annotations

import argparse
import heapq
import math
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Yuksel 2015, section 3: exponent and limits of the weight.
ALPHA, BETA, GAMMA = 8.0, 0.65, 1.5
#: Random points for each point kept in the first thinning.
OVERSAMPLING = 5
#: Below this many points the order is left as it falls.
SMALLEST = 8


def random_sphere(count: int, rng: np.random.Generator) -> Floats:
    """Give (count, 3) unit vectors, uniform."""
    vectors = rng.standard_normal((count, 3))
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def largest_radius(count: int, area: float) -> float:
    """Give the largest possible disc radius of ``count`` points (Yuksel 2015, equation 3)."""
    return math.sqrt(area / (2.0 * math.sqrt(3.0) * count))


def neighbour_weights(
    points: Floats, keep: int, area: float, period: float | None
) -> tuple[Ints, Ints, Floats]:
    """Give each point's neighbours in compressed rows: starts, neighbours, weights.

    The weight is (1 - d / 2r)^alpha with d held above a least distance (Yuksel 2015, eq. 2 and 6).
    """
    reach = 2.0 * largest_radius(keep, area)
    tree = cKDTree(points, boxsize=period) if period else cKDTree(points)
    pairs = tree.query_pairs(reach, output_type="ndarray")
    gap = points[pairs[:, 0]] - points[pairs[:, 1]]
    if period:
        gap -= period * np.round(gap / period)
    least = 0.5 * reach * (1.0 - (keep / len(points)) ** GAMMA) * BETA
    distance = np.maximum(np.sqrt(np.einsum("ni,ni->n", gap, gap)), least)
    weight = (1.0 - np.minimum(distance / reach, 1.0)) ** ALPHA
    first = np.concatenate([pairs[:, 0], pairs[:, 1]])
    order = np.argsort(first, kind="stable")
    neighbours = np.concatenate([pairs[:, 1], pairs[:, 0]])[order]
    starts = np.concatenate([[0], np.cumsum(np.bincount(first, minlength=len(points)))])
    return starts, neighbours, np.concatenate([weight, weight])[order]


def eliminate(points: Floats, keep: int, area: float, period: float | None) -> tuple[Ints, Ints]:
    """Thin to ``keep`` points; give the indices kept and those removed, in order of removal.

    Weights only fall, so a stale heap entry is put back with its true weight when it comes up.
    """
    starts, neighbours, weights = neighbour_weights(points, keep, area, period)
    owner = np.repeat(np.arange(len(points)), np.diff(starts))
    crowding = np.bincount(owner, weights, minlength=len(points))
    bounds = starts.tolist()
    heap = [(-value, index) for index, value in enumerate(crowding.tolist())]
    heapq.heapify(heap)
    removed: list[int] = []
    while len(removed) < len(points) - keep:
        value, index = heap[0]
        now = -float(crowding[index])
        if now > value:
            heapq.heapreplace(heap, (now, index))
            continue
        heapq.heappop(heap)
        removed.append(index)
        row = slice(bounds[index], bounds[index + 1])
        crowding[neighbours[row]] -= weights[row]
    gone = np.zeros(len(points), dtype=bool)
    gone[removed] = True
    return np.flatnonzero(~gone), np.asarray(removed, dtype=np.int64)


def progressive_order(points: Floats, count: int, area: float, period: float | None) -> Floats:
    """Thin to ``count`` points, then order them so that every prefix is blue noise."""
    kept, _ = eliminate(points, count, area, period)
    current = points[kept]
    tail: list[Floats] = []
    while len(current) > SMALLEST:
        kept, removed = eliminate(current, len(current) // 2, area, period)
        tail.append(current[removed[::-1]])
        current = current[kept]
    return np.concatenate([current, *tail[::-1]])


def encode_octahedral(vectors: Floats) -> NDArray[np.uint16]:
    """Code (N, 3) unit vectors as (N, 2) uint16 on the unfolded octahedron."""
    flat = vectors[:, :2] / np.abs(vectors).sum(axis=1, keepdims=True)
    folded = (1.0 - np.abs(flat[:, ::-1])) * np.where(flat >= 0.0, 1.0, -1.0)
    square = np.where(vectors[:, 2:] < 0.0, folded, flat)
    return np.round((square * 0.5 + 0.5) * 65535.0).astype(np.uint16)


def encode_tile(points: Floats) -> NDArray[np.uint16]:
    """Code (N, 2) coordinates in [0, 1) as uint16."""
    return np.floor(points * 65536.0).astype(np.uint16)


def main() -> None:
    """Make both sets and write them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sphere", type=int, default=19, help="log2 of the points on the sphere")
    parser.add_argument("--tile", type=int, default=16, help="log2 of the points in the tile")
    parser.add_argument("--seed", type=int, default=20150501)
    parser.add_argument("-o", type=Path, default=Path(__file__).with_name("points.npz"))
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)
    started = time.perf_counter()
    tile_start = rng.random((OVERSAMPLING << args.tile, 2))
    tile = progressive_order(tile_start, 1 << args.tile, 1.0, 1.0)
    print(f"tile: {len(tile)} points, {time.perf_counter() - started:.0f} s")
    sphere_start = random_sphere(OVERSAMPLING << args.sphere, rng)
    sphere = progressive_order(sphere_start, 1 << args.sphere, 4.0 * math.pi, None)
    print(f"sphere: {len(sphere)} points, {time.perf_counter() - started:.0f} s")
    np.savez(args.o, sphere=encode_octahedral(sphere), tile=encode_tile(tile))
    print(f"{args.o}: {args.o.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
