"""Judges a hairline's measures: good, to mind or bad, each with a sentence why. No Qt widgets."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

from smp_sim.document.advice.guard_rails import (
    LEAST_ASYMMETRY_MM,
    LEAST_TEMPLE_DEG,
    LEAST_WAVINESS_MM,
    LOWEST_HAIRLINE_MM,
)
from smp_sim.render.hairline_measure import HairlineMeasures
from smp_sim.ui.overlays.canthus_lines import TempleCorner
from smp_sim.ui.tools.hairline_reading import HairlineReading
from smp_sim.ui.translation import tr, worded

Level = Literal["good", "caution", "bad"]

#: Where what is in use begins to thin out: Garg 2017 reports 65 to 100 mm; the rest assumed.
_USUAL_HEIGHT_MM = (65.0, 100.0)
#: Women's own lines: means of 62 mm in Japan (Kashiyama 2021) and 64 mm in Korea; ends assumed.
_WOMENS_HEIGHT_MM = (LOWEST_HAIRLINE_MM, 72.0)
_LOPSIDED_MM = (6.0, 10.0)
_USUAL_TEMPLE_DEG = (90.0, 165.0)
#: How far a temple corner may stand from the vertical over the lateral canthus. Assumed.
_CORNER_SLACK_MM = 12.0
#: Above the guard rail's limit by this factor it is well clear of it. Assumed.
_CLEAR = 1.5


class Verdict(NamedTuple):
    """One measure: its code, name, value in words, level, and why in one sentence."""

    code: str
    name: str
    value: str
    level: Level
    why: str


def judge_hairline(reading: HairlineReading) -> tuple[Verdict, ...]:
    """Judge each measure of a hairline."""
    line, measures = reading.line, reading.measures
    # RMS of the waves that the dots get on top of the line, as the guard rails add them.
    waves = math.hypot(line.macro_mm, line.micro_mm) / math.sqrt(2.0)
    return (
        _judge_height(measures.height_mm, is_rounded=line.preset == "rounded"),
        _judge_symmetry(measures.asymmetry_mm, waves),
        _judge_temples(measures, is_rounded=line.preset == "rounded"),
        _judge_corners(reading.corners),
        _judge_straightness(math.hypot(measures.waviness_mm, waves)),
    )


def _judge_height(height_mm: float, *, is_rounded: bool) -> Verdict:
    name, low, high = tr("Height"), *_USUAL_HEIGHT_MM
    if is_rounded:
        low, high = _WOMENS_HEIGHT_MM
    if not math.isfinite(height_mm):
        why = tr("The line does not cross the middle of the forehead.")
        return Verdict("height", name, "–", "bad", why)
    value = tr("{height} cm", height=worded(height_mm / 10, ".1f"))
    if height_mm < LOWEST_HAIRLINE_MM:
        why = tr(
            "Below {limit} cm it looks drawn on, and it can't be raised later.",
            limit=worded(LOWEST_HAIRLINE_MM / 10, ".0f"),
        )
        return Verdict("height", name, value, "bad", why)
    if height_mm < low:
        why = tr("Low: it suits few faces, and none better with age.")
        return Verdict("height", name, value, "caution", why)
    if height_mm > high:
        why = tr("High: the forehead stays long; ask whether that is wanted.")
        return Verdict("height", name, value, "caution", why)
    why = tr("In the range that mature hairlines have.")
    if is_rounded:
        why = tr("Where women's own lines lie: about 6.2 to 6.4 cm.")
    return Verdict("height", name, value, "good", why)


def _judge_symmetry(line_mm: float, waves_mm: float) -> Verdict:
    name, value = tr("Symmetry"), tr("{distance} mm apart", distance=worded(line_mm, ".1f"))
    drawn = math.hypot(line_mm, waves_mm)
    if drawn < LEAST_ASYMMETRY_MM:
        why = tr("Left and right are the same; no natural hairline is that even.")
        return Verdict("symmetry", name, value, "bad", why)
    if drawn < _CLEAR * LEAST_ASYMMETRY_MM:
        why = tr("Nearly mirrored: a little difference looks more natural.")
        return Verdict("symmetry", name, value, "caution", why)
    if line_mm > _LOPSIDED_MM[1]:
        why = tr("The sides differ so much that it is seen at once.")
        return Verdict("symmetry", name, value, "bad", why)
    if line_mm > _LOPSIDED_MM[0]:
        why = tr("The sides differ visibly; mirror one, then pull back a little.")
        return Verdict("symmetry", name, value, "caution", why)
    return Verdict("symmetry", name, value, "good", tr("Even, with the small waves of real hair."))


def _judge_temples(measures: HairlineMeasures, *, is_rounded: bool) -> Verdict:
    right, left = measures.temple_angle_deg
    name = tr("Temple angle")
    value = tr("right {right}°, left {left}°", right=worded(right, ".0f"), left=worded(left, ".0f"))
    sharpest, (low, high) = min(right, left), _USUAL_TEMPLE_DEG
    if sharpest < LEAST_TEMPLE_DEG:
        why = tr("Filled, square temples look like a helmet and do not age well.")
        return Verdict("temples", name, value, "bad", why)
    if sharpest < low:
        why = tr("Nearly square: open the corner a little.")
        return Verdict("temples", name, value, "caution", why)
    if is_rounded:
        why = tr("Rounded and closed, as most women's temples are.")
        return Verdict("temples", name, value, "good", why)
    if sharpest > high:
        why = tr("No corner: a front without temples looks like a cap.")
        return Verdict("temples", name, value, "caution", why)
    return Verdict("temples", name, value, "good", tr("An open corner, as with mature hair."))


def _judge_corners(corners: tuple[TempleCorner, TempleCorner]) -> Verdict:
    """Hold the temple corners against the vertical over the outer corners of the eyes."""
    name = tr("Temple corners")
    worst = max((corner.outside_mm for corner in corners), key=abs)
    value = tr("{distance} mm off the eye line", distance=worded(abs(worst), ".0f"))
    if abs(worst) <= _CORNER_SLACK_MM:
        why = tr("Over the outer corners of the eyes, where they belong.")
        return Verdict("corners", name, value, "good", why)
    if worst > 0.0:
        why = tr("Outside the line over the outer corner of the eye: the front looks too wide.")
    else:
        why = tr("Inside the line over the outer corner of the eye: the front looks narrow.")
    return Verdict("corners", name, value, "caution", why)


def _judge_straightness(waviness_mm: float) -> Verdict:
    name = tr("Straightness")
    value = tr("{waves} mm of waves", waves=worded(waviness_mm, ".1f"))
    if waviness_mm < LEAST_WAVINESS_MM:
        why = tr("Like a ruled edge; straight lines are the commonest giveaway.")
        return Verdict("straightness", name, value, "bad", why)
    if waviness_mm < _CLEAR * LEAST_WAVINESS_MM:
        why = tr("Rather straight: more irregularity looks softer.")
        return Verdict("straightness", name, value, "caution", why)
    return Verdict("straightness", name, value, "good", tr("Irregular enough not to look ruled."))
