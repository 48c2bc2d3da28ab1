"""Where a photo lies in a picture: whole, cropped, scaled, turned, or several times on a sheet.

Features (SIFT, Lowe 2004, Int. J. Comput. Vis. 60:91) give rough placings; each is settled to a
fraction of a pixel by correlation (ECC, Evangelidis & Psarakis 2008, IEEE TPAMI 30:1858), since
dots are a pixel or two wide.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.render.products import Bytes8, Mask

Matrix = NDArray[np.float64]
Plane = NDArray[np.float32]
Part = tuple[float, float, float, float]

#: Longer side at which features are looked for, px, and how many of them are kept.
_FEATURE_PX = 1600
_FEATURE_COUNT = 6000

#: Lowe's ratio of nearest to second nearest, and how far from its place a feature may lie, px.
_LOWE_RATIO = 0.8
_FEATURE_REACH_PX = 3.0

#: Fewest features that agree on a placing; fewer do by chance.
_LEAST_AGREEING = 12

#: Most pictures that are looked for on one sheet.
_MOST_PLACINGS = 30

#: Longer side, px, at which a placing is settled: to a tenth of a pixel of this, which is a quarter
#: of a pixel where dots are compared.
_SETTLE_PX = 600

#: Longer side, px, and correlation of a first glance.
_GLANCE_PX = 240
_GLANCE_LIKENESS = 0.8

#: Px that depart further from the photo than this belong to plates and words, levels; where more
#: than this share does, it is not what the mark covers (the plates of a thumbnail take a quarter).
_COVERED = 20.0
_MOST_COVERED = 0.3

#: Correlation from which on it is the same photo: recompressed and shrunken copies reach 0.995,
#: portraits of different men in one studio 0.86 to 0.90.
SAME_PHOTO = 0.97


@dataclass(frozen=True, slots=True)
class Placing:
    """How photo px (x, y, 1) become picture px: a 2 x 3 matrix.

    ``part`` is what of the photo is there: left, top, right, bottom in photo px.
    """

    matrix: Matrix
    part: Part

    @property
    def scale(self) -> float:
        """Picture px for a photo px."""
        return math.sqrt(abs(float(np.linalg.det(self.matrix[:, :2]))))


def whole_placing(picture: tuple[int, int], photo: tuple[int, int]) -> Placing | None:
    """Give the placing of a picture (height, width) that is the whole photo, if it can be."""
    down, across = picture[0] / photo[0], picture[1] / photo[1]
    if abs(photo[1] * down - picture[1]) > 1.5 and abs(photo[0] * across - picture[0]) > 1.5:
        return None
    part = (0.0, 0.0, float(photo[1]), float(photo[0]))
    return Placing(np.array([[across, 0.0, 0.0], [0.0, down, 0.0]]), part)


def find_placings(picture: Features, photo: Features) -> list[Placing]:
    """Find every place of a photo in a picture by their features, most certain first."""
    if len(picture.places) < _LEAST_AGREEING or len(photo.places) < _LEAST_AGREEING:
        return []
    pairs = cv2.BFMatcher().knnMatch(picture.words, photo.words, k=2)
    good = [pair[0] for pair in pairs if pair[0].distance < _LOWE_RATIO * pair[1].distance]
    source = np.array([photo.places[match.trainIdx] for match in good]).reshape(-1, 2)
    target = np.array([picture.places[match.queryIdx] for match in good]).reshape(-1, 2)
    return [_unscaled(placing, photo.scale, picture.scale) for placing in _agreeing(source, target)]


@dataclass(frozen=True, slots=True)
class Features:
    """What can be found again in a picture.

    ``places`` (N, 2) px and ``words`` (N, 128) float32 of a picture of ``size`` (width, height),
    which is ``scale`` times as large as the one they stand for.
    """

    places: Matrix
    words: Plane
    size: tuple[float, float]
    scale: float


def find_features(srgb: Bytes8) -> Features:
    """Find the features of a picture (H, W, 3) uint8 at a size that is quick."""
    scale = min(1.0, _FEATURE_PX / max(srgb.shape[:2]))
    small = cv2.resize(srgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    # Skin has little contrast: a low threshold finds pores and edges of hair.
    finder = cv2.SIFT.create(nfeatures=_FEATURE_COUNT, contrastThreshold=0.015)
    points, words = finder.detectAndCompute(grey, None)
    places = np.array([point.pt for point in points], dtype=np.float64).reshape(-1, 2)
    found = np.zeros((0, 128), np.float32) if not len(places) else np.asarray(words, np.float32)
    return Features(places, found, (float(grey.shape[1]), float(grey.shape[0])), scale)


def _agreeing(source: Matrix, target: Matrix) -> list[Placing]:
    """Find placings one after the other; what one explains is taken out for the next."""
    found: list[Placing] = []
    cv2.setRNGSeed(1)  # the same picture gets the same verdict each time
    for _ in range(_MOST_PLACINGS):
        if len(source) < _LEAST_AGREEING:
            break
        rough, agree = cv2.estimateAffinePartial2D(
            source, target, ransacReprojThreshold=_FEATURE_REACH_PX, maxIters=4000
        )
        matrix = np.asarray(rough, dtype=np.float64)  # an empty one where it finds none
        if matrix.shape != (2, 3) or int(agree.sum()) < _LEAST_AGREEING:
            break
        chosen = agree.ravel().astype(bool)
        placing = Placing(matrix, _part_of(source[chosen]))
        if not any(_same_place(placing, other) for other in found):
            found.append(placing)
        left = ~(_inside(placing, target) | chosen)
        source, target = source[left], target[left]
    return found


def _part_of(places: Matrix) -> Part:
    """Give the box of the features that agree: a strip shows a part of the photo only."""
    (left, top), (right, bottom) = places.min(axis=0), places.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def _same_place(one: Placing, other: Placing) -> bool:
    """Tell whether two placings put the middle of the first one's part at nearly one place."""
    left, top, right, bottom = one.part
    middle = np.array([(left + right) / 2, (top + bottom) / 2, 1.0])
    apart = float(np.linalg.norm(one.matrix @ middle - other.matrix @ middle))
    return apart < 0.2 * min(right - left, bottom - top) * one.scale


def _inside(placing: Placing, target: Matrix) -> Mask:
    """Tell which picture px lie where the placed part is."""
    back = cv2.invertAffineTransform(placing.matrix)
    places = target @ back[:, :2].T + back[:, 2]
    low, high = np.array(placing.part[:2]), np.array(placing.part[2:])
    edge = 0.03 * (high - low)
    return np.asarray(((places >= low - edge) & (places <= high + edge)).all(axis=1))


def _unscaled(placing: Placing, small_photo: float, small_picture: float) -> Placing:
    full = placing.matrix * (small_photo / small_picture)
    full[:, 2] = placing.matrix[:, 2] / small_picture
    left, top, right, bottom = (side / small_photo for side in placing.part)
    return Placing(full, (left, top, right, bottom))


def lay_back(picture: Bytes8, placing: Placing, size: tuple[int, int], scale: float) -> Bytes8:
    """Give the picture as it lies on the photo, at ``scale`` of the photo's px.

    Parameters
    ----------
    picture : (H, W, 3) uint8.
    placing : of the photo in it.
    size : width and height in px of what is given.
    scale : its px for a photo px.
    """
    shrink = min(1.0, scale / placing.scale)
    if shrink < 0.95:  # averaged, or else dots would be picked or missed by chance
        picture = np.asarray(
            cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        )
    else:
        shrink = 1.0
    laid = cv2.warpAffine(
        picture, _grid_matrix(placing.matrix, scale, shrink), size,
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip
    return np.asarray(laid, dtype=np.uint8)


def seen_part(
    picture: tuple[int, int], placing: Placing, size: tuple[int, int], scale: float
) -> Mask:
    """Tell which px of the photo at ``scale`` the picture (height, width) shows at all."""
    full = np.full(picture, 255, dtype=np.uint8)
    matrix = _grid_matrix(placing.matrix, scale, 1.0)
    laid = cv2.warpAffine(full, matrix, size, flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP)
    left, top, right, bottom = (round(side * scale) for side in placing.part)
    part = np.zeros_like(laid)
    part[max(top, 0) : bottom, max(left, 0) : right] = laid[
        max(top, 0) : bottom, max(left, 0) : right
    ]
    return np.asarray(cv2.erode(part, np.ones((7, 7), np.uint8), borderValue=255) > 0)


def _grid_matrix(matrix: Matrix, scale: float, shrink: float) -> Matrix:
    """Give the matrix from px of a scaled photo to px of a shrunken picture, centres on centres."""
    grid = matrix * (shrink / scale)
    grid[:, 2] = shrink * (matrix @ np.array([0.5 / scale, 0.5 / scale, 1.0])) - 0.5
    return grid


def _is_whole(placing: Placing, photo: Bytes8) -> bool:
    return placing.part == (0.0, 0.0, float(photo.shape[1]), float(photo.shape[0]))


def is_hopeless(picture: Bytes8, placing: Placing, photo: Bytes8) -> bool:
    """Tell at a glance that a placing can't be settled: nothing lies where it should.

    A whole photo is always worth a try: on plain skin all that a glance sees are the plates.
    """
    if _is_whole(placing, photo):
        return False
    scale = min(1.0, placing.scale, _GLANCE_PX / max(photo.shape[:2]))
    size = round(photo.shape[1] * scale), round(photo.shape[0] * scale)
    seen = seen_part(picture.shape[:2], placing, size, scale)
    base = _grey(cv2.resize(photo, size, interpolation=cv2.INTER_AREA))[seen]
    laid = _grey(lay_back(picture, placing, size, scale))[seen]
    if base.size < 100 or not base.std() or not laid.std():
        return base.size < 100
    return float(np.corrcoef(base, laid)[0, 1]) < _GLANCE_LIKENESS


def settle(
    picture: Bytes8, placing: Placing, photo: Bytes8, untreated: Mask
) -> tuple[Placing, float]:
    """Move a placing to where photo and picture correlate best, and give that correlation.

    Many features tell scale and turn better than tone does, so it slides first; only where that is
    not enough is it also stretched, as a screen may have done.

    Parameters
    ----------
    picture, photo : (H, W, 3) uint8.
    placing : rough, within about 3 px.
    untreated : (h, w) bool at any scale, what the plan leaves as it is; used alone where the
        picture shows enough of it.

    Returns
    -------
    tuple[Placing, float]
        The correlation is 0 where there is no such place.
    """
    slid = _settle(picture, placing, photo, untreated, cv2.MOTION_TRANSLATION)
    if slid[1] >= SAME_PHOTO:
        return slid
    return _settle(picture, placing, photo, untreated, cv2.MOTION_AFFINE)


def _settle(
    picture: Bytes8, placing: Placing, photo: Bytes8, untreated: Mask, motion: int
) -> tuple[Placing, float]:
    scale = min(1.0, placing.scale, _SETTLE_PX / max(photo.shape[:2]))
    size = round(photo.shape[1] * scale), round(photo.shape[0] * scale)
    base = _grey(cv2.resize(photo, size, interpolation=cv2.INTER_AREA))
    laid = _grey(lay_back(picture, placing, size, scale))
    seen = seen_part(picture.shape[:2], placing, size, scale)
    outside = cv2.resize(untreated.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    mask = seen & outside if (seen & outside).mean() > 0.3 * seen.mean() else seen
    if np.count_nonzero(mask) < 500:
        return placing, 0.0
    start = mask
    if _is_whole(placing, photo):
        start = _uncovered(base, laid, mask)  # a whole photo lies right to begin with
    first = _correlate(base, laid, start, np.eye(2, 3, dtype=np.float32), motion)
    if first is None:
        return placing, 0.0
    likeness, step = _polished(base, laid, mask, first, motion)
    return _moved(placing, np.asarray(step, dtype=np.float64), scale), likeness


def _polished(
    base: Plane, laid: Plane, mask: Mask, first: tuple[float, Plane], motion: int
) -> tuple[float, Plane]:
    """Settle once more without what plates and words cover."""
    step = first[1]
    size = base.shape[1], base.shape[0]
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    moved = cv2.warpAffine(laid, step, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return _correlate(base, laid, _uncovered(base, moved, mask), step, motion) or first


def _uncovered(base: Plane, laid: Plane | cv2.typing.MatLike, mask: Mask) -> Mask:
    """Give ``mask`` without what plates and words seem to cover, if that is not too much of it."""
    covered = np.abs(cv2.GaussianBlur(np.asarray(laid) - base, (0, 0), 2.0)) > _COVERED
    covered = cv2.dilate(covered.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    few = np.count_nonzero(covered & mask) < _MOST_COVERED * np.count_nonzero(mask)
    return mask & ~covered if few else mask


def _correlate(
    base: Plane, laid: Plane, mask: Mask, step: Plane, motion: int
) -> tuple[float, Plane] | None:
    """Find the move that makes two pictures correlate best; None where there is none."""
    limits = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 40, 1e-5)
    cut = _box_of(mask)
    weights = np.ascontiguousarray(mask[cut]).astype(np.uint8) * 255
    parts = np.ascontiguousarray(base[cut]), np.ascontiguousarray(laid[cut])
    corner = np.array([cut[1].start, cut[0].start], dtype=np.float32)
    begin = _about(step, corner)
    try:
        # OpenCV's mask belongs to the second picture; both lie on the same grid to a few px.
        likeness, found = cv2.findTransformECC(*parts, begin, motion, limits, weights, 5)
    except cv2.error:  # the search does not converge: not this photo
        return None
    return float(likeness), _about(np.asarray(found, dtype=np.float32), -corner)


def _box_of(mask: Mask) -> tuple[slice, slice]:
    """Give the rows and columns that hold all of a mask, which is somewhere True."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def _about(step: Plane, corner: Plane) -> Plane:
    """Give a move (2, 3) in coordinates that begin at ``corner`` (x, y)."""
    moved = step.copy()
    moved[:, 2] += step[:, :2] @ corner - corner
    return moved


def _moved(placing: Placing, step: Matrix, scale: float) -> Placing:
    """Put a small move on the scaled photo's grid before a placing."""
    half = 0.5
    centre = step[:, :2] @ np.array([-half, -half]) + step[:, 2] + half
    on_photo = np.vstack([np.column_stack([step[:, :2], centre / scale]), [0.0, 0.0, 1.0]])
    return Placing(placing.matrix @ on_photo, placing.part)


def _grey(srgb: Bytes8 | cv2.typing.MatLike) -> NDArray[np.float32]:
    grey = cv2.cvtColor(np.asarray(srgb), cv2.COLOR_RGB2GRAY)
    return np.asarray(grey, dtype=np.float32)
