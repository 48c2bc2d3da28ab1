"""Where male pattern loss leaves dense hair, grade by grade: the rear edges of what is filled.

Geometry after the grades' wording (domain figures section 4.1; Norwood 1975, South Med J 68:1359);
the places themselves are assumed, on the scalp map that the sample client's loss is drawn on.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.head import DEFAULT_SEMI_AXES_MM, Head
from smp_sim.model.units import Vec3
from smp_sim.render.head_geometry import MAP_MM, direction_of_map, place_on_head, unit

Floats = NDArray[np.float64]

#: A place on the scalp map in mm: to the client's left, and to the front, from the vertex.
MapPlace = tuple[float, float]

#: The temple behind a filled hairline, from the sideburn up.
_TEMPLE: tuple[MapPlace, ...] = ((140.0, 15.0), (120.0, 32.0), (99.0, 51.0))

#: Rear edge of the fill, left half, from the temple over the deepest recession to the middle: where
#: the hair that is left is dense again, some 14 mm behind the middle of its thin edge. II stops
#: 2 cm or more in front of the line over the ear canals (-5 here), III goes deeper; IV and V also
#: lose the front's middle; VI joins crown and front, VII leaves the low horseshoe. A variants: the
#: whole front recedes evenly, with no island in the middle and no bare crown (Norwood 1975).
_HAIR_LEFT: dict[str, tuple[MapPlace, ...]] = {
    "2": (*_TEMPLE, (80.0, 45.0), (64.0, 38.0), (48.0, 35.0), (22.0, 51.0), (0.0, 54.0)),
    "3": (*_TEMPLE, (82.0, 38.0), (68.0, 28.0), (48.0, 8.0), (24.0, 40.0), (0.0, 49.0)),
    "3a": (*_TEMPLE, (85.0, 36.0), (79.0, 8.0), (60.0, 6.0), (30.0, 15.0), (0.0, 18.0)),
    "4": (*_TEMPLE, (86.0, 34.0), (78.0, 14.0), (50.0, -2.0), (22.0, 23.0), (0.0, 29.0)),
    "4a": (*_TEMPLE, (89.0, 34.0), (84.0, -18.0), (60.0, -18.0), (30.0, -10.0), (0.0, -8.0)),
    "5": (
        *_TEMPLE,
        (92.0, 34.0),
        (87.0, -8.0),
        (66.0, -12.0),
        (46.0, -20.0),
        (24.0, 0.0),
        (0.0, 5.0),
    ),
    "5a": (*_TEMPLE, (93.0, 34.0), (90.0, -20.0), (84.0, -50.0), (44.0, -46.0), (0.0, -38.0)),
    "6": (
        *_TEMPLE,
        (93.0, 34.0),
        (87.0, -10.0),
        (87.0, -60.0),
        (82.0, -100.0),
        (50.0, -112.0),
        (0.0, -125.0),
    ),
    "7": (
        (144.0, 12.0),
        (122.0, 20.0),
        (115.0, -14.0),
        (114.0, -70.0),
        (112.0, -140.0),
        (60.0, -146.0),
        (0.0, -156.0),
    ),
}
#: Feather of such an edge, which lies where hair is dense: as wide as hair takes to get so.
FRINGE_MM = 20.0
#: Middle of the crown's loss (the whorl, Park 2014, where the map shows it), and by grade how far
#: from there hair is dense again; mm.
_CROWN_MIDDLE: MapPlace = (0.0, -53.0)
_CROWN_MM = {"3v": 38.0, "4": 48.0, "5": 60.0}
#: V: what is left of the bridge between front and crown is sparse, half of the hair.
BRIDGE_EDGE: tuple[MapPlace, ...] = (
    (66.0, -6.0), (24.0, 10.0), (0.0, 14.0), (-24.0, 10.0), (-66.0, -6.0),
    (-50.0, -40.0), (50.0, -40.0),
)  # fmt: skip


def hair_edge(grade: str, head: Head) -> tuple[Vec3, ...]:
    """Give the open rear edge of a Norwood grade from the hairline's left end to its right end.

    III vertex has the front of III.

    Raises
    ------
    KeyError
        For a grade that there is none of.
    """
    left = np.array(_HAIR_LEFT[grade.removesuffix("v")])
    return on_map(np.concatenate([left, left[-2::-1] * (-1.0, 1.0)]), head)


def crown_edge(grade: str, head: Head) -> tuple[Vec3, ...]:
    """Give the ring round a grade's bare crown, where hair is dense again; empty without one."""
    if grade not in _CROWN_MM:
        return ()
    turn = np.linspace(0.0, 2.0 * np.pi, 17)[:-1, None]
    ring = np.concatenate([np.sin(turn), np.cos(turn)], axis=1)
    return on_map(_CROWN_MIDDLE + _CROWN_MM[grade] * ring, head)


def on_map(places: Floats, head: Head) -> tuple[Vec3, ...]:
    """Give places (N, 2) of the default head's scalp map, mm, as directions on a head."""
    middle = direction_of_map(places / MAP_MM)
    ratio = np.asarray(head.semi_axes_mm) / np.asarray(DEFAULT_SEMI_AXES_MM)
    scaled = unit(place_on_head(middle, DEFAULT_SEMI_AXES_MM) * ratio)
    return tuple((float(x), float(y), float(z)) for x, y, z in scaled)
