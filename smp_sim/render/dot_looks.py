"""How dots differ from each other: tone, and the scatter of size and tone from dot to dot."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.plan import Area

Floats = NDArray[np.float64]

#: Scatter of size (lognormal) and tone at variety 0 and for a variety of 1 on top. Size: 0.15 at
#: variety 0.5 (domain figures section 1.1, assumed there); tone assumed.
SIZE_SCATTER, TONE_SCATTER = (0.05, 0.20), (0.04, 0.12)


def full_tone(shade: float) -> float:
    """Give the share of the nominal optical density that a shade asks for: 1 at shade 0.5.

    So the middle of the scale is the shaved look that the optics are calibrated on, and there is
    as much room for darker pigment as for lighter (mapping assumed).
    """
    return 2.0 * shade


def size_scatter(area: Area, normal: Floats) -> Floats:
    """Give factors on the diameter, lognormal, whose mean square is 1 (so the mean tone holds)."""
    own = SIZE_SCATTER[0] + SIZE_SCATTER[1] * area.variety
    sigma = math.hypot(own, area.uptake_scatter)
    return np.asarray(np.exp(sigma * normal[:, 0] - sigma**2))


def tone_scatter(area: Area, normal: Floats) -> Floats:
    """Give factors on the tone, mean 1; uneven uptake adds a lognormal part of its own."""
    own = TONE_SCATTER[0] + TONE_SCATTER[1] * area.variety
    even = 1.0 + own * normal[:, 1]
    if area.uptake_scatter == 0.0:
        return np.asarray(even)
    sigma = area.uptake_scatter
    # Both parts share one chance: E[(1 + own n) exp(sigma n - sigma²/2)] = 1 + own sigma.
    uneven = np.exp(sigma * normal[:, 1] - 0.5 * sigma**2) / (1.0 + own * sigma)
    return np.asarray(even * uneven)
