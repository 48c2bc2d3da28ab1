"""Where each grade of loss leaves hair: shapes on the scalp's chart, each with a range of sizes.

These are for telling a grade; ``render.loss_templates`` are for filling one and reach into the
hair that is left. Wording: domain figures section 4.1 (Norwood 1975, South Med J 68:1359; Ludwig
1977, Br J Dermatol 97:247); the sizes in mm are assumed, each grade's ranges meeting the next's.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from smp_sim.model.head import Head
from smp_sim.render.hairline_curve import hairline_places, preset_hairline
from smp_sim.render.head_geometry import map_of_direction
from smp_sim.render.products import Floats, Mask

#: Millimetres for a unit of the chart: the mean radius of the default head.
CHART_MM = 85.0

#: Where temples recede furthest: above the outer corner of the eye; and how wide they do, mm.
CORNER_X_MM, CORNER_WIDTH_MM = 46.0, 18.0

#: Middle of the crown's loss: the whorl, 62 mm behind the line of the ear canals (Park 2014),
#: where the chart shows it; and how far back the loss of VI and VII reaches at most.
CROWN_Z_MM = -55.0

#: How far a cap that is a few degrees off carries an edge, one sigma in mm (measured: centre 8 mm,
#: turn 3 to 6 degrees on all but the sides without a face).
EDGE_SIGMA_MM = 8.0

#: Evidence of hair that a thinning parting still gives: hair is seen long before it is dense.
_LUDWIG = {"ludwig-1": 0.95, "ludwig-2": 0.75, "ludwig-3": 0.3}
_OVALS = ((26.0, 50.0), (38.0, 58.0), (48.0, 64.0))

#: Own hair may begin so far in front of the natural line, and below the fringe that even VII
#: leaves nothing tells one grade from another, mm on the chart.
BEFORE_LINE_MM, FRINGE_MM = 22.0, 128.0


@dataclass(frozen=True, slots=True)
class LossShape:
    """One way that a grade looks, mm on the chart.

    ``middle`` how far the front recedes from a natural line, ``corner`` how much farther the
    temples do; ``side`` half the width of the bald top; ``crown`` radius of the bald crown;
    ``bridge`` share of hair between.
    """

    middle: float
    corner: float
    side: float = 66.0
    crown: float = 0.0
    bridge: float = 1.0


def _shapes(
    middle: tuple[float, ...],
    corner: tuple[float, ...],
    side: tuple[float, ...] = (66.0,),
    crown: tuple[float, ...] = (0.0,),
    bridge: float = 1.0,
) -> tuple[LossShape, ...]:
    sizes = product(middle, corner, side, crown)
    return tuple(LossShape(m, c, s, r, bridge) for m, c, s, r in sizes)


#: Where the middle of a front line that is hardly lost may lie, mm behind the natural preset
#: (heights of 55 to 90 mm above the glabella were seen on portraits of haired men).
_LINES = (-20.0, -12.0, -4.0, 4.0, 12.0)

#: Shapes of each grade. Temples are measured against the middle of the same line, which lies
#: higher or lower from person to person: II recedes clearly but stops 2 cm or more in front of the
#: line over the ear canals, III goes deeper; IV also loses the crown, V most of the bridge, VI all
#: of it; VII leaves a low horseshoe.
LOSS_SHAPES: dict[str, tuple[LossShape, ...]] = {
    "none": _shapes(_LINES, (-7.0, 0.0)),
    "norwood-2": _shapes(_LINES, (7.0, 13.0)),
    "norwood-3": _shapes(_LINES, (20.0, 29.0), crown=(0.0, 21.0)),
    "norwood-4": _shapes((8.0, 18.0, 28.0), (22.0, 30.0), crown=(28.0, 36.0)),
    "norwood-5": (
        *_shapes((36.0, 45.0, 54.0), (16.0, 24.0), (66.0, 74.0), (40.0, 48.0)),
        *_shapes((45.0,), (20.0,), (66.0, 74.0), (40.0, 48.0), bridge=0.5),
    ),
    "norwood-6": _shapes((130.0,), (0.0,), (54.0, 64.0, 74.0), (45.0, 60.0)),
    "norwood-7": _shapes((150.0,), (0.0,), (86.0, 96.0, 106.0), (78.0, 92.0)),
}

#: All grades that can be told, in the order of their loss.
GRADES = (*LOSS_SHAPES, *_LUDWIG)


def expected_hair(name: str, directions: Floats, head: Head) -> Floats:
    """Give (shapes, N) the hair from 0 to 1 that the shapes of a grade leave at directions (N, 3).

    Parameters
    ----------
    name : one of :data:`GRADES`.
    directions : unit, of the scalp.
    head : whose natural hairline the loss is measured from.
    """
    spots, line = map_of_direction(directions) * CHART_MM, _line_of_chart(head)
    shapes = LOSS_SHAPES.get(name, LOSS_SHAPES["none"])
    left = np.stack([_hair_left(shape, spots, line) for shape in shapes])
    if name not in _LUDWIG:
        return left
    ovals = np.stack([_covered(_oval_depth(spots, *size)) for size in _OVALS])
    thinned = 1.0 - (1.0 - _LUDWIG[name]) * ovals
    return np.asarray(np.minimum(left[:, None], thinned).reshape(-1, len(spots)))


def telling_places(directions: Floats, head: Head) -> Mask:
    """Say which directions (N, 3) tell a grade: from the lowest line to the lasting fringe."""
    away = np.linalg.norm(map_of_direction(directions), axis=-1) * CHART_MM
    return np.asarray(behind_line(directions, head) & (away < FRINGE_MM))


def behind_line(directions: Floats, head: Head) -> Mask:
    """Say which directions (..., 3) lie behind the lowest line that own hair begins at."""
    spots, line = map_of_direction(directions) * CHART_MM, _line_of_chart(head)
    front = np.interp(np.abs(spots[..., 0]), line[:, 0], line[:, 1]) + BEFORE_LINE_MM
    return np.asarray(spots[..., 1] < front)


def _line_of_chart(head: Head) -> Floats:
    """Give (M, 2) the natural hairline on the chart, from the midline outward."""
    places = hairline_places(preset_hairline("natural", head), head)
    chart = map_of_direction(places / np.linalg.norm(places, axis=1, keepdims=True)) * CHART_MM
    half = chart[chart[:, 0] >= 0.0]
    return np.asarray(half[np.argsort(half[:, 0])])


def _hair_left(shape: LossShape, spots: Floats, line: Floats) -> Floats:
    across, forward = np.abs(spots[:, 0]), spots[:, 1]
    at_corner = np.exp(-(((across - CORNER_X_MM) / CORNER_WIDTH_MM) ** 2))
    recedes = shape.middle + shape.corner * at_corner
    edge = np.interp(across, line[:, 0], line[:, 1]) - recedes
    edge = np.maximum(edge, CROWN_Z_MM)
    front = np.minimum(forward - edge, shape.side - across)
    crown = shape.crown - np.hypot(across, forward - CROWN_Z_MM)
    bald = _covered(np.maximum(front, crown) if shape.crown else front)
    # The bridge lies between crown and front, as wide as the crown's loss.
    between = np.minimum(forward - CROWN_Z_MM, shape.crown - across)
    thinned = (1.0 - shape.bridge) * _covered(between)
    return np.asarray(1.0 - np.maximum(bald, thinned))


def _oval_depth(spots: Floats, half_width: float, half_length: float) -> Floats:
    away = np.hypot(spots[:, 0] / half_width, (spots[:, 1] - 5.0) / half_length)
    return np.asarray(half_width * (1.0 - away))


def _covered(depth_mm: Floats) -> Floats:
    """Give the chance that a place so deep inside an edge lies inside it (logistic)."""
    return np.asarray(1.0 / (1.0 + np.exp(np.clip(-depth_mm / (0.6 * EDGE_SIGMA_MM), -50, 50))))
