"""Words written small and translucent across the treatment of a picture, twice over.

White letters with a dark rim are read on any skin, dark ones with a light rim on what is nearly
white (a highlight, a bandage). They stand in two opposite quarters of each treated part: a crop to
one half of it, left, right, upper or lower, mostly takes them along (where a treatment is too
small or too crooked for two, they stand once), and its middle and most of its hairline stay free.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from PIL import Image, ImageDraw

from smp_sim.document.export.lettering import draw_line, fitting_size, line_height, text_width
from smp_sim.document.export.picture_sheets import Box
from smp_sim.render.products import Bytes8, Mask

#: Opacity of letters and rim: chosen by eye on six skins, with and without dots, so that words are
#: read at arm's length and the hairline is still judged through them.
LETTER_OPACITY = 0.5
RIM_OPACITY = 0.3
_LIGHT, _DARK = 255.0, 20.0

#: Ground lighter than this (mean of R, G and B) takes dark letters.
_LIGHT_GROUND = 205.0

#: Width of the words as a share of the treated part, and the least height of letters, px.
_WIDTH_SHARE = 0.28
_LEAST_LETTER_PX = 11
_MOST_LETTER_SHARE = 0.05

#: Letters shrink to this where the words would be wider than the treated part, px.
_SMALLEST_LETTER_PX = 8

#: Lines after the first are left out where their letters would get smaller than this, px.
_LEAST_DETAIL_PX = 12

#: A part of the treatment smaller than this share of all of it gets no words of its own.
_LEAST_PART = 0.04

#: Where in the spare room of a quarter words are tried, as shares of it, the middle first.
_SHARES = (0.5, 0.25, 0.75, 0.0, 1.0)


def inscribed(srgb: Bytes8, lines: Sequence[str], treated: Mask) -> Bytes8:
    """Give a copy of a picture with words across its treatment.

    Parameters
    ----------
    srgb : (H, W, 3) uint8.
    lines : the words; the first is the largest, others are left out where they would get too small.
    treated : (h, w) bool at any scale; nowhere True stands for everywhere.
    """
    out, shape = srgb.copy(), srgb.shape[:2]
    whole = without_gaps(treated)
    for patch in treated_patches(whole, shape):
        words = _word_plates(lines, patch, shape)
        for top, left in _places(patch, words[0].shape[:2], shape, whole):
            ground = out[top : top + words[0].shape[0], left : left + words[0].shape[1]]
            lay_over(out, words[int(ground.mean() > _LIGHT_GROUND)], top, left)
    return out


def lay_over(picture: Bytes8, plate: Bytes8, top: int, left: int) -> None:
    """Lay a plate (h, w, 4) uint8 over a picture, in place; what juts out is cut off."""
    region = picture[top : top + plate.shape[0], left : left + plate.shape[1]]
    shown = plate[: region.shape[0], : region.shape[1]]
    opacity = shown[..., 3:] / 255.0
    region[:] = np.rint(region * (1.0 - opacity) + shown[..., :3] * opacity)


def treated_patches(treated: Mask, shape: tuple[int, int]) -> list[Box]:
    """Find the separate treated parts, largest first, as boxes in a picture of (H, W) px.

    Parameters
    ----------
    treated : (h, w) bool, somewhere True.
    shape : height and width of the picture.
    """
    _, _, stats, _ = cv2.connectedComponentsWithStats(treated.astype(np.uint8))
    boxes = sorted(stats[1:].tolist(), key=lambda row: -row[cv2.CC_STAT_AREA])
    least = _LEAST_PART * sum(row[cv2.CC_STAT_AREA] for row in boxes)
    down, across = shape[0] / treated.shape[0], shape[1] / treated.shape[1]
    return [
        Box(
            round(y * down), round(x * across),
            max(round((y + high) * down), 1), max(round((x + wide) * across), 1),
        )
        for x, y, wide, high, area in boxes if area >= least
    ]  # fmt: skip


def without_gaps(treated: Mask) -> Mask:
    """Give the treated parts without the gaps between dots; all of the picture where none is."""
    if not treated.any():
        return np.ones_like(treated)
    # What is a twentieth of the picture apart counts as one part.
    reach = max(3, round(min(treated.shape) / 20)) | 1
    edge = ((reach, reach), (reach, reach))  # or else closing ends at the picture's border
    closed = cv2.morphologyEx(
        np.pad(treated, edge).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8)
    )
    return np.asarray(closed[reach:-reach, reach:-reach] > 0)


def _word_plates(lines: Sequence[str], patch: Box, shape: tuple[int, int]) -> tuple[Bytes8, Bytes8]:
    """Draw the words light and dark: (h, w, 4) uint8, transparent between letters and rims."""
    head, *others = lines
    largest = max(_LEAST_LETTER_PX, round(_MOST_LETTER_SHARE * min(shape)))
    size = fitting_size(head, largest, _WIDTH_SHARE * patch.shape[1], smallest_px=_LEAST_LETTER_PX)
    size = fitting_size(head, size, patch.shape[1], smallest_px=_SMALLEST_LETTER_PX)
    rim = max(1, round(size / 12))
    width = text_width(head, size)
    sizes = [size, *(fitting_size(line, size, width) for line in others)]
    least = _LEAST_DETAIL_PX if size != _LEAST_LETTER_PX else _LEAST_LETTER_PX
    sizes = [size, *(each for each in sizes[1:] if each >= least)]
    high = sum(line_height(each) for each in sizes) + 2 * rim
    letters = Image.new("RGBA", (math.ceil(width) + 2 * rim + 2, high), (0, 0, 0, 0))
    draw, top = ImageDraw.Draw(letters), rim
    for line, each in zip(lines, sizes, strict=False):
        left = rim + (width - text_width(line, each)) / 2
        draw_line(draw, (left, top), line, each, fill=(255, 255, 255, 255))
        top += line_height(each)
    ink = np.asarray(letters)[..., 3]
    return _rimmed(ink, rim, _LIGHT, _DARK), _rimmed(ink, rim, _DARK, _LIGHT)


def _rimmed(ink: Bytes8, rim: int, inside: float, outside: float) -> Bytes8:
    """Give translucent letters with a soft rim of the other tone from their ink (h, w) uint8."""
    letters = ink / 255.0
    grown = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * rim + 1,) * 2))
    around = cv2.GaussianBlur(grown, (0, 0), 0.5 * rim) / 255.0
    opacity = np.maximum(letters * LETTER_OPACITY, around * RIM_OPACITY)
    tone = outside + (inside - outside) * letters
    plate = np.rint(np.dstack([tone, tone, tone, 255.0 * opacity]))
    return np.asarray(plate, dtype=np.uint8)


def _places(
    patch: Box, words: tuple[int, int], shape: tuple[int, int], treated: Mask
) -> list[tuple[int, int]]:
    """Give the upper left corners (row, column) of words in two opposite quarters of a patch.

    Of the two pairs of quarters it is the one with more treated skin under the words. Where two
    would run together there is one, in the middle.
    """
    rows, columns = _halves(patch.top, patch.bottom), _halves(patch.left, patch.right)
    pairs = [
        [_best_place(rows[0], columns[side], words, shape, treated),
         _best_place(rows[1], columns[1 - side], words, shape, treated)]
        for side in (0, 1)
    ]  # fmt: skip
    first, second = max(
        pairs, key=lambda pair: sum(_under(place, words, shape, treated) for place in pair)
    )
    if _stand_apart(first, second, words):
        return [first, second]
    whole = (patch.top, patch.bottom), (patch.left, patch.right)
    return [_best_place(*whole, words, shape, treated)]


def _halves(start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    middle = (start + end) // 2
    return (start, middle), (middle, end)


def _best_place(
    rows: tuple[int, int],
    columns: tuple[int, int],
    words: tuple[int, int],
    shape: tuple[int, int],
    treated: Mask,
) -> tuple[int, int]:
    """Give the place in a quarter where most of what words cover is treated, the middle first."""
    places = [
        (_inside(top, words[0], shape[0]), _inside(left, words[1], shape[1]))
        for top in _tries(*rows, words[0]) for left in _tries(*columns, words[1])
    ]  # fmt: skip
    return max(places, key=lambda place: _under(place, words, shape, treated))


def _tries(start: int, end: int, length: int) -> list[int]:
    """Give places of something so long between start and end, from the middle outwards."""
    spare = end - start - length
    return [round(start + spare * share) for share in (_SHARES if spare > 0 else (0.5,))]


def _stand_apart(one: tuple[int, int], other: tuple[int, int], words: tuple[int, int]) -> bool:
    down, across = abs(one[0] - other[0]), abs(one[1] - other[1])
    return down >= 1.5 * words[0] or across >= 1.1 * words[1]


def _inside(place: int, length: int, end: int) -> int:
    return max(0, min(place, end - length))


def _under(
    corner: tuple[int, int], words: tuple[int, int], shape: tuple[int, int], treated: Mask
) -> float:
    """Give the treated share of what the words cover."""
    part = part_under(corner, words, shape, treated)
    return float(part.mean()) if part.size else 0.0


def part_under(
    corner: tuple[int, int], size: tuple[int, int], shape: tuple[int, int], treated: Mask
) -> Mask:
    """Give the part of a mask (h, w) that lies under a box of a picture, both (rows, columns).

    ``corner`` (upper left) and ``size`` are of the box, ``shape`` of the picture, in its px; the
    mask may be smaller than the picture.
    """
    rows, columns = treated.shape[0] / shape[0], treated.shape[1] / shape[1]
    return treated[
        math.floor(corner[0] * rows) : math.ceil((corner[0] + size[0]) * rows),
        math.floor(corner[1] * columns) : math.ceil((corner[1] + size[1]) * columns),
    ]
