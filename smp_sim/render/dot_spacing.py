"""How the dots of a field stand: least and mean distance, and how even the field is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from smp_sim.model.head import Head
from smp_sim.render.blue_noise import clark_evans, nearest_distances
from smp_sim.render.head_geometry import place_on_head
from smp_sim.render.products import DotField

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spacing:
    """How the dots stand: all 0 for fewer than two dots.

    ``clark_evans`` ratio (1 random, 2.15 a lattice), least and mean nearest distance in mm.
    """

    clark_evans: float
    min_mm: float
    mean_mm: float


def measure_spacing(field: DotField, head: Head | None) -> Spacing:
    """Measure how the dots stand on a head, or in the plane of a flat view (``head`` None).

    The Clark-Evans ratio holds each nearest distance against the local density (from the 40
    nearest dots), at dots that have neighbours all round, so that fading edges don't count as
    unevenness; of many dots some 4,000 are taken.
    """
    if len(field) < 2:
        return Spacing(0.0, 0.0, 0.0)
    places = field.place if head is None else place_on_head(field.place, head.semi_axes_mm)
    nearest = nearest_distances(places)
    ratio = _local_clark_evans(places, nearest)
    return Spacing(ratio, float(nearest.min()), float(nearest.mean()))


def _local_clark_evans(places: Floats, nearest: Floats) -> float:
    count = min(40, len(places) - 1)
    sample = np.arange(0, len(places), max(len(places) // 4000, 1))
    found = cKDTree(places).query(places[sample], k=count + 1)
    distance, index = np.asarray(found[0]), np.asarray(found[1])
    reach = distance[:, -1]
    lean = np.linalg.norm(places[index].mean(axis=1) - places[sample], axis=1) / reach
    inner = lean < 0.2 if np.any(lean < 0.2) else np.ones(len(sample), dtype=bool)
    density = (count + 0.25) / (np.pi * reach[inner] ** 2)
    return clark_evans(nearest[sample][inner], density)
