"""Smooth noise in space, so that skin keeps its marks from view to view.

Value noise on a periodic lattice of 32³ random numbers (Perlin 1985's lattice, cubic fade),
read through one cv2.remap look-up a point.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]

LATTICE = 32
_PAD = LATTICE + 1
#: cv2.remap takes at most 32,767 columns; fewer stay in the processor's cache.
_COLUMNS = 16_384


def noise_atlas(rng: np.random.Generator) -> Plane:
    """Make the lattice, unit variance: 32 padded slices on top of each other, each with the next.

    Returns
    -------
    (32 * 33, 33, 2) float32: channel 0 a slice, channel 1 the one above it.
    """
    cube = rng.standard_normal((LATTICE, LATTICE, LATTICE)).astype(np.float32)
    padded = np.pad(cube, ((0, 1), (0, 1), (0, 1)), mode="wrap")
    pairs = np.stack([padded[:-1], padded[1:]], axis=-1)
    return np.ascontiguousarray(pairs.reshape(LATTICE * _PAD, _PAD, 2))


def space_noise(atlas: Plane, places_mm: Plane, wave_mm: float) -> Plane:
    """Give noise at places (3, ...), about unit variance, features about ``wave_mm`` apart."""
    flat = places_mm.reshape(3, -1) * np.float32(1.0 / wave_mm)
    value = np.empty(flat.shape[1], np.float32)
    for start in range(0, value.size, _COLUMNS):
        part = slice(start, start + _COLUMNS)
        value[part] = _read(atlas, flat[:, part])
    return np.asarray(value.reshape(places_mm.shape[1:]))


def _read(atlas: Plane, flat: Plane) -> Plane:
    column, across = _cell(flat[0], 5.3)
    row, down = _cell(flat[1], 9.1)
    layer, rise = _cell(flat[2], 2.7)
    x, y = column + across, row + down + layer * np.float32(_PAD)
    both = cv2.remap(atlas, x[None], y[None], cv2.INTER_LINEAR)[0]
    return np.asarray((both[:, 0] + rise * (both[:, 1] - both[:, 0])) * np.float32(1.55))


def _cell(axis: Plane, shift: float) -> tuple[Plane, Plane]:
    """Give the lattice cell [0, 32) of coordinates (N,), and the faded share of the way across."""
    moved = axis + np.float32(shift)
    below = np.floor(moved)
    share = moved - below
    cell = below - LATTICE * np.floor(below * np.float32(1.0 / LATTICE))
    return cell, share * share * (np.float32(3.0) - np.float32(2.0) * share)


def layered_noise(atlas: Plane, places_mm: Plane, waves_mm: tuple[float, ...]) -> Plane:
    """Add noise of several wavelengths, each weighted by its share of the longest; unit scale."""
    weights = np.sqrt(np.asarray(waves_mm) / max(waves_mm))
    weights /= np.sqrt(np.sum(weights**2))
    total = np.zeros(places_mm.shape[1:], np.float32)
    for wave, weight in zip(waves_mm, weights, strict=True):
        total += np.float32(weight) * space_noise(atlas, places_mm, wave)
    return total
