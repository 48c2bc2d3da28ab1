"""Dots that sit in hair, drawn out along it as the stubs of shaved hair are.

A cut stub shows its end and, through the skin, the shaft it comes from: 1.0 to 1.4 times as long as
wide along the hair (domain figures section 3: the angle from surgery, the rest reasoned there). A
dot keeps its area, so that the tone of a field stays. Where no hair stands a dot stays round.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.area_kind import AreaKind
from smp_sim.model.hair_growth import HairCurl
from smp_sim.model.plan import Area, Plan
from smp_sim.render import tissue as figures
from smp_sim.render.area_field import AreaField, read_field
from smp_sim.render.growth_direction import exit_degrees, growth_at
from smp_sim.render.hair_room import hair_at
from smp_sim.render.head_geometry import normal_at, place_on_head
from smp_sim.render.products import DotField, DotGrowth
from smp_sim.render.scalp_chart import chart_of_places
from smp_sim.render.wash_field import is_wash

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Length over width of hair that is assumed to grow back: stubs some 0.75 mm long that stand out of
#: the skin (chosen by eye beside the drawn head's). Its curl is held for straight where nobody has
#: said.
STUB_RATIO = 3.5

#: How a close-up's hair stands on the skin, whose place on the head nobody knows (assumed).
FLAT_EXIT_DEG = 45.0

#: Scatter of that angle from hair to hair, degrees, half the whole width (assumed).
EXIT_SCATTER_DEG = 12.0

#: Hair this dense round a dot makes it one that sits in hair, /cm² (assumed: a third of what is
#: usual).
HAIRY_PER_CM2 = 60.0


class CurlLook(NamedTuple):
    """How stubs of a curl look: scatter of direction (standard deviation, degrees), and length.

    ``length`` is the share of a straight stub's: the follicle of curly hair bends under the skin,
    so that stub and shaft no longer line up.
    """

    swing_deg: float
    length: float


#: All assumed, in the order of the curl types of de la Mettrie et al. 2007 (Human Biology 79:265).
CURL_LOOKS: dict[HairCurl, CurlLook] = {
    "straight": CurlLook(10.0, 1.0),
    "wavy": CurlLook(22.0, 0.9),
    "curly": CurlLook(42.0, 0.65),
    "coiled": CurlLook(90.0, 0.3),
}

#: Kinds whose dots stand between hairs all over; other kinds run into hair at their edges alone.
_IN_HAIR: frozenset[AreaKind] = frozenset(
    {"between-hair", "alopecia-patch", "scar-line", "scar-dots", "burn", "transplant"}
)
#: Kinds that imitate skin or lips, not hair.
_NO_HAIR: frozenset[AreaKind] = frozenset({"vitiligo", "lips"})


def stands_for_hair(area: Area) -> bool:
    """Say whether an area's dots imitate the stubs of hair."""
    return area.kind not in _NO_HAIR and not is_wash(area)


def is_hair(area: Area) -> bool:
    """Say whether an area is hair itself, which may grow back, and no treatment."""
    return area.technique == "hair"


def grow_dots(field: DotField, plan: Plan, edges: Mapping[int, AreaField]) -> DotField:
    """Draw the dots of a field out along the client's hair.

    Parameters
    ----------
    field : the dots of a plan, on the head or in one flat view's plane.
    plan : whose ``growth`` tells the curl; where it is unknown only hair itself is drawn out.
    edges : distances of the plan's areas by their number; an area without is in hair all over.

    Returns
    -------
    DotField
        With ``growth``. Places, sizes and tones are untouched. A dot's swing out of the hair's
        direction follows from the seed and its identity alone, so that it keeps its shape whatever
        the density, and in every view.
    """
    shaped = [plan.growth.curl != "unknown" or is_hair(area) for area in plan.areas]
    if not any(shaped) or len(field) == 0:
        return field
    along, ratio = np.tile([1.0, 0.0, 0.0], (len(field), 1)), np.ones(len(field))
    for number, area in enumerate(plan.areas):
        rows = np.flatnonzero(field.area == number)
        unknown = area.is_flat and area.growth_deg is None
        if len(rows) and shaped[number] and stands_for_hair(area) and not unknown:
            where = _places_of(field, rows, area, plan)
            share = _share_in_hair(where, area, plan, edges.get(number))
            hairy = np.flatnonzero(share > 0.0)
            along[rows[hairy]], ratio[rows[hairy]] = _grown(
                field, rows[hairy], area, plan, where[hairy], share[hairy]
            )
    return replace(field, growth=DotGrowth(np.round(along, 6), np.round(ratio, 6)))


def _places_of(field: DotField, rows: Ints, area: Area, plan: Plan) -> Floats:
    """Give the places (N, 3) in mm of an area's dots ``rows`` (N,)."""
    place = field.place.take(rows, axis=0)
    return place if area.is_flat else place_on_head(place, plan.head.semi_axes_mm)


def _grown(
    field: DotField, rows: Ints, area: Area, plan: Plan, where: Floats, share: Floats
) -> tuple[Floats, Floats]:
    """Give direction (N, 3) and ratio (N,) of an area's dots ``rows`` (N,).

    ``where`` (N, 3) their places in mm; ``share`` (N,) how surely they sit in hair.
    """
    axes = None if area.is_flat else plan.head.semi_axes_mm
    place, identity = field.place.take(rows, axis=0), field.identity[rows]
    look = CURL_LOOKS["straight" if plan.growth.curl == "unknown" else plan.growth.curl]
    chance = [dot_chances(identity, plan.seed, stream) for stream in range(3)]
    if axes is None:
        turn = np.radians(area.growth_deg or 0.0)
        along = np.tile([np.cos(turn), np.sin(turn), 0.0], (len(rows), 1))
        normals = np.tile([0.0, 0.0, 1.0], (len(rows), 1))
        exit_deg = np.full(len(rows), FLAT_EXIT_DEG)
    else:
        along = growth_at(place, axes, plan.growth)
        normals, exit_deg = normal_at(where, axes), exit_degrees(place)
    # The sum of two chances: a triangle of variance 1/6.
    swing = np.radians(look.swing_deg) * np.sqrt(6.0) * (chance[0] + chance[1] - 1.0)[:, None]
    along = np.cos(swing) * along + np.sin(swing) * np.cross(normals, along)
    lift = np.radians(exit_deg + EXIT_SCATTER_DEG * (2.0 * chance[2] - 1.0))
    flat = np.minimum(np.cos(lift) / np.cos(np.radians(figures.EXIT_SIDE.value)), 1.0)
    most = STUB_RATIO if is_hair(area) else figures.DOT_STRETCH.value
    return along, 1.0 + (most - 1.0) * look.length * share * flat


def _share_in_hair(where: Floats, area: Area, plan: Plan, edge: AreaField | None) -> Floats:
    """Give how surely (N,), 0 to 1, places (N, 3) in mm have hair round them.

    Hair stands where a map has it, and past the rear edge of a shaved look, which runs into it over
    twice its feather.
    """
    if area.kind in _IN_HAIR or edge is None or is_hair(area):
        return np.ones(len(where))
    hair = hair_at(area, plan.hair, edge.semi_axes_mm, where) / HAIRY_PER_CM2
    depth_mm = read_field(edge, chart_of_places(where, edge.semi_axes_mm))[:, 0]
    fade_mm = min(max(2.0 * area.feather_mm, 1.0), edge.farthest_mm)
    inside = np.clip(depth_mm.astype(np.float64) / fade_mm, 0.0, 1.0)
    rim = 1.0 - inside * inside * (3.0 - 2.0 * inside)
    return np.asarray(np.maximum(np.clip(hair, 0.0, 1.0), rim))


def dot_chances(identity: Ints, seed: int, stream: int) -> Floats:
    """Give a chance (N,) in [0, 1) of each identity, apart for every seed and stream.

    The output mix of SplitMix64 (Steele, Lea and Flood 2014, OOPSLA, doi 10.1145/2714064.2660195):
    a dot's chances need no place in a sequence, so that other dots don't change them.
    """
    start = (0x9E3779B97F4A7C15 * (seed * 64 + stream + 1)) % 2**64
    z = identity.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(start)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return np.asarray((z >> np.uint64(11)).astype(np.float64) * 2.0**-53)
