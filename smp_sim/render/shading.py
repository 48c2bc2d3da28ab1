"""From planes of optical density over a photo to the picture: scattering, redness, bytes.

Works in bands of rows on two threads (NumPy and OpenCV let go of the interpreter's lock), so that a
band and its scratch stay in the cache and a picture of 12 megapixels needs no full-size scratch.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.render import tissue as figures
from smp_sim.render.composite import CODE_POWER, Lifted, lift_photo, paint_skin
from smp_sim.render.optics import (
    Column,
    Scatter,
    same_channels,
    scatter_channel,
    transmit,
)
from smp_sim.render.products import Bytes8, Picture, Plane
from smp_sim.render.view_frame import Box, ViewFrame

Floats = NDArray[np.float64]

_THREADS = 2
_BAND_ROWS = 64

#: Pixels below which starting two threads costs more than it saves (measured: 0.5 ms a picture).
_WORTH_THREADS = 250_000


class Pane(NamedTuple):
    """The part of a box that the picture shows: rows and columns of the box, and its corner."""

    top: int
    bottom: int
    left: int
    right: int
    picture_top: int
    picture_left: int


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a view gives to the shading, none of it changing with the day.

    ``base`` (H, W, 3) uint8 the untouched picture; ``box`` in canvas px what may change; ``cover``
    over the box, [0, 1], the share of a pixel's light that comes from skin open to dots;
    ``treated`` over the box at the red channel's reduced size, [0, 1], where skin is irritated.
    """

    frame: ViewFrame
    base: Bytes8
    box: Box
    cover: Plane
    treated: Plane
    scatter: tuple[Scatter, Scatter, Scatter]

    @property
    def pane(self) -> Pane:
        """Where the box meets the picture."""
        left, top, right, bottom = self.box
        margin, frame = self.frame.margin, self.frame
        x0, x1 = max(left, margin), min(right, margin + frame.width)
        y0, y1 = max(top, margin), min(bottom, margin + frame.height)
        return Pane(y0 - top, y1 - top, x0 - left, x1 - left, y0 - margin, x0 - margin)

    def lift(self, start: int, stop: int) -> Lifted:
        """Make rows of the pane (numbered from its top) ready for painting."""
        pane = self.pane
        rows = slice(pane.picture_top + start, pane.picture_top + stop)
        columns = slice(pane.picture_left, pane.picture_left + pane.right - pane.left)
        cover = self.cover[pane.top + start : pane.top + stop, pane.left : pane.right]
        return lift_photo(np.ascontiguousarray(self.base[rows, columns]), cover)


def shade_view(
    canvas: Canvas,
    columns: tuple[Column, ...],
    redness: Floats,
    lift: Callable[[int, int], Lifted],
) -> Picture:
    """Lay pigment and redness over the photo.

    Parameters
    ----------
    canvas : Canvas
    columns : planes of optical density over the canvas's box, already times its cover.
    redness : (3,) optical density of the redness in R, G, B at its strongest.
    lift : gives rows of the pane ready for painting; ``canvas.lift`` or one that remembers.

    Returns
    -------
    Picture
        The photo's own bytes wherever no dot reaches (3 scattering sigmas and more).
    """
    picture = canvas.base.copy()
    pane = canvas.pane
    if not columns or pane.bottom <= pane.top or pane.right <= pane.left:
        return Picture(picture)
    veils = _veil_channels(canvas, columns, redness)

    def paint(start: int, stop: int) -> None:
        top, bottom = max(start, pane.top), min(stop, pane.bottom)
        if bottom > top:
            painted = _paint_rows(canvas, columns, veils, lift, top, bottom)
            rows = slice(pane.picture_top + top - pane.top, pane.picture_top + bottom - pane.top)
            picture[rows, pane.picture_left : pane.picture_left + painted.shape[1]] = painted

    _each_band(canvas.cover.shape, _band_height(canvas), paint)
    return Picture(picture)


def weighted_sum(parts: list[tuple[Plane, float]]) -> Plane:
    """Add up planes of one shape by weight, band by band."""
    (first, weight), *others = parts
    total = np.empty_like(first)

    def add_rows(start: int, stop: int) -> None:
        band = total[start:stop]
        np.multiply(first[start:stop], np.float32(weight), out=band)
        for plane, share in others:
            cv2.scaleAdd(plane[start:stop], share, band, dst=band)

    _each_band(first.shape, _BAND_ROWS, add_rows)
    return total


def _band_height(canvas: Canvas) -> int:
    return max(_BAND_ROWS, 2 * max(channel.factor for channel in canvas.scatter))


def _each_band(shape: tuple[int, ...], height: int, work: Callable[[int, int], None]) -> None:
    """Do ``work(start, stop)`` for each band of rows, two at a time where it is worth a thread."""
    rows, columns = shape
    starts = range(0, rows, height)
    if rows * columns < _WORTH_THREADS:
        for start in starts:
            work(start, min(start + height, rows))
        return
    with ThreadPoolExecutor(_THREADS) as pool:
        for _ in pool.map(lambda start: work(start, min(start + height, rows)), starts):
            pass


def _paint_rows(
    canvas: Canvas,
    columns: tuple[Column, ...],
    veils: tuple[Plane, ...],
    lift: Callable[[int, int], Lifted],
    top: int,
    bottom: int,
) -> Bytes8:
    pane = canvas.pane
    part = slice(pane.left, pane.right)
    rows = tuple(column.rows(top, bottom) for column in columns)
    shared = _direct_channels(rows)
    direct = [plane[:, part] for plane in shared]
    veil = [
        _enlarged_rows(plane, channel.factor, top, bottom)[:, part]
        for plane, channel in zip(veils, canvas.scatter, strict=True)
    ]
    return paint_skin(lift(top - pane.top, bottom - pane.top), direct, veil)


def _direct_channels(columns: tuple[Column, ...]) -> list[Plane]:
    """Give T^(1/2.4) of the three channels; channels that are alike share a plane."""
    alike = same_channels(columns)
    made = {channel: transmit(columns, channel, CODE_POWER) for channel in set(alike)}
    return [made[channel] for channel in alike]


def _enlarged_rows(veil: Plane, factor: int, top: int, bottom: int) -> Plane:
    """Read rows of a reduced plane linearly at full size."""
    first = max(0, top // factor - 1)
    last = min(len(veil), -(-bottom // factor) + 1)
    piece = veil[first:last]
    if factor == 1:
        return piece[top - first : bottom - first]
    size = piece.shape[1] * factor, piece.shape[0] * factor
    large = cv2.resize(piece, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(large[top - first * factor : bottom - first * factor], dtype=np.float32)


def _veil_channels(
    canvas: Canvas, columns: tuple[Column, ...], redness: Floats
) -> tuple[Plane, ...]:
    """Give what scattering and redness take of each channel, ``1 - F^(1/2.4)``, reduced.

    A lone pigment that is near grey: T of one channel is averaged for all three, and taken to
    the ratio of their absorptions (the power of a mean for the mean of powers: for carbon's
    1.02 the difference is below 0.05 %).
    """
    columns = tuple(column.scattered() for column in columns)
    alike = same_channels(columns)
    exponents = [1.0, 1.0, 1.0]
    if len(columns) == 1 and columns[0].is_greyish:
        alike, exponents = (0, 0, 0), [a / columns[0].absorption[0] for a in columns[0].absorption]
    finest = min(channel.factor for channel in canvas.scatter)
    reduced = {index: _reduced_transmission(canvas, columns, index, finest) for index in set(alike)}
    return tuple(
        _veil(
            canvas,
            scatter_channel(reduced[alike[channel]], finest, canvas.scatter[channel]),
            CODE_POWER * exponents[channel],
            float(redness[channel]),
        )
        for channel in range(3)
    )


def _reduced_transmission(
    canvas: Canvas, columns: tuple[Column, ...], channel: int, factor: int
) -> Plane:
    """Give T of one channel averaged over ``factor`` px squares."""
    rows, width = canvas.cover.shape
    reduced = np.empty((rows // factor, width // factor), dtype=np.float32)

    def reduce_rows(start: int, stop: int) -> None:
        left = transmit(tuple(column.rows(start, stop) for column in columns), channel)
        size = width // factor, (stop - start) // factor
        reduced[start // factor : stop // factor] = cv2.resize(
            left, size, interpolation=cv2.INTER_AREA
        )

    _each_band(canvas.cover.shape, _band_height(canvas), reduce_rows)
    return reduced


def _veil(canvas: Canvas, scattered: Plane, power: float, redness: float) -> Plane:
    left = _to_power(scattered, power)
    if redness > 0.0:
        size = left.shape[1], left.shape[0]
        treated = cv2.resize(canvas.treated, size, interpolation=cv2.INTER_LINEAR)
        left *= np.exp(treated * np.float32(-CODE_POWER * redness))
    return np.float32(1.0) - left


def _to_power(plane: Plane, power: float) -> Plane:
    """Give positive values to a power; by logarithm, since ``cv2.pow`` takes twice the time."""
    logarithm = cv2.log(plane)
    np.multiply(logarithm, np.float32(power), out=logarithm)
    return np.asarray(cv2.exp(logarithm, dst=logarithm), dtype=np.float32)


def treated_skin(centre: Floats, box: Box, factor: int, px_per_mm: float) -> Plane:
    """Give where skin is irritated: 1 among the dots, falling to 0 over some 4.5 mm round them.

    Parameters
    ----------
    centre : (N, 2) canvas px of all dots of the view.
    box : canvas px, its sides multiples of ``factor``.
    factor : px of the picture for one of this plane.
    px_per_mm : of the picture.
    """
    shape = (box[3] - box[1]) // factor, (box[2] - box[0]) // factor
    cell = np.floor((centre - box[:2]) / factor).astype(np.int64)
    cell = cell[np.all((cell >= 0) & (cell < (shape[1], shape[0])), axis=1)]
    marked = np.zeros(shape, dtype=np.float32)
    marked[cell[:, 1], cell[:, 0]] = 1.0
    edge = figures.REDNESS_EDGE.value * px_per_mm / factor
    marked = np.asarray(_closed(marked, edge), dtype=np.float32)
    soft = cv2.GaussianBlur(marked, (0, 0), edge / 3.0, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(soft, dtype=np.float32)


def _closed(marked: Plane, edge: float) -> Plane:
    """Fill the gaps between dots that are nearer than half the edge to each other.

    Beyond the box nothing is marked: a border keeps the closing from sticking to its sides.
    """
    reach = max(1, round(edge / 2.0))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    padded = np.pad(marked, reach)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, kernel)
    return np.asarray(closed[reach:-reach, reach:-reach], dtype=np.float32)
