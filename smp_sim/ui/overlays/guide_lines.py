"""The guides as lines on the head: grid, midline, facial thirds. No Qt here."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.head import Head
from smp_sim.render.hairline_curve import scale_landmark
from smp_sim.ui.overlays.skin_ruler import SkinRuler

Floats = NDArray[np.float64]

#: Farthest the grid reaches sideways from the midline, in mm: down to about the ears.
GRID_ACROSS_MM = 110

#: The subnasale lies this far below the nose tip, and the chin's end one more third below it.
#: Assumed, from the neoclassical thirds (hairline, brow, subnasale and chin evenly apart).
_SUBNASALE_BELOW_TIP_MM = 8.0
_CHEEK_MM = 62.0


@lru_cache(maxsize=4)
def grid_lines(head: Head, spacing_mm: float = 10.0) -> tuple[Floats, ...]:
    """Give lines (N, 3) of unit directions, ``spacing_mm`` apart along the midline and across it.

    The spacing up is true on the midline and closes towards the ears, as meridians do; the
    spacing across is true everywhere. Kept for a few heads: a drag draws it at every step.
    """
    ruler = SkinRuler(head)
    ups = np.arange(0.0, ruler.longest_mm, spacing_mm)
    across = np.arange(-GRID_ACROSS_MM, GRID_ACROSS_MM + 1, spacing_mm)
    fine_up = np.arange(0.0, ruler.longest_mm, 4.0)
    fine_across = np.arange(-GRID_ACROSS_MM, GRID_ACROSS_MM + 1, 4.0)
    along = ruler.direction_at(fine_across, ups[:, None])
    return (*along, *ruler.direction_at(across[:, None], fine_up))


def midline(head: Head) -> Floats:
    """Give the midline (N, 3) as unit directions, from the glabella over the vertex."""
    ruler = SkinRuler(head)
    return ruler.direction_at(0.0, np.arange(0.0, ruler.longest_mm, 3.0))


def facial_thirds(head: Head) -> list[Floats]:
    """Give four level lines (2, 3) in mm across the face, a third of it apart.

    From above: where a neoclassical hairline would lie, glabella, subnasale, chin.
    """
    glabella, tip = scale_landmark("glabella", head), scale_landmark("nose_tip", head)
    subnasale = tip[1] - _SUBNASALE_BELOW_TIP_MM
    third = glabella[1] - subnasale
    levels = (glabella[1] + third, glabella[1], subnasale, subnasale - third)
    return [
        np.array([[-_CHEEK_MM, level, glabella[2]], [_CHEEK_MM, level, glabella[2]]])
        for level in levels
    ]
