"""What a learner draws: points, a hairline or dots, all on the head, whatever photo it was on."""

from __future__ import annotations

from typing import Annotated

import msgspec

from smp_sim.model.plan import Shade
from smp_sim.model.units import Vec3
from smp_sim.training.exercise import DrawnDot

#: Size of a healed dot at no, middle and full pressure of the pen, mm; its depth likewise. Assumed:
#: the middle is a good dot (domain figures: 0.25 mm as seen, pigment at 0.30 mm), the ends are the
#: too shallow and the too deep one (0.11 and 0.80 mm).
PRESSED_MM = (0.15, 0.25, 0.42)
PRESSED_DEPTH_MM = (0.11, 0.30, 0.80)


class MarkedPoint(msgspec.Struct, frozen=True, kw_only=True):
    """A point that a learner marked: the landmark it stands for, a unit direction on the head."""

    name: str
    place: Vec3


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """A learner's answer to one exercise; only the part that the exercise takes is read.

    ``line`` holds unit directions from one temple to the other (either way round) and is smoothed
    as a plan's hairline is; ``shade`` is the pigment chosen, as in a plan.
    """

    exercise: Annotated[str, msgspec.Meta(max_length=64)]
    points: tuple[MarkedPoint, ...] = ()
    line: tuple[Vec3, ...] = ()
    dots: tuple[DrawnDot, ...] = ()
    shade: Shade = 0.5


def pressed_dot(place: Vec3, pressure: float = 0.5) -> DrawnDot:
    """Give the dot that a pen leaves at a place: more pressure, a larger and deeper one.

    ``pressure`` is held to [0, 1]; 0.5 is the good dot, and what a mouse gives.
    """
    held = min(max(pressure, 0.0), 1.0)
    return DrawnDot(
        place=place,
        diameter_mm=_between(PRESSED_MM, held),
        depth_mm=_between(PRESSED_DEPTH_MM, held),
        pressure=held,
    )


def _between(ends: tuple[float, float, float], share: float) -> float:
    """Interpolate by ratio between three figures at 0, 0.5 and 1."""
    low, middle, high = ends
    if share <= 0.5:
        return float(low * (middle / low) ** (2.0 * share))
    return float(middle * (high / middle) ** (2.0 * share - 1.0))


def mirrored(drawing: Drawing) -> Drawing:
    """Give a drawing as in a mirror: left and right of the head change places."""
    return msgspec.structs.replace(
        drawing,
        points=tuple(
            msgspec.structs.replace(p, place=mirrored_place(p.place)) for p in drawing.points
        ),
        line=tuple(mirrored_place(place) for place in drawing.line),
        dots=tuple(msgspec.structs.replace(d, place=mirrored_place(d.place)) for d in drawing.dots),
    )


def mirrored_place(place: Vec3) -> Vec3:
    """Give a place as in a mirror."""
    return -place[0], place[1], place[2]
