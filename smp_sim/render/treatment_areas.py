"""Ready plans for thinning, alopecia, scars, burns, old grafts and vitiligo: places to start from.

Where such a thing lies differs from client to client, so each template puts it where it is most
often seen, for the user to move and shape. Places are mm on the default head, assumed; sizes after
the reference figures on uses (strip scars 1 to 6 mm wide and up to ear to ear, punch scars 0.9 mm).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.model.area_history import AreaHistory
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM, Head
from smp_sim.model.plan import Area, Hairline
from smp_sim.model.units import Vec3
from smp_sim.render.area_outline import drawn_edges, outline_area
from smp_sim.render.hairline_curve import preset_hairline
from smp_sim.render.head_curve import lift_to_head
from smp_sim.render.head_geometry import normal_at, tangents_at, unit
from smp_sim.render.treatment_fills import filled_area

Floats = NDArray[np.float64]
Template = tuple[Hairline | None, tuple[Area, ...]]

#: Middle of a strip scar, client's left to right, in the donor zone at the back.
_STRIP_SCAR: tuple[Vec3, ...] = (
    (66.0, 4.0, -42.0),
    (47.0, -4.0, -78.0),
    (16.0, -8.0, -98.0),
    (-16.0, -8.0, -98.0),
    (-47.0, -4.0, -78.0),
    (-66.0, 4.0, -42.0),
)
_STRIP_WIDTH_MM = 3.0
_INJURY: tuple[Vec3, ...] = ((30.0, 70.0, 20.0), (36.0, 66.0, -4.0), (48.0, 58.0, -20.0))
_INJURY_WIDTH_MM = 4.0
#: Width of the blend on each side of a scar (15-20 mm in practice), and what grows there.
BLEND_MM, DONOR_HAIR_PER_CM2 = 17.0, 130.0
#: Punch scars: diameter, and spacing of the template's grid before it is shaken, in mm.
_PUNCH_MM, _PUNCH_STEP_MM = 0.9, 2.2
#: Half the width and height in mm of the punched zone at the back.
_PUNCH_ZONE_MM = (46.0, 13.0)
_BACK: Vec3 = (0.0, -6.0, -101.0)

#: Round places: middle and radius in mm.
_AREATA: tuple[tuple[Vec3, float], ...] = (((-34.0, 34.0, -82.0), 21.0),)
_BURN: tuple[tuple[Vec3, float], ...] = (((62.0, 44.0, -6.0), 31.0),)
_VITILIGO: tuple[tuple[Vec3, float], ...] = (((44.0, 36.0, 62.0), 13.0),)
#: Thinning: the oval that Ludwig II thins, half width and half length; half of the hair is left.
_THINNING_MM = (36.0, 56.0)
_THINNING_CENTRE: Vec3 = (0.0, 76.0, -6.0)
_THINNING_HAIR_PER_CM2 = 85.0
#: Old grafts at the front: half width and depth of the zone, and what the grafts carry.
_GRAFTED_MM = (46.0, 18.0)
_GRAFTED_CENTRE: Vec3 = (0.0, 63.0, 54.0)
_GRAFTED_HAIR_PER_CM2 = 80.0


def scar_with_blend(name: str, middle: tuple[Vec3, ...], width_mm: float, head: Head) -> list[Area]:
    """Give a scar line, and the blend of healthy skin round it that hides where it ends."""
    scar = replace(filled_area(name, "scar-line", middle), width_mm=width_mm)
    wide = replace(scar, width_mm=min(width_mm + 2.0 * BLEND_MM, 60.0))
    border = drawn_edges(outline_area(wide, np.empty((0, 3)), head.semi_axes_mm))[0][:-1:2]
    blend = filled_area(f"{name}-blend", "between-hair", directions_of(border))
    return [replace(blend, hair_per_cm2=DONOR_HAIR_PER_CM2, feather_mm=0.8 * BLEND_MM), scar]


def _strip_scar(head: Head) -> Template:
    middle = directions_of(_scaled(_STRIP_SCAR, head))
    return None, tuple(scar_with_blend("fut-scar", middle, _STRIP_WIDTH_MM, head))


def _injury(head: Head) -> Template:
    middle = directions_of(_scaled(_INJURY, head))
    return None, tuple(scar_with_blend("injury-scar", middle, _INJURY_WIDTH_MM, head))


def _punch_scars(head: Head) -> Template:
    rng = np.random.default_rng(21)
    wide, high = (int(half / _PUNCH_STEP_MM) for half in _PUNCH_ZONE_MM)
    grid = np.stack(np.meshgrid(np.arange(-wide, wide + 1), np.arange(-high, high + 1)), axis=-1)
    flat = (grid.reshape(-1, 2) + rng.uniform(-0.35, 0.35, (grid.size // 2, 2))) * _PUNCH_STEP_MM
    middle = _scaled((_BACK,), head)[0]
    up = np.array([0.0, 1.0, 0.0])
    places = middle + flat[:, :1] * np.array([1.0, 0.0, 0.0]) + flat[:, 1:] * up
    spots = directions_of(lift_to_head(places, head.semi_axes_mm))
    return None, (replace(filled_area("fue-scars", "scar-dots", spots), width_mm=_PUNCH_MM),)


def _areata(head: Head) -> Template:
    return None, _rings("areata", "alopecia-patch", _AREATA, head)


def _totalis(head: Head) -> Template:
    area = replace(filled_area("whole-scalp", "whole-scalp"), density_per_cm2=200.0, shade=0.65)
    area = replace(area, history=AreaHistory(cause="alopecia"))
    return preset_hairline("soft", head), (area,)


def _burn(head: Head) -> Template:
    return None, _rings("burn", "burn", _BURN, head)


def _vitiligo(head: Head) -> Template:
    return None, _rings("vitiligo", "vitiligo", _VITILIGO, head)


def _thinning(head: Head) -> Template:
    oval = _oval(_THINNING_CENTRE, _THINNING_MM, head)
    area = filled_area("thinning", "between-hair", directions_of(oval))
    return None, (replace(area, hair_per_cm2=_THINNING_HAIR_PER_CM2),)


def _transplant(head: Head) -> Template:
    oval = _oval(_GRAFTED_CENTRE, _GRAFTED_MM, head)
    area = filled_area("transplant", "transplant", directions_of(oval))
    return None, (replace(area, hair_per_cm2=_GRAFTED_HAIR_PER_CM2),)


def _rings(
    name: str,
    kind: Literal["alopecia-patch", "burn", "vitiligo"],
    places: tuple[tuple[Vec3, float], ...],
    head: Head,
) -> tuple[Area, ...]:
    rings = [ring_on_head(_scaled((middle,), head)[0], radius, head) for middle, radius in places]
    return tuple(
        filled_area(name if number == 1 else f"{name}-{number}", kind, directions_of(ring))
        for number, ring in enumerate(rings, start=1)
    )


def ring_on_head(middle_mm: Floats, radius_mm: float, head: Head, corners: int = 24) -> Floats:
    """Give a ring (corners, 3) in mm on the head about a place (3,) on it."""
    one, two = tangents_at(normal_at(middle_mm, head.semi_axes_mm))
    turn = np.linspace(0.0, 2.0 * np.pi, corners + 1)[:-1, None]
    flat = middle_mm + radius_mm * (np.cos(turn) * one + np.sin(turn) * two)
    return lift_to_head(flat, head.semi_axes_mm)


def _oval(centre_mm: Vec3, halves_mm: tuple[float, float], head: Head) -> Floats:
    """Give an oval on the top of the head, wide across and long from front to back."""
    turn = np.linspace(0.0, 2.0 * np.pi, 41)[:-1]
    flat = np.zeros((40, 3))
    flat[:, 0], flat[:, 2] = halves_mm[0] * np.sin(turn), halves_mm[1] * np.cos(turn)
    return lift_to_head(_scaled((centre_mm,), head)[0] + flat, head.semi_axes_mm)


def _scaled(places_mm: tuple[Vec3, ...], head: Head) -> Floats:
    ratio = np.asarray(head.semi_axes_mm) / np.asarray(DEFAULT_SEMI_AXES_MM)
    return lift_to_head(np.asarray(places_mm) * ratio, head.semi_axes_mm)


def directions_of(places_mm: Floats) -> tuple[Vec3, ...]:
    """Give places (N, 3) in mm as a plan's unit directions."""
    return tuple((float(x), float(y), float(z)) for x, y, z in unit(places_mm))


TREATMENTS: dict[str, Callable[[Head], Template]] = {
    "thinning": _thinning,
    "alopecia-areata": _areata,
    "alopecia-totalis": _totalis,
    "fut-scar": _strip_scar,
    "fue-scars": _punch_scars,
    "injury-scar": _injury,
    "burn": _burn,
    "transplant": _transplant,
    "vitiligo": _vitiligo,
}
