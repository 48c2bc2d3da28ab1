"""Which way hair grows at a place of the head: out of the whorl, down, and back behind the ears.

All directions are unit tangents of the skin. The field is smooth but at the whorl, where hair parts
to all sides, and at the point opposite to it, between the eyes, where no hair of the scalp grows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smp_sim.model.hair_growth import USUAL_WHORL_MM, HairGrowth, WhorlTurn
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM
from smp_sim.model.units import Vec3
from smp_sim.render import tissue as figures
from smp_sim.render.area_outline import CROWN_CENTRE_MM
from smp_sim.render.head_curve import lift_to_head
from smp_sim.render.head_geometry import joined, normal_at, place_on_head, unit

Floats = NDArray[np.float64]

#: The upward part of the normal between which hair begins to fall and does so fully (assumed), and
#: how far behind the head's middle the sweep begins and is full, mm (fitted with its size).
FALL_FROM, FALL_UPTO = 0.75, 0.25
SWEEP_FROM_MM, SWEEP_UPTO_MM = -15.0, -75.0

#: Hair of which only the curl may be known; and steps in which the whorl is moved along the skin.
USUAL_GROWTH = HairGrowth()
_WHORL_STEPS = 12

#: The middle of the front, and the cosines to it at which hair lies as flat as at the sides and
#: stands as steep as there (assumed).
_FRONT: Vec3 = (0.0, 0.707, 0.707)
_EXIT_SHARES = (0.2, 0.9)


def growth_at(
    directions: ArrayLike, semi_axes_mm: Vec3, growth: HairGrowth = USUAL_GROWTH
) -> Floats:
    """Give the way hair grows at places of the head, as it lies on the skin.

    Parameters
    ----------
    directions : (N, 3) unit directions from the head's centre.
    semi_axes_mm : of the head.
    growth : where the whorl lies and which way it turns for who looks at it. Clockwise in 84 % of
        519 children, right of the middle in 71 % (Schmidt, Depner and Kabesch 2008,
        TheScientificWorldJOURNAL 8:848).

    Returns
    -------
    (N, 3) float64 unit tangents of the ellipsoid.

    Notes
    -----
    The usual whorl is the crown's centre (Park 2014, see ``area_outline``). Away from it
    hair grows along the straight line out of it, laid on the skin; round it that direction is
    turned about the normal, by an angle that dies away with the distance: a logarithmic spiral in
    the middle. On steep skin hair also falls, and behind the ears it sweeps backward. Sizes are in
    ``tissue``.
    """
    places = place_on_head(directions, semi_axes_mm)
    normals = normal_at(places, semi_axes_mm)
    return growth_on_skin(places, normals, whorl_place(semi_axes_mm, growth), growth.whorl)


def growth_on_skin(
    places_mm: Floats, normals: Floats, middle_mm: Floats, whorl: WhorlTurn
) -> Floats:
    """Give the way hair grows (N, 3) on skin at places (N, 3) in mm with unit normals (N, 3).

    ``middle_mm`` (3,) is the whorl's. As :func:`growth_at`, for skin that is no ellipsoid.
    """
    outward = away_from(places_mm, normals, middle_mm)
    turned = _spiral(places_mm, normals, outward, middle_mm, whorl)
    down = np.array([0.0, -1.0, 0.0]) + normals[:, 1:2] * normals
    # Level with the ground: no pull on the midline, which hair meets from both sides.
    back = normals[:, :1] * joined([normals[:, 2], 0.0 * normals[:, 0], -normals[:, 0]])
    behind = _risen(places_mm[:, 2:3], SWEEP_FROM_MM, SWEEP_UPTO_MM)
    steep = _risen(normals[:, 1:2], FALL_FROM, FALL_UPTO)
    fall, sweep = figures.HAIR_FALL.value, figures.HAIR_SWEEP.value
    return _unit(turned + steep * (fall * down + sweep * behind * back))


def away_from(places_mm: Floats, normals: Floats, middle_mm: ArrayLike) -> Floats:
    """Give unit tangents (N, 3) straight away from a middle (3,), of skin with normals (N, 3)."""
    away = places_mm - np.asarray(middle_mm)
    return _unit(away - np.einsum("ni,ni->n", away, normals)[:, None] * normals)


def whorl_place(semi_axes_mm: Vec3, growth: HairGrowth = USUAL_GROWTH) -> Floats:
    """Give the place (3,) of the whorl in mm on a head: the usual one, moved along the skin."""
    scaled = np.asarray(CROWN_CENTRE_MM) * np.asarray(semi_axes_mm) / DEFAULT_SEMI_AXES_MM
    place = place_on_head(unit(scaled), semi_axes_mm)
    moved_mm = growth.whorl_back_mm - USUAL_WHORL_MM, growth.whorl_aside_mm
    for _ in range(_WHORL_STEPS if any(moved_mm) else 0):
        normal = normal_at(place, semi_axes_mm)
        back = unit(np.cross(normal, (1.0, 0.0, 0.0)))
        aside = np.cross(back, normal)
        step = (moved_mm[0] * back + moved_mm[1] * aside) / _WHORL_STEPS
        place = lift_to_head(place + step, semi_axes_mm)
    return place


def exit_degrees(directions: ArrayLike) -> Floats:
    """Give the angle (N,) in degrees between hair and skin at unit directions (N, 3)."""
    front = np.asarray(directions, dtype=np.float64) @ np.asarray(_FRONT)
    flattest, steepest = figures.EXIT_SIDE.value, figures.EXIT_FRONT.value
    return np.asarray(np.interp(front, _EXIT_SHARES, (flattest, steepest)))


def _spiral(
    places_mm: Floats, normals: Floats, outward: Floats, middle_mm: Floats, whorl: WhorlTurn
) -> Floats:
    """Turn directions about the normals; for who looks at the skin a right turn is clockwise."""
    far_mm = _lengths(places_mm - middle_mm)
    sign = -1.0 if whorl == "clockwise" else 1.0
    turn = np.exp(-far_mm / figures.WHORL_REACH.value) * sign
    turn *= np.radians(figures.WHORL_SPIRAL.value)
    side = np.cross(normals, outward)
    return np.asarray(np.cos(turn)[:, None] * outward + np.sin(turn)[:, None] * side)


def _unit(vectors: Floats) -> Floats:
    """Scale vectors (N, 3) to length 1."""
    return np.asarray(vectors / _lengths(vectors)[:, None])


def _lengths(vectors: Floats) -> Floats:
    """Give the lengths (N,) of vectors (N, 3), in a quarter of a norm's time: dots are many."""
    return np.asarray(np.sqrt(np.einsum("ni,ni->n", vectors, vectors)))


def _risen(value: Floats, start: float, end: float) -> Floats:
    """Give a smooth step: 0 where a value is at its start, 1 at its end."""
    share = np.clip((value - start) / (end - start), 0.0, 1.0)
    return np.asarray(share * share * (3.0 - 2.0 * share))
