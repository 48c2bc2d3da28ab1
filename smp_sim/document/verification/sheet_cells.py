"""The pictures of one of our sheets, found by the grey that they stand on.

On plain skin there are no features to find a photo by. But a sheet is our own: its pictures stand
on a known grey, and each shows all of a photo or the treated part of it.
"""

from __future__ import annotations

import cv2
import numpy as np

from smp_sim.document.export.picture_sheets import GROUND, Box
from smp_sim.document.verification.photo_placing import Placing
from smp_sim.render.products import Bytes8

#: How far recompression may move the grey, levels.
_SAME_GREY = 10

#: Least share of its box that a picture fills, and least share of the largest picture's area.
_FILLED = 0.97
_LEAST_OF_LARGEST = 0.3

#: Least side of a picture, px.
_LEAST_SIDE_PX = 40

#: How far the proportions of a picture may be from those of what it shows.
_SAME_PROPORTIONS = 0.02


def find_cells(picture: Bytes8) -> list[Box]:
    """Find the pictures of a sheet (H, W, 3) uint8, in reading order; empty where it is none."""
    ground = np.abs(picture.astype(np.int16) - np.array(GROUND, np.int16)).max(axis=-1)
    shown = (ground > _SAME_GREY).astype(np.uint8)
    # Opened, or else a line of text joins the picture above it.
    shown = np.asarray(cv2.morphologyEx(shown, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(shown)
    boxes = [
        Box(y, x, y + high, x + wide)
        for x, y, wide, high, _ in stats[1:].tolist()
        if min(wide, high) >= _LEAST_SIDE_PX and _is_filled(shown[y : y + high, x : x + wide])
    ]
    if len(boxes) == 1 and boxes[0].shape == picture.shape[:2]:
        return []
    largest = max((_area(box) for box in boxes), default=0)
    found = [box for box in boxes if _area(box) >= _LEAST_OF_LARGEST * largest]
    return sorted(found, key=lambda box: (box.top, box.left))


def _area(box: Box) -> int:
    return box.shape[0] * box.shape[1]


def _is_filled(shown: Bytes8) -> bool:
    """Tell whether something has four straight edges; a picture may have grey of its own inside."""
    edges = (shown[1], shown[-2], shown[:, 1], shown[:, -2])
    return all(float(edge.mean()) >= _FILLED for edge in edges)


def cell_placing(cell: Box, part: Box) -> Placing | None:
    """Give the placing of a photo whose ``part`` (in its px) fills a cell, if proportions allow."""
    down, across = cell.shape[0] / part.shape[0], cell.shape[1] / part.shape[1]
    if abs(down / across - 1.0) > _SAME_PROPORTIONS:
        return None
    matrix = np.array(
        [[across, 0.0, cell.left - across * part.left], [0.0, down, cell.top - down * part.top]]
    )
    box = float(part.left), float(part.top), float(part.right), float(part.bottom)
    return Placing(matrix, box)
