"""What would be left if loss went on: the filled front as an island above a lower fringe.

The fringe that loss is taken to is that of Norwood VI, where front and crown have joined (domain
figures section 4.1). Who gets there, and when, no plan can know: it is only an outlook.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.area_kind import KIND_TRAITS
from smp_sim.model.camera import Camera, FlatCamera
from smp_sim.model.plan import Area, Plan
from smp_sim.render.area_field import (
    AreaField,
    build_field,
    cell_areas_mm2,
    inside_polygon,
    raster_lines,
    read_field,
)
from smp_sim.render.area_outline import AreaOutline, outline_area
from smp_sim.render.camera_geometry import hit_skin
from smp_sim.render.hairline_curve import hairline_places
from smp_sim.render.head_geometry import place_on_head
from smp_sim.render.loss_edges import hair_edge
from smp_sim.render.scalp_chart import chart_of_places

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Plane = NDArray[np.float32]

#: Depths are told up to here, mm: an edge needs no more.
HELD_MM = 6.0


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


def island_cm2(plan: Plan) -> float:
    """Give what later loss would bare round a fill of pattern loss, cm²; 0 without such a fill.

    A fill of a receded front, of a crown or of both stands alone once the hair round it goes; one
    that reaches the fringe already does not. Raises as :func:`bare_later_cm2` does.
    """
    fills = [area for area in plan.areas if area.kind in ("behind-hairline", "crown")]
    reaches_fringe = all(area.kind == "behind-hairline" and not area.outline for area in fills)
    return 0.0 if reaches_fringe else bare_later_cm2(plan)


def outlook_depths(plan: Plan, camera: Camera, size: tuple[int, int]) -> Plane:
    """Show in a photo what later loss would bare.

    Parameters
    ----------
    plan : the plan whose fills stay.
    camera : of the photo.
    size : columns and rows of the map, which spans the whole photo.

    Returns
    -------
    (rows, columns) float32
        How deep in mm each point of the photo lies inside the bared skin, held at 6 mm; negative
        outside it and beside the head. Everywhere in a close-up.

    Raises
    ------
    PlanError
        Where an area's outline holds nothing.
    """
    columns, rows = size
    depths = np.full(rows * columns, -HELD_MM, dtype=np.float32)
    if isinstance(camera, FlatCamera):
        return depths.reshape(rows, columns)
    across, down = np.meshgrid(
        (np.arange(columns) + 0.5) * camera.width / columns,
        (np.arange(rows) + 0.5) * camera.height / rows,
    )
    direction, hit = hit_skin(camera, np.stack([across.ravel(), down.ravel()], axis=-1))
    axes = plan.head.semi_axes_mm
    chart = chart_of_places(place_on_head(direction[hit], axes), axes)
    depths[hit] = _bare_depth(plan, chart)
    return depths.reshape(rows, columns)


def _bare_depth(plan: Plan, chart: Floats) -> Plane:
    """Give how deep (N,) in mm inside the later bare skin, and outside every fill, points lie."""
    line = hairline_places(plan.hairline, plan.head)
    depth = _depth_inside(later_fringe(plan), chart)
    for area in plan.areas:
        if not area.is_flat and is_full_field(area):
            filled = outline_area(area, line, plan.head.semi_axes_mm)
            depth = np.minimum(depth, -_depth_inside(filled, chart))
    return depth


def _depth_inside(outline: AreaOutline, chart: Floats) -> Plane:
    field = build_field(outline, (), HELD_MM, HELD_MM)
    distances = read_field(field, chart)[:, : 1 + field.has_front]
    depth = distances.min(axis=1) - np.float32(field.outward_mm)
    return np.asarray(np.clip(depth, -HELD_MM, HELD_MM), dtype=np.float32)


def is_full_field(area: Area) -> bool:
    """Say whether an area fills bare skin by itself, not what other hair leaves."""
    traits = KIND_TRAITS[area.kind]
    return traits.shape in ("zone", "closed") and not traits.fills_up and area.kind != "placed"


def _cells_inside(outline: AreaOutline, field: AreaField) -> Mask:
    columns, rows = raster_lines(field.origin, field.cell, field.reach.shape)
    return inside_polygon(chart_of_places(outline.closed, outline.semi_axes_mm), columns, rows)
