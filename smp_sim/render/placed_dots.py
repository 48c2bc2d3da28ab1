"""Dots set by hand: an area that holds its dots one by one joins the field as it stands."""

from __future__ import annotations

import numpy as np

from smp_sim.model.plan import Area
from smp_sim.render.dot_looks import full_tone
from smp_sim.render.head_geometry import unit
from smp_sim.render.products import DotField

#: Identities of hand-placed dots begin here, beyond every rank of the point set and its tiles; each
#: area of the plan has room for 2^32 of them.
FIRST_IDENTITY = 1 << 52


def placed_field(area: Area, number: int, sessions: int) -> DotField:
    """Give the dots of a hand-placed area.

    Parameters
    ----------
    number : the area's number in the plan.
    sessions : sessions of the plan; a dot of a later one belongs to the last.
    """
    dots = area.dots
    place = np.array([dot.place for dot in dots], dtype=np.float64).reshape(-1, 3)
    session = np.array([dot.session - 1 for dot in dots], dtype=np.int32)
    return DotField(
        identity=FIRST_IDENTITY + (number << 32) + np.arange(len(dots), dtype=np.int64),
        place=place * (1.0, 1.0, 0.0) if area.view else unit(place),
        area=np.full(len(dots), number, dtype=np.int32),
        session=np.minimum(session, sessions - 1).astype(np.int32),
        diameter_mm=np.array([dot.diameter_mm for dot in dots], dtype=np.float64),
        tone=full_tone(area.shade) * np.array([dot.tone for dot in dots], dtype=np.float64),
        depth_mm=np.full(len(dots), area.depth_mm),
    )
