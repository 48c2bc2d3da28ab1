"""Whose dots a picture shows: what it changes of the photo, held against what a plan would draw."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.document.export.mark import PLATE, PLATE_OPACITY
from smp_sim.render.products import Bytes8, Mask

Plane = NDArray[np.float32]

#: Detail finer than this many px is of dots; coarser is of tone.
_FINE_PX = 3.0

#: Side of a field whose median tone is compared, px, and the share of it that has to be looked at:
#: words of the mark fill less than half of a field.
_FIELD_PX = 24
_LEAST_INSIDE = 0.6

#: A field that departs further than this was changed by somebody, levels: recompressed and shrunken
#: copies stay below 5.
_ALTERED = 14.0

#: Side of a field outside the treatment, px; how much of it has to be looked at; and how near to a
#: plate of the mark it has to be to count as one, levels.
_SMALL_FIELD_PX = 16
_ALL_INSIDE = 0.95
_LIKE_PLATE = 12.0

#: How far drawn dots may lie beside those of the picture, px: what settling leaves.
_SHIFT_PX = 2

#: A px that departs further than this from what is drawn belongs to words or a plate, levels.
_WORDS = 40.0

#: Side of the square whose mean tone tells a plate, px, and how far a plate's is off, levels.
_TONE_PX = 15
_PLATE_TONE = 25.0

#: Fine detail lighter than this many levels, and this many times the usual spread, is of letters.
_LETTERS = 14.0
_LETTERS_OVER = 6.0

#: Neighbouring px are alike after recompression: so many times larger is a true standard error
#: than that of px which know nothing of each other. Assumed; decoys scattered about 1.4 to 2.1
#: times as far in a few copies as JPEG 85 and WebP 80.
_KINSHIP = 2.0

#: Condition of the regression from which on plan and decoys are the same dots.
_SAME_DOTS = 1e5


def departure(picture: Bytes8, photo: Bytes8) -> Plane:
    """Give what a picture changes of the photo: (H, W, 3) float32, levels of 0 to 255."""
    return np.asarray(picture.astype(np.float32) - photo.astype(np.float32))


@dataclass(frozen=True, slots=True)
class DotEvidence:
    """How much of a plan's own dots is in a picture, and how much of others that are not there.

    ``own`` is about 1 for the plan's own dots and about 0 for others; ``decoy`` the largest of the
    others'; ``error`` the standard error of ``own``; ``likeness`` how well they explain the fine
    detail together, 0 to 1.
    """

    own: float
    decoy: float
    error: float
    likeness: float


def weigh_dots(
    changed: Plane, drawn: Plane, decoys: Sequence[Plane], where: Mask
) -> DotEvidence | None:
    """Weigh a plan's dots in a picture against those of decoys; None where nothing is drawn.

    The regression of the fine detail of what changed on that of the plan's dots and the decoys'
    together, all (H, W, 3), over the px of ``where``. What plan and decoys have in common (hairs
    that cover dots, pores) tells nothing and falls to all of them alike. Each may move by a few px
    to where it fits best, decoys as well: so chance has as many tries for them.
    """
    # Of tone alone: what tells plates from dots must not know whose dots are looked for.
    tone = cv2.blur((changed - drawn).mean(axis=-1), (_TONE_PX, _TONE_PX))
    sound = without_words(changed, where) & (np.abs(tone) < _PLATE_TONE)
    cut = _box_of(sound)
    if cut is None:
        return None
    fine = _fine_detail(changed[cut]) * sound[cut]
    wanted = [_fine_detail(plane[cut]) * sound[cut] for plane in (drawn, *decoys)]
    gram = np.array([[np.vdot(one, other) for other in wanted] for one in wanted], np.float64)
    if np.linalg.cond(gram) > _SAME_DOTS:
        return None
    fits = np.array([_fits(fine, plane).ravel() for plane in wanted], np.float64)
    inverse = np.linalg.inv(gram)
    shares = inverse @ fits  # (plan and decoys, moves)
    best = int(np.argmax(shares[0]))
    whole, told = float(np.vdot(fine, fine)), float(fits[:, best] @ shares[:, best])
    rest = max(whole - told, 0.0) / np.count_nonzero(sound)
    error = _KINSHIP * math.sqrt(rest * float(inverse[0, 0]))
    decoy = float(np.abs(shares[1:]).max())
    likeness = max(told, 0.0) / whole if whole else 0.0
    return DotEvidence(float(shares[0, best]), decoy, error, likeness)


def without_words(changed: Plane, where: Mask) -> Mask:
    """Give ``where`` without words of the mark: dots darken, letters or their rims are light.

    All of it where that would leave less than half.
    """
    bare = where & ~_words_in(changed)
    return bare if 2 * np.count_nonzero(bare) > np.count_nonzero(where) else where


def _words_in(changed: Plane) -> Mask:
    fine = _fine_detail(changed)
    usual = 1.4826 * float(np.median(np.abs(fine)))  # a normal spread's standard deviation
    light = fine > max(_LETTERS, _LETTERS_OVER * usual)
    return np.asarray(cv2.dilate(light.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0)


def _fits(fine: Plane, wanted: Plane) -> Plane:
    """Give the product of a plane with another at every move of a few px: (moves, moves)."""
    reach = _SHIFT_PX
    rim = cv2.copyMakeBorder(fine, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=0.0)
    return np.asarray(cv2.matchTemplate(rim, wanted, cv2.TM_CCORR), dtype=np.float32)


def _box_of(mask: Mask) -> tuple[slice, slice] | None:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return None
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def fine_contrast(drawn: Plane, where: Mask) -> float:
    """Give the standard deviation of drawn dots in levels: how much there is to recognise."""
    return float(_fine_detail(drawn)[where].std()) if where.any() else 0.0


def grain_likeness(one: Bytes8, other: Bytes8) -> float:
    """Give how alike the fine detail of two pictures (H, W, 3) is: the median field's correlation.

    Plates and words fill few fields; by chance the median is within 0.05 of nothing.
    """
    first, second = (_fine_detail(picture.astype(np.float32)) for picture in (one, other))
    alike = []
    for top in range(0, first.shape[0] - _FIELD_PX + 1, _FIELD_PX):
        for left in range(0, first.shape[1] - _FIELD_PX + 1, _FIELD_PX):
            part = slice(top, top + _FIELD_PX), slice(left, left + _FIELD_PX)
            spread = float(first[part].std() * second[part].std())
            product = float(np.mean(first[part] * second[part]))
            alike.append(product / spread if spread > 0.0 else 0.0)
    return float(np.median(alike)) if alike else 0.0


def tone_distance(changed: Plane, drawn: Plane, where: Mask) -> float:
    """Give how far the tone of a picture is from what was drawn, mean levels over ``where``."""
    rest = cv2.blur(changed - drawn, (9, 9))
    return float(np.abs(rest[where]).mean()) if where.any() else 0.0


def altered_share(changed: Plane, drawn: Plane, where: Mask) -> float:
    """Give the share of fields inside ``where`` whose tone is not what was drawn, 0 to 1.

    Fields under a plate of the mark are passed by, as long as they are not most of them.
    """
    rest, departures = changed - drawn, []
    for top in range(0, rest.shape[0] - _FIELD_PX + 1, _FIELD_PX):
        for left in range(0, rest.shape[1] - _FIELD_PX + 1, _FIELD_PX):
            part = slice(top, top + _FIELD_PX), slice(left, left + _FIELD_PX)
            inside = where[part]
            if inside.mean() >= _LEAST_INSIDE:
                departures.append(np.abs(np.median(rest[part][inside], axis=0)).max())
    told = np.array(departures)
    open_fields = told[told <= _WORDS]
    if len(open_fields) < 0.5 * len(told):
        return 1.0
    return float((open_fields > _ALTERED).mean()) if len(open_fields) else 0.0


def altered_fields(laid: Bytes8, expected: Plane, where: Mask) -> int:
    """Count the fields inside ``where`` that differ from what is expected there, both (H, W, 3).

    Plates of the mark and what touches them are passed by.
    """
    inside = _fields(where.astype(np.float32)[..., None]).mean(axis=(2, 3))[..., 0] >= _ALL_INSIDE
    shown, wanted = _fields(laid.astype(np.float32)), _fields(expected)
    plate = PLATE_OPACITY * np.array(PLATE, np.float32) + (1.0 - PLATE_OPACITY) * wanted
    is_plate = _field_departure(shown, plate) < _LIKE_PLATE
    covered = cv2.dilate(is_plate.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    departs = _field_departure(shown, wanted) > _ALTERED
    return int(np.count_nonzero(departs & inside & ~covered))


def _fields(plane: Plane) -> Plane:
    """Cut a plane (H, W, C) into small fields: (rows, columns, side, side, C)."""
    side = _SMALL_FIELD_PX
    rows, columns = plane.shape[0] // side, plane.shape[1] // side
    cut = plane[: rows * side, : columns * side].reshape(rows, side, columns, side, -1)
    return cut.transpose(0, 2, 1, 3, 4)


def _field_departure(shown: Plane, wanted: Plane) -> Plane:
    """Give the largest median departure of any colour in each field, levels: (rows, columns)."""
    median = np.median(shown - wanted, axis=(2, 3))
    return np.asarray(np.abs(median).max(axis=-1), dtype=np.float32)


def _fine_detail(plane: Plane) -> Plane:
    grey = plane.mean(axis=-1)
    return np.asarray(grey - cv2.GaussianBlur(grey, (0, 0), _FINE_PX), dtype=np.float32)
