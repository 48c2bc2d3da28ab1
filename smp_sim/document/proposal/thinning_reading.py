"""Thinning of the top against the fringe, from the density of hair in the same photos.

Evidence of hair tells hair from none, so that a thinned parting reads as hair; how much thinner it
is than the hair round it tells the grades of Ludwig.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from smp_sim.document.proposal.hair_density import HairDensity, map_density
from smp_sim.document.proposal.loss_patterns import CHART_MM
from smp_sim.document.proposal.scalp_reading import ScalpView
from smp_sim.model.client import Ancestry
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.head_geometry import map_of_direction
from smp_sim.render.pixel_geometry import geometry_maps
from smp_sim.render.products import Floats

#: The oval that thins on the chart, half width and half length in mm, its middle in front of the
#: vertex (as the shapes of Ludwig's grades have it).
OVAL_MM, MIDDLE_MM = (48.0, 62.0), 5.0

#: The thinned middle lies within this share of the oval; the fringe between these, and behind this
#: line so many mm in front of the vertex: temples recede in their own way.
WITHIN, FRINGE, BEFORE_MM = 0.6, (1.2, 1.9), 45.0

#: Least areas of both that tell, cm²; hairs per cm² that a fringe has at least.
LEAST_MIDDLE_CM2, LEAST_FRINGE_CM2, LEAST_FRINGE = 8.0, 2.5, 60.0

#: Error of the ratio's logarithm, and what a cm² of fringe adds as its square root grows (drawn
#: heads: 1.05 to 1.3 without loss, 0.76 to 0.88, 0.33 to 0.56 and 0.15 to 0.17 for 0.75, 0.5, 0.2).
RATIO_SPREAD, FRINGE_SPREAD = 0.12, 0.3


class Thinning(NamedTuple):
    """Density of the top over that of the fringe, and the one-sigma error of its logarithm."""

    ratio: float
    log_error: float


def read_thinning(views: Sequence[ScalpView], ancestry: Ancestry = "unknown") -> Thinning | None:
    """Compare top and fringe in each photo that shows both; None where none does.

    Several photos are averaged by how surely each tells.
    """
    pairs = zip(views, map_density(views, ancestry), strict=True)
    told = [one for view, found in pairs if (one := thinning_of(view, found)) is not None]
    if not told:
        return None
    weights = np.array([one.log_error**-2 for one in told])
    logs = np.log([one.ratio for one in told])
    return Thinning(float(np.exp(np.average(logs, weights=weights))), float(weights.sum() ** -0.5))


def thinning_of(view: ScalpView, found: HairDensity) -> Thinning | None:
    """Compare top and fringe in one photo's map; None where it doesn't show both, or no hair."""
    size = view.photo.width, view.photo.height
    directions = np.nan_to_num(geometry_maps(view.camera, *size, int(found.step)).directions)
    told = np.isfinite(found.per_cm2)
    x, z = np.moveaxis(map_of_direction(directions[told].astype(np.float64)) * CHART_MM, -1, 0)
    away = np.hypot(x / OVAL_MM[0], (z - MIDDLE_MM) / OVAL_MM[1])
    fringe = (away > FRINGE[0]) & (away < FRINGE[1]) & (z < BEFORE_MM)
    return _ratio(
        found.per_cm2[told][away < WITHIN],
        found.per_cm2[told][fringe],
        (found.step / mean_px_per_mm(view.camera)) ** 2 / 100.0,
    )


def _ratio(middle: Floats, fringe: Floats, px_cm2: float) -> Thinning | None:
    fringe_cm2 = len(fringe) * px_cm2
    if len(middle) * px_cm2 < LEAST_MIDDLE_CM2 or fringe_cm2 < LEAST_FRINGE_CM2:
        return None
    usual = float(np.median(fringe))
    if usual < LEAST_FRINGE:
        return None
    error = float(np.hypot(RATIO_SPREAD, FRINGE_SPREAD / np.sqrt(fringe_cm2)))
    return Thinning(max(float(np.median(middle)) / usual, 0.02), error)
