"""Lines on the head as painter paths in photo pixels; what lies on the far side is left out."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from smp_sim.model.camera import Camera
from smp_sim.render.camera_geometry import frame_skin

#: Skin tilted further than this (cosine) is at the outline: a line there would be all crowded.
_LEAST_COS = 0.04


def path_on_skin(camera: Camera, *lines: ArrayLike) -> QPainterPath:
    """Give the visible stretches of lines, each (N, 3) unit directions (or mm in a flat plane)."""
    frames = frame_skin(camera, np.concatenate([np.asarray(line) for line in lines]))
    seen = frames.in_front & (frames.cos_tilt > _LEAST_COS)
    ends = np.cumsum([len(np.asarray(line)) for line in lines])[:-1]
    path = QPainterPath()
    for points, shown in zip(np.split(frames.centre_px, ends), np.split(seen, ends), strict=True):
        path.addPath(path_of_points(points, shown))
    return path


def path_of_points(points_px: NDArray[np.float64], seen: NDArray[np.bool_]) -> QPainterPath:
    """Give a path through points (N, 2), broken where ``seen`` (N,) is False."""
    path, pen_down = QPainterPath(), False
    for (x, y), shown in zip(points_px.tolist(), seen.tolist(), strict=True):
        if shown and pen_down:
            path.lineTo(QPointF(x, y))
        elif shown:
            path.moveTo(QPointF(x, y))
        pen_down = shown
    return path
