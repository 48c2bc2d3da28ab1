"""Carry a filled area on to the hair that was seen, so that no bare strip is left between.

A grade's template ends where its loss usually ends; this person's hair begins where photos show it.
"""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from smp_sim.document.proposal.loss_patterns import CHART_MM
from smp_sim.document.proposal.scalp_reading import ScalpReading
from smp_sim.model.head import Head
from smp_sim.model.plan import Area, Hairline
from smp_sim.render.area_outline import outline_area
from smp_sim.render.hairline_curve import hairline_places
from smp_sim.render.head_geometry import direction_of_map, map_of_direction, unit
from smp_sim.render.products import Floats

#: Corners of the new rear edge; the curve through them is as smooth as the template's.
CORNERS = 33

#: How far an edge is carried at most, the step of the search, and how far it goes on into the hair,
#: where the dots fade out (assumed; a practitioner blends 20 to 30 mm into the fringe).
FARTHEST_MM, STEP_MM, INTO_HAIR_MM = 40.0, 4.0, 10.0

#: Hair is asked for about a place with this reach, one sigma, and is there from this evidence on;
#: so much of the neighbourhood has to be seen.
ABOUT_MM, HAIR, LEAST_SEEN = 5.0, 0.85, 0.3


def reach_fringe(area: Area, hairline: Hairline, reading: ScalpReading, head: Head) -> Area:
    """Move the rear edge of an area behind the hairline back to where hair was seen.

    Parameters
    ----------
    area : of the kind ``behind-hairline``; any other is given back as it is.
    hairline : its front.
    reading : where hair is left.
    head : the client's.

    Returns
    -------
    Area
        Never smaller than before; as before where nothing was seen or no hair within 40 mm.
    """
    if area.kind != "behind-hairline":
        return area
    line = hairline_places(hairline, head)
    rear = outline_area(area, line, head.semi_axes_mm).rear
    rear = rear[np.linspace(0, len(rear) - 1, CORNERS).round().astype(int)]
    spots, front = (map_of_direction(unit(places)) * CHART_MM for places in (rear, line))
    outward = spots - front[np.argmin(_distances(spots, front), axis=1)]
    away = np.linalg.norm(outward, axis=1)
    # The ends lie on the hairline itself and stay there.
    ways = np.where(away[:, None] > STEP_MM, outward / np.maximum(away, 1e-9)[:, None], 0.0)
    reach = _reach_of(spots, ways, reading)
    if not np.any(reach):
        return area
    corners = direction_of_map((spots + reach[:, None] * ways) / CHART_MM)
    return replace(area, outline=tuple((float(x), float(y), float(z)) for x, y, z in corners))


def _distances(one: Floats, other: Floats) -> Floats:
    return np.asarray(np.linalg.norm(one[:, None] - other[None], axis=-1))


def _reach_of(spots: Floats, ways: Floats, reading: ScalpReading) -> Floats:
    """Give how far each corner (N,) is carried, mm; evened out between neighbours."""
    steps = np.arange(0.0, FARTHEST_MM + STEP_MM, STEP_MM)
    asked = spots[:, None] + steps[:, None] * ways[:, None]
    hair = hair_about(asked.reshape(-1, 2), reading).reshape(len(spots), len(steps))
    begins = np.where(hair >= HAIR, steps, np.inf).min(axis=1)
    # A corner behind which nothing was seen, or no hair found, keeps its place.
    reach = np.where(np.isfinite(begins) & (begins > 0.0), begins + INTO_HAIR_MM, 0.0)
    # A corner alone is carried less far, and one between two that are carried goes along.
    padded = np.concatenate([reach[:1], reach, reach[-1:]])
    return np.asarray((padded[:-2] + 2.0 * reach + padded[2:]) / 4.0)


def hair_about(spots: Floats, reading: ScalpReading) -> Floats:
    """Give the hair (N,) seen about spots (N, 2) of the chart in mm; nan where too little was."""
    known = map_of_direction(reading.directions) * CHART_MM
    near = np.exp(-0.5 * (_distances(spots, known) / ABOUT_MM) ** 2)
    seen = near @ np.minimum(reading.weight, 1.0)
    share = seen / np.maximum(near.sum(axis=1), 1e-9)
    hair = (near @ (np.minimum(reading.weight, 1.0) * reading.hairy)) / np.maximum(seen, 1e-9)
    return np.where(share >= LEAST_SEEN, hair, np.nan)
