"""How dark the sample's hairs are, from black to white."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.client import HairColour

Floats = NDArray[np.float64]

#: How black a shaft is (optical density across it) by hair colour, and its tint R, G, B. Fair hair
#: is nearly transparent. Values assumed; of salt-and-pepper hair those of its dark half.
HAIR_INK: dict[HairColour, tuple[float, tuple[float, float, float]]] = {
    "black": (2.2, (1.0, 1.0, 1.0)),
    "dark-brown": (1.9, (0.97, 1.0, 1.02)),
    "brown": (1.5, (0.92, 1.0, 1.06)),
    "light-brown": (1.1, (0.88, 1.0, 1.12)),
    "blond": (0.6, (0.80, 1.0, 1.22)),
    "red": (0.9, (0.65, 1.0, 1.18)),
    "salt-and-pepper": (1.9, (0.98, 1.0, 1.0)),
    "grey": (0.8, (0.98, 1.0, 1.0)),
    "white": (0.25, (1.0, 1.0, 1.0)),
}
BLACK_INK = 2.2

#: Share of white hairs in salt-and-pepper hair (assumed: half, as the name has it).
SALT_SHARE = 0.5


def shaft_inks(colour: HairColour, chance: Floats) -> Floats:
    """Give the optical density (N,) across shafts; ``chance`` (N,) in [0, 1) picks white ones."""
    inks = np.full(len(chance), HAIR_INK[colour][0])
    if colour == "salt-and-pepper":
        inks[chance < SALT_SHARE] = HAIR_INK["white"][0]
    return inks
