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
    sigma = _size_sigma(area)
    return np.asarray(np.exp(sigma * normal[:, 0] - sigma**2))


def tone_scatter(area: Area, normal: Floats) -> Floats:
    """Give factors on the tone, mean 1; uneven uptake adds a lognormal part of its own.

    Where scarred skin lets a dot spread, the same pigment lies on more skin: such dots are paler,
    so that none is both large and dark (pigment conserved; a small dot took less up, and is no
    darker for it).
    """
    own = TONE_SCATTER[0] + TONE_SCATTER[1] * area.variety
    even = 1.0 + own * normal[:, 1]
    if area.uptake_scatter == 0.0:
        return np.asarray(even)
    sigma = area.uptake_scatter
    # Both parts share one chance: E[(1 + own n) exp(sigma n - sigma²/2)] = 1 + own sigma.
    uneven = np.exp(sigma * normal[:, 1] - 0.5 * sigma**2) / (1.0 + own * sigma)
    return np.asarray(even * uneven * _spread_thin(area, normal))


def _spread_thin(area: Area, normal: Floats) -> Floats:
    """Give the factor on the tone of dots that spread beyond the usual size.

    It is 1 over the square of what the size is above its median, and so scaled that the mean
    pigment, size squared times tone, is that of an even field: with sigma the scatter of the
    logarithm of size, E[exp(2 sigma n - 2 sigma²) min(1, exp(-2 sigma n))] =
    Phi(-2 sigma) + exp(-2 sigma²) / 2.
    """
    sigma = _size_sigma(area)
    mean = 0.5 * math.erfc(math.sqrt(2.0) * sigma) + 0.5 * math.exp(-2.0 * sigma**2)
    return np.minimum(1.0, np.exp(-2.0 * sigma * normal[:, 0])) / mean


def _size_sigma(area: Area) -> float:
    """Give the scatter of the logarithm of size, dot to dot."""
    return math.hypot(SIZE_SCATTER[0] + SIZE_SCATTER[1] * area.variety, area.uptake_scatter)
