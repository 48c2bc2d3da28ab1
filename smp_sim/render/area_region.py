"""An area made ready to be filled: its distances on the skin, and what its edges leave there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.model.area_history import UNASKED
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area, Plan, Session
from smp_sim.render.area_field import AreaField, build_field, read_field
from smp_sim.render.area_outline import outline_area
from smp_sim.render.cache import Cache, stage_key
from smp_sim.render.edge_profile import (
    EdgeProfile,
    edge_tiles,
    feather_profile,
    full_profile,
    hairline_depth,
    hairline_profile,
    hairline_reach,
)
from smp_sim.render.hair_room import rear_feather
from smp_sim.render.hairline_curve import hairline_places
from smp_sim.render.lip_shading import DEEPEST_MM, grade_lips, is_graded
from smp_sim.render.products import Plane

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Region:
    """An area made ready: its number in the plan, its distances, the plan, the caller's cache."""

    number: int
    area: Area
    field: AreaField
    plan: Plan
    kept: Cache

    def tiles(self) -> tuple[Plane, Plane]:
        """Give the noise of the hairline's waves."""
        seed = self.plan.seed
        return self.kept.obtain(stage_key("edge_tiles", seed), lambda: edge_tiles(seed))


def make_regions(plan: Plan, view_id: str, kept: Cache) -> list[Region]:
    """Make the areas of a view ready, ``view_id`` empty for the head; not the hand-placed ones.

    Raises
    ------
    PlanError
        Where an area can't be drawn.
    """
    return [
        Region(number, area, _kept_field(plan, area, kept), plan, kept)
        for number, area in enumerate(plan.areas)
        if area.kind != "placed" and area.view == view_id
    ]


def _kept_field(plan: Plan, area: Area, kept: Cache) -> AreaField:
    """Give an area's distances; how densely and how darkly it is filled changes none of them."""
    filled_alike = replace(area, density_per_cm2=0.0, dot_mm=0.25, shade=0.0, variety=0.0)
    filled_alike = replace(filled_alike, uptake_scatter=0.0, hair_per_cm2=0.0)
    if area.technique != "hair":  # hair fades elsewhere at its edge than dots do
        filled_alike = replace(filled_alike, technique="dots")
    filled_alike = replace(filled_alike, history=UNASKED, counts_hair=False, growth_deg=None)
    filled_alike = replace(filled_alike, first_session=1, last_session=40)
    filled_alike = replace(filled_alike, ombre=float(is_graded(area)), liner_mm=0.0, liner_tone=1.0)
    key = stage_key("area_field", [filled_alike, plan.hairline, plan.head])
    return kept.obtain(key, lambda: area_distances(plan, area))


def area_distances(plan: Plan, area: Area) -> AreaField:
    """Measure the distances of an area's edges. Raises PlanError where it can't be drawn."""
    axes = plan.head.semi_axes_mm
    has_front = area.kind in ("behind-hairline", "whole-scalp")
    line = hairline_places(plan.hairline, plan.head) if has_front else np.empty((0, 3))
    outline = outline_area(area, line, axes)
    reach = hairline_reach(plan.hairline) if len(outline.front) else 0.0
    ramp = hairline_depth(plan.hairline) if len(outline.front) else 0.0
    deep = DEEPEST_MM if is_graded(area) else 0.0
    return build_field(outline, area.strokes, reach, max(area.feather_mm, ramp, deep))


def edge_profile(region: Region, chart: Floats, core: Mask) -> EdgeProfile:
    """Give the edges' profile at chart points (N, 2); in the core, (N,), the area is full."""
    rim = np.flatnonzero(~core)
    distances = read_field(region.field, chart[rim])
    area = replace(region.area, feather_mm=rear_feather(region.area, region.plan.hair))
    if region.field.has_front:
        edge = hairline_profile(area, region.plan.hairline, distances, region.tiles())
    else:
        inside_mm = distances[:, 0].astype(np.float64)
        edge = feather_profile(area, inside_mm)
        if is_graded(area):
            edge = grade_lips(area, region.field, inside_mm, edge)
    whole = full_profile(len(core))
    whole.share[rim], whole.strays[rim] = edge.share, edge.strays
    whole.tone[rim], whole.size[rim] = edge.tone, edge.size
    return whole


def plane_box(regions: list[Region]) -> tuple[Floats, Floats]:
    """Give the least and the largest x and y (2,) in mm of flat areas."""
    frames = [(np.asarray(region.field.origin), region.field) for region in regions]
    low = np.min([origin for origin, _ in frames], axis=0)
    high = np.max([o + f.cell * np.array(f.reach.shape[::-1]) for o, f in frames], axis=0)
    return low, high


def session_shares(area: Area, sessions: tuple[Session, ...]) -> Floats:
    """Give the share of each sitting, 0 for those that an area leaves out.

    Raises
    ------
    PlanError
        Where none of the area's sittings adds anything.
    """
    shares = np.array([session.share for session in sessions], dtype=np.float64)
    first = min(area.first_session, len(sessions)) - 1
    shares[:first] = 0.0
    shares[max(area.last_session, first + 1) :] = 0.0
    if np.sum(shares) <= 0.0:
        raise PlanError(
            "The sessions add no dots.", where="sessions", next_step="Give them shares above 0."
        )
    return shares
