"""Washes: pigment shaded over the skin in strokes that merge, so that no single dot is seen.

A wash has places of its own, a lattice so close that the wide, soft footprints on it run together
into an even colour. The lattice is the same for every density: more needle points only put more
pigment on each place. Every sitting goes over all of them. So a wash and dots share one piece of
skin, each as full as it was asked for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.plan import Area, Plan
from smp_sim.model.units import Vec3
from smp_sim.render import tissue as figures
from smp_sim.render.area_field import cell_numbers
from smp_sim.render.area_region import Region, edge_profile, plane_box, session_shares
from smp_sim.render.blue_noise import child_rng, rotate_points
from smp_sim.render.cache import Cache, stage_key
from smp_sim.render.dot_looks import full_tone
from smp_sim.render.dot_order import OFF_CHART, plane_code
from smp_sim.render.edge_profile import brush_profile
from smp_sim.render.head_geometry import area_per_steradian, fibonacci_sphere, unit
from smp_sim.render.products import DotField
from smp_sim.render.scalp_chart import LOWEST_Y, chart_of_sphere
from smp_sim.render.tissue_course import course_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Spacing of the lattice in mm: with the healed stroke's sigma of 0.3 mm what is left of it is
#: below 1 % of the pigment (exp(-2π² σ² k²) at the lattice's first wave number, 2.3 per mm).
LATTICE_MM = 0.5
#: Skin in mm² for each place of a hexagonal lattice of that spacing.
LATTICE_CELL_MM2 = LATTICE_MM**2 * math.sqrt(3.0) / 2.0
#: Identities of a wash's places begin here, beyond every rank of the point set and before the
#: hand-placed dots; each sitting has room for 2^44 of them.
FIRST_WASH_IDENTITY, _SITTING_BITS = 1 << 51, 44


@dataclass(frozen=True, slots=True)
class WashPlaces:
    """A lattice laid out, all (N, ...).

    ``identity`` (N,); ``chart`` (N, 2); ``place_mm`` (N, 3) on the ellipsoid or in the plane;
    ``cell_mm2`` (N,) the skin that each place stands for.
    """

    identity: Ints
    chart: Floats
    place_mm: Floats
    cell_mm2: Floats


@dataclass(frozen=True, slots=True)
class _Coat:
    """What a wash puts on places ``index`` of the lattice, (N,): tone of all sittings together."""

    index: Ints
    tone: Floats


def wash_fields(plan: Plan, regions: list[Region], kept: Cache) -> list[DotField]:
    """Give the pigment of washes, one field for each region.

    Where several washes want a place, the one with most pigment has it: they don't double. Neither
    variety nor uneven uptake is read: strokes overlap, so that what one misses the next one gives
    (assumed).
    """
    if not any(region.area.density_per_cm2 > 0.0 for region in regions):
        return []
    laid = _lay_places(plan, regions, kept)
    coats = [_coat_of(region, laid) for region in regions]
    owner = _share_out(coats, len(laid.identity))
    return [
        _coat_field(region, _owned(coat, owner, number), laid)
        for number, (region, coat) in enumerate(zip(regions, coats, strict=True))
    ]


def dots_worth(plan: Plan, field: DotField) -> Floats:
    """Give how many dots, as planned, each entry (N,) of a field stands for.

    A dot is one; a place of a wash is the needle points whose pigment it holds in its sitting.
    """
    worth = np.ones(len(field))
    for number, area in enumerate(plan.areas):
        if is_wash(area):
            own = field.area == number
            worth[own] = field.tone[own] / max(_tone_of_point(area), 1e-12)
    return worth


def is_wash(area: Area) -> bool:
    """Say whether an area's pigment is shaded as a wash; hand-placed dots never are."""
    return area.technique == "wash" and area.kind != "placed"


def stroke_mm(area: Area) -> float:
    """Give the diameter in mm that a wash's footprint has before its tissue widens it."""
    return figures.WASH_STROKE.value / course_of(area.tissue).diameter


def _tone_of_point(area: Area) -> float:
    """Give the tone of a footprint with the pigment of one needle point of the area's own size."""
    return full_tone(area.shade) * (area.dot_mm / stroke_mm(area)) ** 2


def _lay_places(plan: Plan, regions: list[Region], kept: Cache) -> WashPlaces:
    axes = regions[0].field.semi_axes_mm
    if axes is None:
        return _lay_in_plane(plan.seed, *plane_box(regions))
    key = stage_key("wash_places", [plan.seed, axes])
    return kept.obtain(key, lambda: _lay_on_head(plan.seed, axes))


def _lay_on_head(seed: int, semi_axes_mm: Vec3) -> WashPlaces:
    """Lay a golden-angle spiral, turned by the seed, on the ellipsoid.

    Rounded, so that the last bit of a machine's sine doesn't matter.
    """
    largest = 4.0 * math.pi * math.prod(semi_axes_mm) / min(semi_axes_mm)
    even = np.round(fibonacci_sphere(math.ceil(largest / LATTICE_CELL_MM2)), 9)
    sphere = rotate_points(even, int(child_rng(seed, 30).integers(2**31)))
    chart = chart_of_sphere(sphere)
    chart[sphere[:, 1] < LOWEST_Y] = OFF_CHART
    cell = 4.0 * math.pi / len(sphere) * area_per_steradian(sphere, semi_axes_mm)
    places = sphere * np.asarray(semi_axes_mm)
    return WashPlaces(np.arange(len(sphere), dtype=np.int64), chart, places, cell)


def _lay_in_plane(seed: int, low_mm: Floats, high_mm: Floats) -> WashPlaces:
    """Lay a hexagonal lattice, shifted by the seed, over a box of the plane."""
    step = np.array([LATTICE_MM, LATTICE_MM * math.sqrt(3.0) / 2.0])
    shift = child_rng(seed, 31).random(2)
    first = np.floor(low_mm / step - shift).astype(int) - 1
    last = np.floor(high_mm / step - shift).astype(int) + 1
    row, column = (
        part.ravel() for part in np.mgrid[first[1] : last[1] + 1, first[0] : last[0] + 1]
    )
    chart = np.stack([column + 0.5 * (row % 2), row], axis=-1)
    chart = (chart + shift) * step
    places = np.concatenate([chart, np.zeros((len(chart), 1))], axis=1)
    cell = np.full(len(chart), LATTICE_CELL_MM2)
    return WashPlaces(plane_code(column, row), chart, places, cell)


def _coat_of(region: Region, laid: WashPlaces) -> _Coat:
    """Work out how much pigment an area puts on each place: full inside, less toward its edges.

    Where dots thin out, a wash gets lighter: edges take tone from it, never places.
    """
    area, field = region.area, region.field
    cells = cell_numbers(field, laid.chart)
    index = np.flatnonzero(field.reach.ravel()[cells])
    profile = edge_profile(region, laid.chart[index], field.core.ravel()[cells[index]])
    profile = brush_profile(area.strokes, field.semi_axes_mm, laid.place_mm[index], profile)
    strength = profile.share * profile.tone * profile.size**2
    points = area.density_per_cm2 / 100.0 * laid.cell_mm2[index]
    return _Coat(index, points * _tone_of_point(area) * strength)


def _share_out(coats: list[_Coat], count: int) -> Ints:
    """Give for each place the number of the wash that puts most on it, -1 for none."""
    owner, best = np.full(count, -1, dtype=np.int64), np.zeros(count)
    for number, coat in enumerate(coats):
        stronger = coat.tone > best[coat.index]
        best[coat.index[stronger]] = coat.tone[stronger]
        owner[coat.index[stronger]] = number
    return owner


def _owned(coat: _Coat, owner: Ints, number: int) -> _Coat:
    own = owner[coat.index] == number
    return _Coat(coat.index[own], coat.tone[own])


def _coat_shares(region: Region) -> Floats:
    """Give the share of the pigment that each sitting lays: a corrector's coat comes beneath.

    The colour has its whole dose in the sittings after those of the corrector, and so has that.
    """
    shares = session_shares(region.area, region.plan.sessions)
    corrector = region.area.corrector
    stages = [slice(None)]
    if corrector is not None:
        stages = [slice(corrector.sittings), slice(corrector.sittings, None)]
    for stage in stages:
        shares[stage] /= max(shares[stage].sum(), 1e-12)
    return shares


def _coat_field(region: Region, coat: _Coat, laid: WashPlaces) -> DotField:
    """Lay a coat in each of the area's sittings, with its share of the pigment."""
    shares = _coat_shares(region)
    sittings = np.flatnonzero(shares > 0.0)
    shares = shares[sittings]
    places = laid.place_mm[coat.index]
    place = places if region.field.semi_axes_mm is None else unit(places)
    count, times = len(coat.index), len(sittings)
    first = FIRST_WASH_IDENTITY + (sittings << _SITTING_BITS)
    return DotField(
        identity=(first[:, None] + laid.identity[coat.index]).ravel(),
        place=np.tile(place, (times, 1)),
        area=np.full(count * times, region.number, dtype=np.int32),
        session=np.repeat(sittings, count).astype(np.int32),
        diameter_mm=np.full(count * times, round(stroke_mm(region.area), 6)),
        tone=np.round((shares[:, None] * coat.tone).ravel(), 6),
        depth_mm=np.full(count * times, region.area.depth_mm),
    )
