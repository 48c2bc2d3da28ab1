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
from smp_sim.render.loss_edges import FRINGE_MM, MapPlace, hair_edge, on_map
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
#: Thinning: the oval that holds what Ludwig II thins, its middle, half width and half length on the
#: scalp map, mm; half of the hair is left on the midline.
_THINNING_MIDDLE: MapPlace = (0.0, -9.0)
_THINNING_MM, _THINNING_HAIR_PER_CM2 = (58.0, 70.0), 85.0
#: A softened line some 7 mm in front of a ruled row of old grafts, left half on the scalp map: low
#: in the middle as the row is, back at the temples.
_REPAIR_LINE: tuple[MapPlace, ...] = (
    (0.0, 79.0), (14.0, 78.2), (28.0, 75.2), (40.0, 71.5), (49.0, 68.0), (57.0, 63.5), (65.0, 60.5),
    (73.0, 61.0), (81.0, 65.0), (89.0, 69.0), (97.0, 69.5), (105.0, 66.0), (118.0, 55.5),
    (131.0, 40.0), (142.0, 32.5), (153.0, 32.0), (175.0, 35.0),
)  # fmt: skip
#: Its edge: fine dots in front of the row and between the grafts of it, irregular, so that no line
#: of grafts reads as a line. Directions are practice, sizes assumed, judged by the row's contrast.
_REPAIR_EDGE = {
    "transition_mm": 12.0, "edge_density": 0.2, "edge_tone": 0.6, "edge_size": 0.75,
    "macro_mm": 4.5, "macro_wave_mm": 26.0, "micro_mm": 2.5, "micro_wave_mm": 5.0,
    "strays_per_cm": 6.0, "stray_reach_mm": 7.0,
}  # fmt: skip
#: The grafted zone behind that line: half its width and its depth on the scalp map, how far dots
#: take to get dense in it, hairs and dots together, as dense as tufts look, and what grafts carry.
_GRAFTED_MM, _GRAFTED_FEATHER_MM = (48.0, 38.0), 12.0
_GRAFTED_PER_CM2, _GRAFTED_HAIR_PER_CM2 = 240.0, 80.0


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
    turn = np.linspace(0.0, 2.0 * np.pi, 49)[:-1, None]
    oval = np.concatenate([np.sin(turn), np.cos(turn)], axis=1) * _THINNING_MM + _THINNING_MIDDLE
    area = filled_area("thinning", "between-hair", on_map(oval, head))
    feather_mm = 0.4 * _THINNING_MM[0]
    hair = {"hair_per_cm2": _THINNING_HAIR_PER_CM2, "counts_hair": True}
    return None, (replace(area, feather_mm=feather_mm, **hair),)


def _transplant(head: Head) -> Template:
    """Soften the line in front of old grafts, fill between them, and even the donor area."""
    front = replace(
        filled_area("front", "behind-hairline", hair_edge("3a", head)),
        feather_mm=FRINGE_MM,
        counts_hair=True,
    )
    grafts = replace(
        filled_area("grafts", "transplant", _grafted_zone(head)),
        density_per_cm2=_GRAFTED_PER_CM2,
        hair_per_cm2=_GRAFTED_HAIR_PER_CM2,
        feather_mm=_GRAFTED_FEATHER_MM,
    )
    _, (punches,) = _punch_scars(head)
    return repair_line(head), (front, grafts, replace(punches, id="donor"))


def repair_line(head: Head) -> Hairline:
    """Give the soft, irregular line that a ruled row of old grafts disappears behind."""
    left = np.array(_REPAIR_LINE)
    points = on_map(np.concatenate([left[:0:-1] * (-1.0, 1.0), left]), head)
    return Hairline(preset="soft", points=points, **_REPAIR_EDGE)


def _grafted_zone(head: Head) -> tuple[Vec3, ...]:
    half, deep = _GRAFTED_MM
    across = np.linspace(-half, half, 25)
    line = np.array(_REPAIR_LINE)
    front = np.interp(np.abs(across), line[:, 0], line[:, 1])
    ring = np.concatenate(
        [np.stack([across, front], axis=1), np.stack([across, front - deep], axis=1)[::-1]]
    )
    return on_map(ring, head)


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
