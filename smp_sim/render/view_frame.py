"""The window that a request opens on a photo: which part, how large, with how much round it."""

from __future__ import annotations

import math
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]
Floats = NDArray[np.float64]

#: left, top, right, bottom in photo px, half open.
Box = tuple[int, int, int, int]


class ViewFrame(NamedTuple):
    """From photo px to canvas px: ``(x - left) * scale_x + margin``.

    The picture is ``width`` x ``height``; the canvas has ``margin`` px more on all sides, so that
    what lies just outside the picture still shades it.
    """

    left: int
    top: int
    scale_x: float
    scale_y: float
    width: int
    height: int
    margin: int

    @property
    def scale(self) -> float:
        """Picture px for a photo px."""
        return math.sqrt(self.scale_x * self.scale_y)

    @property
    def canvas(self) -> tuple[int, int]:
        """Rows and columns with the margins."""
        return self.height + 2 * self.margin, self.width + 2 * self.margin

    def to_canvas(self, points_px: Floats) -> Floats:
        """Give canvas px (N, 2) of photo px (N, 2)."""
        scaled = (points_px - (self.left, self.top)) * (self.scale_x, self.scale_y)
        return np.asarray(scaled + self.margin)


def frame_view(
    photo_size: tuple[int, int], region: Box | None, scale: float, margin: int
) -> ViewFrame:
    """Open a window on a photo of (width, height) px.

    ``region`` is cut to the photo; None is all of it.

    Raises
    ------
    ValueError
        Where the region misses the photo or the scale is not positive.
    """
    width, height = photo_size
    left, top, right, bottom = region or (0, 0, width, height)
    left, top, right, bottom = max(0, left), max(0, top), min(width, right), min(height, bottom)
    if right <= left or bottom <= top or not scale > 0.0:
        raise ValueError(f"region {region} at scale {scale} shows nothing of {photo_size}")
    columns = max(1, round((right - left) * scale))
    rows = max(1, round((bottom - top) * scale))
    return ViewFrame(
        left, top, columns / (right - left), rows / (bottom - top), columns, rows, margin
    )


class ShrunkMap(NamedTuple):
    """A surface map averaged for a picture that is coarser than it.

    ``plane`` (h, w) float32; ``size`` columns and rows of the map itself.
    """

    plane: Plane
    size: tuple[int, int]


def shrink_map(plane: Plane, step: int, frame: ViewFrame) -> ShrunkMap:
    """Average a map (h, w) float32, one value for ``step`` x ``step`` photo px, for a picture."""
    rows, columns = plane.shape
    shrink_x, shrink_y = frame.scale_x * step, frame.scale_y * step
    if max(shrink_x, shrink_y) < 1.0:
        size = max(1, round(columns * shrink_x)), max(1, round(rows * shrink_y))
        plane = np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), dtype=np.float32)
    return ShrunkMap(plane, (columns, rows))


def read_map(shrunk: ShrunkMap, step: int, frame: ViewFrame, box: Box) -> Plane:
    """Read a shrunk surface map in a box of canvas px.

    Parameters
    ----------
    shrunk : as :func:`shrink_map` gives it for the same step and frame.
    step : int
    frame : ViewFrame
    box : left, top, right, bottom in canvas px.

    Returns
    -------
    (bottom - top, right - left) float32: read linearly; outside the photo the nearest value.
    """
    share_x = shrunk.plane.shape[1] / shrunk.size[0] / step
    share_y = shrunk.plane.shape[0] / shrunk.size[1] / step
    x = _axis(frame.scale_x, frame.left, share_x, frame.margin, box[0])
    y = _axis(frame.scale_y, frame.top, share_y, frame.margin, box[1])
    affine = np.array([[x[0], 0.0, x[1]], [0.0, y[0], y[1]]])
    size = box[2] - box[0], box[3] - box[1]
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    read = cv2.warpAffine(shrunk.plane, affine, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(read, dtype=np.float32)


def _axis(
    scale: float, origin: int, map_per_photo: float, margin: int, start: int
) -> tuple[float, float]:
    """Give slope and offset from a column of the box to a column of the map (pixel centres)."""
    slope = map_per_photo / scale
    offset = ((start + 0.5 - margin) / scale + origin) * map_per_photo - 0.5
    return slope, offset
