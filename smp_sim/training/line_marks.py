"""A drawn hairline, measured: height, symmetry, temple corners, straightness, irregularity."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from smp_sim.model.errors import SmpError
from smp_sim.model.head import Head
from smp_sim.model.plan import Hairline
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import Vec3
from smp_sim.render.hairline_curve import hairline_places, scale_landmark
from smp_sim.render.hairline_measure import (
    height_above_glabella,
    mirror_distance,
    plane_residual,
    temple_corners,
)
from smp_sim.render.head_curve import (
    arc_lengths,
    nearest_on_line,
    place_directions,
    resample_line,
)
from smp_sim.render.head_geometry import normal_at, unit
from smp_sim.render.scalp_chart import chart_of_places
from smp_sim.training.exercise import Quantity
from smp_sim.training.measured import NOTHING, Measured, spots, stretch

Floats = NDArray[np.float64]

#: A plan's hairline takes at most this many points; a freehand line is thinned to them.
MOST_POINTS = 190
#: Shortest line that can be a hairline, mm. Assumed: half of the shortest front.
SHORTEST_MM = 60.0
#: Lowest place of a hairline as a unit direction's height: below the lobe of the ear. Assumed.
LOWEST_Y = -0.75
#: Half of the front over which irregularity is read, mm of arc either side of the middle: inside
#: the temple corners of every preset.
FRONT_MM = 42.0
#: Sigma in mm of the running mean that parts micro from macro: it halves a wave of 13 mm, between
#: the two bands of the domain figures (3-8 and 25-45 mm, section 4; sizes assumed there).
PARTING_MM = 2.5
#: Sigma in mm of the running mean before temple corners are looked for: it takes 93 % of a wave of
#: 20 mm and leaves the corner, whose arms are 15 mm long.
CALM_MM = 7.0
#: A place this far off its mirror image is shown as a fault, mm (asymmetry noticed in faces).
SEEN_MM = 3.0


def measure_line(line: tuple[Vec3, ...], head: Head) -> dict[Quantity, Measured]:
    """Measure a drawn hairline.

    Parameters
    ----------
    line : unit directions from temple to temple, either way round.
    head : the head that it was drawn on.

    Raises
    ------
    SmpError
        For a line that is missing, has two points, is too short, leaves the head or crosses itself.
    """
    places = hairline_places(Hairline(points=drawn_points(line, head)), head)
    _require_simple(places, head)
    corners, angles = temple_corners(_calmed(places), head)
    front = places[corners[0] : corners[1] + 1]
    macro, micro = irregularity(places, head)
    return {
        "height": _height(places, head),
        "asymmetry": _asymmetry(places),
        "corner-offset": _corner_offset(places[list(corners)], head),
        "temple-angle": Measured(min(angles), *[spots(places[list(corners)])] * 2),
        "straightness": Measured(plane_residual(front), stretch(front), stretch(front)),
        "macro-irregularity": macro,
        "micro-irregularity": micro,
    }


def drawn_points(line: tuple[Vec3, ...], head: Head) -> tuple[Vec3, ...]:
    """Give a drawn line as a plan's hairline takes it: right to left, at most 190 points.

    Raises
    ------
    SmpError
        For a line that is missing, has two points, is too short or leaves the head.
    """
    if not line:
        raise SmpError("There is no line yet.", next_step="Draw it from one temple to the other.")
    if len(line) < 3:
        raise SmpError(
            Sentence("A line of {count} points is no hairline.", count=len(line)),
            next_step="Draw it from one temple to the other, with at least three points.",
        )
    _require_on_head(line)
    places = place_directions(line, head.semi_axes_mm, "line")
    length = float(arc_lengths(places)[-1])
    if length < SHORTEST_MM:
        raise SmpError(
            Sentence("A line of {length:.0f} mm is too short for a hairline.", length=length),
            next_step="Draw it from one temple to the other.",
        )
    if len(places) > MOST_POINTS:
        places = resample_line(places, length / (MOST_POINTS - 1))
    ordered = places if places[0, 0] <= places[-1, 0] else places[::-1]
    return tuple((float(x), float(y), float(z)) for x, y, z in unit(ordered))


def _require_on_head(line: tuple[Vec3, ...]) -> None:
    vectors = np.asarray(line, dtype=np.float64)
    off = np.abs(np.linalg.norm(vectors, axis=1) - 1.0) > 0.01
    off |= vectors[:, 1] < LOWEST_Y
    if np.any(off):
        raise SmpError(
            Sentence(
                "The line leaves the head at its point {number}.", number=int(np.argmax(off)) + 1
            ),
            next_step="Keep it on the skin between the temples.",
        )


def _calmed(places_mm: Floats) -> Floats:
    """Smooth a line, so that its waves don't pass for temple corners."""
    step = float(arc_lengths(places_mm)[-1]) / max(len(places_mm) - 1, 1)
    return np.asarray(gaussian_filter1d(places_mm, CALM_MM / step, axis=0, mode="nearest"))


def _require_simple(places_mm: Floats, head: Head) -> None:
    """Refuse a line that crosses itself."""
    coarse = resample_line(places_mm, 1.6)
    chart = chart_of_places(coarse, head.semi_axes_mm)
    if crosses_itself(chart):
        raise SmpError(
            "The line crosses itself.", next_step="Undo back to the crossing and draw it once."
        )


def crosses_itself(line: Floats) -> bool:
    """Say whether any two segments of a polyline (N, 2) that don't touch cross."""
    start, step = line[:-1], np.diff(line, axis=0)
    offset = start[None, :, :] - start[:, None, :]

    def cross(a: Floats, b: Floats) -> Floats:
        return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])

    turn = cross(step[:, None, :], step[None, :, :])
    safe = np.where(np.abs(turn) < 1e-15, np.inf, turn)
    along = cross(offset, np.broadcast_to(step[None, :, :], offset.shape)) / safe
    other = cross(offset, np.broadcast_to(step[:, None, :], offset.shape)) / safe
    meet = (along > 0.0) & (along < 1.0) & (other > 0.0) & (other < 1.0) & np.isfinite(safe)
    apart = np.abs(np.subtract.outer(np.arange(len(step)), np.arange(len(step)))) > 1
    return bool(np.any(meet & apart))


def _height(places_mm: Floats, head: Head) -> Measured:
    height = height_above_glabella(places_mm, head)
    if not np.isfinite(height):
        return NOTHING
    middle = spots(places_mm[[int(np.argmin(np.abs(places_mm[:, 0])))]])
    return Measured(height, middle, middle)


def _asymmetry(places_mm: Floats) -> Measured:
    distance, _ = nearest_on_line(places_mm, places_mm * (-1.0, 1.0, 1.0))
    apart = spots(places_mm[distance > SEEN_MM][::4])
    return Measured(mirror_distance(places_mm), spots(places_mm[::8]), apart)


def _corner_offset(corners_mm: Floats, head: Head) -> Measured:
    """Give how far the worse temple corner stands outside the vertical over the canthus, mm."""
    canthus = float(scale_landmark("lateral_canthus_left", head)[0])
    outside = np.abs(corners_mm[:, 0]) - canthus
    worst = spots(corners_mm[[int(np.argmax(np.abs(outside)))]])
    return Measured(float(outside[np.argmax(np.abs(outside))]), worst, worst)


def irregularity(places_mm: Floats, head: Head) -> tuple[Measured, Measured]:
    """Give macro and micro irregularity: RMS in mm of the front's slow and fast departure.

    Departure is across the line, on the skin, from the cubic that fits the front best, so that the
    shape of the hairline doesn't count as a wave.
    """
    along = arc_lengths(places_mm)
    middle = along[int(np.argmin(np.abs(places_mm[:, 0])))]
    front = np.abs(along - middle) <= FRONT_MM
    if np.count_nonzero(front) < 60:
        return NOTHING, NOTHING
    part, where = places_mm[front], along[front] - middle
    smooth = np.polynomial.polynomial.polyvander(where / FRONT_MM, 3)
    fitted = smooth @ np.linalg.lstsq(smooth, part)[0]
    across = np.cross(normal_at(fitted, head.semi_axes_mm), unit(np.gradient(fitted, axis=0)))
    departure = np.einsum("ni,ni->n", part - fitted, across)
    step = float(along[1] - along[0])
    slow = gaussian_filter1d(departure, PARTING_MM / step, mode="nearest")
    shown = stretch(part)
    return tuple(  # type: ignore[return-value]
        Measured(float(np.sqrt(np.mean(wave**2))), shown, shown)
        for wave in (slow, departure - slow)
    )
