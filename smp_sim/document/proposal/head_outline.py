"""Find the outline of the head in a photo, without trained weights: grabCut from a centred seed.

The head is taken to stand near the middle of the picture; several seeds are tried until a mask
passes the guards. The colour models swallow walls or lose shiny crowns now and then, so a mask is
judged before anything is fitted to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.model.camera import HeadCamera
from smp_sim.render.camera_geometry import head_centre_px, mean_px_per_mm
from smp_sim.render.products import Floats, Mask, Photo

Bytes8 = NDArray[np.uint8]

#: Long side at which the mask is cut, in px: finer is slower and no better (measured: one
#: portrait's mask took the wall in at 400 px and more).
CUT_LONG_PX = 300

#: An ellipse taken for the head: centre (x, y) as shares of width and height, radii as shares of
#: the short side.
Seed = tuple[float, float, float, float]

#: Seeds tried in turn. Assumed from how people frame a head; the first suits most photos.
SEEDS: tuple[Seed, ...] = (
    (0.50, 0.45, 0.26, 0.33),
    (0.50, 0.50, 0.38, 0.44),
    (0.50, 0.38, 0.16, 0.21),
)

#: A head's mask is at most this much wider than the largest circle inside it, and covers at most
#: this share of the frame's edge beside and above the head.
WIDEST_IN_CIRCLES = 1.6
FRAME_SHARE = 0.35

#: Points that an outline is read at: one for every 2 to 3 mm of a head (chosen).
OUTLINE_POINTS = 240

#: A picture shorter than this after reduction shows no outline worth fitting (assumed).
SHORTEST_PX = 40

#: Median step of brightness across a believed outline, 8-bit levels over two mask pixels. An even
#: picture gives 0, a bald head before a wall of its own colour 8 and more; assumed between.
FAINTEST_EDGE = 3.0


@dataclass(frozen=True, slots=True)
class HeadOutline:
    """The outline of a head, in photo px.

    ``points_px`` (240, 2) spread evenly along it, the frame's edge left out; ``circle_px``
    x, y, radius of the largest circle inside; ``top_px`` the top row of the mask above the
    circle's middle; ``mask`` (h, w) the reduced mask, ``step_px`` photo px for each of its pixels.
    """

    points_px: Floats
    circle_px: tuple[float, float, float]
    top_px: float
    mask: Mask
    step_px: float


def find_outlines(
    photo: Photo, face: Seed | None = None, guide: Seed | None = None
) -> Iterator[HeadOutline]:
    """Give the outlines of the seeds whose masks pass the guards, best seed first.

    ``face`` is a seed round a face that was found, tried when the usual framing fails; ``guide``
    is where a person says that the head is: then nothing else is tried.
    """
    small, step = reduced_picture(photo, CUT_LONG_PX)
    # An even picture shows no outline, and cutting it in two takes minutes.
    if min(small.shape[:2]) < SHORTEST_PX or float(np.std(small)) < FAINTEST_EDGE:
        return
    usual = SEEDS[:1] + ((face,) if face else ()) + SEEDS[1:]
    for seed in (guide,) if guide else usual:
        outline = _judge_mask(_cut_head(small, seed), seed, step)
        if outline is not None and _edge_strength(small, outline) >= FAINTEST_EDGE:
            yield outline


def holds_points(outline: HeadOutline, points_px: Floats) -> bool:
    """Say whether most points (K, 2) lie on the head's mask; a mask may lose beard and mouth."""
    spots = np.floor(points_px / outline.step_px).astype(int)
    spots = np.clip(spots, 0, np.array(outline.mask.shape[::-1]) - 1)
    return bool(np.count_nonzero(outline.mask[spots[:, 1], spots[:, 0]]) >= 0.4 * len(spots))


def seed_of_camera(guide: HeadCamera) -> Seed:
    """Give the ellipse of a head laid by hand, a little large, as hands lay it."""
    x, y = head_centre_px(guide)
    short = min(guide.width, guide.height)
    reach = 1.1 * mean_px_per_mm(guide) / short
    # The head's outline is between its breadth and its length wide, whatever the side.
    wide, high = reach * float(np.mean(guide.semi_axes_mm)), reach * guide.semi_axes_mm[2]
    return x / guide.width, y / guide.height, wide, high


def same_mask(one: HeadOutline, other: HeadOutline) -> bool:
    """Say whether two outlines of one photo are the same head but for its rim (98 % in common)."""
    either = int(np.count_nonzero(one.mask | other.mask))
    return int(np.count_nonzero(one.mask & other.mask)) >= 0.98 * either


def reduced_picture(photo: Photo, long_px: int) -> tuple[Bytes8, float]:
    """Give the photo at most ``long_px`` long, uint8, and photo px for each of its pixels."""
    step = max(1.0, max(photo.height, photo.width) / long_px)
    size = (max(1, round(photo.width / step)), max(1, round(photo.height / step)))
    small = cv2.resize(photo.srgb, size, interpolation=cv2.INTER_AREA)
    coded = small // 257 if small.dtype == np.uint16 else small
    return np.ascontiguousarray(coded, dtype=np.uint8), photo.width / size[0]


def _seed_radius(shape: tuple[int, ...], seed: Seed) -> Floats:
    """Give (h, w) the distance from the seed's centre, 1 on the ellipse."""
    height, width = shape[:2]
    short = min(height, width)
    y, x = np.mgrid[:height, :width]
    across = (x - seed[0] * width) / (seed[2] * short)
    down = (y - seed[1] * height) / (seed[3] * short)
    return np.asarray(np.hypot(across, down))


def _cut_head(small: Bytes8, seed: Seed) -> Mask:
    radius = _seed_radius(small.shape, seed)
    labels = np.where(radius < 1.0, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    labels[radius < 0.6] = cv2.GC_FGD
    _mark_border(labels, radius)
    # OpenCV's colour clusters start from its own chance; a fixed seed keeps answers the same.
    cv2.setRNGSeed(1)
    models = np.zeros((2, 1, 65))
    whole = (0, 0, labels.shape[1], labels.shape[0])
    cv2.grabCut(small, labels, whole, models[0], models[1], 4, cv2.GC_INIT_WITH_MASK)
    return np.asarray((labels == cv2.GC_FGD) | (labels == cv2.GC_PR_FGD))


def _mark_border(labels: Bytes8, radius: Floats) -> None:
    """Mark the frame's edge as background: above, and beside the head but not the shoulders."""
    height, width = labels.shape
    band = max(2, round(0.03 * min(height, width)))
    border = np.zeros(labels.shape, dtype=bool)
    border[:band] = True
    border[: int(0.6 * height), :band] = True
    border[: int(0.6 * height), -band:] = True
    labels[border & (radius > 1.0)] = cv2.GC_BGD


def _judge_mask(mask: Mask, seed: Seed, step: float) -> HeadOutline | None:
    smooth = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    _, labels = cv2.connectedComponents(smooth)
    inside = _seed_radius(mask.shape, seed) < 0.6
    counts = np.bincount(labels[inside & (smooth > 0)], minlength=2)
    if counts[1:].max(initial=0) == 0:
        return None
    head = _filled(labels == int(1 + np.argmax(counts[1:])))
    distance = cv2.distanceTransform(head.astype(np.uint8), cv2.DIST_L2, 5)
    distance[_seed_radius(mask.shape, seed) > 1.2] = 0.0
    row, column = np.unravel_index(int(np.argmax(distance)), distance.shape)
    circle = (float(column), float(row), float(distance[row, column]))
    if not _is_head(head, circle):
        return None
    return _outline_of(head, circle, step)


def _edge_strength(small: Bytes8, outline: HeadOutline) -> float:
    """Give the median change of brightness, in 8-bit levels, over two px along the outline."""
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 1.0)
    rows, columns = np.gradient(grey)
    steepest = cv2.dilate(2.0 * np.hypot(rows, columns), np.ones((3, 3), np.uint8))
    place = np.floor(outline.points_px / outline.step_px).astype(int)
    place = np.clip(place, 0, np.array(small.shape[1::-1]) - 1)
    return float(np.median(steepest[place[:, 1], place[:, 0]]))


def _filled(head: Mask) -> Mask:
    """Fill the holes that shine cuts into a bald crown."""
    contours, _ = cv2.findContours(head.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    solid = np.zeros(head.shape, dtype=np.uint8)
    cv2.drawContours(solid, contours, -1, 1, cv2.FILLED)
    return solid > 0


def _is_head(head: Mask, circle: tuple[float, float, float]) -> bool:
    """Judge a mask: not tiny, not much wider than its circle, not glued to the frame."""
    x, y, radius = circle
    if radius < 0.06 * max(head.shape):
        return False
    upper = head[: max(int(y), 1)]
    widths = np.sort(np.count_nonzero(upper, axis=1))
    frame = np.concatenate([upper[0], upper[:, 0], upper[:, -1]])
    return bool(
        widths[int(0.9 * (len(widths) - 1))] <= 2.0 * WIDEST_IN_CIRCLES * radius
        and np.mean(frame) <= FRAME_SHARE
        and np.any(upper[:, int(x)])
    )


def _outline_of(head: Mask, circle: tuple[float, float, float], step: float) -> HeadOutline | None:
    fine = 4
    soft = cv2.GaussianBlur(head.astype(np.float32), (0, 0), 1.0)
    large = cv2.resize(soft, None, fx=fine, fy=fine, interpolation=cv2.INTER_LINEAR)
    contours, _ = cv2.findContours(
        (large > 0.5).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
    )
    points = max(contours, key=len)[:, 0, :].astype(np.float64)
    edge = 2.0 * fine
    limit = np.array([large.shape[1], large.shape[0]]) - 1.0 - edge
    points = points[np.all((points > edge) & (points < limit), axis=1)]
    if len(points) < OUTLINE_POINTS:
        return None
    spread = np.linspace(0, len(points) - 1, OUTLINE_POINTS).round().astype(int)
    x, y, radius = circle
    top = float(np.argmax(head[:, int(x)]))
    place = ((x + 0.5) * step, (y + 0.5) * step, radius * step)
    return HeadOutline((points[spread] + 0.5) / fine * step, place, top * step, head, step)
