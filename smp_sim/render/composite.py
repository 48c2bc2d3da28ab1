"""Photo and what the pigment leaves of its light, put together as sRGB bytes.

Light times F is, in sRGB-coded values above their linear toe, ``s' = (s + o)·F^(1/2.4) - o`` with
``o = 0.055`` (IEC 61966-2-1). So no table and no linear picture is needed. In the toe
(s <= 0.04045), ``o = 1.4 s`` gives the same slope at F = 1, and meets 0.055 at its upper end.

The factor is split: the pigment straight above a pixel (``direct``), which already holds the skin
cover, and what scattering and redness add round it (``veil``), held back here by the cover.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.render import tissue as figures
from smp_sim.render.colour import lab_of_linear, linear_of_srgb
from smp_sim.render.products import Bytes8, Plane

Floats = NDArray[np.float64]
Code16 = NDArray[np.uint16]

#: 1/2.4: light to some power of this is what sRGB-coded values are multiplied by.
CODE_POWER = 1.0 / 2.4

#: Steps of a coded byte in what :func:`code_photo` gives.
CODE_STEPS = 240.0
_BYTES = np.arange(256.0)
#: (s + o) of each byte; o is 0.055, in the toe 1.4 s. The largest is 64,566.
_CODES = np.rint(CODE_STEPS * (_BYTES + np.minimum(1.4 * _BYTES, 0.055 * 255.0))).astype(np.uint16)


class Direct(NamedTuple):
    """The pigment straight above some pixels, both (H, W) float32.

    ``lost`` is ``1 - T^(1/2.4)``, ``open`` is ``T^(1/2.4)`` times the skin cover.
    """

    lost: Plane
    open: Plane


def lay_direct(left: Plane, cover: Plane) -> Direct:
    """Make ``T^(1/2.4)`` (H, W) ready for painting; its memory is used again."""
    open_skin = cv2.multiply(left, cover)
    lost = np.subtract(np.float32(1.0), left, out=left)
    return Direct(lost, np.asarray(open_skin, dtype=np.float32))


def code_photo(srgb: Bytes8) -> Code16:
    """Give s + o of (H, W, 3) uint8, as planes (3, H, W) in steps of 1/240 of an 8-bit step."""
    return np.stack([cv2.LUT(plane, _CODES) for plane in cv2.split(srgb)])


def paint_skin(
    srgb: Bytes8, code: Code16, direct: Sequence[Direct], veil: Sequence[Plane], *, out: Bytes8
) -> None:
    """Paint the picture (H, W, 3) uint8 into ``out``.

    Parameters
    ----------
    srgb : (H, W, 3) uint8, the photo.
    code : (3, H, W) uint16 of it, see :func:`code_photo`.
    direct : for each channel, the pigment above each pixel; channels may share one.
    veil : three (H, W) float32, ``1 - F^(1/2.4)`` of what scattering and redness take more.

    Notes
    -----
    ``s' = s - (s + o)·(lost + open·veil)``: the photo's own byte where nothing is lost.
    """
    taken = []
    for channel in range(3):
        lost = cv2.multiply(veil[channel], direct[channel].open)
        cv2.add(lost, direct[channel].lost, dst=lost)
        taken.append(cv2.multiply(code[channel], lost, scale=1.0 / CODE_STEPS, dtype=cv2.CV_8U))
    cv2.subtract(srgb, cv2.merge(taken), dst=out)


def to_power(plane: Plane, power: float) -> Plane:
    """Give positive values to a power; by logarithm, since ``cv2.pow`` takes twice the time."""
    logarithm = cv2.log(plane)
    np.multiply(logarithm, np.float32(power), out=logarithm)
    return np.asarray(cv2.exp(logarithm, dst=logarithm), dtype=np.float32)


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
