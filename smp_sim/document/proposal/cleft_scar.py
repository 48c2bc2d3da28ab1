"""The scar of a closed cleft found in a close-up of lips: a fine pale line from nose to upper lip.

The line is the best way straight down through what is paler than the skin to both sides of it, in
a band above the upper lip; the columns of the philtrum are wider and softer.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.studio import Studio, find_view
from smp_sim.model.plan import Area
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.colour import LUMINANCE, linear_of_srgb

Floats = NDArray[np.float64]

#: Width of the wash over such a scar, mm: a little wider than the scar (assumed).
CLEFT_WIDTH_MM = 1.5
#: Scale of the search; the band above the border of the upper lip, and how far from the middle of
#: the mouth it reaches: nose and cheeks lie beyond; mm (assumed).
_PX_PER_MM, _HEIGHT_MM, _HALF_MM = 5.0, 13.0, 15.0
#: Blur of a fine line, and how far to both sides lies the skin that it is held against, mm.
_LINE_MM, _BESIDE_MM = 0.25, 1.3
#: A scar is lighter than the skin to both sides by this much at least, in logarithms of light: in
#: the mean, and in each quarter of its length (measured: 0.13 and 0.12 on the sample's cleft, up to
#: 0.03 on its whole lips, up to 0.09 and 0.03 on four real mouths without one).
LEAST_RISE, _LEAST_QUARTER = 0.1, 0.06


def find_cleft_scar(dossier: Dossier, studio: Studio, lips: Area) -> tuple[Vec3, ...] | None:
    """Find the pale line of a closed cleft above lips; its middle from above, mm, None for none.

    Parameters
    ----------
    lips : an area of lips in a close-up; the line is looked for above its upper border and
        followed down over the red to where the lips meet.
    """
    view = find_view(dossier, lips.view)
    rise, left_mm, top_mm = _rise_above(
        np.asarray(studio.photo(dossier, view.id).srgb), lips, mean_px_per_mm(view.camera)
    )
    if len(rise) < 4:
        return None
    path = _best_way(rise)
    along = rise[np.arange(len(path)), path]
    weakest = min(float(part.mean()) for part in np.array_split(along, 4))
    if along.mean() < LEAST_RISE or weakest < _LEAST_QUARTER:
        return None
    rows = np.unique(np.linspace(0, len(path) - 1, 12).astype(int))
    return tuple(
        (left_mm + (float(path[r]) + 0.5) / _PX_PER_MM, top_mm + (float(r) + 0.5) / _PX_PER_MM, 0.0)
        for r in rows
    )


def _rise_above(
    srgb: NDArray[np.generic], lips: Area, px_per_mm: float
) -> tuple[Floats, float, float]:
    """Give how much lighter (h, w) skin is than beside it, in the band above lips; its corner."""
    corners = np.asarray(lips.outline)[:, :2]
    middle = 0.5 * float(corners[:, 0].min() + corners[:, 0].max())
    near = corners[np.abs(corners[:, 0] - middle) < _HALF_MM]
    low = 0.5 * float(corners[:, 1].min() + corners[:, 1].max())
    top, left = max(float(near[:, 1].min()) - _HEIGHT_MM, 0.0), max(middle - _HALF_MM, 0.0)
    scale = _PX_PER_MM / px_per_mm
    light = linear_of_srgb(srgb) @ LUMINANCE.astype(np.float32)
    small = cv2.resize(np.log(light + 0.01), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    line = cv2.GaussianBlur(small, (0, 0), sigmaX=_LINE_MM * _PX_PER_MM, sigmaY=0.8 * _PX_PER_MM)
    away = round(_BESIDE_MM * _PX_PER_MM)
    sides = np.maximum(np.roll(line, away, axis=1), np.roll(line, -away, axis=1))
    rows = slice(round(top * _PX_PER_MM), round(low * _PX_PER_MM))
    columns = slice(round(left * _PX_PER_MM), round((middle + _HALF_MM) * _PX_PER_MM))
    band = np.asarray((line - sides)[rows, columns], dtype=np.float64)
    return band, columns.start / _PX_PER_MM, rows.start / _PX_PER_MM


def _best_way(rise: Floats) -> NDArray[np.int64]:
    """Give the column (h,) of the way from top to bottom that rises most, a step a row at most."""
    height, width = rise.shape
    total, before = rise[0].copy(), np.zeros((height, width), dtype=np.int64)
    columns = np.arange(width)
    for row in range(1, height):
        padded = np.pad(total, 1, constant_values=-np.inf)
        steps = np.argmax([padded[1:-1], padded[:-2], padded[2:]], axis=0)
        before[row] = columns + np.array([0, -1, 1])[steps]
        total = rise[row] + total[before[row]]
    way = [int(np.argmax(total))]
    for row in range(height - 1, 0, -1):
        way.append(int(before[row, way[-1]]))
    return np.asarray(way[::-1], dtype=np.int64)
