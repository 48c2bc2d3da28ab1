"""The colour of shaved hair beside bare skin: how far apart, and how much grey light is in it."""

from __future__ import annotations

import numpy as np
from skimage.color import deltaE_ciede2000

from smp_sim.render.colour import LUMINANCE, lab_of_linear
from smp_sim.render.products import Floats

#: Grey return below which hair only takes light, as plain carbon does.
_LEAST_GREY = 0.08

#: Most of the grey return that is fitted: three profiles of shaved men gave 0.50 to 0.80.
MOST_GREY = 0.8


def grey_return_of(hair: Floats, bare: Floats, tone: float) -> float:
    """Read how much of the light that hair takes comes back grey, in [0, 0.8].

    Solves ``hair = k · (bare · F + g · Y · (1 - F))`` (see ``render.grey_return``) for g by least
    squares over R, G, B, where the light k is such that hair would have ``tone``.

    Parameters
    ----------
    hair, bare : (3,) mean linear colours.
    tone : luminance of hair over that of bare skin in the same light.

    Returns
    -------
    float
        0 where hair is hardly greyer than skin that is only darkened.
    """
    own = float(bare @ LUMINANCE)
    lit = np.asarray(hair * (tone * own / float(hair @ LUMINANCE)), dtype=np.float64)
    parts = np.column_stack([bare, np.full(3, own)])
    shown, added = np.linalg.lstsq(parts, lit, rcond=None)[0]
    grey = added / max(1.0 - shown, 0.05)
    return float(min(grey, MOST_GREY)) if grey >= _LEAST_GREY else 0.0


def colour_difference(one: Floats, other: Floats) -> float:
    """Give ΔE2000 of two linear colours (3,) at equal lightness: the second's.

    Lightness is compared as tone; two places of a head are never lit alike.
    """
    first, second = (
        lab_of_linear(one * ((other @ LUMINANCE) / (one @ LUMINANCE))),
        lab_of_linear(other),
    )
    first[0] = second[0]
    return float(deltaE_ciede2000(first, second))  # type: ignore[no-untyped-call]
