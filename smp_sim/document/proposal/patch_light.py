"""How a patch differs from the skin beside it in the same light, on a head that is lit unevenly.

Light changes over a curved head within centimetres, by more than a patch may differ from its
surround. So both are not held against each other as they are: a smooth change of light over the
whole is fitted together with the step at the patch's edge, and the step alone is the difference.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: Skin is averaged over squares of this side, mm, hairs and all, before its light is fitted
#: (assumed: some hairs wide, small beside the ring).
CELL_MM = 2.5
#: Least squares of either part, and of both together, for a fit of seven terms (assumed).
_LEAST_CELLS, _LEAST_OF_BOTH = 4, 16


def patch_step(
    linear: Floats, inside: Mask, around: Mask, px_per_mm: float
) -> tuple[float, float, float] | None:
    """Give by what the skin around is to be multiplied to be the patch, channel by channel.

    Parameters
    ----------
    linear : (H, W, 3) linear light; read where ``inside`` or ``around``, (H, W) each, is true.
    px_per_mm : scale of the photo at the patch.

    Returns
    -------
    R, G, B shares, the exponential of the step in the logarithm of light beside a polynomial of
    second degree over the picture, by weighted least squares; None where too little is seen.
    """
    cells = [_cell_means(linear, zone, px_per_mm) for zone in (inside, around)]
    counts = [len(weight) for _, _, weight in cells]
    if min(counts) < _LEAST_CELLS or sum(counts) < _LEAST_OF_BOTH:
        return None
    at, colour, weight = (np.concatenate(part) for part in zip(*cells, strict=True))
    is_inside = np.repeat([1.0, 0.0], counts)
    x, y = ((at - at.mean(axis=0)) / np.maximum(np.ptp(at, axis=0), 1.0)).T
    terms = np.stack([np.ones(len(x)), x, y, x * x, x * y, y * y, is_inside], axis=-1)
    scaled = np.sqrt(weight)[:, None]
    fitted = np.linalg.lstsq(terms * scaled, np.log(colour) * scaled, rcond=None)[0]
    red, green, blue = (float(step) for step in np.exp(fitted[-1]))
    return red, green, blue


def _cell_means(linear: Floats, zone: Mask, px_per_mm: float) -> tuple[Floats, Floats, Floats]:
    """Give the middles (N, 2) px, mean colours (N, 3) and pixels (N,) of a zone's squares."""
    rows, columns = np.nonzero(zone)
    side = max(CELL_MM * px_per_mm, 1.0)
    across, down = (columns / side).astype(np.int64), (rows / side).astype(np.int64)
    _, cell = np.unique(down * (across.max(initial=0) + 1) + across, return_inverse=True)
    count = np.bincount(cell).astype(np.float64)
    values = (columns.astype(np.float64), rows.astype(np.float64), *linear[rows, columns].T)
    means = [np.bincount(cell, value) / count for value in values]
    at, colour = np.stack(means[:2], axis=-1), np.stack(means[2:], axis=-1)
    return at, np.maximum(colour, 1e-4), count
