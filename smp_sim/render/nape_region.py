"""The nape: scalp that hangs over the neck, below the ellipsoid that stands for the head.

The model says where it may be, from the ears down to the nape's natural edge; the photo's own
colours say where the neck ends (grabCut: Rother, Kolmogorov & Blake 2004, ACM TOG 23:309).
"""

from __future__ import annotations

import cv2
import numpy as np

from smp_sim.model.camera import HeadCamera
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM
from smp_sim.render.camera_geometry import mean_px_per_mm, project_places
from smp_sim.render.products import Bytes8, Floats, Mask, Plane

#: The nape's natural edge on the default head by bearing from the front in degrees: height in mm
#: and distance from the vertical axis. Assumed: from behind the ear to about 2 cm below its lobe.
EDGE_BEARING_DEG = (105.0, 115.0, 125.0, 135.0, 145.0, 155.0, 165.0, 180.0)
EDGE_Y_MM = (-22.0, -42.0, -58.0, -70.0, -80.0, -88.0, -94.0, -98.0)
EDGE_RADIUS_MM = (75.0, 76.0, 77.0, 79.0, 81.0, 83.0, 85.0, 86.0)

#: A neck may be so much thicker than the model's: colours cut off what is too much, mm (assumed).
SPARE_MM = 9.0

#: The neck's colours are learnt from the head this far up and told from what lies this far
#: outside, mm; cut at so many px per mm (measured: 0.5 to 1 suffices).
KNOWN_MM = 25.0
CUT_PX_PER_MM = 1.0

#: So near to the head, and so far below it, what shows may be its own neck and face, mm.
NEAR_MM = 12.0
BELOW_MM = 70.0

#: Pixels of each kind without which nothing is cut, and the least spread of a kind's colours
#: (sRGB-coded: noise and compression; assumed).
LEAST_KNOWN = 50
LEAST_SPREAD = 0.03

#: Passes of the cut: it settles within three.
PASSES = 3

#: Cosine to the line of sight from which a piece of the nape shows, a rim included.
LEAST_COSINE = -0.45


def nape_cover(picture: Plane, inside: Plane, step: float, camera: HeadCamera) -> Plane:
    """Find the nape below the head's outline.

    Parameters
    ----------
    picture : (h, w, 3) float32, sRGB-coded, [0, 1].
    inside : (h, w) float32, the head as far as its outline reaches.
    step : photo px for each picture px.
    camera : the photo's head camera.

    Returns
    -------
    (h, w) float32 in [0, 1]; nothing where the nape is turned away.
    """
    found = np.zeros(inside.shape, dtype=np.float32)
    px_per_mm = mean_px_per_mm(camera) / step
    drawn = draw_nape(camera, (inside.shape[0], inside.shape[1]), step)
    box = _box_about(drawn, round(KNOWN_MM * px_per_mm))
    below = drawn[box] * (inside[box] < 0.99)
    if np.count_nonzero(below) < (5.0 * px_per_mm) ** 2:
        return found
    found[box] = _cut_out(picture[box], inside[box], below, px_per_mm)
    return found


def draw_nape(camera: HeadCamera, shape: tuple[int, int], step: float) -> Bytes8:
    """Draw (h, w) uint8, 1 where the model's nape may show, the neck taken as thick."""
    drawn = np.zeros(shape, dtype=np.uint8)
    grid, facing = _nape_grid(camera)
    pixels = project_places(camera, grid.reshape(-1, 3)).reshape(*grid.shape[:2], 2) / step
    for row, column in np.ndindex(grid.shape[0] - 1, grid.shape[1] - 1):
        cell = np.s_[row : row + 2, column : column + 2]
        corners = pixels[cell].reshape(4, 2)
        if np.all(facing[cell] > LEAST_COSINE) and np.all(np.isfinite(corners)):
            hull = cv2.convexHull(corners.astype(np.float32))
            cv2.fillConvexPoly(drawn, np.rint(hull).astype(np.int32), 1)
    return drawn


def _nape_grid(camera: HeadCamera) -> tuple[Floats, Floats]:
    """Give places (rows, bearings, 3) of the nape in mm and how squarely the camera sees them."""
    half = np.arange(EDGE_BEARING_DEG[0], 180.1, 7.5)
    bearing = np.radians(np.concatenate([half, 360.0 - half[-2::-1]]))
    mirrored = 180.0 - np.abs(np.degrees(bearing) - 180.0)
    low = np.interp(mirrored, EDGE_BEARING_DEG, EDGE_Y_MM)
    radius = np.interp(mirrored, EDGE_BEARING_DEG, EDGE_RADIUS_MM) + SPARE_MM
    y = np.linspace(0.0, 1.0, 5)[:, None] * low
    outward = np.stack([np.sin(bearing), 0.0 * bearing, np.cos(bearing)], axis=-1)
    places = radius[:, None] * outward + y[..., None] * (0.0, 1.0, 0.0)
    places *= np.asarray(camera.semi_axes_mm) / DEFAULT_SEMI_AXES_MM
    sight = np.subtract(camera.position_mm, camera.head_centre_mm) - places
    facing = np.einsum("rbi,bi->rb", sight, outward) / np.linalg.norm(sight, axis=-1)
    return places, facing


def _box_about(drawn: Bytes8, spare_px: int) -> tuple[slice, slice]:
    left, top, width, height = cv2.boundingRect(drawn)
    rows = slice(max(top - spare_px, 0), min(top + height + spare_px, drawn.shape[0]))
    return rows, slice(max(left - spare_px, 0), min(left + width + spare_px, drawn.shape[1]))


def _cut_out(picture: Plane, inside: Plane, below: Bytes8, px_per_mm: float) -> Plane:
    """Cut the neck out of the drawn nape by the colours of the head above it and outside it."""
    factor = min(1.0, CUT_PX_PER_MM / px_per_mm)
    size = (max(round(below.shape[1] * factor), 8), max(round(below.shape[0] * factor), 8))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.float32)
    head = cv2.resize(inside, size, interpolation=cv2.INTER_AREA) > 0.99
    maybe = cv2.resize(below, size, interpolation=cv2.INTER_NEAREST) > 0
    labels = np.full(head.shape, cv2.GC_BGD, dtype=np.uint8)
    unsure = _near_head(head | maybe, factor * px_per_mm)
    if np.count_nonzero(~unsure) < LEAST_KNOWN or np.count_nonzero(head) < LEAST_KNOWN:
        return np.asarray(below, dtype=np.float32)
    # Told apart at the start: else the foreground's mixture learns the wall under a short neck.
    like_head = _likelihood(small, head) > _likelihood(small, ~unsure)
    labels[unsure] = np.where(like_head, cv2.GC_PR_FGD, cv2.GC_PR_BGD)[unsure]
    labels[head] = cv2.GC_FGD
    bytes8 = np.rint(255.0 * np.clip(small, 0.0, 1.0)).astype(np.uint8)
    # The mixtures start from chance: alike each time.
    cv2.setRNGSeed(1)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(bytes8, labels, (0, 0, 0, 0), *models, PASSES, cv2.GC_INIT_WITH_MASK)
    # The head counts along, so that no seam is left where it ends and the neck begins.
    person = ((labels == cv2.GC_PR_FGD) | head).astype(np.float32)
    whole = cv2.resize(person, below.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(whole * below, dtype=np.float32)


def _likelihood(picture: Plane, known: Mask) -> Plane:
    """Give (h, w) the log likelihood of each pixel's colour among the known ones (Gaussian)."""
    colours = picture[known].astype(np.float64)
    covariance = np.cov(colours, rowvar=False) + LEAST_SPREAD**2 * np.eye(3)
    away = picture - colours.mean(axis=0)
    squares = np.einsum("hwi,ij,hwj->hw", away, np.linalg.inv(covariance), away)
    return np.asarray(-0.5 * squares - 0.5 * np.linalg.slogdet(covariance)[1])


def _near_head(head: Mask, px_per_mm: float) -> Mask:
    """Say what may belong to the same person: near the head, or below it."""
    near, below = round(NEAR_MM * px_per_mm), round(BELOW_MM * px_per_mm)
    drawn = cv2.dilate(head.astype(np.uint8), np.ones((2 * near + 1, 2 * near + 1), np.uint8))
    return np.asarray(cv2.dilate(drawn, np.ones((below + 1, 1), np.uint8), anchor=(0, below)) > 0)
