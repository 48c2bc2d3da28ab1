"""Where an area ends: its outline on the head or in a flat view's plane, in mm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.area_kind import KIND_TRAITS
from smp_sim.model.errors import PlanError
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM
from smp_sim.model.plan import Area
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import Vec3
from smp_sim.render.head_curve import (
    lift_to_head,
    place_directions,
    polygon_on_head,
    resample_line,
    smooth_line,
    smooth_on_head,
)
from smp_sim.render.head_geometry import normal_at, tangents_at, unit

Floats = NDArray[np.float64]

#: The client's own fringe of an advanced loss (horseshoe, Norwood VI), left half, from the
#: sideburn round to the middle of the back: mm on the default head. Assumed, judged by eye.
FRINGE_LEFT_MM: tuple[Vec3, ...] = (
    (73.5, -8.0, 2.0),
    (73.0, 20.0, 4.0),
    (67.0, 36.0, -14.0),
    (58.0, 36.0, -48.0),
    (36.0, 28.0, -82.0),
    (0.0, 22.0, -97.0),
)

#: The lower edge of the whole scalp, left half: over the ear, behind it, to the nape. Assumed.
NAPE_LEFT_MM: tuple[Vec3, ...] = (
    (73.0, -18.0, 4.0),
    (76.0, -10.0, -12.0),
    (72.0, -20.0, -32.0),
    (62.0, -38.0, -42.0),
    (42.0, -50.0, -58.0),
    (0.0, -55.0, -72.0),
)

#: The crown's centre, the whorl: 62 mm behind the vertical through the ear canals (Park 2014,
#: Arch Plast Surg 41:277, n = 952); radius of a middling crown loss assumed.
CROWN_CENTRE_MM: Vec3 = (0.0, 58.0, -66.0)
CROWN_RADIUS_MM = 38.0
#: Widest flat patch in mm: several hands, far beyond a close-up.
LARGEST_FLAT_MM = 400.0


@dataclass(frozen=True, slots=True)
class Strip:
    """A line as wide as ``2 half_mm``, or round spots of that diameter: ``middle`` (N, 3) in mm."""

    middle: Floats
    half_mm: float
    is_line: bool


@dataclass(frozen=True, slots=True)
class AreaOutline:
    """An area's edge in mm.

    ``front`` (N, 3) is the hairline, empty without one; ``rear`` (M, 3) the rest, closed when there
    is no front, else from the hairline's left end to its right end. ``semi_axes_mm`` is None in a
    flat view's plane. A scar's edge is told by its ``strip`` alone: then both lines are empty.
    ``outward_mm`` is how far beyond the edge dots still fade.
    """

    front: Floats
    rear: Floats
    semi_axes_mm: Vec3 | None
    strip: Strip | None = None
    outward_mm: float = 0.0

    @property
    def closed(self) -> Floats:
        """The whole edge as one line (K, 3)."""
        return np.concatenate([self.front, self.rear])


def outline_area(area: Area, hairline: Floats, semi_axes_mm: Vec3) -> AreaOutline:
    """Give an area's outline on the head; ``hairline`` (N, 3) is the smooth hairline in mm.

    Raises
    ------
    PlanError
        Where the area's outline has too few points to hold anything.
    """
    empty = np.empty((0, 3))
    axes = None if area.is_flat else semi_axes_mm
    if KIND_TRAITS[area.kind].shape in ("line", "spots"):
        return AreaOutline(empty, empty, axes, _strip_of(area, axes))
    outward_mm = _outward_mm(area)
    if area.is_flat:
        return AreaOutline(empty, _flat_outline(area), None, outward_mm=outward_mm)
    if area.kind == "behind-hairline" or (area.kind == "whole-scalp" and not area.outline):
        return AreaOutline(hairline, _rear_edge(area, hairline, semi_axes_mm), semi_axes_mm)
    if area.kind == "crown" and not area.outline:
        return AreaOutline(empty, default_crown(semi_axes_mm), semi_axes_mm)
    corners = place_directions(_corners(area, 3), semi_axes_mm, f"areas.{area.id}")
    ring = polygon_on_head(corners, semi_axes_mm)
    return AreaOutline(empty, ring, semi_axes_mm, outward_mm=outward_mm)


def _outward_mm(area: Area) -> float:
    """Give how far beyond its edge an area fades; hair comes in half before it, half behind."""
    if area.technique == "hair":
        return 0.5 * area.feather_mm
    return area.feather_mm if KIND_TRAITS[area.kind].blends_out else 0.0


def drawn_edges(outline: AreaOutline) -> tuple[Floats, ...]:
    """Give the lines (N, 3) in mm that show where an area ends, without its hairline."""
    strip = outline.strip
    if strip is None:
        return (outline.rear,)
    if strip.is_line:
        return (_line_border(strip, outline.semi_axes_mm),)
    return tuple(_spot_border(spot, strip.half_mm, outline.semi_axes_mm) for spot in strip.middle)


def _line_border(strip: Strip, axes: Vec3 | None) -> Floats:
    along = unit(np.gradient(strip.middle, axis=0))
    across = strip.half_mm * unit(np.cross(_skin_normals(strip.middle, axes), along))
    left, right = strip.middle + across, strip.middle - across
    ring = np.concatenate([left, right[::-1], left[:1]])
    return ring if axes is None else lift_to_head(ring, axes)


def _spot_border(spot: Floats, half_mm: float, axes: Vec3 | None) -> Floats:
    one, two = tangents_at(_skin_normals(spot[None], axes))
    turn = np.linspace(0.0, 2.0 * np.pi, 17)[:, None]
    ring = spot + half_mm * (np.cos(turn) * one + np.sin(turn) * two)
    return ring if axes is None else lift_to_head(ring, axes)


def _skin_normals(places_mm: Floats, axes: Vec3 | None) -> Floats:
    if axes is None:
        return np.broadcast_to(np.array([0.0, 0.0, 1.0]), places_mm.shape)
    return normal_at(places_mm, axes)


def default_crown(semi_axes_mm: Vec3, radius_mm: float = CROWN_RADIUS_MM) -> Floats:
    """Give a round crown (N, 3) in mm about the default whorl."""
    angle = np.linspace(0.0, 2.0 * np.pi, 25)[:-1]
    centre = _scaled((CROWN_CENTRE_MM,), semi_axes_mm)[0]
    normal = unit(centre / np.square(semi_axes_mm))
    down = unit(np.cross(normal, (1.0, 0.0, 0.0)))
    ring = np.cos(angle)[:, None] * np.array([1.0, 0.0, 0.0]) + np.sin(angle)[:, None] * down
    return smooth_on_head(centre + radius_mm * ring, semi_axes_mm, closed=True)


def _strip_of(area: Area, axes: Vec3 | None) -> Strip:
    is_line = KIND_TRAITS[area.kind].shape == "line"
    points = _corners(area, 2 if is_line else 1)
    if axes is None:
        places = np.asarray(points, dtype=np.float64) * (1.0, 1.0, 0.0)
    else:
        places = place_directions(points, axes, f"areas.{area.id}")
    if is_line:
        places = smooth_line(places) if axes is None else smooth_on_head(places, axes)
    return Strip(places, 0.5 * area.width_mm, is_line)


def _scaled(places_mm: tuple[Vec3, ...], semi_axes_mm: Vec3) -> Floats:
    ratio = np.asarray(semi_axes_mm) / np.asarray(DEFAULT_SEMI_AXES_MM)
    return lift_to_head(np.asarray(places_mm) * ratio, semi_axes_mm)


def _rear_edge(area: Area, hairline: Floats, semi_axes_mm: Vec3) -> Floats:
    if area.outline:
        middle = place_directions(_corners(area, 1), semi_axes_mm, f"areas.{area.id}")
    else:
        left = _scaled(
            FRINGE_LEFT_MM if area.kind == "behind-hairline" else NAPE_LEFT_MM, semi_axes_mm
        )
        middle = np.concatenate([left, left[-2::-1] * (-1.0, 1.0, 1.0)])
    return smooth_on_head(np.concatenate([hairline[-1:], middle, hairline[:1]]), semi_axes_mm)


def _flat_outline(area: Area) -> Floats:
    corners = np.asarray(_corners(area, 3)) * (1.0, 1.0, 0.0)
    if np.max(np.ptp(corners, axis=0)) > LARGEST_FLAT_MM:
        raise PlanError(
            Sentence(
                "The area '{area}' is wider than {largest_mm:.0f} mm.",
                area=area.id,
                largest_mm=LARGEST_FLAT_MM,
            ),
            where=f"areas.{area.id}",
            next_step="Check the scale of the view; close-ups show a few centimetres.",
        )
    return resample_line(np.concatenate([corners, corners[:1]]))


def _corners(area: Area, least: int) -> tuple[Vec3, ...]:
    points = np.asarray(area.outline, dtype=np.float64).reshape(-1, 3)
    distinct = len(points) > 0 and np.max(np.ptp(points, axis=0)) > 1e-6
    if len(points) < least or (least > 1 and not distinct):
        is_line = KIND_TRAITS[area.kind].shape == "line"
        outline = "Draw an outline of at least {least} points."
        shape = "Draw a line of at least {least} points." if is_line else outline
        raise PlanError(
            Sentence("The area '{area}' has too few points.", area=area.id),
            where=f"areas.{area.id}",
            next_step=Sentence(shape, least=least),
        )
    return area.outline
