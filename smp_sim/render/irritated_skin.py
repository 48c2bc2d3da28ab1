"""How skin is irritated by the needle, and where: among dots and a little round them."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.render import tissue as figures
from smp_sim.render.products import Plane
from smp_sim.render.view_frame import Box

Floats = NDArray[np.float64]

#: Share of light that pigment takes from which on a place counts as treated all over.
_TREATED_FROM = 0.1


class Irritation(NamedTuple):
    """How irritated skin looks at its worst.

    ``redness`` (3,) optical density in R, G, B; ``gloss`` how much of what is lighter than its
    surround gets lighter still.
    """

    redness: Floats
    gloss: float = 0.0


def treated_skin(centre: Floats, box: Box, factor: int, px_per_mm: float) -> Plane:
    """Give where skin is irritated: 1 among dots, falling to 0 over some 4.5 mm round them.

    Where dots are sparse, as in the front of a hairline, there are fewer wounds and less of it.

    Parameters
    ----------
    centre : (N, 2) canvas px of all dots of the view.
    box : canvas px, its sides multiples of ``factor``.
    factor : px of the picture for one of this plane.
    px_per_mm : of the picture.
    """
    shape = (box[3] - box[1]) // factor, (box[2] - box[0]) // factor
    cell = np.floor((centre - box[:2]) / factor).astype(np.int64)
    cell = cell[np.all((cell >= 0) & (cell < (shape[1], shape[0])), axis=1)]
    wounds = np.zeros(shape, dtype=np.float32)
    np.add.at(wounds, (cell[:, 1], cell[:, 0]), np.float32(1.0))
    edge = figures.REDNESS_EDGE.value * px_per_mm / factor
    marked = np.asarray(_closed(np.minimum(wounds, 1.0), edge), dtype=np.float32)
    soft = cv2.GaussianBlur(marked, (0, 0), edge / 3.0, borderType=cv2.BORDER_REPLICATE)
    full = figures.REDNESS_FULL.value / 100.0 * (factor / px_per_mm) ** 2
    near = cv2.GaussianBlur(wounds, (0, 0), edge / 2.0, borderType=cv2.BORDER_REPLICATE)
    crowd = np.minimum(near / np.float32(full), 1.0)
    return np.asarray(soft * crowd * crowd * (3.0 - 2.0 * crowd), dtype=np.float32)


def _closed(marked: Plane, edge: float) -> Plane:
    """Fill the gaps between dots that are nearer than half the edge to each other.

    Beyond the box nothing is marked: a border keeps the closing from sticking to its sides.
    """
    reach = max(1, round(edge / 2.0))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    padded = np.pad(marked, reach)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, kernel)
    return np.asarray(closed[reach:-reach, reach:-reach], dtype=np.float32)


def taut_shine(light: Plane, taken: Plane, reach_px: float, gloss: float) -> Plane:
    """Give the mirrored light that swollen skin adds, over the pixel's luminance.

    Taut skin is smoother, so that what shines already shines more.

    Parameters
    ----------
    light : (h, w) luminance of the untreated picture.
    taken : (h, w) share of light that pigment takes, which tells what was treated.
    reach_px : sigma of the surround that light is compared with.
    gloss : see :class:`Irritation`.
    """
    surround = cv2.GaussianBlur(light, (0, 0), max(reach_px, 0.5))
    crest = np.maximum(np.float32(1.0) - surround / np.maximum(light, np.float32(1e-4)), 0.0)
    treated = np.minimum(taken / np.float32(_TREATED_FROM), np.float32(1.0))
    return np.asarray(np.float32(gloss) * crest * treated, dtype=np.float32)
