"""Sheets to show a client: the before/after pair and the healing strip, labelled and marked.

Pictures stand on neutral grey with thin gaps, so that skin is judged fairly. The mark stands in
the head and in the foot of a sheet.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageDraw

from smp_sim.document.export.lettering import draw_line, fitting_size, line_height, text_width
from smp_sim.render.products import Bytes8, Mask

#: Neutral grey that pictures stand on.
GROUND = (52, 52, 52)
_BRIGHT = (245, 245, 245)
_SOFT = (188, 188, 188)

#: More pictures than this break into rows.
LONGEST_ROW = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One picture of a sheet: (H, W, 3) uint8, its title and a line of detail under it."""

    srgb: Bytes8
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Caption:
    """What head and foot of a sheet say. ``mark`` stands in both; empty for a training case."""

    title: str
    note: str
    mark: str


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture in px: rows top to bottom, columns left to right, ends not included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def shape(self) -> tuple[int, int]:
        """Its height and width."""
        return self.bottom - self.top, self.right - self.left

    def cut(self, srgb: Bytes8) -> Bytes8:
        """Give that part of a picture."""
        return srgb[self.top : self.bottom, self.left : self.right]


def treated_box(treated: Mask, *, margin: float = 0.18, least_share: float = 0.35) -> Box:
    """Give the part of a picture worth showing: the treated area with some of its surroundings.

    Parameters
    ----------
    treated : (H, W) bool. All False gives the whole picture.
    margin : share of the area's larger side added all round.
    least_share : neither side gets shorter than this share of the picture's.
    """
    height, width = treated.shape
    rows, columns = np.flatnonzero(treated.any(axis=1)), np.flatnonzero(treated.any(axis=0))
    if not len(rows):
        return Box(0, 0, height, width)
    pad = margin * max(rows[-1] - rows[0], columns[-1] - columns[0])
    top, bottom = _span(rows[0] - pad, rows[-1] + pad, height, least_share)
    left, right = _span(columns[0] - pad, columns[-1] + pad, width, least_share)
    return Box(top, left, bottom, right)


def _span(start: float, end: float, length: int, least_share: float) -> tuple[int, int]:
    """Give whole px from start to end, at least the least share long, pushed inside the length."""
    long = min(max(math.ceil(end - start), math.ceil(least_share * length)), length)
    first = math.floor((start + end - long) / 2)
    first = min(max(first, 0), length - long)
    return first, first + long


def sheet(cells: Sequence[Cell], caption: Caption, *, cell_width: int, columns: int = 0) -> Bytes8:
    """Lay pictures of equal shape out in rows.

    Parameters
    ----------
    cells : at least one; all pictures have the shape of the first.
    caption : head and foot.
    cell_width : width in px to which every picture is brought.
    columns : pictures in a row; 0 finds the number that leaves the fewest places empty.
    """
    if not cells:
        raise ValueError("a sheet needs at least one picture")
    lay = _layout(cells, cell_width, columns or _balanced(len(cells)))
    page = Image.new("RGB", (lay.width, lay.height), GROUND)
    draw = ImageDraw.Draw(page)
    for index, cell in enumerate(cells):
        _place_cell(page, draw, cell, lay.corner(index), lay)
    _write_caption(draw, caption, lay)
    return np.asarray(page)


def _balanced(count: int) -> int:
    if count <= LONGEST_ROW:
        return count
    return min((5, 4, 3), key=lambda columns: (-count % columns, columns != 4))


@dataclass(frozen=True, slots=True)
class _Layout:
    """Measures of a sheet in px."""

    columns: int
    rows: int
    cell_width: int
    cell_height: int
    size: int

    @property
    def gap(self) -> int:
        return max(3, round(0.35 * self.size))

    @property
    def edge(self) -> int:
        return self.size

    @property
    def label_height(self) -> int:
        return line_height(self.size) + line_height(self.small) + self.size

    @property
    def small(self) -> int:
        return max(8, round(0.78 * self.size))

    @property
    def band(self) -> int:
        return round(2.2 * self.size)

    @property
    def width(self) -> int:
        return 2 * self.edge + self.columns * self.cell_width + (self.columns - 1) * self.gap

    @property
    def height(self) -> int:
        return 2 * self.band + self.rows * (self.cell_height + self.label_height)

    def corner(self, index: int) -> tuple[int, int]:
        row, column = divmod(index, self.columns)
        x = self.edge + column * (self.cell_width + self.gap)
        return x, self.band + row * (self.cell_height + self.label_height)


def fitting_cell_width(shape: tuple[int, int], count: int, longest_px: int) -> int:
    """Give the width of a sheet's pictures at which its longer side is at most so many px.

    Parameters
    ----------
    shape : height and width of one picture, in any unit.
    count : pictures on the sheet.
    longest_px : for the longer side of the whole sheet.
    """
    low, high = 1, longest_px
    while low < high:
        middle = (low + high + 1) // 2
        lay = _measures(shape, middle, count, _balanced(count))
        low, high = (
            (middle, high) if max(lay.width, lay.height) <= longest_px else (low, middle - 1)
        )
    return low


def _layout(cells: Sequence[Cell], cell_width: int, columns: int) -> _Layout:
    lay = _measures(cells[0].srgb.shape[:2], cell_width, len(cells), columns)
    size = min(fitting_size(cell.title, lay.size, cell_width) for cell in cells)
    return replace(lay, size=size)


def _measures(shape: tuple[int, ...], cell_width: int, count: int, columns: int) -> _Layout:
    cell_height = max(1, round(cell_width * shape[0] / shape[1]))
    size = max(11, round(0.024 * math.sqrt(cell_width * cell_height) + 5))
    return _Layout(columns, math.ceil(count / columns), cell_width, cell_height, size)


def _place_cell(
    page: Image.Image,
    draw: ImageDraw.ImageDraw,
    cell: Cell,
    corner: tuple[int, int],
    lay: _Layout,
) -> None:
    picture = Image.fromarray(np.ascontiguousarray(cell.srgb))
    if picture.size != (lay.cell_width, lay.cell_height):
        picture = picture.resize((lay.cell_width, lay.cell_height), Image.Resampling.LANCZOS)
    page.paste(picture, corner)
    x, y = corner[0] + 2, corner[1] + lay.cell_height + round(0.3 * lay.size)
    draw_line(draw, (x, y), cell.title, lay.size, fill=_BRIGHT)
    small = fitting_size(cell.detail, lay.small, lay.cell_width - 4)
    draw_line(draw, (x, y + line_height(lay.size)), cell.detail, small, fill=_SOFT)


def _write_caption(draw: ImageDraw.ImageDraw, caption: Caption, lay: _Layout) -> None:
    head = round((lay.band - lay.size) / 2) - 1
    foot = lay.height - lay.band + head
    _write_ends(draw, (caption.title, caption.mark), head, lay)
    _write_ends(draw, (caption.mark, caption.note), foot, lay)


def _write_ends(draw: ImageDraw.ImageDraw, texts: tuple[str, str], y: int, lay: _Layout) -> None:
    """Write one text at the left edge and one at the right, smaller where they would meet."""
    room = lay.width - 2 * lay.edge
    size = fitting_size("   ".join(texts), lay.size, room)
    draw_line(draw, (lay.edge, y), texts[0], size, fill=_BRIGHT)
    right = lay.width - lay.edge - text_width(texts[1], size)
    draw_line(draw, (right, y), texts[1], size, fill=_BRIGHT)
