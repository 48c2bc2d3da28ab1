"""What a hand does to areas, as functions from case to case. No Qt; needs the engine's imports."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.document.editing import edits
from smp_sim.model.area_kind import AreaKind
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, View
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area, BrushStroke
from smp_sim.model.units import Vec2, Vec3
from smp_sim.render.area_field import strip_depth
from smp_sim.render.area_outline import AreaOutline, drawn_edges, outline_area
from smp_sim.render.camera_geometry import hit_skin, mean_px_per_mm
from smp_sim.render.edge_profile import stroke_line
from smp_sim.render.hairline_curve import hairline_places
from smp_sim.render.head_geometry import place_on_head, unit
from smp_sim.render.scalp_chart import chart_of_places
from smp_sim.render.treatment_fills import filled_area
from smp_sim.ui.tools.skin_points import circle_on_skin, skin_under
from smp_sim.ui.translation import tr

Floats = NDArray[np.float64]

#: Corners closer to the drawn line than this are left out, in screen pixels.
_SLACK_PX = 1.2

#: A patch smaller than this was a slip of the hand, mm².
_LEAST_MM2 = 4.0


def fits_view(area: Area, view: View) -> bool:
    """Say whether an area lies on what a view shows: the head, or the plane of that close-up."""
    if area.is_flat:
        return area.view == view.id
    return not isinstance(view.camera, FlatCamera)


def fitting_area(case: Case, view: View, wanted: str) -> Area | None:
    """Give the wanted area where the view shows it, else the first one that it shows."""
    areas = [area for area in case.plan.areas if fits_view(area, view)]
    return next((area for area in areas if area.id == wanted), areas[0] if areas else None)


def free_id(case: Case, kind: AreaKind) -> str:
    """Give an id that no area has."""
    taken = {area.id for area in case.plan.areas}
    names = (kind, *(f"{kind}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


# --- outlines ------------------------------------------------------------------------------


def area_edges(case: Case, area: Area) -> list[Floats]:
    """Give an area's whole edge, (N, 3) each line: unit directions, or mm in a close-up's plane."""
    outline = _outline_of(case, area)
    lines = (outline.closed,) if outline.strip is None else drawn_edges(outline)
    return [line if outline.semi_axes_mm is None else unit(line) for line in lines]


def _outline_of(case: Case, area: Area) -> AreaOutline:
    head = case.plan.head
    return outline_area(area, hairline_places(case.plan.hairline, head), head.semi_axes_mm)


def traced_places(line_px: Sequence[Vec2], view: View, zoom: float) -> tuple[Vec3, ...]:
    """Give the corners of a line drawn in the photo as places; beside the head they lie at its rim.

    Raises
    ------
    PlanError
        Where the line holds next to nothing.
    """
    drawn = np.asarray(line_px, dtype=np.float32).reshape(-1, 1, 2)
    corners = cv2.approxPolyDP(drawn, _SLACK_PX / zoom, closed=True).reshape(-1, 2)
    found = [skin_under((float(x), float(y)), view.camera).place for x, y in corners]
    size_mm2 = abs(cv2.contourArea(drawn)) / mean_px_per_mm(view.camera) ** 2
    if len(found) < 3 or size_mm2 < _LEAST_MM2:
        raise PlanError(
            tr("That line holds no area."),
            next_step=tr("Draw round the skin to be filled, or use the brush."),
        )
    return tuple(found)


def add_drawn(
    case: Case, view: View, outline: tuple[Vec3, ...], kind: AreaKind, like: str
) -> tuple[Case, str]:
    """Add an area of a kind with a drawn outline; give the case and its id.

    A patch is filled as the area ``like`` is, every other kind as practice fills it.

    Raises
    ------
    PlanError
        Where the kind can't lie on what the view shows.
    """
    if kind == "patch":
        return add_patch(case, view, outline, like)
    name = free_id(case, kind)
    return edits.add_area(case, filled_area(name, kind, outline, view=plane_of(view))), name


def plane_of(view: View) -> str:
    """Give what an area's ``view`` says of what a view shows: its id, or empty for the head."""
    return view.id if isinstance(view.camera, FlatCamera) else ""


def add_patch(case: Case, view: View, outline: tuple[Vec3, ...], like: str) -> tuple[Case, str]:
    """Add a patch, filled as the area ``like`` is; give the case and the patch's id."""
    flat = isinstance(view.camera, FlatCamera)
    kind: AreaKind = "flat-patch" if flat else "patch"
    name = free_id(case, kind)
    model = next((area for area in case.plan.areas if area.id == like), Area(id=name, kind=kind))
    area = replace(
        model,
        id=name,
        kind=kind,
        outline=outline,
        strokes=(),
        dots=(),
        view=plane_of(view),
    )
    return edits.add_area(case, _soft_edged(area)), name


def _soft_edged(area: Area) -> Area:
    """Keep a patch's soft edge narrower than a wide area's, or nothing of a small one is full."""
    return replace(area, feather_mm=min(area.feather_mm, 6.0))


def area_under(case: Case, view: View, place: Vec3) -> str:
    """Give the id of the topmost area at a place, painted parts included; empty: none."""
    shown = [area for area in case.plan.areas if fits_view(area, view)]
    return next((area.id for area in reversed(shown) if _holds(case, area, place)), "")


def _holds(case: Case, area: Area, place: Vec3) -> bool:
    flat = area.is_flat
    axes = None if flat else case.plan.head.semi_axes_mm
    spot = np.asarray([place]) if axes is None else place_on_head(np.asarray([place]), axes)
    inside = _lies_inside(_outline_of(case, area), spot)
    for stroke in area.strokes:
        line, radius = stroke_line(stroke, axes)
        if np.any(np.linalg.norm(line - spot, axis=1) <= radius):
            inside = stroke.effect == "add"
    return bool(inside)


def _lies_inside(outline: AreaOutline, spot: Floats) -> bool:
    if outline.strip is not None:
        return bool(strip_depth(outline.strip, spot, outline.strip.half_mm)[0] >= 0.0)
    ring = chart_of_places(outline.closed, outline.semi_axes_mm)
    x, y = chart_of_places(spot, outline.semi_axes_mm)[0]
    line = ring.astype(np.float32).reshape(-1, 1, 2)
    return cv2.pointPolygonTest(line, (float(x), float(y)), measureDist=False) >= 0


# --- strokes -------------------------------------------------------------------------------


def paint_stroke(case: Case, view: View, stroke: BrushStroke, wanted: str) -> tuple[Case, str]:
    """Paint on the wanted area, or the first that the view shows; give the case and its id.

    A brush with no area to paint on begins a patch of its own.

    Raises
    ------
    PlanError
        Where there is nothing to take from.
    """
    area = fitting_area(case, view, wanted)
    if area is None and stroke.effect != "add":
        raise no_area_here()
    if area is None:
        case, name = add_patch(case, view, _spot_round(stroke, view), wanted)
        return edits.add_brush_stroke(case, name, stroke), name
    return edits.add_brush_stroke(case, area.id, stroke), area.id


def no_area_here() -> PlanError:
    """Give the sentence for an eraser where there is nothing to take from."""
    return PlanError(
        tr("There is no area here to take from."), next_step=tr("Draw or paint one first.")
    )


def _spot_round(stroke: BrushStroke, view: View) -> tuple[Vec3, ...]:
    """Give a small ring within a stroke's start, so that a painted patch has an outline."""
    ring = circle_on_skin(stroke.points[0], 0.5 * stroke.radii_mm[0], view.camera)[:-1:4]
    found, hit = hit_skin(view.camera, ring)
    return tuple((float(x), float(y), float(z)) for x, y, z in found[hit])
