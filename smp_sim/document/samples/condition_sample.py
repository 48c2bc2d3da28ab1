"""A sample client with one condition, as data: the head, what shows it, and how it is treated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.camera import Side
from smp_sim.model.hair_map import DEFAULT_WIDTH_MM, HairMap, HairSample
from smp_sim.model.head import Head
from smp_sim.model.plan import Area
from smp_sim.render.head_geometry import fibonacci_sphere, place_on_head, unit
from smp_sim.render.loss_edges import on_map
from smp_sim.render.sample_head import SampleHead
from smp_sim.render.sample_head.conditions import GRAFT_HALF_MM, GRAFT_ROWS, graft_rows
from smp_sim.render.sample_head.hair_map import scalp_density
from smp_sim.render.treatment_areas import directions_of

Floats = NDArray[np.float64]
AreaMaker = Callable[[SampleHead], tuple[Area, ...]]

#: Places at which the sample's hair is told, over the whole sphere: about 9 mm apart.
_TOLD_PLACES = 1500
#: Between and in old grafts it is told this finely, mm.
_TUFT_STEP_MM = 1.3
#: Conditions whose places are smaller than what such a map tells apart.
_SMALL = ("grafts", "fue-scars")


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
    """Give the hair that grows on a sample head, told about every 9 mm, and each old graft.

    Single scars are too small for such a map: the hair is told as it is beside them.
    """
    whole = replace(head, condition="none") if head.condition in _SMALL else head
    directions = unit(fibonacci_sphere(_TOLD_PLACES) * np.asarray(head.semi_axes_mm))
    told = _told(whole, directions[directions[:, 1] > -0.6], DEFAULT_WIDTH_MM)
    return HairMap(samples=told + (_tufts(head) if head.condition == "grafts" else ()))


def _told(head: SampleHead, directions: Floats, width_mm: float) -> tuple[HairSample, ...]:
    counted = np.minimum(scalp_density(head, directions), 400.0)
    return tuple(
        HairSample(place=place, per_cm2=round(float(per_cm2), 1), width_mm=width_mm)
        for place, per_cm2 in zip(directions_of(directions), counted, strict=True)
    )


def _tufts(head: SampleHead) -> tuple[HairSample, ...]:
    """Tell the hair in and between old grafts, as finely as they stand."""
    wide, deep = np.arange(-52.0, 52.1, _TUFT_STEP_MM), np.arange(38.0, 80.0, _TUFT_STEP_MM)
    grid = np.stack(np.meshgrid(wide, deep), axis=-1).reshape(-1, 2)
    fine = np.array(on_map(grid, Head(semi_axes_mm=head.semi_axes_mm)))
    row, across = graft_rows(head, place_on_head(fine, head.semi_axes_mm))
    among = (row > -1.0) & (row < GRAFT_ROWS) & (np.abs(across) < GRAFT_HALF_MM + 3.0)
    return _told(head, fine[among], 0.5 * _TUFT_STEP_MM)
