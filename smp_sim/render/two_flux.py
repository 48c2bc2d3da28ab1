"""A thin layer of pigment that absorbs and scatters: Kubelka and Munk's two fluxes.

White and iron oxides, as in lip, skin-coloured and correcting pigments, scatter light back before
it reaches the skin below, so they cover and can lighten. With absorption ``K`` and scattering ``S``
of the whole layer, ``g² = K (K + 2 S)``::

    T = g / ((K + S) sinh g + g cosh g),    R = S sinh g / ((K + S) sinh g + g cosh g)

(Kubelka & Munk 1931; Kubelka 1948, J Opt Soc Am 38:448). Without scattering T is exp(-K) and R is
0; a thick layer gives back ``1 + K/S - sqrt((K/S)² + 2 K/S)``. Pigments at one depth are mixed by
adding their K and S (Duncan 1940, Proc Phys Soc 52:390). Of light that skin of reflectance ``Rg``
below sends up, the layer lets through T more and sends the rest to and fro (Kubelka 1954,
J Opt Soc Am 44:330)::

    R' = R + T² Rg / (1 - R Rg)

The skin above the pigment filters all of it: melanin lies there, blood hardly.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from smp_sim.render.products import Plane

Triple = tuple[float, float, float]

#: Least of g: below it, sinh g / g is 1 in 32 bits.
_LEAST_G = np.float32(1e-4)


class Bed(NamedTuple):
    """The skin that pigment lies in, R, G, B each.

    ``reflectance`` of the untreated skin, (0, 1); ``above`` what skin above the pigment lets
    through of light that crosses it twice, (0, 1]; ``beside`` the reflectance of the skin around
    it; ``light`` linear light in the picture of what reflects all.
    """

    reflectance: Triple
    above: Triple
    beside: Triple
    light: float

    def under(self, channel: int) -> float:
        """Give the reflectance of the skin below the pigment."""
        return self.reflectance[channel] / self.above[channel]


def thin_layer(absorbed: Plane, scattered: Plane) -> tuple[Plane, Plane]:
    """Give what a layer lets through and what it gives back.

    Parameters
    ----------
    absorbed, scattered : (H, W) float32, K and S of the whole layer, at least 0.

    Returns
    -------
    through, back : (H, W) float32
        Both at least 0, together at most 1.
    """
    growth = cv2.sqrt(absorbed * (absorbed + np.float32(2.0) * scattered))
    growth = np.maximum(growth, _LEAST_G)
    decay = cv2.exp(-growth)
    twice = decay * decay
    slope = (np.float32(1.0) - twice) / growth
    whole = (absorbed + scattered) * slope + (np.float32(1.0) + twice)
    return np.asarray(2.0 * decay / whole, np.float32), np.asarray(scattered * slope / whole)


def thick_layer(absorption: float, cover: float) -> float:
    """Give the reflectance of a thick layer of pigment of some absorption and scattering, [0, 1].

    0 for pigment that doesn't scatter.
    """
    if cover <= 0.0:
        return 0.0
    ratio = absorption / cover
    return float(1.0 + ratio - np.sqrt(ratio * (ratio + 2.0)))


def absorption_of_thick(reflectance: float, cover: float) -> float:
    """Give the absorption of pigment that scatters so and whose thick layer reflects so much.

    ``reflectance`` in (0, 1]; the inverse of :func:`thick_layer`: K = S (1 - R)² / 2 R.
    """
    return cover * (1.0 - reflectance) ** 2 / (2.0 * reflectance)
