"""Finds the mark's words in a picture's pixels, knowing nothing of how they were put there.

Words are drawn with Pillow's own typeface and looked for by normalised correlation with the
picture's fine detail, at several sizes: what a program that looks for watermarks would do.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

#: A piece of the mark that has no dash, since the typeface has none.
WORDS = "not a result"

#: Correlation above which words count as found: pictures without any stay below 0.4.
FOUND = 0.55


class Sighting(NamedTuple):
    """Where words are (left, top), at which letter size, and how alike they are."""

    left: int
    top: int
    size: int
    likeness: float


def find_words(
    srgb: NDArray[np.uint8], words: str = WORDS, *, sizes: range = range(9, 40)
) -> Sighting:
    """Give the likeliest place of the words in (H, W, 3) uint8."""
    detail = _fine_detail(srgb)
    best = Sighting(0, 0, 0, -1.0)
    for size in sizes:
        template = _drawn(words, size)
        if template.shape[0] > detail.shape[0] or template.shape[1] > detail.shape[1]:
            break
        # Light letters or dark ones.
        likeness = np.abs(cv2.matchTemplate(detail, template, cv2.TM_CCOEFF_NORMED))
        _, value, _, place = cv2.minMaxLoc(likeness)
        best = max(best, Sighting(place[0], place[1], size, value), key=lambda s: s.likeness)
    return best


def _drawn(words: str, size: int) -> NDArray[np.float32]:
    font = ImageFont.load_default(size)
    left, top, right, bottom = (round(value) for value in font.getbbox(words))
    image = Image.new("L", (right - left + 4, bottom - top + 4), 0)
    ImageDraw.Draw(image).text((2 - left, 2 - top), words, font=font, fill=255)
    return np.asarray(image, dtype=np.float32)


def _fine_detail(srgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Give what is finer than a line of text: light and dark grounds come out alike."""
    grey = cv2.cvtColor(srgb, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return np.asarray(grey - cv2.medianBlur(grey.astype(np.uint8), 21), dtype=np.float32)
