"""Temples set back: how far the frontotemporal corners of a hairline lie behind its own shape."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.model.head import DEFAULT_SEMI_AXES_MM, Head
from smp_sim.model.plan import Hairline
from smp_sim.render.head_geometry import place_on_head, unit

Floats = NDArray[np.float64]

#: Where the corner lies on each side of the middle, and how far to both sides of it the line goes
#: along, mm on the default head. The corner: of the presets, above the lateral canthus; the reach:
#: assumed.
_CORNER_MM, _REACH_MM = 45.0, 17.0
#: Heights between which the line goes along less and less: the temple peak and the ear stay, mm.
_STILL_MM, _MOVING_MM = 20.0, 45.0


def set_back_temples(hairline: Hairline, head: Head, back_mm: float) -> Hairline:
    """Move both temple corners of a hairline back over the skin; the middle and the ears stay.

    Parameters
    ----------
    hairline : a line with points of its own, from temple to temple.
    head : whose skin it lies on.
    back_mm : how far the corners go back, mm along the skin; negative: forward.

    Returns
    -------
    Hairline
        With as many points, in the same order.
    """
    places = place_on_head(np.asarray(hairline.points), head.semi_axes_mm)
    sphere = places / np.asarray(head.semi_axes_mm)
    turn = _share_moved(sphere) * back_mm / np.hypot(places[:, 1], places[:, 2])
    y, z = sphere[:, 1].copy(), sphere[:, 2].copy()
    sphere[:, 1] = y * np.cos(turn) + z * np.sin(turn)
    sphere[:, 2] = z * np.cos(turn) - y * np.sin(turn)
    moved = unit(sphere * np.asarray(head.semi_axes_mm))
    return replace(hairline, points=tuple((float(x), float(y), float(z)) for x, y, z in moved))


def _share_moved(sphere: Floats) -> Floats:
    """Give how far (N,) places (N, 3) of the unit sphere go with the corners, [0, 1]."""
    across, up, _ = sphere.T * np.asarray(DEFAULT_SEMI_AXES_MM)[:, None]
    near = np.exp(-0.5 * ((np.abs(across) - _CORNER_MM) / _REACH_MM) ** 2)
    return np.asarray(near * np.clip((up - _STILL_MM) / (_MOVING_MM - _STILL_MM), 0.0, 1.0))
