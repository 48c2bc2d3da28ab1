"""Text in pictures, with the typeface that Pillow carries, so that it works on every machine."""

from __future__ import annotations

from functools import cache

from PIL import ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

#: The built-in typeface has no long dash: it is drawn as a rule of this advance, length, height
#: above the baseline and thickness, as shares of the size.
_DASH = "—"
_DASH_ADVANCE = 0.90
_DASH_LENGTH = 0.78
_DASH_HEIGHT = 0.30
_DASH_THICKNESS = 0.075

#: It has no umlauts either: they are drawn as their letter with two full stops above it, so far
#: apart and so high over the letter, as shares of the size.
_DOTTED = str.maketrans("äöüÄÖÜ", "aouAOU")
_DOTS_APART = 0.22
_DOTS_ABOVE = 0.09


@cache
def typeface(size_px: int) -> FreeTypeFont:
    """Give the built-in typeface at a size in px.

    Raises
    ------
    RuntimeError
        Where Pillow was built without FreeType (no wheel is).
    """
    font = ImageFont.load_default(size_px)
    if not isinstance(font, FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType")
    return font


def text_width(text: str, size_px: int) -> float:
    """Give the width of one line in px."""
    font = typeface(size_px)
    pieces = text.translate(_DOTTED).split(_DASH)
    return sum(font.getlength(piece) for piece in pieces) + (len(pieces) - 1) * (
        _DASH_ADVANCE * size_px
    )


def line_height(size_px: int) -> int:
    """Give the distance between two baselines in px."""
    return round(1.32 * size_px)


def fitting_size(text: str, size_px: int, width_px: float, *, smallest_px: int = 7) -> int:
    """Give the largest size up to ``size_px`` at which a line is no wider than ``width_px``."""
    size = size_px
    while size > smallest_px and text_width(text, size) > width_px:
        size -= 1
    return size


def draw_line(
    draw: ImageDraw.ImageDraw,
    corner: tuple[float, float],
    text: str,
    size_px: int,
    *,
    fill: tuple[int, ...],
) -> None:
    """Draw one line of text with its upper left corner at ``corner`` (x, y)."""
    font = typeface(size_px)
    x, baseline = corner[0], corner[1] + size_px
    for index, piece in enumerate(text.split(_DASH)):
        if index:
            _draw_dash(draw, (x, baseline), size_px, fill=fill)
            x += _DASH_ADVANCE * size_px
        _draw_piece(draw, (x, baseline), piece, font, fill=fill)
        x += font.getlength(piece.translate(_DOTTED))


def _draw_piece(
    draw: ImageDraw.ImageDraw,
    start: tuple[float, float],
    piece: str,
    font: FreeTypeFont,
    *,
    fill: tuple[int, ...],
) -> None:
    """Draw letters from a place on their baseline, and the dots of umlauts above them."""
    bare = piece.translate(_DOTTED)
    draw.text(start, bare, font=font, fill=fill, anchor="ls")
    for index, (letter, base) in enumerate(zip(piece, bare, strict=True)):
        if letter == base:
            continue
        left, top, right, _ = font.getbbox(base, anchor="ls")
        middle = start[0] + font.getlength(bare[:index]) + (left + right) / 2
        height = start[1] + top - _DOTS_ABOVE * font.size
        for side in (-0.5, 0.5):
            place = (middle + side * _DOTS_APART * font.size, height)
            draw.text(place, ".", font=font, fill=fill, anchor="ms")


def _draw_dash(
    draw: ImageDraw.ImageDraw, start: tuple[float, float], size_px: int, *, fill: tuple[int, ...]
) -> None:
    x = start[0] + 0.5 * (_DASH_ADVANCE - _DASH_LENGTH) * size_px
    y = start[1] - _DASH_HEIGHT * size_px
    thickness = max(1.0, _DASH_THICKNESS * size_px)
    draw.rectangle(
        (round(x), round(y), round(x + _DASH_LENGTH * size_px) - 1, round(y + thickness - 1)),
        fill=fill,
    )
