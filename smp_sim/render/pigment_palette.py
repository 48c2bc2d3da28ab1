"""Pigments by name beyond carbon: what each absorbs of red, green and blue, and how it scatters.

A lip or correcting pigment is told by what a vendor's picture of it shows, the colour of a thick
layer, and by how strongly it covers; what it absorbs follows from both (see ``two_flux``). Both are
assumed, by eye, on lips of four tones. Names are shades, no brands. Skin colour is no shade: what a
mark needs depends on the melanin above the pigment, so that it is solved from the photo.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from smp_sim.model.units import Vec3
from smp_sim.render.colour import linear_of_srgb
from smp_sim.render.tissue import Trust
from smp_sim.render.two_flux import absorption_of_thick


class Ink(NamedTuple):
    """A mixed pigment: absorption in R, G, B and scattering, what for, and how far to trust it."""

    mix: Vec3
    cover: float
    purpose: str
    source: str = "assumed by eye; vendors publish names and pictures, no spectra"
    trust: Trust = "assumed"


def _ink(thick: tuple[int, int, int], cover: float, purpose: str) -> Ink:
    """Make an ink of the colour (sRGB) of a thick layer and how strongly it scatters."""
    colour = linear_of_srgb(np.array(thick, dtype=np.uint8))
    red, green, blue = (round(absorption_of_thick(float(c), cover), 3) for c in colour)
    return Ink((red, green, blue), cover, purpose)


#: By name.
PALETTE: dict[str, Ink] = {
    "lip-nude": _ink((204, 150, 128), 0.5, "Lips: a quiet brown pink"),
    "lip-rose": _ink((214, 104, 122), 0.3, "Lips: a cool pink"),
    "lip-coral": _ink((232, 110, 90), 0.3, "Lips: a warm, orange pink"),
    "lip-red": _ink((206, 64, 64), 0.17, "Lips: a clear red"),
    "lip-berry": _ink((164, 62, 92), 0.16, "Lips: a deep red"),
    "lip-corrector": _ink((236, 156, 104), 1.0, "Dark lips: orange, against blue and violet"),
    "lip-corrector-coral": _ink((236, 142, 112), 1.2, "Dark lips: coral, against grey and brown"),
    "lip-corrector-yellow": _ink((238, 196, 120), 1.0, "Violet lips: yellow, against purple"),
}

#: Those that even lips out before they are coloured.
CORRECTORS = tuple(name for name in PALETTE if name.startswith("lip-corrector"))


def ink_name(mix: Vec3, cover: float) -> str:
    """Give the name of the ink that absorbs and scatters so; empty where there is none."""
    found = (name for name, ink in PALETTE.items() if (ink.mix, ink.cover) == (mix, cover))
    return next(found, "")
