"""Smooth noise in space, so that skin keeps its marks from view to view.

Value noise on a periodic lattice of 32³ random numbers (Perlin 1985's lattice, cubic fade),
read through two cv2.remap look-ups a point.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]

LATTICE = 32
_PAD = LATTICE + 1


def noise_atlas(rng: np.random.Generator) -> Plane:
    """Make the lattice, unit variance, as 33 padded slices on top of each other."""
    cube = rng.standard_normal((LATTICE, LATTICE, LATTICE)).astype(np.float32)
    padded = np.pad(cube, ((0, 1), (0, 1), (0, 1)), mode="wrap")
    return np.ascontiguousarray(padded.reshape(_PAD * _PAD, _PAD))


def space_noise(atlas: Plane, places_mm: Plane, wave_mm: float) -> Plane:
    """Give noise at places (3, ...), about unit variance, features about ``wave_mm`` apart."""
    shape = places_mm.shape[1:]
    flat = places_mm.reshape(3, -1) * np.float32(1.0 / wave_mm)
    x, y, z = (
        np.mod(axis + np.float32(o), LATTICE) for axis, o in zip(flat, (5.3, 9.1, 2.7), strict=True)
    )
    layer = np.floor(z)
    share = z - layer
    share = share * share * (3.0 - 2.0 * share)
    row = layer * np.float32(_PAD)
    low = _read(atlas, _faded(x), _faded(y) + row)
    high = _read(atlas, _faded(x), _faded(y) + row + np.float32(_PAD))
    value = low + share * (high - low)
    return np.asarray(value.reshape(shape) * np.float32(1.55))


def _faded(axis: Plane) -> Plane:
    whole = np.floor(axis)
    part = axis - whole
    return np.asarray(whole + part * part * (3.0 - 2.0 * part), dtype=np.float32)


def _read(atlas: Plane, x: Plane, y: Plane) -> Plane:
    """Look up with cv2.remap, whose maps take at most 32,767 columns a call."""
    out = np.empty_like(x)
    width = 16_384
    for start in range(0, x.size, width):
        part = slice(start, start + width)
        mapped = cv2.remap(atlas, x[None, part], y[None, part], cv2.INTER_LINEAR)
        out[part] = mapped[0]
    return out


def layered_noise(atlas: Plane, places_mm: Plane, waves_mm: tuple[float, ...]) -> Plane:
    """Add noise of several wavelengths, each weighted by its share of the longest; unit scale."""
    weights = np.sqrt(np.asarray(waves_mm) / max(waves_mm))
    weights /= np.sqrt(np.sum(weights**2))
    total = np.zeros(places_mm.shape[1:], np.float32)
    for wave, weight in zip(waves_mm, weights, strict=True):
        total += np.float32(weight) * space_noise(atlas, places_mm, wave)
    return total
