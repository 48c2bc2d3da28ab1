"""The room that the client's own hair leaves for dots: how many, and not on a hair."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from smp_sim.model.hair_map import DEFAULT_WIDTH_MM, HairMap
from smp_sim.model.plan import Area
from smp_sim.model.units import Vec3
from smp_sim.render import tissue as figures
from smp_sim.render.head_geometry import place_on_head, unit

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: A sample speaks for the skin this far round it, mm; between samples the nearest few are weighed
#: by distance. Assumed: hair density changes over about a centimetre.
SAMPLE_REACH_MM = 20.0
_NEAREST = 6

#: What is left of a feather where a map tells the hair: the count itself fades the dots out where
#: hair begins, so that a wide feather would leave the skin between the two too bare. Assumed.
COUNTED_FEATHER = 0.3


def wanted_dots(
    area: Area, maps: tuple[HairMap, ...], semi_axes_mm: Vec3 | None, places_mm: Floats
) -> Floats | float:
    """Give the dots per cm² that an area wants at places (N, 3) in mm, away from its edges.

    An area that fills up hair counts hairs and dots together: what is there already is not asked
    for again. Where no map tells, ``hair_per_cm2`` of the area stands for it.
    """
    if not area.fills_up:
        return area.density_per_cm2
    hair = hair_at(area, maps, semi_axes_mm, places_mm)
    return np.maximum(area.density_per_cm2 - hair, 0.0)


def rear_feather(area: Area, maps: tuple[HairMap, ...]) -> float:
    """Give the width in mm over which an area fades at its edge in the hair.

    An area that ``counts_hair`` fades by the count wherever a map tells hair on its ground.
    """
    told = any(m.samples for m in maps if m.view == area.view)
    return area.feather_mm * (COUNTED_FEATHER if area.counts_hair and told else 1.0)


def hair_at(
    area: Area, maps: tuple[HairMap, ...], semi_axes_mm: Vec3 | None, places_mm: Floats
) -> Floats:
    """Give the hairs per cm² (N,) at places (N, 3) in mm of an area's ground."""
    hair = np.full(len(places_mm), area.hair_per_cm2)
    samples = [s for m in maps if m.view == area.view for s in m.samples]
    if not samples or not len(places_mm):
        return hair
    known = _places_of([sample.place for sample in samples], semi_axes_mm)
    counted = np.array([sample.per_cm2 for sample in samples])
    count = min(_NEAREST, len(samples))
    found = cKDTree(known).query(places_mm, k=[*range(1, count + 1)])
    distance, index = np.asarray(found[0]), np.asarray(found[1])
    width = np.array([sample.width_mm for sample in samples])[index]
    weight = np.exp(-0.5 * (distance / width) ** 2) * (DEFAULT_WIDTH_MM / width) ** 2 + 1e-12
    mean = np.sum(weight * counted[index], axis=1) / np.sum(weight, axis=1)
    near = distance[:, 0] <= SAMPLE_REACH_MM
    hair[near] = mean[near]
    return hair


def clear_of_hair(maps: tuple[HairMap, ...], semi_axes_mm: Vec3 | None, places_mm: Floats) -> Mask:
    """Say which places (N, 3) in mm keep off every single hair of the maps of their ground.

    The distance is 0.25 mm (``hair-clearance``): dots go between hairs, not over them.
    """
    roots = [root for hair_map in maps for root in hair_map.roots]
    if not roots or not len(places_mm):
        return np.ones(len(places_mm), dtype=bool)
    clearance = figures.HAIR_CLEARANCE.value
    tree = cKDTree(_places_of(roots, semi_axes_mm))
    found = tree.query(places_mm, distance_upper_bound=1.001 * clearance)[0]
    return np.asarray(found > clearance)


def _places_of(points: list[Vec3], semi_axes_mm: Vec3 | None) -> Floats:
    places = np.asarray(points, dtype=np.float64).reshape(-1, 3)
    if semi_axes_mm is None:
        return places * (1.0, 1.0, 0.0)
    return place_on_head(unit(places), semi_axes_mm)
