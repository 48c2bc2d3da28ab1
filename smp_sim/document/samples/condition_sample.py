"""A sample client with one condition, as data: the head, what shows it, and how it is treated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from smp_sim.model.camera import Side
from smp_sim.model.hair_map import HairMap, HairSample
from smp_sim.model.plan import Area
from smp_sim.render.head_geometry import fibonacci_sphere, unit
from smp_sim.render.sample_head import SampleHead
from smp_sim.render.sample_head.hair_map import scalp_density
from smp_sim.render.treatment_areas import directions_of

AreaMaker = Callable[[SampleHead], tuple[Area, ...]]

#: Places at which the sample's hair is told, over the whole sphere: about 9 mm apart.
_TOLD_PLACES = 1500


@dataclass(frozen=True, slots=True)
class TreatmentSample:
    """A client with one condition: the head, the side that shows it, and how it is treated.

    ``template`` names the ready plan; ``areas`` gives the areas where the condition truly is, None
    where the template's own places are right. ``is_pale``: pigment is mixed to the skin around.
    ``planned``: the head as it was when the plan was made, where it is another one now.
    ``further``: sides of further photos.
    """

    head: SampleHead
    side: Side
    template: str
    areas: AreaMaker | None = None
    is_pale: bool = False
    planned: SampleHead | None = None
    further: tuple[Side, ...] = ()

    @property
    def sides(self) -> tuple[Side, ...]:
        """All sides that are drawn, the one that shows the condition first."""
        return self.side, *self.further


def true_hair(head: SampleHead) -> HairMap:
    """Give the hair that grows on a sample head, told about every 9 mm."""
    directions = unit(fibonacci_sphere(_TOLD_PLACES) * np.asarray(head.semi_axes_mm))
    counted = np.minimum(scalp_density(head, directions), 400.0)
    return HairMap(
        samples=tuple(
            HairSample(place=place, per_cm2=round(float(per_cm2), 1))
            for place, per_cm2 in zip(directions_of(directions), counted, strict=True)
            if place[1] > -0.6
        )
    )
