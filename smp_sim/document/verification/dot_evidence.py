"""Whose dots a picture shows: what it changes of the photo, held against what a plan would draw."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

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

#: How far drawn dots may lie beside those of the picture, px: what settling leaves.
_SHIFT_PX = 2

#: A px that departs further than this from what is drawn belongs to words or a plate, levels.
_WORDS = 40.0


def departure(picture: Bytes8, photo: Bytes8) -> Plane:
    """Give what a picture changes of the photo: (H, W, 3) float32, levels of 0 to 255."""
    return np.asarray(picture.astype(np.float32) - photo.astype(np.float32))


def dot_strength(changed: Plane, drawn: Plane, where: Mask) -> float:
    """Give how much of the drawn dots is in a picture: about 1 for its own, about 0 for others.

    The regression of the fine detail of what changed on that of what was drawn, both (H, W, 3),
    over the px of ``where``; moved by up to two px where it is stronger so.
    """
    sound = where & (np.abs(changed.mean(axis=-1) - drawn.mean(axis=-1)) < _WORDS)
    fine, wanted = _fine_detail(changed) * sound, _fine_detail(drawn) * sound
    strength = float(np.vdot(wanted, wanted))
    if not strength:
        return 0.0
    reach = _SHIFT_PX
    rim = cv2.copyMakeBorder(fine, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=0.0)
    return float(cv2.matchTemplate(rim, wanted, cv2.TM_CCORR).max()) / strength


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


def _fine_detail(plane: Plane) -> Plane:
    grey = plane.mean(axis=-1)
    return np.asarray(grey - cv2.GaussianBlur(grey, (0, 0), _FINE_PX), dtype=np.float32)
