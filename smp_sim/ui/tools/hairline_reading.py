"""What is read from a hairline while it is dragged, worked out once for each line. No Qt.

Points and corners are painted with every step of the hand; measures are read more rarely.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from smp_sim.model.case import Case
from smp_sim.model.head import Head
from smp_sim.model.plan import Hairline
from smp_sim.model.units import Vec3
from smp_sim.render.hairline_measure import HairlineMeasures, measure_hairline
from smp_sim.ui.overlays.canthus_lines import TempleCorner, find_corners
from smp_sim.ui.tools.hairline_edits import control_points


@dataclass(frozen=True)
class HairlineReading:
    """A line's control points; its measures and temple corners (right, left) once asked for."""

    line: Hairline
    head: Head
    points: tuple[Vec3, ...]

    @cached_property
    def measures(self) -> HairlineMeasures:
        """Measure the line; raises PlanError where it can't be drawn."""
        return measure_hairline(self.line, self.head)

    @cached_property
    def corners(self) -> tuple[TempleCorner, TempleCorner]:
        """Find the temple corners; raises PlanError where the line can't be drawn."""
        return find_corners(self.line, self.head)

    def is_of(self, case: Case) -> bool:
        """Say whether it was read from this case's line."""
        return self.line is case.plan.hairline and self.head is case.plan.head


def read_hairline(case: Case) -> HairlineReading:
    """Read the hairline of a case."""
    return HairlineReading(case.plan.hairline, case.plan.head, control_points(case))
