"""Where hair grows and how densely: the natural scalp, what a grade of loss takes, the beard.

Works in scalp map millimetres: the map of ``head_geometry.map_of_direction`` times 85 mm, x to the
client's left, z to the front. Shapes after Norwood 1975 and Ludwig 1977 as drawn in textbooks;
the numbers are assumed, drawn by eye.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smp_sim.render.head_geometry import MAP_MM, map_of_direction, unit
from smp_sim.render.sample_head.conditions import treated_hair
from smp_sim.render.sample_head.head import SampleHead

Floats = NDArray[np.float64]

#: Natural edge of the scalp hair: bearing from the front (degrees) and reach from the vertex (map
#: mm): mid-frontal point, temple corner, temple point, sideburn, behind the ear, nape.
_BEARING = np.array([0.0, 25, 41, 50, 58, 70, 80, 88, 96, 108, 122, 140, 160, 180])
_REACH = np.array([71.0, 75, 84, 108, 128, 146, 168, 172, 150, 160, 186, 198, 204, 206])

#: Width of the fade toward the natural edge, mm (a barber's fade at temples and nape; assumed).
EDGE_MM = 20.0


class LossShape(NamedTuple):
    """How far the front recedes (middle, corners; mm), how far sideways, and the bald crown."""

    middle: float
    corner: float
    side: float
    crown: float


_LOSS = {
    "none": LossShape(0.0, 0.0, 58.0, 0.0),
    "2": LossShape(3.0, 16.0, 60.0, 0.0),
    "3": LossShape(8.0, 34.0, 64.0, 0.0),
    "3v": LossShape(8.0, 34.0, 64.0, 24.0),
    "3a": LossShape(38.0, 44.0, 66.0, 0.0),
    "4": LossShape(28.0, 52.0, 68.0, 34.0),
    "4a": LossShape(64.0, 70.0, 70.0, 0.0),
    "5": LossShape(52.0, 72.0, 74.0, 46.0),
    "5a": LossShape(94.0, 98.0, 74.0, 0.0),
    "6": LossShape(150.0, 150.0, 72.0, 54.0),
    "7": LossShape(190.0, 190.0, 100.0, 84.0),
}


class ThinOval(NamedTuple):
    """A thin oval on the midline: half width and half length, map mm, and the hair left in it."""

    width: float
    length: float
    left: float


#: Ludwig: one region that gets barer; Sinclair: a parting that gets wider too.
_THIN_OVALS = {
    "ludwig-1": ThinOval(48.0, 62.0, 0.75),
    "ludwig-2": ThinOval(48.0, 62.0, 0.5),
    "ludwig-3": ThinOval(48.0, 62.0, 0.2),
    "sinclair-2": ThinOval(15.0, 52.0, 0.8),
    "sinclair-3": ThinOval(22.0, 55.0, 0.6),
    "sinclair-4": ThinOval(31.0, 58.0, 0.4),
    "sinclair-5": ThinOval(44.0, 62.0, 0.2),
}
#: Diffuse thinning: the share of hair left on all of the top that VI would lose.
DIFFUSE_LEFT = 0.5

#: Middle of the bald crown behind the vertex, map mm (whorl: 62 mm behind the line of the ear
#: canals, Park 2014).
CROWN_BACK_MM = -52.0


def natural_edge_mm(directions: Floats) -> Floats:
    """Give how far inside the natural scalp directions (..., 3) lie, mm; negative outside."""
    m = map_of_direction(directions) * MAP_MM
    bearing = np.degrees(np.arctan2(np.abs(m[..., 0]), m[..., 1]))
    return np.asarray(np.interp(bearing, _BEARING, _REACH) - np.hypot(m[..., 0], m[..., 1]))


def bald_mm(head: SampleHead, directions: Floats) -> Floats:
    """Give how deep inside the lost part directions (..., 3) lie, mm; negative where hair is."""
    m = map_of_direction(directions) * MAP_MM
    x, z = np.abs(m[..., 0]), m[..., 1]
    wobble = 2.5 * np.sin(x / 7.0 + 1.3) * np.sin(z / 9.0) + 1.5 * np.sin((x + z) / 3.7)
    return np.asarray(_loss_depth(_LOSS.get(head.norwood, _LOSS["none"]), x, z) + wobble)


def _loss_depth(loss: LossShape, x: Floats, z: Floats) -> Floats:
    corner = np.exp(-(((x - 46.0) / 17.0) ** 2))
    line = 71.0 - loss.middle - (loss.corner - loss.middle) * corner - 0.0022 * x * x
    front = np.minimum(z - line, loss.side - x)
    crown = loss.crown - np.hypot(x, (z - CROWN_BACK_MM) * 0.95)
    crown = crown if loss.crown > 0 else np.full_like(front, -99.0)
    return _smooth_max(front, crown, 14.0)


def _smooth_max(a: Floats, b: Floats, width: float) -> Floats:
    h = np.maximum(width - np.abs(a - b), 0.0) / width
    return np.asarray(np.maximum(a, b) + h * h * width / 4)


def _ramp(value: Floats, low: float, high: float) -> Floats:
    t = np.clip((value - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3 - 2 * t))


def scalp_density(head: SampleHead, directions: Floats) -> Floats:
    """Give the wanted stubble (...) on the scalp at unit directions, hairs per cm²."""
    m = map_of_direction(directions) * MAP_MM
    low = _ramp(np.hypot(m[..., 0], m[..., 1]), 60.0, 110.0)
    behind = _ramp(-m[..., 1], 0.0, 90.0)
    sides, back, top, _ = head.densities
    full = (1 - low) * top + low * (sides + behind * (back - sides))
    edge = _ramp(natural_edge_mm(directions), -2.0, EDGE_MM)
    kept = 1.0 - _ramp(bald_mm(head, directions), -16.0, 7.0)
    grown = np.asarray(full * edge * kept * _thinned(head, m))
    return treated_hair(head, directions, grown)


def _thinned(head: SampleHead, m: Floats) -> Floats:
    """Give the share (...) of hair that thinning leaves at map places (..., 2) in mm."""
    x, z = np.abs(m[..., 0]), m[..., 1]
    if head.norwood == "diffuse":
        depth = _loss_depth(_LOSS["6"], x, z)
        return 1.0 - (1.0 - DIFFUSE_LEFT) * _ramp(depth, -16.0, 7.0)
    thin = _THIN_OVALS.get(head.norwood)
    if thin is None:
        return np.ones(m.shape[:-1])
    oval = np.hypot(x / thin.width, (z + 5.0) / thin.length)
    return np.asarray(1.0 - (1.0 - thin.left) * (1.0 - _ramp(oval, 0.75, 1.25)))


def beard_density(head: SampleHead, places_mm: Floats) -> Floats:
    """Give the wanted stubble (...) of the shaved beard at places (..., 3) in mm, hairs per cm²."""
    x, y, z = np.abs(places_mm[..., 0]), places_mm[..., 1], places_mm[..., 2]
    cheek = -66.0 - 0.004 * (z - 40.0) ** 2 * (z > 40.0)
    jaw = _ramp(cheek - y, -4.0, 16.0) * _ramp(y, -168.0, -140.0) * _ramp(z, -2.0, 14.0)
    lip = np.exp(-((x / 34.0) ** 4) - (((y + 78.0) / 8.0) ** 4)) * (z > 70.0)
    chin = np.exp(-((x / 30.0) ** 4) - (((y + 120.0) / 18.0) ** 4)) * (z > 60.0)
    mouth = np.exp(-((x / 27.0) ** 6) - (((y + 92.0) / 7.5) ** 4)) * (z > 75.0)
    amount = np.maximum(np.maximum(0.7 * jaw, 1.1 * lip), chin)
    grown = 0.0 if head.condition == "universalis" else head.beard_hairs_per_cm2
    return np.asarray(grown * amount * (1.0 - mouth))


def stubble_density(head: SampleHead, places_mm: Floats) -> Floats:
    """Give the wanted stubble (...) at places (..., 3) of true skin, hairs per cm²."""
    on_scalp = scalp_density(head, unit(places_mm))
    return np.asarray(on_scalp + beard_density(head, places_mm))
