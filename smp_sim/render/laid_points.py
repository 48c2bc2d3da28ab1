"""Points laid out for a plan, and what follows from them and few settings: made once if kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smp_sim.render.blue_noise import child_rng
from smp_sim.render.cache import Cache, stage_key
from smp_sim.render.dot_order import PointPlan, choice_order
from smp_sim.render.edge_profile import noise_tile, read_noise
from smp_sim.render.products import Plane

Floats = NDArray[np.float64]

#: Wavelength of the slow density variation: 28 mm has a correlation length of 8-12 mm (domain
#: figures section 3.1, assumed there).
SLOW_WAVE_MM = 28.0


@dataclass(frozen=True, slots=True)
class LaidPoints:
    """Points laid out, with the caller's cache under whose ``key`` they are kept.

    ``scale`` mm for a unit of their chart; ``seed`` the plan's.
    """

    points: PointPlan
    key: str
    seed: int
    scale: float
    kept: Cache

    def order(self, variety: float) -> Floats:
        """Give the order of choice (N,)."""
        key = stage_key("order", variety, self.key)
        return self.kept.obtain(key, lambda: choice_order(self.points, variety))

    def slow_noise(self, chart: Floats) -> Floats:
        """Give the noise of the slow density variation at chart points (N, 2), in [-1, 1]."""
        tile = self.kept.obtain(stage_key("slow", self.seed), self._slow_tile)
        x_mm, y_mm = np.ascontiguousarray(chart.T) * self.scale
        return read_noise(tile, x_mm, y_mm, SLOW_WAVE_MM)

    def _slow_tile(self) -> Plane:
        return noise_tile(child_rng(self.seed, 12))
