"""What a measurement of a drawing hands on to marking."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.units import Vec3
from smp_sim.render.head_geometry import unit
from smp_sim.training.score import Fault, FaultShape

Floats = NDArray[np.float64]

#: At most so many places of one fault are handed on: more can't be looked at.
MOST_PLACES = 400


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured value (None where there was too little) and where it is seen to be at fault.

    ``low_faults`` show a value that is too small, ``high_faults`` one that is too large.
    """

    value: float | None
    low_faults: tuple[Fault, ...] = ()
    high_faults: tuple[Fault, ...] = ()


NOTHING = Measured(None)


def directions_of(places_mm: Floats) -> tuple[Vec3, ...]:
    """Give places (N, 3) in mm as unit directions."""
    if not len(places_mm):
        return ()
    return tuple((float(x), float(y), float(z)) for x, y, z in unit(places_mm))


def spots(places_mm: Floats, radius_mm: float = 0.0) -> tuple[Fault, ...]:
    """Give a fault that shows single places (N, 3) in mm, or gaps of a radius round them."""
    if not len(places_mm):
        return ()
    shape: FaultShape = "gap" if radius_mm > 0.0 else "points"
    return (Fault(shape=shape, places=directions_of(places_mm[:MOST_PLACES]), radius_mm=radius_mm),)


def stretch(places_mm: Floats) -> tuple[Fault, ...]:
    """Give a fault that shows a stretch of line (N, 3) in mm, thinned to be drawn."""
    if len(places_mm) < 2:
        return ()
    step = max(len(places_mm) // MOST_PLACES, 1)
    return (Fault(shape="line", places=directions_of(places_mm[::step])),)
