"""sRGB, linear light and CIE Lab. Linear values are float32 in [0, 1] unless said otherwise."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Plane = NDArray[np.float32]

#: Rec. 709 luminance weights of linear R, G, B (IEC 61966-2-1).
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)

#: Linear sRGB to CIE XYZ, D65 (IEC 61966-2-1).
XYZ_OF_RGB = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)

#: D65 white in XYZ.
WHITE_XYZ = np.array([0.95047, 1.0, 1.08883])


def linear_of_srgb(coded: ArrayLike) -> Plane:
    """Give linear light (float32) of sRGB-coded values.

    ``coded`` is uint8 or uint16 over its full range, or float in [0, 1] (IEC 61966-2-1).
    """
    array = np.asarray(coded)
    if array.dtype in (np.uint8, np.uint16):
        table: Plane = _linear_table(int(np.iinfo(array.dtype).max))
        return np.asarray(table[array])
    return _linear_of_float(array)


def _linear_of_float(coded: NDArray[Any]) -> Plane:
    c = coded.astype(np.float32)
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4).astype(np.float32)


def _linear_table(top: int) -> Plane:
    return _linear_of_float(np.linspace(0.0, 1.0, top + 1, dtype=np.float64))


def srgb_of_linear(linear: ArrayLike) -> Plane:
    """Give sRGB-coded float32 in [0, 1] of linear light, clipped to [0, 1]."""
    v = np.clip(np.asarray(linear, dtype=np.float32), 0.0, 1.0)
    return np.where(v <= 0.0031308, v * 12.92, 1.055 * v ** (1 / 2.4) - 0.055).astype(np.float32)


def bytes_of_linear(linear: ArrayLike) -> NDArray[np.uint8]:
    """Give sRGB-coded uint8 of linear light."""
    return np.asarray(np.rint(srgb_of_linear(linear) * 255.0), dtype=np.uint8)


def lab_of_linear(rgb: ArrayLike) -> NDArray[np.float64]:
    """Give CIE L*a*b* (D65) of linear sRGB (..., 3).

    Source: CIE 15:2004; L* in [0, 100].
    """
    t = (np.asarray(rgb, dtype=np.float64) @ XYZ_OF_RGB.T) / WHITE_XYZ
    delta = 6 / 29
    f = np.where(t > delta**3, np.cbrt(np.maximum(t, 0.0)), t / (3 * delta**2) + 4 / 29)
    lightness = 116 * f[..., 1] - 16
    return np.stack(
        [lightness, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=-1
    )


def linear_of_lab(lab: ArrayLike) -> NDArray[np.float64]:
    """Give linear sRGB (..., 3), not clipped, of CIE L*a*b* (D65). Inverse of the above."""
    values = np.asarray(lab, dtype=np.float64)
    fy = (values[..., 0] + 16) / 116
    f = np.stack([fy + values[..., 1] / 500, fy, fy - values[..., 2] / 200], axis=-1)
    delta = 6 / 29
    xyz = np.where(f > delta, f**3, 3 * delta**2 * (f - 4 / 29)) * WHITE_XYZ
    return np.asarray(xyz @ np.linalg.inv(XYZ_OF_RGB).T)


def ita_of_lab(lab: ArrayLike) -> NDArray[np.float64]:
    """Give the individual typology angle in degrees: atan2(L* - 50, b*) (Chardon 1991)."""
    values = np.asarray(lab, dtype=np.float64)
    return np.asarray(np.degrees(np.arctan2(values[..., 0] - 50.0, values[..., 2])))
