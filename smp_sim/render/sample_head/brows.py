"""Brows and the lashes of the upper lids: hairs laid along the face in short pieces."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from smp_sim.render.head_geometry import unit
from smp_sim.render.sample_head.face import slit_edges
from smp_sim.render.sample_head.head import SampleHead, bare_normals, rng_of
from smp_sim.render.sample_head.shape import HeadShape
from smp_sim.render.sample_head.stubble import Hairs

Floats = NDArray[np.float64]


def grow_brows(head: SampleHead, shape: HeadShape) -> Hairs:
    """Root the brows and the lashes of the upper lids, each hair as a chain of short pieces.

    Their ink is 1: all hairs of the face are alike. A head without any hair (alopecia
    universalis) has neither.
    """
    rng = rng_of(head, 3)
    share = rng.beta(1.15, 1.3, 1200)
    side = np.where(rng.random(1200) < 0.5, -1.0, 1.0)
    x = 9.0 + 44.0 * share
    arch = -11.0 + 4.8 * np.sin(np.pi * np.clip(share * 0.8 + 0.08, 0, 1)) - 5.5 * share**2
    y = arch + rng.normal(0.0, 2.7 * (1.05 - 0.7 * share))
    lean = np.clip(0.85 - 1.9 * share, -0.75, 0.85) + rng.normal(0.0, 0.2, 1200)
    growth = np.stack([np.cos(lean) * side, np.sin(lean), 0.0 * lean], axis=1)
    length = rng.uniform(3.5, 7.5, 1200) * (0.7 + 0.9 * share - 0.9 * share**2)
    brows = _chains(shape, np.stack([x * side, y], 1), growth, length, rng)
    grown = brows.joined(_lashes(shape, rng))
    return grown.taken(np.arange(0)) if head.condition == "universalis" else grown


def _lashes(shape: HeadShape, rng: np.random.Generator) -> Hairs:
    x = rng.uniform(19.5, 44.5, 240)
    side = np.where(rng.random(240) < 0.5, -1.0, 1.0)
    upper = slit_edges(x.astype(np.float32))[1].astype(np.float64)
    y = upper + rng.uniform(-0.5, 0.1, 240)
    lean = np.pi / 2 - 0.05 * (x - 27.0) + rng.normal(0.0, 0.2, 240)
    growth = np.stack([np.cos(lean) * side, np.sin(lean), 0.25 + 0.0 * x], axis=1)
    return _chains(shape, np.stack([x * side, y], 1), growth, rng.uniform(0.8, 2.0, 240), rng)


def _chains(
    shape: HeadShape, spots: Floats, growth: Floats, length: Floats, rng: np.random.Generator
) -> Hairs:
    """Lay hairs from spots (x, y) of the face along it, in six pieces that thin to the tip."""
    count, pieces = len(spots), 6
    bend = np.stack([0.0 * length, -0.15 + 0.2 * rng.random(count), 0.0 * length], axis=1)
    share = np.arange(pieces)[:, None, None] / pieces
    step = growth + share * bend
    run = (step * (length / pieces)[None, :, None])[..., :2]
    flat = (spots + np.cumsum(run, axis=0) - run).reshape(-1, 2)
    depth = _front_of(shape, flat)
    root = np.column_stack([flat, depth + 0.3])
    normal = bare_normals(shape, root.T.astype(np.float32))
    thin = (0.062 * (1.0 - 0.8 * share[..., 0]) * np.ones((pieces, count))).ravel()
    return Hairs(
        root_mm=root,
        normal=normal,
        growth=unit(step.reshape(-1, 3)),
        length_mm=np.tile(length / pieces * 1.1, pieces),
        width_mm=thin,
        ink=np.ones(len(root)),
        turn=np.zeros(len(root)),
    )


def _front_of(shape: HeadShape, spots: Floats) -> Floats:
    """Give the z (N,) where the face's front lies at spots (x, y)."""
    place = np.column_stack([spots, np.full(len(spots), 118.0)]).T.astype(np.float32)
    for _ in range(24):
        place[2] -= np.float32(0.85) * shape.bare_distance(place)
    return np.asarray(place[2], dtype=np.float64)
