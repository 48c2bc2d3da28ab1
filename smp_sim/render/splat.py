"""Adding soft dots to a plane, and the arithmetic of how much light a soft dot takes.

A dot is a Gaussian of optical density: peak ``m`` at its centre, falling off with its footprint.
The light that it takes, as an area that is wholly black, is its *absorptance volume*::

    V = ∫ (1 - exp(-m g)) dA = 2π sqrt(det covariance) · Ein(m),  Ein(m) = ∫₀ᵐ (1 - e⁻ˣ)/x dx

which is the entire exponential integral (Abramowitz & Stegun 1964, 5.1.40). A wider footprint with
the same V gives the same mean tone: this is what makes pictures of all scales agree.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Plane = NDArray[np.float32]
Floats = NDArray[np.float64]

#: How far a footprint is drawn, in its own sigmas: beyond it less than 0.6 % of the peak is left,
#: half a step of an 8-bit picture for the darkest dot.
REACH_SIGMAS = 3.2

#: Values worked on at once, so that they and their scratch stay in the second-level cache.
_CHUNK_VALUES = 16_384

#: Largest peak optical density of the table; nothing is ever this dark.
_TABLE_TOP = 24.0
_TABLE_SIZE = 4096


def ein(peak: ArrayLike) -> Floats:
    """Give Ein(m) for peak optical densities m in [0, 24], to 1e-6, from a table."""
    return _read_even(_EIN, np.sqrt(np.asarray(peak, dtype=np.float64) / _TABLE_TOP))


def inverse_ein(value: ArrayLike) -> Floats:
    """Give the peak optical density m whose Ein(m) is ``value``, in [0, 24]."""
    return _read_even(_INVERSE, np.sqrt(np.asarray(value, dtype=np.float64) / _VALUES[-1]))


def _read_even(table: Floats, share: Floats) -> Floats:
    """Read a table (K, 2) of values and steps, linearly, at shares [0, 1] of its length.

    Rows are found by a product, several times as fast as ``np.interp``'s search.
    """
    at = np.minimum(share, 1.0) * (len(table) - 1)
    row = at.astype(np.int32)
    found = table[row]
    return np.asarray(found[..., 0] + (at - row) * found[..., 1])


def _ein_table() -> tuple[Floats, Floats]:
    """Give the table, finer near 0 (peaks grow with the square of the index).

    Simpson's rule on each interval: exact to 1e-7 for steps as small as these.
    """
    peaks = _TABLE_TOP * np.linspace(0.0, 1.0, _TABLE_SIZE) ** 2
    middle = 0.5 * (peaks[1:] + peaks[:-1])
    rate, rate_middle = _ein_rate(peaks), _ein_rate(middle)
    pieces = np.diff(peaks) / 6.0 * (rate[1:] + 4.0 * rate_middle + rate[:-1])
    return peaks, np.concatenate([[0.0], np.cumsum(pieces)])


def _ein_rate(x: Floats) -> Floats:
    """Give (1 - e⁻ˣ)/x, 1 at 0."""
    safe = np.maximum(x, 1e-12)
    return np.asarray(np.where(x > 1e-12, -np.expm1(-safe) / safe, 1.0))


_PEAKS, _VALUES = _ein_table()


def _even_table(x: Floats, y: Floats) -> Floats:
    """Give y(x) and its steps (K, 2) at even steps of sqrt(x): finer near 0, as peaks are."""
    knots = x[-1] * np.linspace(0.0, 1.0, 4 * _TABLE_SIZE) ** 2
    values = np.interp(knots, x, y)
    return np.stack([values, np.diff(values, append=values[-1])], axis=-1)


_EIN, _INVERSE = _even_table(_PEAKS, _VALUES), _even_table(_VALUES, _PEAKS)


def blurred_peak(peak: ArrayLike, sharpness: ArrayLike) -> Floats:
    """Give the peak of a blurred dot that takes as much light as the sharp one.

    Parameters
    ----------
    peak : (N,) optical density of the sharp dot, [0, 24].
    sharpness : (N,) area of the sharp footprint over that of the blurred one, (0, 1].
    """
    blurred = inverse_ein(ein(peak) * np.asarray(sharpness, dtype=np.float64))
    return np.minimum(blurred, peak)


def splat_dots(plane: Plane, centre_px: Floats, covariance_px: Floats, peak: Floats) -> None:
    """Add Gaussian dots to ``plane``, in place.

    Parameters
    ----------
    plane : (H, W) float32, changed. Pixel (row 0, column 0) covers [0, 1) x [0, 1).
    centre_px : (N, 2) float64 x, y; dots may lie outside, what falls on the plane is drawn.
    covariance_px : (N, 2, 2) float64, px², positive definite; the blur and the pixel's own box
        (1/12 px²) already in it.
    peak : (N,) float64 at the centre.

    Notes
    -----
    The values of one dot are scaled so that their sum over the pixels is exactly
    ``2π sqrt(det covariance) peak``, however small the footprint and wherever its centre falls in
    a pixel. Work is linear in the dots and in the pixels of their footprints; dots are taken in
    order of size, then of row, so that neighbours in memory are written together.
    """
    reach = _window_reach(covariance_px)
    used = _near_plane(plane, centre_px, reach) & (peak > 0.0)
    edge = ~_near_plane(plane, centre_px, -reach - 1)
    code = 2 * (reach[:, 0] << 16 | reach[:, 1]) + edge
    # By a 16-bit row: numbers as short as these are sorted several times as fast.
    row = np.clip(centre_px[:, 1], -1.0, 32766.0).astype(np.int16)
    for kind in np.unique(code[used]):
        chosen = np.flatnonzero(used & (code == kind))
        chosen = chosen[np.argsort(row[chosen], kind="stable")]
        across, down = (int(size) for size in reach[chosen[0]])
        centre, covariance = centre_px.take(chosen, axis=0), covariance_px.take(chosen, axis=0)
        _splat_size(plane, centre, covariance, peak[chosen], (across, down))


def _window_reach(covariance_px: Floats) -> NDArray[np.int64]:
    """Give how many px (N, 2) across and down from its centre's pixel each dot is drawn.

    The first pixel left out lies half a px beyond: so much less is enough.
    """
    variance = np.stack([covariance_px[:, 0, 0], covariance_px[:, 1, 1]], axis=-1)
    reach = np.ceil(REACH_SIGMAS * np.sqrt(variance) - 0.5).astype(np.int64)
    return _rounded_reach(np.maximum(reach, 1))


def _rounded_reach(reach: NDArray[np.int64]) -> NDArray[np.int64]:
    """Round up to 1, 2, 3, 4, 5, 6, 7, 8, then by steps of 1/8, to keep the sizes few."""
    if int(reach.max(initial=0)) <= 8:
        return reach
    step = 2 ** np.maximum(np.floor(np.log2(reach)).astype(np.int64) - 3, 0)
    return np.asarray(-(-reach // step) * step)


def _near_plane(plane: Plane, centre_px: Floats, reach: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which centres lie within ``reach`` (N, 2) px of the plane (negative: so far inside)."""
    height, width = plane.shape
    (x, y), (across, down) = centre_px.T, reach.T
    inside = (x > -across) & (x < width + across) & (y > -down) & (y < height + down)
    return np.asarray(inside)


def _splat_size(
    plane: Plane,
    centre_px: Floats,
    covariance_px: Floats,
    peak: Floats,
    reach: tuple[int, int],
) -> None:
    """Draw dots of one window, ``reach`` px across and down, sorted by row."""
    peak = peak / _lattice_gain(centre_px, covariance_px)
    terms = np.stack([np.log(peak), *_quadratic_terms(covariance_px)]).astype(np.float32)
    count = max(16, _CHUNK_VALUES // (2 * reach[0] + 1))
    for start in range(0, len(peak), count):
        part = slice(start, start + count)
        _add_chunk(plane, centre_px[part], terms[:, part], reach)


def _quadratic_terms(covariance_px: Floats) -> tuple[Floats, Floats, Floats]:
    """Give a, b, c of the exponent a x² + b x y + c y²."""
    xx, yy, xy = covariance_px[:, 0, 0], covariance_px[:, 1, 1], covariance_px[:, 0, 1]
    scale = -0.5 / (xx * yy - xy * xy)
    return yy * scale, -2.0 * xy * scale, xx * scale


def _lattice_gain(centre_px: Floats, covariance_px: Floats) -> Floats:
    """Give the sum of a Gaussian over pixel centres, over its integral.

    Poisson's summation formula, first ring of the lattice: with the pixel's own box in the
    covariance (1/12 px² at least) what is left out is below 0.1 %.
    """
    xx, yy, xy = covariance_px[:, 0, 0], covariance_px[:, 1, 1], covariance_px[:, 0, 1]
    centre = (centre_px - np.floor(centre_px) - 0.5).astype(np.float32)
    x, y = np.ascontiguousarray((2.0 * math.pi * centre).T)
    both = xx + yy
    across, down, rising, falling = (
        np.exp((-2.0 * math.pi**2 * part).astype(np.float32))
        for part in (xx, yy, both + 2.0 * xy, both - 2.0 * xy)
    )
    cos_x, cos_y, sines = np.cos(x), np.cos(y), np.sin(x) * np.sin(y)
    gain = across * cos_x + down * cos_y
    gain += rising * (cos_x * cos_y - sines) + falling * (cos_x * cos_y + sines)
    return np.asarray(1.0 + 2.0 * gain, dtype=np.float64)


def _add_chunk(plane: Plane, centre_px: Floats, terms: Plane, reach: tuple[int, int]) -> None:
    """Add a few hundred neighbouring dots, one row of their windows at a time."""
    height, width = plane.shape
    cell = np.floor(centre_px).astype(np.int64)
    steps = np.arange(-reach[0], reach[0] + 1)
    shift = (0.5 - (centre_px - cell)).astype(np.float32)
    dx = steps.astype(np.float32)[:, None] + shift[:, 0]
    columns = cell[:, 0] + steps[:, None]
    places = columns + (cell[:, 1] - reach[1]) * width
    whole = _all_within(cell[:, 0], reach[0], width) and _all_within(cell[:, 1], reach[1], height)
    start = terms[0] + terms[1] * dx * dx
    flat = plane.reshape(-1)
    for step in range(-reach[1], reach[1] + 1):
        dy = np.float32(step) + shift[:, 1]
        values = (terms[2] * dy) * dx
        values += start
        values += terms[3] * dy * dy
        np.exp(values, out=values)
        if whole:
            np.add.at(flat, places.ravel(), values.ravel())
        else:
            rows = cell[:, 1] + step
            inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
            np.add.at(flat, places[inside], values[inside])
        places += width


def _all_within(cell: NDArray[np.int64], reach: int, size: int) -> bool:
    return int(cell.min()) >= reach and int(cell.max()) < size - reach
