"""The border of lips evened out: the fuller half mirrored about the philtrum's axis."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from smp_sim.document.editing.edits import update_area
from smp_sim.document.editing.lip_colour import lips_of
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.units import Vec3
from smp_sim.render.head_curve import resample_line

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: Fineness at which halves are compared, mm; smoothing along the new border, mm (assumed).
_CELL_MM, _SMOOTH_MM = 0.1, 0.25
#: Added skin narrower or smaller than this is left to the lips' own colour (assumed).
_SLIVER_MM, _LEAST_PART_MM2 = 0.5, 3.0
#: A border that would move by less than this is even already, mm: a photo shows no less.
LEAST_MOVE_MM = 0.4


class EvenBorder(NamedTuple):
    """An evened outline in mm of the close-up's plane, and how far it moved out at most, mm.

    ``added`` are the outlines of the skin that it takes in, but for slivers.
    """

    outline: tuple[Vec3, ...]
    moved_mm: float
    added: tuple[tuple[Vec3, ...], ...]


def even_border(outline: tuple[Vec3, ...]) -> EvenBorder:
    """Even lips out: what the fuller half has, the other one gets too; nothing is taken away.

    The axis stands upright on the middle between the corners of the mouth, which a closed cleft
    leaves where they were.

    Raises
    ------
    PlanError
        For an outline of fewer than three corners.
    """
    ring = np.asarray(outline, dtype=np.float64).reshape(-1, 3)[:, :2]
    if len(ring) < 3:
        raise PlanError(
            "These lips have no outline.", where="lips", next_step="Draw round them first."
        )
    middle, turn = _mouth_axes(ring)
    drawn, half = _drawn((ring - middle) @ turn.T)
    fuller = drawn if drawn[:, : half + 1].sum() >= drawn[:, half:].sum() else drawn[:, ::-1]
    columns = np.arange(drawn.shape[1]) <= half
    whole = drawn | np.where(columns, fuller, fuller[:, ::-1])

    def placed(cells: Mask) -> Floats:
        return np.asarray((_border_of(cells) - half) * _CELL_MM @ turn + middle)

    corners = placed(whole)
    added = tuple(_plane_corners(placed(part)) for part in _wide_parts(whole & ~drawn))
    return EvenBorder(_plane_corners(corners), _moved(ring, corners), added)


def _plane_corners(corners: Floats) -> tuple[Vec3, ...]:
    return tuple((float(x), float(y), 0.0) for x, y in corners)


def _wide_parts(cells: Mask) -> list[Mask]:
    """Give the parts of what was added that are no slivers: as wide and as large as told."""
    side = round(_SLIVER_MM / _CELL_MM)
    wide = cv2.morphologyEx(cells.astype(np.uint8), cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    count, parts, stats, _ = cv2.connectedComponentsWithStats(wide)
    least = _LEAST_PART_MM2 / _CELL_MM**2
    return [parts == n for n in range(1, count) if stats[n, cv2.CC_STAT_AREA] >= least]


def _mouth_axes(ring: Floats) -> tuple[Floats, Floats]:
    """Give the middle between the corners (2,), and axes (2, 2): to the right one, and down."""
    right, left = ring[np.argmax(ring[:, 0])], ring[np.argmin(ring[:, 0])]
    along = (right - left) / max(float(np.linalg.norm(right - left)), 1e-9)
    return 0.5 * (left + right), np.array([along, [-along[1], along[0]]])


def _drawn(ring: Floats) -> tuple[Mask, int]:
    """Draw a ring (N, 2) about the origin as cells (n, n); the origin is the middle cell."""
    half = int(np.ceil(float(np.abs(ring).max()) / _CELL_MM)) + 3
    cells = np.zeros((2 * half + 1, 2 * half + 1), np.uint8)
    cv2.fillPoly(cells, [np.rint(ring / _CELL_MM).astype(np.int32) + half], 1)
    return cells > 0, half


def _border_of(cells: Mask) -> Floats:
    """Give the smoothed border (N, 2), x and y in cells, of the largest part."""
    found, _ = cv2.findContours(cells.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    line = max(found, key=cv2.contourArea).reshape(-1, 2).astype(np.float64)
    ring = np.column_stack([np.concatenate([line, line[:1]]), np.zeros(len(line) + 1)])
    even = resample_line(ring, 1.0)[:-1, :2]
    smooth = gaussian_filter1d(even, _SMOOTH_MM / _CELL_MM, axis=0, mode="wrap")
    slack = 0.08 / _CELL_MM
    corners = cv2.approxPolyDP(smooth[:, None].astype(np.float32), slack, closed=True)
    return corners.reshape(-1, 2).astype(np.float64)


def _moved(before: Floats, after: Floats) -> float:
    """Give how far (mm) the corners of one ring lie outside another at most."""
    line = before.astype(np.float32).reshape(-1, 1, 2)
    inside = [cv2.pointPolygonTest(line, (float(x), float(y)), measureDist=True) for x, y in after]
    return float(max(0.0, -min(inside)))


def even_lips(case: Case) -> tuple[Case, dict[str, EvenBorder]]:
    """Even out the border of all lips of a plan.

    Returns
    -------
    case : with new outlines; colour, strokes and all else stay.
    moved : the borders that moved, by the area's id.

    Raises
    ------
    PlanError
        Where the plan has no lips, or their borders are even already.
    """
    evened = {area.id: even_border(area.outline) for area in lips_of(case)}
    moved = {name: border for name, border in evened.items() if border.moved_mm >= LEAST_MOVE_MM}
    if not moved:
        raise PlanError("The border of the lips is even already.", where="even-lips")
    for name, border in moved.items():
        case = update_area(case, name, outline=border.outline)
    return case, moved
