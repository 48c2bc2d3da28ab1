"""Conditions that the sample client can have besides pattern loss: scars, patches, old grafts.

Each is told by its place on the head's ellipsoid, so that the truth of a picture is known in the
very coordinates of a plan. Sizes after the reference figures (follicular-unit strip scars 1 to 6 mm
wide and up to ear to ear; punch scars about 0.9 mm, hundreds of them); places and colours assumed,
drawn by eye.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from smp_sim.model.head import DEFAULT_SEMI_AXES_MM
from smp_sim.model.units import Vec3
from smp_sim.render.colour import linear_of_lab
from smp_sim.render.head_curve import arc_lengths, lift_to_head, nearest_on_line, smooth_on_head
from smp_sim.render.head_geometry import (
    MAP_MM,
    fibonacci_sphere,
    map_of_direction,
    normal_at,
    place_on_head,
    tangents_at,
    unit,
)
from smp_sim.render.sample_head.head import Condition, SampleHead, rng_of

Floats = NDArray[np.float64]
Plane = NDArray[np.float32]

Shape = Literal["line", "spots", "patches", "grafts"]


class Affected(NamedTuple):
    """What a condition does to skin and hair.

    ``shape`` how its places are read; ``lab`` the colour it goes toward and ``share`` how far;
    ``hair`` the share of hair that is left inside; ``soft_mm`` over which its edge changes;
    ``smooth`` how much of the skin's relief is gone; ``mottle`` unevenness of its colour.
    """

    shape: Shape
    lab: Vec3
    share: float
    hair: float
    soft_mm: float
    smooth: float = 0.0
    mottle: float = 0.0


_SCAR = (76.0, 7.5, 11.0)
AFFECTED: dict[str, Affected] = {
    "fut-scar": Affected("line", _SCAR, 0.55, 0.0, 0.5, 0.7, 0.15),
    "fue-scars": Affected("spots", _SCAR, 0.55, 0.0, 0.25, 0.6),
    "injury": Affected("line", (72.0, 10.0, 11.0), 0.55, 0.0, 0.7, 0.7, 0.2),
    "burn": Affected("patches", (64.0, 15.0, 12.0), 0.55, 0.02, 4.0, 0.6, 0.5),
    "areata": Affected("patches", _SCAR, 0.0, 0.0, 5.0),
    "totalis": Affected("patches", _SCAR, 0.0, 0.0, 1.0),
    "universalis": Affected("patches", _SCAR, 0.0, 0.0, 1.0),
    "vitiligo": Affected("patches", (80.0, 7.0, 9.5), 0.85, 1.0, 1.2),
    "vitiligo-beard": Affected("patches", (80.0, 7.0, 9.5), 0.85, 1.0, 1.2),
    "grafts": Affected("grafts", _SCAR, 0.0, 1.0, 0.6),
}

#: The middle of a line, from the client's left end to the right one; mm on the default head.
_LINES: dict[str, tuple[tuple[Vec3, ...], float]] = {
    "fut-scar": (
        (
            (66.0, 6.0, -42.0),
            (47.0, -4.0, -78.0),
            (16.0, -9.0, -98.0),
            (-16.0, -9.0, -98.0),
            (-47.0, -5.0, -78.0),
            (-66.0, 4.0, -42.0),
        ),
        2.6,
    ),
    "injury": (((30.0, 70.0, 20.0), (36.0, 66.0, -4.0), (48.0, 58.0, -20.0)), 4.0),
}

#: Patches: middle in mm on the default head, and radius in mm.
_PATCHES: dict[str, tuple[tuple[Vec3, float], ...]] = {
    "burn": (((62.0, 44.0, -6.0), 30.0),),
    "areata": (
        ((71.0, 22.0, -22.0), 15.0),
        ((-34.0, 34.0, -82.0), 20.0),
        ((24.0, 72.0, 8.0), 13.0),
    ),
    "totalis": (((0.0, 70.0, -10.0), 400.0),),
    "universalis": (((0.0, 70.0, -10.0), 400.0),),
    "vitiligo": (
        ((44.0, 36.0, 62.0), 13.0),
        ((70.0, 24.0, -6.0), 17.0),
        ((-20.0, 66.0, 40.0), 11.0),
    ),
    # On the cheek; radii as they come out on the ellipsoid, two thirds of those on the face.
    "vitiligo-beard": (
        ((50.0, -90.0, 64.0), 7.5),
        ((57.0, -82.0, 54.0), 5.5),
        ((43.0, -80.0, 72.0), 4.2),
        ((46.0, -103.0, 66.0), 4.6),
    ),
}

#: Punch scars: how many a cm² of the donor zone, and their diameter in mm.
PUNCHES_PER_CM2, PUNCH_MM = 20.0, 0.9
#: The donor zone: behind the ears and round the back, between these heights in mm.
_DONOR_LOW_MM, _DONOR_HIGH_MM, _DONOR_FRONT_MM = -30.0, 18.0, -34.0
#: Old grafts: a ruled row of plugs at the front and rows behind; spacing and plug in mm.
GRAFT_STEP_MM, _PLUG_MM, _PLUG_PER_CM2 = 4.6, 2.6, 330.0
#: How many rows, how far they reach to each side, and where the front one lies on the scalp map,
#: mm: some 7 mm behind a mature line, with its bow (mm back for each mm² across).
GRAFT_ROWS, GRAFT_HALF_MM = 6, 47.0
_GRAFT_ROW_MM, _GRAFT_BOW = 72.0, 0.0042
#: What comes with a condition: grafts leave the scars of their punches at the back.
_COMES_WITH: dict[str, Condition] = {"grafts": "fue-scars"}


def scar_line(head: SampleHead) -> tuple[Floats, float]:
    """Give the middle (N, 3) in mm, on the ellipsoid, and the width in mm of a scar line.

    Raises
    ------
    KeyError
        Where the head's condition is no line.
    """
    points, width = _LINES[head.condition]
    return smooth_on_head(_scaled(points, head), head.semi_axes_mm), width


def scar_radii(head: SampleHead) -> Floats:
    """Give half the true width (N,) in mm of a scar line along its middle: it is uneven."""
    line, width = scar_line(head)
    return _half_width(arc_lengths(line), width)


def punch_scars(head: SampleHead) -> Floats:
    """Give the middles (N, 3) in mm, on the ellipsoid, of the punch scars in the donor zone."""
    rng = rng_of(head, 21)
    axes = np.asarray(head.semi_axes_mm)
    count = int(4.0 * np.pi * float(np.prod(axes)) / float(axes.min()) * PUNCHES_PER_CM2 / 100.0)
    places = fibonacci_sphere(count) * axes
    places = lift_to_head(places + rng.normal(0.0, 0.55, places.shape), head.semi_axes_mm)
    low = places * (np.asarray(DEFAULT_SEMI_AXES_MM) / axes)
    inside = (low[:, 1] > _DONOR_LOW_MM) & (low[:, 1] < _DONOR_HIGH_MM)
    inside &= (low[:, 2] < _DONOR_FRONT_MM) & (rng.random(count) < 0.85)
    return np.asarray(places[inside])


def patch_outlines(head: SampleHead, corners: int = 48, inset_mm: float = 0.0) -> list[Floats]:
    """Give the true outlines (corners, 3) in mm, on the ellipsoid, of a condition's patches.

    ``inset_mm`` how far inside the middle of the patch's soft edge they run.
    """
    return [_traced(head, *patch, corners, inset_mm) for patch in _PATCHES[head.condition]]


def _traced(
    head: SampleHead, middle_mm: Vec3, radius_mm: float, corners: int, inset_mm: float
) -> Floats:
    """Walk out from the middle of a patch until its depth is as asked, in every direction."""
    middle = _scaled((middle_mm,), head)[0]
    one, two = tangents_at(normal_at(middle, head.semi_axes_mm))
    turn = np.linspace(0.0, 2.0 * np.pi, corners + 1)[:-1, None]
    away = np.cos(turn) * one + np.sin(turn) * two
    reach = np.full((corners, 1), radius_mm)
    for _ in range(12):
        places = lift_to_head(middle + reach * away, head.semi_axes_mm)
        reach = reach + 0.8 * (_in_patches(head, places)[:, None] - inset_mm)
    return lift_to_head(middle + reach * away, head.semi_axes_mm)


def depth_mm(head: SampleHead, directions: Floats) -> Floats:
    """Give how deep inside the condition unit directions (..., 3) lie, mm; negative outside."""
    flat = directions.reshape(-1, 3)
    places = place_on_head(flat, head.semi_axes_mm)
    shape = AFFECTED[head.condition].shape
    depth = {
        "line": _in_line,
        "spots": _in_spots,
        "patches": _in_patches,
        "grafts": _in_grafts,
    }[shape](head, places)
    return depth.reshape(directions.shape[:-1])


def _in_line(head: SampleHead, places: Floats) -> Floats:
    line, width = scar_line(head)
    distance, along = nearest_on_line(places, line, 25.0)
    return np.asarray(_half_width(along, width) - distance)


def _half_width(along_mm: Floats, width_mm: float) -> Floats:
    uneven = 1.0 + 0.22 * np.sin(along_mm / 9.0) + 0.12 * np.sin(along_mm / 3.7 + 1.0)
    return np.asarray(0.5 * width_mm * uneven)


def _in_spots(head: SampleHead, places: Floats) -> Floats:
    distance = cKDTree(punch_scars(head)).query(places, distance_upper_bound=6.0)[0]
    return np.asarray(0.5 * PUNCH_MM - np.minimum(distance, 6.0))


def _in_patches(head: SampleHead, places: Floats) -> Floats:
    depth = np.full(len(places), -99.0)
    for middle, radius in _PATCHES[head.condition]:
        away = places - _scaled((middle,), head)[0]
        x, y, z = away.T
        wobble = 1.0 + 0.10 * np.sin(x / 6.0 + y / 9.0) + 0.07 * np.sin(z / 4.3 - y / 5.0)
        depth = np.maximum(depth, radius * wobble - np.linalg.norm(away, axis=1))
    return depth


def _in_grafts(head: SampleHead, places: Floats) -> Floats:
    """Plugs on a grid: a ruled front row, rows behind it, none beyond the temples."""
    row, across = graft_rows(head, places)
    nearest = np.rint(row)
    column = across / GRAFT_STEP_MM + 0.5 * (nearest % 2)
    middle = np.rint(column)
    slip = 0.22 * np.sin(7.1 * middle + 3.3 * nearest) * np.minimum(nearest, 1.0)
    away = GRAFT_STEP_MM * np.hypot(row - nearest - slip, column - middle - slip)
    zone = (nearest >= 0) & (nearest < GRAFT_ROWS) & (np.abs(across) < GRAFT_HALF_MM)
    return np.where(zone, 0.5 * _PLUG_MM - away, -9.0)


def graft_rows(head: SampleHead, places: Floats) -> tuple[Floats, Floats]:
    """Give the row (N,) that places (N, 3) in mm lie in, 0 the front one, and mm to the left.

    Rows run at one distance behind the frontal line, from temple to temple.
    """
    default = places * (np.asarray(DEFAULT_SEMI_AXES_MM) / np.asarray(head.semi_axes_mm))
    across, forward = (map_of_direction(unit(default)) * MAP_MM).T
    return (_GRAFT_ROW_MM - _GRAFT_BOW * across**2 - forward) / GRAFT_STEP_MM, across


def inside_share(head: SampleHead, directions: Floats) -> Floats:
    """Give how surely (...) unit directions (..., 3) lie inside the condition, [0, 1]."""
    soft = AFFECTED[head.condition].soft_mm
    return np.clip(depth_mm(head, directions) / soft + 0.5, 0.0, 1.0)


def treated_hair(head: SampleHead, directions: Floats, per_cm2: Floats) -> Floats:
    """Give the hair (...) that a condition leaves of ``per_cm2`` (...), hairs per cm²."""
    if head.condition == "none":
        return per_cm2
    inside, affected = inside_share(head, directions), AFFECTED[head.condition]
    if affected.shape == "grafts":
        left = np.maximum(per_cm2, _PLUG_PER_CM2 * inside)
    else:
        left = per_cm2 * (1.0 - (1.0 - affected.hair) * inside)
    return treated_hair(_besides(head), directions, np.asarray(left))


def changed_colour(head: SampleHead, p: Plane, colour: Plane, noise: Plane) -> Plane:
    """Give the reflectance (3, N) of skin at places (3, N) with the condition on it.

    ``noise`` (N,) about zero makes scarred skin mottled. Scar tissue has less melanin, so that it
    goes toward one pale colour on every skin; by how much is assumed.
    """
    if head.condition == "none":
        return colour
    affected = AFFECTED[head.condition]
    directions = unit(p.T.astype(np.float64))
    share = affected.share * inside_share(head, directions) * (1.0 + affected.mottle * noise)
    mixed = blended_colour(affected, colour, share)
    return changed_colour(_besides(head), p, mixed, noise)


def blended_colour(affected: Affected, colour: Plane, share: Floats | Plane) -> Plane:
    """Give reflectance (3, N) that goes a share (N,) of the way toward a condition's colour."""
    target = np.asarray(linear_of_lab(np.asarray(affected.lab)), dtype=np.float64)
    weight = np.asarray(np.clip(share, 0.0, 1.0), dtype=np.float64)
    mixed = np.exp((1.0 - weight) * np.log(colour) + weight * np.log(target[:, None]))
    return np.asarray(mixed, dtype=np.float32)


def relief_left(head: SampleHead, p: Plane) -> Plane | float:
    """Give the share (N,) of the skin's relief that a condition leaves at places (3, N)."""
    if head.condition == "none":
        return 1.0
    beside = relief_left(_besides(head), p)
    if AFFECTED[head.condition].smooth == 0.0:
        return beside
    inside = inside_share(head, unit(p.T.astype(np.float64)))
    left = 1.0 - AFFECTED[head.condition].smooth * inside
    return np.asarray(left * beside, dtype=np.float32)


def _besides(head: SampleHead) -> SampleHead:
    """Give the head with what comes with its condition alone."""
    return replace(head, condition=_COMES_WITH.get(head.condition, "none"))


def _scaled(places_mm: tuple[Vec3, ...], head: SampleHead) -> Floats:
    ratio = np.asarray(head.semi_axes_mm) / np.asarray(DEFAULT_SEMI_AXES_MM)
    return lift_to_head(np.asarray(places_mm) * ratio, head.semi_axes_mm)
