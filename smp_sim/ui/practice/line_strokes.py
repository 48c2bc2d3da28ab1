"""How a stroke of the hand joins the line that is already drawn. No Qt; places are directions.

A line is drawn in as many strokes, and on as many photos, as it takes: a stroke goes on at the end
that it begins at, draws a stretch anew where it begins and ends on the line, and a stroke that
stands apart is joined to the nearer end.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.units import Vec3
from smp_sim.render.head_geometry import place_on_head

Floats = NDArray[np.float64]
Line = tuple[Vec3, ...]

#: A stroke that begins or ends this near to the line, in mm, is meant to touch it. Assumed: a
#: finger's width.
TOUCH_MM = 8.0


def joined_line(line: Line, stroke: Line, semi_axes_mm: Vec3) -> Line:
    """Give the line with one more stroke.

    Parameters
    ----------
    line : unit directions, empty at first.
    stroke : unit directions, at least one: a click is a stroke of one.
    semi_axes_mm : of the head that both lie on.
    """
    if len(line) < 2:
        return line + stroke
    first = _touched(line, stroke[0], semi_axes_mm)
    last = _touched(line, stroke[-1], semi_axes_mm) if len(stroke) > 1 else None
    if first is not None and last is not None:
        return _drawn_anew(line, stroke, first, last)
    if first is not None:
        return _ended_anew(line, stroke, first, semi_axes_mm)
    if last is not None:
        return _ended_anew(line, stroke[::-1], last, semi_axes_mm)
    return _gone_on(line, stroke, semi_axes_mm)


def _drawn_anew(line: Line, stroke: Line, first: int, last: int) -> Line:
    """Put a stroke in the place of the stretch between two points of the line."""
    if first > last:
        stroke, first, last = stroke[::-1], last, first
    return line[:first] + stroke + line[last + 1 :]


def _ended_anew(line: Line, stroke: Line, at: int, semi_axes_mm: Vec3) -> Line:
    """Let the line leave its course at a point and follow the stroke to its end."""
    start, end = _distances_mm((line[0], line[-1]), stroke[-1], semi_axes_mm)
    goes_on = at == len(line) - 1 or (at > 0 and end < start)
    return line[:at] + stroke if goes_on else stroke[::-1] + line[at + 1 :]


def _gone_on(line: Line, stroke: Line, semi_axes_mm: Vec3) -> Line:
    """Join a stroke that stands apart to the end of the line that it is nearest to."""
    ends = (line[0], line[-1])
    gaps = [_distances_mm(ends, place, semi_axes_mm) for place in (stroke[0], stroke[-1])]
    tip, end = divmod(int(np.argmin(gaps)), 2)
    outward = stroke if tip == 0 else stroke[::-1]
    return line + outward if end == 1 else outward[::-1] + line


def _touched(line: Line, place: Vec3, semi_axes_mm: Vec3) -> int | None:
    """Give the number of the line's point that a place touches, or None."""
    distances = _distances_mm(line, place, semi_axes_mm)
    nearest = int(np.argmin(distances))
    return nearest if distances[nearest] <= TOUCH_MM else None


def _distances_mm(places: Line, place: Vec3, semi_axes_mm: Vec3) -> Floats:
    points = place_on_head(np.asarray(places), semi_axes_mm)
    here = place_on_head(np.asarray([place]), semi_axes_mm)
    return np.asarray(np.linalg.norm(points - here, axis=1))
