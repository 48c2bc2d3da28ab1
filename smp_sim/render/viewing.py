"""How a picture looks from a distance and in another light: for the screen, never for a file.

Before and after go through the very same transform, so that it can't flatter either. It knows
nothing of dots: what the eye can't resolve in one half it can't resolve in the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.model.viewing import DISTANCES_MM, Light, Viewing
from smp_sim.render.colour import linear_of_srgb, srgb_of_linear
from smp_sim.render.products import Bytes8

#: What a healthy eye resolves (20/20), radians: 1 arcmin, so 0.15 mm at 50 cm, 0.29 mm at 1 m.
EYE_RAD = math.radians(1.0 / 60.0)

#: Full width at half height of a Gaussian, in sigmas: the eye's blur is taken as 1 arcmin wide.
_WIDTH_SIGMAS = 2.0 * math.sqrt(2.0 * math.log(2.0))

#: Less blur than this changes no byte to speak of, px.
_LEAST_SIGMA_PX = 0.15

#: Reflectance about which contrast turns: the grey card of photographers.
_MIDDLE_GREY = 0.18


@dataclass(frozen=True, slots=True)
class LightTone:
    """A light as seen: ``gain`` of linear light, ``contrast`` about middle grey, tint in R, G, B.

    Contrast rises with brightness (Stevens' effect; Fairchild, Color Appearance Models, ch. 6
    gives the direction); every size here is assumed.
    """

    gain: float
    contrast: float
    tint: tuple[float, float, float]


#: ``office`` is the photo as it was taken. Warmth of dim light: household lamps, assumed.
LIGHTS: dict[Light, LightTone] = {
    "overhead": LightTone(1.6, 1.12, (0.99, 1.0, 1.02)),
    "office": LightTone(1.0, 1.0, (1.0, 1.0, 1.0)),
    "dim": LightTone(0.42, 0.9, (1.06, 0.99, 0.86)),
}


def eye_sigma_mm(viewing: Viewing) -> float:
    """Give the sigma of the eye's blur on the skin in mm; 0 where the eye is close."""
    return DISTANCES_MM[viewing.distance] * EYE_RAD / _WIDTH_SIGMAS


def look_at(srgb: Bytes8, viewing: Viewing, px_per_mm: float) -> Bytes8:
    """Show a picture as it looks from a distance and in a light.

    Parameters
    ----------
    srgb : (H, W, 3) uint8, sRGB-coded.
    viewing : the eye's distance and the light.
    px_per_mm : picture pixels for a millimetre of skin, more than 0.

    Returns
    -------
    (H, W, 3) uint8 of its own; the input's bytes where ``viewing`` changes nothing. Light is
    averaged by the eye, so the blur is taken in linear light.
    """
    sigma_px = eye_sigma_mm(viewing) * px_per_mm
    blurred = sigma_px >= _LEAST_SIGMA_PX
    if viewing.light == "office" and not blurred:
        return srgb.copy()
    shown = _blur(srgb, sigma_px) if blurred else srgb
    return _relight(shown, LIGHTS[viewing.light])


def _blur(srgb: Bytes8, sigma_px: float) -> Bytes8:
    linear = linear_of_srgb(srgb)
    seen = cv2.GaussianBlur(linear, (0, 0), sigma_px, borderType=cv2.BORDER_REPLICATE)
    # A table is far quicker than a power for each pixel, and finer than a byte.
    steps = np.rint(seen * 65535.0).astype(np.uint16)
    return np.asarray(_code_table()[steps])


def _code_table() -> NDArray[np.uint8]:
    coded = srgb_of_linear(np.linspace(0.0, 1.0, 65536, dtype=np.float32))
    return np.asarray(np.rint(coded * 255.0), dtype=np.uint8)


def _relight(srgb: Bytes8, light: LightTone) -> Bytes8:
    """Pass each channel through the light's curve: monotone, black stays black."""
    tables = np.stack([_light_table(light, tint) for tint in light.tint], axis=-1)
    return np.asarray(cv2.LUT(srgb, tables[None]), dtype=np.uint8)


def _light_table(light: LightTone, tint: float) -> NDArray[np.uint8]:
    """Give the curve (256,) of one channel; a gain above 1 bends so that white is not passed."""
    linear = linear_of_srgb(np.arange(256, dtype=np.uint8)).astype(np.float64)
    bent = _MIDDLE_GREY * (linear / _MIDDLE_GREY) ** light.contrast
    gain = light.gain * tint
    lit = gain * bent / (1.0 + max(gain - 1.0, 0.0) * bent)
    return np.asarray(np.rint(srgb_of_linear(lit) * 255.0), dtype=np.uint8)
