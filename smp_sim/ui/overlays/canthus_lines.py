"""The vertical lines through the outer corners of the eyes: where temple corners belong. No Qt."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.head import Head
from smp_sim.model.plan import Hairline
from smp_sim.render.hairline_curve import hairline_places, scale_landmark
from smp_sim.render.hairline_measure import temple_corners
from smp_sim.render.head_geometry import unit

Floats = NDArray[np.float64]

#: How far up the lines are drawn: angle in the cut, from the front (0) to the vertex (pi/2).
_TOP_RAD = 1.35


def canthus_line(head: Head, side: str) -> Floats:
    """Give the line (N, 3) of unit directions over the lateral canthus, ``side`` left or right.

    The cut of the head by the plane through the canthus parallel to the midline.
    """
    a, b, c = head.semi_axes_mm
    x, y, _ = scale_landmark(f"lateral_canthus_{side}", head)
    size = np.sqrt(max(1.0 - (x / a) ** 2, 1e-6))
    bottom = np.arcsin(np.clip(y / (b * size), -1.0, 1.0))
    angle = np.linspace(bottom, _TOP_RAD, 60)
    places = [np.full_like(angle, x), b * size * np.sin(angle), c * size * np.cos(angle)]
    return unit(np.stack(places, axis=1))


class TempleCorner(NamedTuple):
    """A temple corner: its unit direction, and how far outside (+) its canthus line, in mm."""

    side: str
    direction: Floats
    outside_mm: float


def find_corners(hairline: Hairline, head: Head) -> tuple[TempleCorner, TempleCorner]:
    """Give the temple corners (right, left). Raises PlanError where there is no line."""
    line = hairline_places(hairline, head)
    (right, left), _ = temple_corners(line, head)
    return _corner("right", line[right], head), _corner("left", line[left], head)


def _corner(side: str, place_mm: Floats, head: Head) -> TempleCorner:
    canthus = scale_landmark(f"lateral_canthus_{side}", head)
    return TempleCorner(side, unit(place_mm), float(abs(place_mm[0]) - abs(canthus[0])))
