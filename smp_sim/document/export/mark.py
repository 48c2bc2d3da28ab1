"""The mark in every picture that leaves: a simulation, which day, which retention, which scale.

It stands in the pixels twice over. In two opposite corners on a dark plate, of the two pairs of
corners the one that hides less of the treatment; and small and translucent inside the treatment
itself (``inscription``), so that a crop to the treated area takes it along.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from smp_sim.document.export.inscription import inscribed, lay_over, part_under
from smp_sim.document.export.lettering import draw_line, fitting_size, line_height, text_width
from smp_sim.document.export.wording import ENGLISH, Wording, phrase
from smp_sim.model.camera import Scale, ScaleSource
from smp_sim.model.plan import DAYS_PER_YEAR, Plan, Retention
from smp_sim.render.products import Bytes8, Mask

NOT_A_RESULT = phrase("Simulation — not a result")

#: What a picture says that shows hair where it may grow back.
IF_HAIR_RETURNS = phrase("if hair grew back (assumed)")

_TEXT = (255, 255, 255)

#: Colour and opacity of the plates.
PLATE = (24, 24, 24)
PLATE_OPACITY = 0.58

#: Least size of the mark's letters, px, and the most of a picture's height that a plate of two
#: lines, or of one where two are too much, takes.
LEAST_MARK_PX = 8
_MOST_HIGH = 0.16
_MOST_ALONE = 0.25

_SCALE_WORDS: dict[ScaleSource, str] = {
    "marker": phrase("scale from a marker"),
    "ruler": phrase("scale from a ruler"),
    "camera": phrase("scale from the camera"),
    "given": phrase("scale as given"),
    "iris": phrase("scale from the iris"),
    "pupils": phrase("scale from the pupils"),
    "head-breadth": phrase("scale from the head's breadth"),
    "uncalibrated": phrase("UNCALIBRATED, sizes unknown"),
}

RETENTION_WORDS: dict[Retention, str] = {
    "light": phrase("light retention"),
    "typical": phrase("typical retention"),
    "strong": phrase("strong retention"),
}

_RANGE_WORDS: dict[Retention, str] = {
    "light": phrase("Expected range: light to strong retention; the light end shown"),
    "typical": phrase("Expected range: light to strong retention; typical shown"),
    "strong": phrase("Expected range: light to strong retention; the strong end shown"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What the mark says: day and retention, the scale; ``claim``: that it is a simulation."""

    moment: str
    scale: str
    claim: str = NOT_A_RESULT

    @property
    def line(self) -> str:
        """The second line of the mark."""
        return f"{self.moment} · {self.scale}"

    @property
    def sentence(self) -> str:
        """The whole mark on one line, as sheets carry it."""
        return f"{self.claim} · {self.line}"


def mark_of(
    scale: Scale,
    *,
    day: float,
    retention: Retention,
    words: Wording = ENGLISH,
    plan: Plan | None = None,
) -> Mark:
    """Put a day, a retention and the state of a view's scale into words.

    ``plan`` is what the picture shows: what it assumes beside the treatment is told too.
    """
    moment = f"{day_words(day, words)} · {words.say(RETENTION_WORDS[retention])}"
    if plan is not None and assumes_hair(plan):
        moment = f"{moment} · {words.say(IF_HAIR_RETURNS)}"
    return Mark(moment, scale_words(scale, words), words.say(NOT_A_RESULT))


def assumes_hair(plan: Plan) -> bool:
    """Say whether a plan shows hair that is only assumed to grow back."""
    return any(area.technique == "hair" for area in plan.areas)


def day_words(day: float, words: Wording = ENGLISH) -> str:
    """Say a day of the plan, with the years once there are two of them: 'Day 1461 (4 years)'."""
    number, years = words.digits(day, _whole_or_tenth(day)), day / DAYS_PER_YEAR
    if years < 2:
        return words.say("Day {day}", day=number)
    past = words.digits(years, _whole_or_tenth(round(years, 1)))
    return words.say("Day {day} ({years} years)", day=number, years=past)


def _whole_or_tenth(value: float) -> str:
    return ".0f" if math.isclose(value, round(value)) else ".1f"


def scale_words(scale: Scale, words: Wording = ENGLISH) -> str:
    """Say where the scale came from and its error; an unknown one is said in capitals."""
    said, error = words.say(_SCALE_WORDS[scale.source]), scale.error_percent
    is_known = scale.source != "uncalibrated"
    return f"{said} ±{words.digits(error, '.2g')} %" if error and is_known else said


def range_words(retention: Retention, words: Wording = ENGLISH) -> str:
    """Say which end of the expected range is shown, or that the middle is."""
    return words.say(_RANGE_WORDS[retention])


def marked(srgb: Bytes8, mark: Mark, *, treated: Mask | None = None) -> Bytes8:
    """Give a copy of a picture with the mark in two opposite corners and inside the treatment.

    Parameters
    ----------
    srgb : (H, W, 3) uint8.
    mark : what it says.
    treated : (h, w) bool, where the preview differs from the photo, at any scale; the plates keep
        off it where they can, the inscription stands in it. None: only the plates.
    """
    out = srgb.copy() if treated is None else worded(srgb, mark, treated)
    plate = _plate(mark, srgb.shape[1], srgb.shape[0])
    for top, left in _places(srgb.shape[:2], plate.shape[:2], treated):
        lay_over(out, plate, top, left)
    return out


def worded(srgb: Bytes8, mark: Mark, treated: Mask) -> Bytes8:
    """Give a copy with the mark inside the treatment alone: for the pictures of a sheet."""
    return inscribed(srgb, (mark.claim, mark.moment), treated)


def _plate(mark: Mark, width: int, height: int) -> Bytes8:
    """Draw the mark on its translucent plate: (h, w, 4) uint8."""
    lines, size = _fitted(mark, width, height)
    pad, step = _padding(size), line_height(size)
    wide, high = _plate_size(lines, size)
    plate = Image.new("RGBA", (wide, high), (*PLATE, 0))
    draw = ImageDraw.Draw(plate)
    ink = (*PLATE, round(255 * PLATE_OPACITY))
    draw.rounded_rectangle((0, 0, wide - 1, high - 1), radius=pad, fill=ink)
    for index, line in enumerate(lines):
        draw_line(draw, (pad, pad + index * step), line, size, fill=(*_TEXT, 255))
    return np.asarray(plate)


def _fitted(mark: Mark, width: int, height: int) -> tuple[tuple[str, ...], int]:
    """Give the lines of a plate and their size in px.

    The claim alone where both lines take too much, and its first word, that this is a simulation,
    where even the claim does not fit.
    """
    largest = max(11, round(0.0155 * math.sqrt(width * height)))
    room = 0.94 * width - 2 * _padding(largest)
    both = (mark.claim, mark.line)
    size = fitting_size(mark.line, largest, room)
    wide, high = _plate_size(both, size)
    if size >= LEAST_MARK_PX and wide <= width and high <= _MOST_HIGH * height:
        return both, size
    alone = (mark.claim,)
    size = fitting_size(mark.claim, largest, room, smallest_px=LEAST_MARK_PX)
    wide, high = _plate_size(alone, size)
    if wide <= width and high <= _MOST_ALONE * height:
        return alone, size
    return (mark.claim.split()[0],), LEAST_MARK_PX


def _plate_size(lines: tuple[str, ...], size: int) -> tuple[int, int]:
    """Give width and height in px of a plate with some lines."""
    pad = _padding(size)
    wide = math.ceil(max(text_width(line, size) for line in lines)) + 2 * pad
    return wide, line_height(size) * (len(lines) - 1) + math.ceil(1.25 * size) + 2 * pad


def _padding(size: int) -> int:
    return max(3, round(0.5 * size))


def _places(
    shape: tuple[int, int], plate: tuple[int, int], treated: Mask | None
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Give the upper left corners (row, column) of the two plates."""
    gap = max(2, round(0.012 * min(shape)))
    top, bottom = gap, max(shape[0] - plate[0] - gap, 0)
    left, right = gap, max(shape[1] - plate[1] - gap, 0)
    pairs = (((top, right), (bottom, left)), ((top, left), (bottom, right)))
    if treated is None:
        return pairs[0]
    return min(pairs, key=lambda pair: sum(_hidden(place, plate, shape, treated) for place in pair))


def _hidden(
    place: tuple[int, int], plate: tuple[int, int], shape: tuple[int, int], treated: Mask
) -> float:
    """Give the share of the treated pixels under a plate."""
    under = part_under(place, plate, shape, treated)
    return float(np.count_nonzero(under)) / max(treated.size, 1)
