"""Rows and grids among dots, found in the structure factor of small windows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Reach of a window, in hexagonal spacings (sigma of its bell): a hand keeps step over some rows
#: only, and a head curves. Assumed.
WINDOW_SPACINGS = 3.0
#: Windows stand this many spacings apart.
STEP_SPACINGS = 5.0
#: Rows are looked for from 0.65 to 1.45 times the spatial frequency of a hexagonal lattice: square,
#: skewed and hexagonal grids of the same density lie between.
BAND = (0.65, 1.45)
#: Fewest dots that a window judges.
FEWEST_DOTS = 14
#: Cells of the raster that a window's dots are gathered on, and how fine they are, in spacings.
CELLS, CELL_SPACINGS = 96, 0.17


@dataclass(frozen=True, slots=True)
class RowWindow:
    """One window: its middle (2,), share of its dots that keep step, and the rows' wave vector.

    ``wave`` (2,) radians a mm points across the rows.
    """

    centre: Floats
    share: float
    wave: Floats


def search_rows(points: Floats, spacing_mm: float) -> tuple[RowWindow, ...]:
    """Look for rows in every window of a field of dots.

    Parameters
    ----------
    points : (N, 2) mm.
    spacing_mm : hexagonal spacing at their density.

    Notes
    -----
    In a window with weights w the share is the peak of ``|Σ w exp(i k x)|² / (Σ w)²`` over wave
    vectors k in the band, less what chance gives as many dots: the structure factor of a random
    field is exponential, so its highest of M independent values lies about ln M above 1 / N_eff
    (Illian et al. 2008, Statistical Analysis and Modelling of Spatial Point Patterns, ch. 4). A
    lattice reaches 1; jitter of standard deviation s lowers it by exp(-k² s²).
    """
    if len(points) < FEWEST_DOTS or spacing_mm <= 0.0:
        return ()
    found = (_read_window(points, centre, spacing_mm) for centre in _centres(points, spacing_mm))
    return tuple(window for window in found if window is not None)


def share_in_rows(windows: tuple[RowWindow, ...]) -> float:
    """Give the share [0, 1] of dots that keep step: the mean of the worse half of the windows."""
    shares = np.sort([window.share for window in windows])[::-1]
    return float(np.mean(shares[: (len(shares) + 1) // 2])) if len(shares) else 0.0


def _centres(points: Floats, spacing_mm: float) -> Floats:
    """Spread windows over the field from its middle outward, so that a mirror mirrors them."""
    low, high = points.min(axis=0), points.max(axis=0)
    step = STEP_SPACINGS * spacing_mm
    count = np.maximum(np.round((high - low) / step - 0.4), 1).astype(int)
    lines = [
        (low[i] + high[i]) / 2.0 + step * (np.arange(count[i]) - (count[i] - 1) / 2.0)
        for i in (0, 1)
    ]
    return np.stack(np.meshgrid(*lines), axis=-1).reshape(-1, 2)


def _read_window(points: Floats, centre: Floats, spacing_mm: float) -> RowWindow | None:
    cell = CELL_SPACINGS * spacing_mm
    offset = (points - centre) / cell
    near = np.flatnonzero(np.all(np.abs(offset) < CELLS / 2 - 1, axis=1))
    square = np.sum((offset[near] * cell / spacing_mm) ** 2, axis=1)
    weight = np.exp(-0.5 * square / WINDOW_SPACINGS**2)
    enough = (np.sum(weight) ** 2) / max(float(np.sum(weight**2)), 1e-12)
    if enough < FEWEST_DOTS:
        return None
    power = np.abs(np.fft.fft2(_gathered(offset[near], weight))) ** 2 / np.sum(weight) ** 2
    frequency = np.fft.fftfreq(CELLS, cell)
    across = np.hypot(frequency[:, None], frequency[None, :]) * spacing_mm * np.sqrt(3.0) / 2.0
    band = np.where((across > BAND[0]) & (across < BAND[1]), power, 0.0)
    row, column = np.unravel_index(int(np.argmax(band)), band.shape)
    chance = _highest_by_chance(enough)
    share = float(np.clip((band[row, column] - chance) / (1.0 - chance), 0.0, 1.0))
    wave = 2.0 * np.pi * np.array([frequency[column], frequency[row]])
    return RowWindow(centre, share, wave)


def _gathered(offset: Floats, weight: Floats) -> Floats:
    """Gather weighted dots on the raster, shared out to the four cells round each."""
    place = offset + CELLS / 2.0
    first = np.floor(place).astype(int)
    part = place - first
    raster = np.zeros((CELLS, CELLS))
    for dx in (0, 1):
        for dy in (0, 1):
            share = np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1])
            np.add.at(raster, (first[:, 1] + dy, first[:, 0] + dx), weight * share)
    return raster


def _highest_by_chance(dots: float) -> float:
    """Give the highest share that a random field of ``dots`` reaches over the band, about."""
    independent = np.pi * (BAND[1] ** 2 - BAND[0] ** 2) / 2.0 * dots
    return float(min((1.0 + np.log(max(independent, 1.0))) / dots, 0.9))
