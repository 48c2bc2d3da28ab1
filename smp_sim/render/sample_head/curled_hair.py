"""Hair of a known curl on the sample head: its direction, its scatter, its bend, its groups."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from smp_sim.model.hair_growth import HairCurl
from smp_sim.render.dot_growth import CURL_LOOKS, EXIT_SCATTER_DEG
from smp_sim.render.growth_direction import exit_degrees, growth_on_skin, whorl_place
from smp_sim.render.head_geometry import unit
from smp_sim.render.sample_head.head import SampleHead

Floats = NDArray[np.float64]

#: Radius in mm that a hair of each curl winds with. Assumed: coiled hair makes circles of a few
#: millimetres, waves are centimetres long.
CURL_RADIUS_MM: dict[HairCurl, float] = {
    "straight": 200.0,
    "wavy": 12.0,
    "curly": 3.0,
    "coiled": 0.7,
}

#: How near two hairs of a group stand where follicles are bent, mm (0.15-0.30 within follicular
#: units, domain figures section 3.1; that coiled hair stands in such groups: textbooks).
GROUP_MM = 0.3
#: Hairs farther apart than this are no group, mm (assumed).
_APART_MM = 1.0


class Way(NamedTuple):
    """How hairs leave the skin: ``growth`` (N, 3) unit, ``turn`` (N,) radians a mm of length."""

    growth: Floats
    turn: Floats


def grown_way(head: SampleHead, places: Floats, normals: Floats, chance: Floats) -> Way:
    """Give the way of hairs at places (N, 3) in mm with unit normals (N, 3).

    The direction is that which a plan's dots follow. ``chance`` (3, N) in [0, 1): swing, exit
    angle, and which way round the hair winds.
    """
    along = growth_on_skin(places, normals, whorl_place(head.semi_axes_mm), head.whorl)
    # An even chance of width w has the standard deviation w / sqrt(12).
    wide = np.sqrt(12.0) * np.radians(CURL_LOOKS[head.hair_curl].swing_deg)
    swing = (wide * (chance[0] - 0.5))[:, None]
    swung = np.cos(swing) * along + np.sin(swing) * np.cross(normals, along)
    exit_deg = exit_degrees(unit(places)) + EXIT_SCATTER_DEG * (2.0 * chance[1] - 1.0)
    lift = np.radians(exit_deg)[:, None]
    sense = np.where(chance[2] < 0.5, -1.0, 1.0)
    growth = np.cos(lift) * swung + np.sin(lift) * normals
    return Way(growth, sense / CURL_RADIUS_MM[head.hair_curl])


def in_groups(places: Floats) -> Floats:
    """Draw hairs (N, 3) that are each other's nearest together, to 0.3 mm; their density stays."""
    if len(places) < 2:
        return places
    found = cKDTree(places).query(places, k=[2], distance_upper_bound=_APART_MM)
    apart, partner = np.asarray(found[0])[:, 0], np.asarray(found[1])[:, 0]
    near = np.flatnonzero(np.isfinite(apart) & (apart > GROUP_MM))
    mutual = near[partner[partner[near]] == near]
    moved = places.copy()
    step = 0.5 * (1.0 - GROUP_MM / apart[mutual])
    moved[mutual] += step[:, None] * (places[partner[mutual]] - places[mutual])
    return moved


def wound(growth: Floats, normals: Floats, angle: Floats) -> Floats:
    """Turn directions (N, 3) about unit normals (N, 3) by angles (N,) in radians (Rodrigues)."""
    turn = angle[:, None]
    up = np.einsum("ni,ni->n", growth, normals)[:, None] * normals
    flat = growth - up
    return np.asarray(up + np.cos(turn) * flat + np.sin(turn) * np.cross(normals, growth))
