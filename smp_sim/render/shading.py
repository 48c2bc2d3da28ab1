"""From planes of optical density over a photo to the picture: scattering, redness, bytes.

Works in bands of rows on two threads, so that a band and its scratch stay in the cache and a
picture of 12 megapixels needs no full-size scratch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.render import tissue as figures
from smp_sim.render.band_crew import BAND_ROWS, BandCrew, open_crew
from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.composite import (
    CODE_POWER,
    Code16,
    Direct,
    code_photo,
    lay_direct,
    paint_skin,
    to_power,
)
from smp_sim.render.grey_return import paint_returned, returned_light, returns_grey
from smp_sim.render.irritated_skin import Irritation, taut_shine
from smp_sim.render.optics import (
    Column,
    Scatter,
    covers,
    cross_layers,
    same_channels,
    scatter_channel,
    transmit,
)
from smp_sim.render.own_return import own_light, sent_to_and_fro
from smp_sim.render.products import Bytes8, Picture, Plane
from smp_sim.render.view_frame import Box, ViewFrame

Floats = NDArray[np.float64]

#: Pixels below which starting a second thread costs more than it saves (0.5 ms a picture).
_WORTH_HELP = 250_000


#: A veil below this changes no byte, nor does pigment that veils its own place so little.
_LEAST_VEIL = 1e-5


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

    def coded_rows(self, start: int, stop: int) -> Code16:
        """Make rows of the pane (numbered from its top) ready for painting."""
        pane = self.pane
        rows = slice(pane.picture_top + start, pane.picture_top + stop)
        columns = slice(pane.picture_left, pane.picture_left + pane.right - pane.left)
        return code_photo(np.ascontiguousarray(self.base[rows, columns]))


class Veils(NamedTuple):
    """What scattering and redness take in R, G, B for squares of ``factor`` px.

    ``strongest`` is the largest of the three.
    """

    planes: tuple[Plane, ...]
    strongest: Plane
    factor: int


@contextmanager
def crew_for(canvas: Canvas) -> Iterator[BandCrew]:
    """Open the crew that a picture of this size is worth."""
    with open_crew(helped=canvas.cover.size >= _WORTH_HELP) as crew:
        yield crew


def shade_view(
    canvas: Canvas,
    columns: tuple[Column, ...],
    irritation: Irritation,
    coded_rows: Callable[[int, int], Code16],
    crew: BandCrew,
) -> Picture:
    """Lay pigment, redness and gloss over the photo.

    Parameters
    ----------
    canvas : Canvas
    columns : planes of optical density over the canvas's box, already times its cover.
    irritation : redness and gloss at their strongest.
    coded_rows : gives rows of the pane ready for painting; ``canvas.coded_rows`` or one that
        remembers.
    crew : whose threads paint.

    Returns
    -------
    Picture
        The photo's own bytes wherever no dot reaches (3 scattering sigmas and more).
    """
    pane = canvas.pane
    if not columns or pane.bottom <= pane.top or pane.right <= pane.left:
        return Picture(canvas.base.copy())
    picture = np.empty_like(canvas.base)
    given = _given_back(canvas, columns, crew)
    veils = _veil_channels(canvas, columns, irritation.redness, given, crew)
    back = _light_back(canvas, columns, given, irritation, crew)
    down = pane.top - pane.picture_top

    def paint(start: int, stop: int) -> None:
        picture[start:stop] = canvas.base[start:stop]
        top, bottom = max(start + down, pane.top), min(stop + down, pane.bottom)
        # A band beside the pane reaches no veil: reducing none of them ends OpenCV.
        left, right = _touched_columns(veils, pane, top, bottom) if bottom > top else (0, 0)
        if right > left:
            part = (
                slice(top - down, bottom - down),
                slice(*(x - pane.left + pane.picture_left for x in (left, right))),
            )
            code = coded_rows(top - pane.top, bottom - pane.top)
            code = code[..., left - pane.left : right - pane.left]
            direct = _direct_channels(canvas, columns, slice(top, bottom), slice(left, right))
            veil = [
                _enlarged(veil, veils.factor, (top, bottom), (left, right)) for veil in veils.planes
            ]
            if not back:
                paint_skin(canvas.base[part], code, direct, veil, out=picture[part])
                return
            lit = _back_on_skin(canvas, back, (top, bottom), (left, right))
            paint_returned(canvas.base[part], code, direct, veil, lit, out=picture[part])

    crew.each_band(picture.shape, BAND_ROWS, paint)
    return Picture(picture)


def _touched_columns(veils: Veils, pane: Pane, top: int, bottom: int) -> tuple[int, int]:
    """Give the columns of the box, from and to, outside which some rows of it stay as they are.

    Pigment veils its own place too, so what no veil reaches has no pigment above it.
    """
    first, last = max(0, top // veils.factor - 1), -(-bottom // veils.factor) + 1
    reached = cv2.reduce(veils.strongest[first:last], 0, cv2.REDUCE_MAX)[0]
    cells = np.flatnonzero(reached > _LEAST_VEIL)
    if len(cells) == 0:
        return 0, 0
    left, right = (int(cells[0]) - 1) * veils.factor, (int(cells[-1]) + 2) * veils.factor
    return max(left, pane.left), min(right, pane.right)


def _band_height(canvas: Canvas) -> int:
    return max(BAND_ROWS, 2 * max(channel.factor for channel in canvas.scatter))


def _direct_channels(
    canvas: Canvas, columns: tuple[Column, ...], rows: slice, part: slice
) -> list[Direct]:
    """Give the pigment above some pixels of the box; channels that are alike share one."""
    cut = tuple(column.part(rows, part) for column in columns)
    cover = canvas.cover[rows, part]
    alike = same_channels(columns)
    made = {
        channel: lay_direct(transmit(cut, channel, CODE_POWER), cover) for channel in set(alike)
    }
    return [made[channel] for channel in alike]


def _enlarged(veil: Plane, factor: int, rows: tuple[int, int], columns: tuple[int, int]) -> Plane:
    """Read some rows and columns of a reduced plane linearly at full size."""
    starts = [max(0, low // factor - 1) for low, _ in (rows, columns)]
    stops = [-(-high // factor) + 1 for _, high in (rows, columns)]
    piece = veil[starts[0] : stops[0], starts[1] : stops[1]]
    if factor > 1:
        size = piece.shape[1] * factor, piece.shape[0] * factor
        piece = np.asarray(cv2.resize(piece, size, interpolation=cv2.INTER_LINEAR), np.float32)
    top, left = rows[0] - starts[0] * factor, columns[0] - starts[1] * factor
    return piece[top : top + rows[1] - rows[0], left : left + columns[1] - columns[0]]


def _back_on_skin(
    canvas: Canvas, back: tuple[Plane, ...], rows: tuple[int, int], columns: tuple[int, int]
) -> list[Plane]:
    """Read what comes back at full size, times the skin's cover; channels may share one."""
    cover = canvas.cover[slice(*rows), slice(*columns)]
    factor = canvas.scatter[1].factor
    read = {id(p): _enlarged(p, factor, rows, columns) * cover for p in back}
    return [read[id(plane)] for plane in back]


def _veil_channels(
    canvas: Canvas,
    columns: tuple[Column, ...],
    redness: Floats,
    given: tuple[Plane, ...],
    crew: BandCrew,
) -> Veils:
    """Give what scattering and redness take of each channel, ``1 - F^(1/2.4)``, reduced.

    ``given`` is what covering pigment sends back down, too, see :func:`_given_back`. A lone
    pigment that is near grey: T of one channel is averaged for all three, and taken to the ratio
    of their absorptions (the power of a mean for the mean of powers: for carbon's
    1.02 the difference is below 0.05 %).
    """
    columns = tuple(column.scattered() for column in columns)
    alike = same_channels(columns)
    exponents = [1.0, 1.0, 1.0]
    if len(columns) == 1 and columns[0].ink.is_greyish:
        absorbed = columns[0].ink.absorption
        alike, exponents = (0, 0, 0), [a / absorbed[0] for a in absorbed]
    finest = min(channel.factor for channel in canvas.scatter)
    reduced = {
        index: _reduced_transmission(canvas, columns, index, finest, crew) for index in set(alike)
    }
    size = canvas.cover.shape[1] // finest, canvas.cover.shape[0] // finest

    planes = np.empty((3, size[1], size[0]), dtype=np.float32)

    def make(channel: int) -> None:
        scatter = canvas.scatter[channel]
        scattered = scatter_channel(reduced[alike[channel]], finest, scatter)
        if given:
            scattered = scattered * sent_to_and_fro(
                columns, channel, given[channel], finest, scatter
            )
        power = CODE_POWER * exponents[channel]
        veil = _veil(canvas, scattered, power, float(redness[channel]))
        cv2.resize(veil, size, dst=planes[channel], interpolation=cv2.INTER_LINEAR)

    crew.each(range(3), make)
    red, green, blue = planes
    strongest = np.maximum(np.maximum(red, green), blue)
    return Veils((red, green, blue), strongest, finest)


def _light_back(
    canvas: Canvas,
    columns: tuple[Column, ...],
    given: tuple[Plane, ...],
    irritation: Irritation,
    crew: BandCrew,
) -> tuple[Plane, ...]:
    """Give what comes back in R, G, B, over luminance, reduced as green light is; or nothing.

    Blood of swollen skin lies above the pigment, too, and reddens what it gives back.
    """
    green = canvas.scatter[1]
    back: tuple[Plane, ...] = ()
    if given:
        rows, width = canvas.cover.shape
        size = width // green.factor, rows // green.factor
        small = [cv2.resize(plane, size, interpolation=cv2.INTER_AREA) for plane in given]
        linear = _untreated(canvas, green.factor)
        own = own_light(columns, [np.asarray(p, np.float32) for p in small], linear, green)
        pairs = zip(own, irritation.redness, strict=True)
        back = tuple(_reddened(canvas, plane, float(rise)) for plane, rise in pairs)
    if not returns_grey(columns) and irritation.gloss <= 0.0:
        return back
    left = _reduced_transmission(canvas, columns, 1, green.factor, crew)
    white = _shine(canvas, left, irritation.gloss)
    if returns_grey(columns):
        white = white + returned_light(columns, left, green)
    return tuple(plane + white for plane in back) if back else (white, white, white)


def _shine(canvas: Canvas, left: Plane, gloss: float) -> Plane:
    """Give the shine of swollen skin over luminance, reduced as green light is; 0 for none."""
    if gloss <= 0.0:
        return np.zeros_like(left)
    green, red = canvas.scatter[1], canvas.scatter[0]
    wide_px = red.factor * float(np.hypot(red.sigma, 0.5 if red.factor > 1 else 0.0))
    reach = figures.SHINE_AROUND.value / figures.SCATTER_RED.value * wide_px / green.factor
    light = np.asarray(_untreated(canvas, green.factor) @ LUMINANCE, dtype=np.float32)
    return taut_shine(light, np.float32(1.0) - left, reach, gloss)


def _untreated(canvas: Canvas, factor: int) -> Plane:
    """Give linear light of the untreated picture over the box, averaged over ``factor`` px squares.

    Beyond the picture its rim goes on.
    """
    pane, (rows, width) = canvas.pane, canvas.cover.shape
    down = slice(pane.picture_top, pane.picture_top + pane.bottom - pane.top)
    across = slice(pane.picture_left, pane.picture_left + pane.right - pane.left)
    beyond = pane.top, rows - pane.bottom, pane.left, width - pane.right
    whole = cv2.copyMakeBorder(canvas.base[down, across], *beyond, cv2.BORDER_REPLICATE)
    size = width // factor, rows // factor
    small = np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return linear_of_srgb(small)


def _given_back(canvas: Canvas, columns: tuple[Column, ...], crew: BandCrew) -> tuple[Plane, ...]:
    """Give R of covering pigment in three channels at the finest reduced size; else nothing."""
    if not covers(columns):
        return ()
    finest = min(channel.factor for channel in canvas.scatter)

    def of_channel(channel: int) -> Plane:
        def give(part: tuple[Column, ...]) -> Plane:
            return cross_layers(part, channel)[1]

        return _reduced(canvas, columns, give, finest, crew)

    return tuple(of_channel(channel) for channel in range(3))


def _reduced_transmission(
    canvas: Canvas, columns: tuple[Column, ...], channel: int, factor: int, crew: BandCrew
) -> Plane:
    """Give T of one channel averaged over ``factor`` px squares."""
    return _reduced(canvas, columns, lambda part: transmit(part, channel), factor, crew)


def _reduced(
    canvas: Canvas,
    columns: tuple[Column, ...],
    measure: Callable[[tuple[Column, ...]], Plane],
    factor: int,
    crew: BandCrew,
) -> Plane:
    """Give what is measured of absorbers, averaged over ``factor`` px squares, band by band."""
    rows, width = canvas.cover.shape
    reduced = np.empty((rows // factor, width // factor), dtype=np.float32)

    def reduce_rows(start: int, stop: int) -> None:
        left = measure(tuple(column.part(slice(start, stop)) for column in columns))
        size = width // factor, (stop - start) // factor
        reduced[start // factor : stop // factor] = cv2.resize(
            left, size, interpolation=cv2.INTER_AREA
        )

    crew.each_band(canvas.cover.shape, _band_height(canvas), reduce_rows)
    return reduced


def _veil(canvas: Canvas, scattered: Plane, power: float, redness: float) -> Plane:
    left = _reddened(canvas, to_power(scattered, power), CODE_POWER * redness)
    return np.float32(1.0) - left


def _reddened(canvas: Canvas, left: Plane, density: float) -> Plane:
    """Take from a reduced plane what redness of some optical density takes; in its own memory."""
    if density > 0.0:
        size = left.shape[1], left.shape[0]
        treated = cv2.resize(canvas.treated, size, interpolation=cv2.INTER_LINEAR)
        left *= np.exp(treated * np.float32(-density))
    return left
