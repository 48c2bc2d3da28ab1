"""What would be left if loss went on: the filled front as an island above a lower fringe.

The fringe that loss is taken to is that of Norwood VI, where front and crown have joined (domain
figures section 4.1). Who gets there, and when, no plan can know: it is only an outlook.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.area_kind import KIND_TRAITS
from smp_sim.model.plan import Area, Plan
from smp_sim.render.area_field import (
    AreaField,
    build_field,
    cell_areas_mm2,
    inside_polygon,
    raster_lines,
)
from smp_sim.render.area_outline import AreaOutline, outline_area
from smp_sim.render.hairline_curve import hairline_places
from smp_sim.render.loss_edges import hair_edge
from smp_sim.render.scalp_chart import chart_of_places

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def later_fringe(plan: Plan) -> AreaOutline:
    """Give the outline of what is bare at Norwood VI, behind the plan's hairline."""
    line = hairline_places(plan.hairline, plan.head)
    later = Area(id="later", kind="behind-hairline", outline=hair_edge("6", plan.head))
    return outline_area(later, line, plan.head.semi_axes_mm)


def bare_later_cm2(plan: Plan) -> float:
    """Give the skin in cm² that Norwood VI would bare and that no area of the plan fills.

    Areas between hairs don't count as filled: their dots are too few to stand alone.

    Raises
    ------
    PlanError
        Where an area's outline holds nothing.
    """
    field = build_field(later_fringe(plan), (), 0.0, 0.0)
    bare = np.min(field.planes[..., :2], axis=2) > 0.0
    line = hairline_places(plan.hairline, plan.head)
    for area in plan.areas:
        if not area.is_flat and is_full_field(area):
            outline = outline_area(area, line, plan.head.semi_axes_mm)
            bare &= ~_cells_inside(outline, field)
    return float(cell_areas_mm2(field)[bare].sum() / 100.0)


def is_full_field(area: Area) -> bool:
    """Say whether an area fills bare skin by itself, not what other hair leaves."""
    traits = KIND_TRAITS[area.kind]
    return traits.shape in ("zone", "closed") and not traits.fills_up and area.kind != "placed"


def _cells_inside(outline: AreaOutline, field: AreaField) -> Mask:
    columns, rows = raster_lines(field.origin, field.cell, field.reach.shape)
    return inside_polygon(chart_of_places(outline.closed, outline.semi_axes_mm), columns, rows)
