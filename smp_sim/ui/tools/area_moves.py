"""Moves, sizes and turns areas as a whole, in mm on the skin. No Qt; needs the engine's imports."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from smp_sim.document.editing import edits
from smp_sim.model.area_kind import KIND_TRAITS
from smp_sim.model.case import Case
from smp_sim.model.plan import Area, BrushStroke
from smp_sim.model.units import Vec3
from smp_sim.render.area_outline import LARGEST_FLAT_MM, default_crown
from smp_sim.render.head_curve import lift_to_head
from smp_sim.render.head_geometry import normal_at, place_on_head, unit
from smp_sim.ui.tools.area_desk import LEAST_BRUSH_MM, MOST_BRUSH_MM

Floats = NDArray[np.float64]

#: How far an area's edge may be from its middle, mm: from a dot scar to more than half a scalp.
#: Assumed.
LEAST_REACH_MM, MOST_REACH_MM = 1.0, 120.0

#: The default crown's smooth edge is kept as every so many-th of its points.
_CROWN_STEP = 4


def is_movable(area: Area) -> bool:
    """Say whether an area has a shape of its own: all but those that hang on the hairline."""
    return area.kind == "crown" or KIND_TRAITS[area.kind].shape != "zone"


def shape_places(case: Case, area: Area) -> tuple[Vec3, ...]:
    """Give the points that make an area's shape; a crown that was never touched has its default."""
    if area.outline or area.kind != "crown":
        return area.outline
    ring = default_crown(case.plan.head.semi_axes_mm)
    return _vectors(unit(ring[::_CROWN_STEP]))


def area_middle(case: Case, area: Area) -> Vec3:
    """Give the place in the middle of an area's shape: a direction, or mm in a close-up."""
    places = _in_mm(case, area, shape_places(case, area))
    return _vectors(_out_of_mm(case, area, _middle(case, area, places)[None]))[0]


def moved_area(case: Case, area: Area, start: Vec3, end: Vec3) -> Case:
    """Move an area along the skin by the way from one place to another; it keeps its size in mm."""
    away, to = _in_mm(case, area, (start, end))
    if area.is_flat:
        return _changed(case, area, lambda places: places + (to - away))
    axes = case.plan.head.semi_axes_mm
    turn = _turn_between(normal_at(away[None], axes)[0], normal_at(to[None], axes)[0])
    return _changed(case, area, lambda places: turn.apply(places - away) + to)


def sized_area(case: Case, area: Area, factor: float) -> Case:
    """Make an area larger or smaller about its middle, its strokes with it, within limits."""
    places = _in_mm(case, area, shape_places(case, area))
    middle = _middle(case, area, places)
    reach = float(np.max(np.linalg.norm(places - middle, axis=1), initial=1e-9))
    most = LARGEST_FLAT_MM / 2.0 if area.is_flat else MOST_REACH_MM
    grown = min(max(factor * reach, LEAST_REACH_MM), most) / reach
    return _changed(case, area, lambda where: middle + grown * (where - middle), grown)


def spun_area(case: Case, area: Area, angle_rad: float) -> Case:
    """Turn an area in the skin about its middle, counterclockwise as seen from outside."""
    places = _in_mm(case, area, shape_places(case, area))
    middle = _middle(case, area, places)
    turn = Rotation.from_rotvec(angle_rad * _outward(case, area, middle))
    return _changed(case, area, lambda where: turn.apply(where - middle) + middle)


def turned_area(case: Case, area: Area, start: Vec3, end: Vec3) -> Case:
    """Turn an area about its middle by the angle from one place to another."""
    away, to = _in_mm(case, area, (start, end)) - _in_mm(case, area, (area_middle(case, area),))
    axis = _outward(case, area, _in_mm(case, area, (area_middle(case, area),))[0])
    angle = np.arctan2(axis @ np.cross(away, to), away @ to - (axis @ away) * (axis @ to))
    return spun_area(case, area, float(angle))


def _outward(case: Case, area: Area, place: Floats) -> Floats:
    """Give the direction out of the skin at a place in mm."""
    if area.is_flat:
        return np.array([0.0, 0.0, 1.0])
    return normal_at(place, case.plan.head.semi_axes_mm)


def _changed(
    case: Case, area: Area, change: Callable[[Floats], Floats], larger: float = 1.0
) -> Case:
    def carried(places: tuple[Vec3, ...]) -> tuple[Vec3, ...]:
        if not places:
            return ()
        return _vectors(_out_of_mm(case, area, change(_in_mm(case, area, places))))

    def carried_stroke(stroke: BrushStroke) -> BrushStroke:
        radii = np.clip(larger * np.asarray(stroke.radii_mm), LEAST_BRUSH_MM, MOST_BRUSH_MM)
        return replace(stroke, points=carried(stroke.points), radii_mm=tuple(radii.tolist()))

    strokes = tuple(carried_stroke(stroke) for stroke in area.strokes)
    outline = carried(shape_places(case, area))
    return edits.update_area(case, area.id, outline=outline, strokes=strokes)


def _middle(case: Case, area: Area, places: Floats) -> Floats:
    mean = places.mean(axis=0)
    return mean if area.is_flat else lift_to_head(mean, case.plan.head.semi_axes_mm)


def _in_mm(case: Case, area: Area, places: tuple[Vec3, ...]) -> Floats:
    array = np.asarray(places, dtype=np.float64).reshape(-1, 3)
    return array if area.is_flat else place_on_head(unit(array), case.plan.head.semi_axes_mm)


def _out_of_mm(case: Case, area: Area, places: Floats) -> Floats:
    return places if area.is_flat else unit(lift_to_head(places, case.plan.head.semi_axes_mm))


def _turn_between(one: Floats, other: Floats) -> Rotation:
    """Give the shortest turn from one unit vector to another."""
    axis = np.cross(one, other)
    sine = float(np.linalg.norm(axis))
    angle = float(np.arctan2(sine, one @ other))
    return Rotation.from_rotvec(axis / max(sine, 1e-12) * angle)


def _vectors(array: Floats) -> tuple[Vec3, ...]:
    return tuple((float(x), float(y), float(z)) for x, y, z in array)
