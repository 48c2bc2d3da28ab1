"""Rows and grids among dots, found in the structure factor of small windows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Reach of a window, in hexagonal spacings (sigma of its bell): a hand keeps step over some rows
#: only, and a head curves. Assumed.
WINDOW_SPACINGS = 3.0
#: Windows stand this many spacings apart.
STEP_SPACINGS = 5.0
#: Never more windows than this along the longer side, so that 2,000 dots are read in time.
MOST_WINDOWS_ALONG = 6
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

    ``wave`` (2,) radians a mm points across the rows; the row nearest the middle lies ``shift_mm``
    along it.
    """

    centre: Floats
    share: float
    wave: Floats
    shift_mm: float


@dataclass(frozen=True, slots=True)
class _Waves:
    """The wave vectors (M, 2), radians a mm, and where (M,) they stand in a transformed raster."""

    spacing_mm: float
    rows: Ints
    columns: Ints
    vectors: Floats


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
    waves = _waves_of(spacing_mm)
    found = (_read_window(points, centre, waves) for centre in _centres(points, spacing_mm))
    return tuple(window for window in found if window is not None)


def _waves_of(spacing_mm: float) -> _Waves:
    """Lay out the wave vectors that a window's raster tells apart; half of them, for k is -k."""
    cell = CELL_SPACINGS * spacing_mm
    kx, ky = np.fft.rfftfreq(CELLS, cell), np.fft.fftfreq(CELLS, cell)
    across = np.hypot(ky[:, None], kx[None, :]) * spacing_mm * np.sqrt(3.0) / 2.0
    rows, columns = np.nonzero((across > BAND[0]) & (across < BAND[1]))
    vectors = 2.0 * np.pi * np.stack([kx[columns], ky[rows]], axis=1)
    return _Waves(spacing_mm, rows, columns, vectors)


def share_in_rows(windows: tuple[RowWindow, ...]) -> float:
    """Give the share [0, 1] of dots that keep step: the mean of the worse half of the windows."""
    shares = np.sort([window.share for window in windows])[::-1]
    return float(np.mean(shares[: (len(shares) + 1) // 2])) if len(shares) else 0.0


def _centres(points: Floats, spacing_mm: float) -> Floats:
    """Spread windows over the field from its middle outward, so that a mirror mirrors them."""
    low, high = points.min(axis=0), points.max(axis=0)
    step = max(STEP_SPACINGS * spacing_mm, float(np.max(high - low)) / MOST_WINDOWS_ALONG)
    count = np.maximum(np.round((high - low) / step - 0.4), 1).astype(int)
    lines = [
        (low[i] + high[i]) / 2.0 + step * (np.arange(count[i]) - (count[i] - 1) / 2.0)
        for i in (0, 1)
    ]
    return np.stack(np.meshgrid(*lines), axis=-1).reshape(-1, 2)


def _read_window(points: Floats, centre: Floats, waves: _Waves) -> RowWindow | None:
    offset = (points - centre) / waves.spacing_mm
    near = offset[np.flatnonzero(np.abs(offset).max(axis=1) < (CELLS / 2 - 1) * CELL_SPACINGS)]
    weight = np.exp(-0.5 / WINDOW_SPACINGS**2 * (near[:, 0] ** 2 + near[:, 1] ** 2))
    total = float(weight.sum())
    dots = total**2 / max(float(weight @ weight), 1e-12)
    if dots < FEWEST_DOTS:
        return None
    seen = np.fft.rfft2(_gathered(near / CELL_SPACINGS, weight))[waves.rows, waves.columns]
    best = waves.vectors[int(np.argmax(seen.real**2 + seen.imag**2))]
    wave, sum_there = _refined(near * waves.spacing_mm, weight, best, waves)
    chance = _highest_by_chance(dots)
    share = float(np.clip((abs(sum_there / total) ** 2 - chance) / (1.0 - chance), 0.0, 1.0))
    return RowWindow(centre, share, wave, float(np.angle(sum_there) / np.linalg.norm(wave)))


def _refined(
    near_mm: Floats, weight: Floats, wave: Floats, waves: _Waves
) -> tuple[Floats, complex]:
    """Give the wave vector between the raster's that fits best, and its weighted sum of phases.

    The raster tells apart only so many, and blunts fine ones: the same grid would be more or less
    of one as it is turned.
    """
    reach = np.pi / (CELLS * CELL_SPACINGS * waves.spacing_mm)
    steps = np.linspace(-1.0, 1.0, 7) * reach
    # A sum over x and y apart: 2 x 7 exponentials a dot, not 49.
    along_x, along_y = (
        np.exp(1j * near_mm[:, axis, None] * (wave[axis] + steps)) for axis in (0, 1)
    )
    sums = np.einsum("na,nb->ab", weight[:, None] * along_x, along_y)
    i, j = np.unravel_index(int(np.argmax(np.abs(sums))), sums.shape)
    return wave + np.array([steps[i], steps[j]]), complex(sums[i, j])


def _gathered(offset: Floats, weight: Floats) -> Floats:
    """Gather weighted dots on the raster, shared out to the four cells round each."""
    place = offset + CELLS / 2.0
    first = np.floor(place).astype(int)
    part = place - first
    raster = np.zeros(CELLS * CELLS)
    for dx in (0, 1):
        for dy in (0, 1):
            share = np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1])
            cells = (first[:, 1] + dy) * CELLS + first[:, 0] + dx
            raster += np.bincount(cells, weight * share, minlength=CELLS * CELLS)
    return raster.reshape(CELLS, CELLS)


def _highest_by_chance(dots: float) -> float:
    """Give the highest share that a random field of ``dots`` reaches over the band, about."""
    independent = np.pi * (BAND[1] ** 2 - BAND[0] ** 2) / 2.0 * dots
    return float(min((1.0 + np.log(max(independent, 1.0))) / dots, 0.9))
