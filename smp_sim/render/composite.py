"""Photo and what the pigment leaves of its light, put together as sRGB bytes.

Light times F is, in sRGB-coded values above their linear toe, ``s' = (s + o)·F^(1/2.4) - o`` with
``o = 0.055`` (IEC 61966-2-1). So no table and no linear picture is needed. In the toe
(s <= 0.04045), ``o = 1.4 s`` gives the same slope at F = 1, and meets 0.055 at its upper end.

The factor is split: the pigment straight above a pixel (``direct``), which already holds the skin
cover, and what scattering and redness add round it (``veil``), held back here by the cover.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.render import tissue as figures
from smp_sim.render.colour import lab_of_linear, linear_of_srgb
from smp_sim.render.products import Bytes8, Plane

Floats = NDArray[np.float64]

#: 1/2.4: light to some power of this is what sRGB-coded values are multiplied by.
CODE_POWER = 1.0 / 2.4

_OFFSET = np.float32(0.055 * 255.0)
_TOE = np.float32(1.4)


@dataclass(frozen=True, slots=True)
class Lifted:
    """A piece of the photo made ready: all (3, H, W) float32 in 8-bit steps.

    ``code`` is s + o, ``veiled`` is (s + o) times the skin cover, ``offset`` is o.
    """

    code: Plane
    veiled: Plane
    offset: Plane

    def rows(self, start: int, stop: int) -> Lifted:
        """Give some of its rows."""
        part = slice(start, stop)
        return Lifted(self.code[:, part], self.veiled[:, part], self.offset[:, part])


def lift_photo(srgb: Bytes8, cover: Plane) -> Lifted:
    """Make (H, W, 3) uint8 of a photo ready, with its (H, W) float32 skin cover in [0, 1]."""
    code = np.stack(cv2.split(srgb)).astype(np.float32)
    offset = np.minimum(code * _TOE, _OFFSET)
    code += offset
    return Lifted(code, code * cover, offset)


def paint_skin(photo: Lifted, direct: Sequence[Plane], veil: Sequence[Plane]) -> Bytes8:
    """Give the picture (H, W, 3) uint8.

    Parameters
    ----------
    photo : Lifted (3, H, W).
    direct : three (H, W) float32, ``T^(1/2.4)`` of the pigment above each pixel; 1 where none.
    veil : three (H, W) float32, ``1 - F^(1/2.4)`` of what scattering and redness take more.

    Notes
    -----
    ``s' = (code - veiled · veil) · direct - offset``: exactly the photo's own byte where
    direct is 1 and veil is 0.
    """
    planes = []
    for channel in range(3):
        lit = cv2.multiply(photo.veiled[channel], veil[channel])
        cv2.subtract(photo.code[channel], lit, dst=lit)
        cv2.multiply(lit, direct[channel], dst=lit)
        planes.append(cv2.subtract(lit, photo.offset[channel], dtype=cv2.CV_8U))
    return np.asarray(cv2.merge(planes), dtype=np.uint8)


def bytes_of_photo(srgb: NDArray[np.uint8] | NDArray[np.uint16]) -> Bytes8:
    """Give 8-bit values of a photo of 8 or 16 bit."""
    if srgb.dtype == np.uint8:
        return srgb.astype(np.uint8, copy=False)
    return np.asarray((srgb.astype(np.uint32) + 128) // 257, dtype=np.uint8)


def scale_photo(srgb: NDArray[np.uint8] | NDArray[np.uint16], width: int, height: int) -> Bytes8:
    """Give a photo at another size: averaged when smaller, read linearly when larger."""
    part = bytes_of_photo(srgb)
    if part.shape[:2] == (height, width):
        return np.ascontiguousarray(part)
    smaller = width < part.shape[1] or height < part.shape[0]
    way = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(part, (width, height), interpolation=way), dtype=np.uint8)


def median_skin(srgb: Bytes8, weight: Plane) -> Floats:
    """Give the median linear R, G, B (3,) of the pixels whose weight is above one half.

    Where there are none, a light skin (L*a*b* 66.5, 9.5, 16; representative of ITA 41-55).
    """
    chosen = srgb[weight > 0.5]
    if len(chosen) == 0:
        return np.array([0.509, 0.328, 0.239])
    step = max(1, len(chosen) // 20_000)
    middle = np.median(chosen[::step], axis=0)
    return np.asarray(linear_of_srgb(middle / 255.0), dtype=np.float64)


def redness_density(skin: Floats, rise: float) -> Floats:
    """Give the optical density (3,) in R, G, B that raises a* of this skin by ``rise``.

    Blood absorbs in the proportion 0.04 : 1 : 0.74 (haemoglobin, see ``tissue``); its amount is
    read from a table, and held where more blood would not make this skin redder.
    """
    if rise <= 0.0:
        return np.zeros(3)
    blood = np.array([figures.BLOOD_RED.value, 1.0, figures.BLOOD_BLUE.value])
    amounts = np.linspace(0.0, 1.5, 301)[:, None]
    redder = lab_of_linear(skin * np.exp(-amounts * blood))[:, 1]
    top = int(np.argmax(redder)) + 1
    return np.asarray(np.interp(rise, redder[:top] - redder[0], amounts[:top, 0]) * blood)
