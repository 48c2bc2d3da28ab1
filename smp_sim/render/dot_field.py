"""The dot field: every dot of a plan, on the head or in a flat view's plane. No photo in it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from smp_sim.model.errors import PlanError
from smp_sim.model.hair_map import HairMap
from smp_sim.model.plan import Area, Plan
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import Vec3
from smp_sim.render.area_field import (
    cell_areas_mm2,
    cell_cover,
    cell_numbers,
    cell_places,
)
from smp_sim.render.area_region import (
    Region,
    area_distances,
    edge_profile,
    make_regions,
    plane_box,
    session_shares,
)
from smp_sim.render.cache import Cache, stage_key
from smp_sim.render.dot_growth import grow_dots, is_hair
from smp_sim.render.dot_looks import full_tone, size_scatter, tone_scatter
from smp_sim.render.dot_order import (
    TILE_MM,
    PointPlan,
    largest_rank,
    lay_in_plane,
    lay_on_head,
    rounded_count,
)
from smp_sim.render.edge_profile import (
    brush_profile,
    near_stroke,
)
from smp_sim.render.hair_room import clear_of_hair, wanted_dots
from smp_sim.render.head_geometry import place_on_head
from smp_sim.render.laid_points import LaidPoints
from smp_sim.render.placed_dots import placed_field
from smp_sim.render.products import DotField, PointSet
from smp_sim.render.wash_field import dots_worth, is_wash, wash_fields

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

#: Slow density variation: +-15 % at variety 0.5 (domain figures section 3.1, assumed there).
SLOW_PER_VARIETY = 0.3
#: Half width of the positional jitter in mm for a variety of 1. Assumed: small beside the 0.4 mm
#: that are the least distance at 180 dots/cm².
JITTER_MM = 0.07
#: What the seed of hair that grows back differs in from that of the dots (any number would do).
HAIR_SEED = 0x5EED_41
#: Identities of hair begin here, beyond those of dots and before those of washes.
FIRST_HAIR_IDENTITY = 1 << 50

#: What the fields of several areas have to be joined of; growth comes after, from the places.
_JOINED = ("identity", "place", "area", "session", "diameter_mm", "tone", "depth_mm")


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What an area wants at points ``index`` of those laid out, all (N,).

    Dots per mm², the points' order of choice, and their looks.
    """

    index: Ints
    wanted: Floats
    order: Floats
    tone: Floats
    size: Floats


def place_dots(
    plan: Plan, points: PointSet, view_id: str = "", kept: Cache | None = None
) -> DotField:
    """Place the dots of a plan.

    Parameters
    ----------
    plan : hairline, areas, sessions and seed.
    points : the progressive point set.
    view_id : empty for the head; else the view whose flat patches are wanted.
    kept : the caller's cache, used with this point set alone: there what does not change while a
        slider is dragged is found again.

    Returns
    -------
    DotField
        In order of identity, the pigment of washes among them (see :mod:`wash_field`): dots and
        washes share the skin, each as full as if it were alone. The same plan and points give the
        same dots to the bit; a higher density keeps every dot where it is and only adds some.

    Raises
    ------
    PlanError
        Where an area can't be drawn, or its head is too large for its density.
    """
    kept = Cache(0) if kept is None else kept  # An empty cache is false.
    regions = make_regions(plan, view_id, kept)
    axes = None if view_id else plan.head.semi_axes_mm
    maps = tuple(hair_map for hair_map in plan.hair if hair_map.view == view_id)
    hairy = [region for region in regions if is_hair(region.area)]
    regions = [region for region in regions if not is_hair(region.area)]
    dotted = [region for region in regions if not is_wash(region.area)]
    washed = [region for region in regions if is_wash(region.area)]
    dots = _clear_of_hair(_join_fields(_chosen_fields(plan, dotted, points, kept)), maps, axes)
    washes = wash_fields(plan, washed, kept)
    pigment = _join_fields([dots, *washes]) if washes else dots
    by_hand = [
        placed_field(area, number, len(plan.sessions))
        for number, area in enumerate(plan.areas)
        if area.kind == "placed" and area.view == view_id
    ]
    grown = [_clear_of_hair(hair, maps, axes) for hair in _hair_fields(plan, hairy, points, kept)]
    whole = _join_fields([_keep_out(pigment, regions, axes), *grown, *by_hand])
    return grow_dots(whole, plan, {region.number: region.field for region in regions})


def _hair_fields(
    plan: Plan, regions: list[Region], points: PointSet, kept: Cache
) -> list[DotField]:
    """Root hair by the same point set turned another way, so that it knows nothing of the dots.

    No sitting brings it: all of it stands under the first one, which doesn't heal it.
    """
    other = structs.replace(plan, seed=plan.seed ^ HAIR_SEED)
    fields = _chosen_fields(other, regions, points, kept)
    return [
        replace(
            field,
            identity=field.identity + FIRST_HAIR_IDENTITY,
            session=np.zeros_like(field.session),
        )
        for field in fields
    ]


def _chosen_fields(
    plan: Plan, regions: list[Region], points: PointSet, kept: Cache
) -> list[DotField]:
    """Take the dots of all areas but the hand-placed ones from the point set."""
    if not any(region.area.density_per_cm2 > 0.0 for region in regions):
        return []
    laid = _lay_points(plan, regions, points, kept)
    wishes = [_ask_area(region, laid) for region in regions]
    owner = _share_out(wishes, len(laid.points.rank))
    return [
        _make_dots(number, region, wish, laid.points, owner)
        for number, (region, wish) in enumerate(zip(regions, wishes, strict=True))
    ]


def _lay_points(plan: Plan, regions: list[Region], points: PointSet, kept: Cache) -> LaidPoints:
    """Lay out as many points as the areas may need."""
    axes = regions[0].field.semi_axes_mm
    per_mm2 = 4.0 * np.pi * math.prod(axes) / min(axes) if axes else TILE_MM**2
    total = len(points.sphere if axes else points.tile)
    count = max(
        largest_rank(per_mm2 * _most_wanted(region), region.area.variety, total)
        for region in regions
    )
    count = rounded_count(count, total)
    low, high = (np.zeros(1), np.zeros(1)) if axes else plane_box(regions)
    key = stage_key("points", [plan.seed, count, axes, low.tolist(), high.tolist()])

    def lay() -> PointPlan:
        if axes:
            return lay_on_head(points, plan.seed, count, axes)
        return lay_in_plane(points, plan.seed, low, high, count)

    scale = float(np.cbrt(np.prod(axes))) if axes else 1.0
    return LaidPoints(kept.obtain(key, lay), key, plan.seed, scale, kept)


def _most_wanted(region: Region) -> float:
    """Give the most dots per mm² that a region can want anywhere."""
    area, line = region.area, region.plan.hairline
    body = area.density_per_cm2 * (1.0 + SLOW_PER_VARIETY * area.variety)
    return max(body, 0.5 * line.edge_density * area.density_per_cm2) / 100.0


def _ask_area(region: Region, laid: LaidPoints) -> _Wishes:
    """Work out what an area wants at every point that may become its dot."""
    area, field, points = region.area, region.field, laid.points
    cells = cell_numbers(field, points.chart)
    reached = np.flatnonzero(field.reach.ravel()[cells])
    per_mm2 = points.per_mm2[reached]
    _require_points(area, per_mm2, points.total)
    order = laid.order(area.variety)[reached]
    hopeful = np.flatnonzero(order < per_mm2 * _most_wanted(region))
    index = reached[hopeful]
    chart, places = points.chart.take(index, axis=0), points.place_mm.take(index, axis=0)
    profile = edge_profile(region, chart, field.core.ravel()[cells[index]])
    profile = brush_profile(area.strokes, field.semi_axes_mm, places, profile)
    slow = 1.0 + SLOW_PER_VARIETY * area.variety * laid.slow_noise(chart)
    full = wanted_dots(area, region.plan.hair, field.semi_axes_mm, places)
    wanted = (full * profile.share * slow + profile.strays) / 100.0
    return _Wishes(index, wanted, order[hopeful], profile.tone, profile.size)


def _require_points(area: Area, per_mm2: Floats, total: int) -> None:
    """Refuse a density that the point set can't give on so large a head."""
    most = total / float(np.max(per_mm2, initial=1e-9)) * 100.0
    if area.density_per_cm2 > most:
        raise PlanError(
            Sentence("On so large a head there are only {most:.0f} dots/cm².", most=most),
            where=f"areas.{area.id}",
            next_step="Check the scale and the head's size, or lower the density.",
        )


def _share_out(wishes: list[_Wishes], count: int) -> Ints:
    """Give for each point laid out the number of the wish that wants it most, -1 for none."""
    owner, best = np.full(count, -1, dtype=np.int64), np.zeros(count)
    for number, wish in enumerate(wishes):
        stronger = wish.wanted > best[wish.index]
        index = wish.index[stronger]
        best[index] = wish.wanted[stronger]
        owner[index] = number
    return owner


def _make_dots(
    number: int, region: Region, wish: _Wishes, points: PointPlan, owner: Ints
) -> DotField:
    """Turn the points that an area both owns and reaches into dots."""
    threshold = wish.wanted * points.per_mm2[wish.index]
    own = owner[wish.index] == number
    kept = np.flatnonzero(own & (wish.order < threshold))
    index, area = wish.index[kept], region.area
    normal = np.clip(points.normal.take(index, axis=0).astype(np.float64), -3.0, 3.0)
    places, jitter = points.place_mm.take(index, axis=0), points.jitter.take(index, axis=0)
    return DotField(
        identity=points.identity[index],
        place=_jittered(region, places, jitter),
        area=np.full(len(index), region.number, dtype=np.int32),
        session=_sessions(
            session_shares(area, region.plan.sessions), wish.order[kept] / threshold[kept]
        ),
        diameter_mm=np.round(area.dot_mm * wish.size[kept] * size_scatter(area, normal), 6),
        tone=np.round(full_tone(area.shade) * wish.tone[kept] * tone_scatter(area, normal), 6),
        depth_mm=np.full(len(index), area.depth_mm),
    )


def _jittered(region: Region, places_mm: Floats, jitter: NDArray[np.float32]) -> Floats:
    """Move dots a little; give unit directions on the head, mm in a plane."""
    moved = places_mm + JITTER_MM * region.area.variety * jitter.astype(np.float64)
    if region.field.semi_axes_mm is None:
        return np.asarray(moved * (1.0, 1.0, 0.0))
    length = np.sqrt(moved[:, 0] ** 2 + moved[:, 1] ** 2 + moved[:, 2] ** 2)
    return np.asarray(moved / length[:, None])


def _sessions(shares: Floats, share: Floats) -> NDArray[np.int32]:
    """Give the session (N,) of dots from their share of the cumulative order."""
    upto = np.cumsum(shares)
    return np.searchsorted(upto[:-1] / upto[-1], share, side="right").astype(np.int32)


def _join_fields(parts: list[DotField]) -> DotField:
    if not parts:
        whole, real = np.empty(0, dtype=np.int32), np.empty(0)
        identity, places = np.empty(0, dtype=np.int64), np.empty((0, 3))
        return DotField(identity, places, whole, whole, real, real, real)
    identity, place, area, session, diameter_mm, tone, depth_mm = (
        np.concatenate([getattr(part, name) for part in parts]) for name in _JOINED
    )
    joined = DotField(identity, place, area, session, diameter_mm, tone, depth_mm)
    return joined.taken(np.argsort(joined.identity, kind="stable"))


def _clear_of_hair(field: DotField, maps: tuple[HairMap, ...], axes: Vec3 | None) -> DotField:
    """Leave out the dots on single hairs; a wash goes on under them."""
    if not any(hair_map.roots for hair_map in maps):
        return field
    kept = clear_of_hair(maps, axes, _places_of(field, axes))
    return field if kept.all() else field.taken(np.flatnonzero(kept))


def _keep_out(field: DotField, regions: list[Region], axes: Vec3 | None) -> DotField:
    """Leave out what lies under the keep-out strokes of any area."""
    strokes = [s for r in regions for s in r.area.strokes if s.effect == "keep-out"]
    if not strokes:
        return field
    places, kept = _places_of(field, axes), np.ones(len(field), dtype=bool)
    for stroke in strokes:
        index, distance, radius = near_stroke(stroke, axes, places)
        kept[index[distance <= radius]] = False
    return field if kept.all() else field.taken(np.flatnonzero(kept))


def _places_of(field: DotField, axes: Vec3 | None) -> Floats:
    return field.place if axes is None else place_on_head(field.place, axes)


def measure_area(plan: Plan, area: Area) -> float:
    """Give the area in cm² that an area covers, on the true ellipsoid or in its plane.

    Up to its edge, feathered or not, with what strokes add and without what they take away.
    """
    field = area_distances(plan, area)
    cells = cell_areas_mm2(field)
    cover = cell_cover(area, field, np.sqrt(cells).ravel())
    return float(np.sum(cells.ravel() * cover)) / 100.0


def measure_density(plan: Plan, field: DotField, number: int) -> float:
    """Give the dots per cm² of the plan's area ``number``: its dots over its effective area.

    The effective area counts each patch of skin by the share of the full density that edges and
    strokes leave there, so that a feathered area filled as asked gives the density asked for.
    """
    area = plan.areas[number]
    region = Region(number, area, area_distances(plan, area), plan, Cache(0))
    chart, places = cell_places(region.field)
    profile = edge_profile(region, chart, region.field.core.ravel())
    profile = brush_profile(area.strokes, region.field.semi_axes_mm, places, profile)
    share = profile.share + profile.strays / max(area.density_per_cm2, 1e-9)
    effective = float(np.sum(share * cell_areas_mm2(region.field).ravel())) / 100.0
    return float(count_dots(plan, field)[number]) / effective if effective > 0.0 else 0.0


def count_dots(plan: Plan, field: DotField) -> Ints:
    """Count the dots (areas,) of each area; of a wash, the needle points that it stands for."""
    worth = dots_worth(plan, field)
    counted = np.bincount(field.area, worth, minlength=len(plan.areas))
    return np.rint(counted).astype(np.int64)


def count_sessions(plan: Plan, field: DotField) -> Ints:
    """Count the dots (sessions,) of each sitting, washes as in :func:`count_dots`."""
    worth = dots_worth(plan, field)
    counted = np.bincount(field.session, worth, minlength=len(plan.sessions))
    return np.rint(counted).astype(np.int64)
