"""Hairlines that the engine draws: presets with the waves that a learner is to draw by hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.model.head import Head
from smp_sim.model.plan import Hairline, HairlinePreset
from smp_sim.render.blue_noise import child_rng
from smp_sim.render.edge_profile import smooth_step
from smp_sim.render.hairline_curve import hairline_places, preset_hairline
from smp_sim.render.head_curve import arc_lengths, lift_to_head, resample_line
from smp_sim.render.head_geometry import normal_at, unit
from smp_sim.training.line_marks import MOST_POINTS
from smp_sim.training.measured import directions_of

Floats = NDArray[np.float64]

#: Wavelengths in mm: mounds 25-45 and fine breaks 3-8 (domain figures section 4, assumed there); a
#: slow swing of one side against the other (assumed).
MACRO_WAVE_MM, MICRO_WAVE_MM, LEAN_WAVE_MM = 34.0, 7.0, 52.0
#: Waves die out from here to there, mm along the line from the middle: before the temples.
WAVES_END_MM = (46.0, 62.0)
#: Spacing of a drawn line's points, mm: four for each of the fine breaks.
POINT_MM = 1.75


@dataclass(frozen=True, slots=True)
class LineShape:
    """A hairline in a few figures.

    ``macro_mm``, ``micro_mm`` RMS of the waves; ``lean_mm`` how far the sides differ, RMS.
    """

    preset: HairlinePreset
    height_mm: float
    macro_mm: float = 0.0
    micro_mm: float = 0.0
    lean_mm: float = 0.0
    seed: int = 1


def engine_line(shape: LineShape, head: Head) -> Hairline:
    """Draw a hairline with its waves as points; the plan adds none of its own.

    Raises
    ------
    PlanError
        For a preset that there is none of, or a height that it can't have.
    """
    smooth = preset_hairline(shape.preset, head, shape.height_mm)
    fine = hairline_places(smooth, head)
    places = resample_line(fine, max(POINT_MM, float(arc_lengths(fine)[-1]) / (MOST_POINTS - 1)))
    along = arc_lengths(places)
    where = along - along[int(np.argmin(np.abs(places[:, 0])))]
    across = np.cross(normal_at(places, head.semi_axes_mm), unit(np.gradient(places, axis=0)))
    moved = places + _waves(shape, where)[:, None] * across
    points = directions_of(lift_to_head(moved, head.semi_axes_mm))
    return replace(smooth, points=points, macro_mm=0.0, micro_mm=0.0)


def _waves(shape: LineShape, where_mm: Floats) -> Floats:
    """Give how far (N,) in mm the line is moved across itself, none at the middle's height."""
    turn = 2.0 * np.pi * where_mm
    macro = shape.macro_mm * np.sqrt(2.0) * (np.cos(turn / MACRO_WAVE_MM) - 1.0)
    lean = shape.lean_mm * np.sqrt(2.0) * np.sin(turn / LEAN_WAVE_MM)
    held = 1.0 - smooth_step(
        (np.abs(where_mm) - WAVES_END_MM[0]) / (WAVES_END_MM[1] - WAVES_END_MM[0])
    )
    return np.asarray((macro + lean + shape.micro_mm * _fine_breaks(shape, where_mm)) * held)


def _fine_breaks(shape: LineShape, where_mm: Floats) -> Floats:
    """Give fine, uneven breaks (N,) of RMS 1: three waves round 7 mm, their phases by the seed."""
    phase = child_rng(shape.seed, 40).random(3) * 2.0 * np.pi
    waves = [
        np.sin(2.0 * np.pi * where_mm / (MICRO_WAVE_MM * stretch) + phase[number])
        for number, stretch in enumerate((0.85, 1.0, 1.2))
    ]
    total = np.sum(waves, axis=0) * np.sqrt(2.0 / 3.0)
    return np.asarray(total - total[int(np.argmin(np.abs(where_mm)))])
