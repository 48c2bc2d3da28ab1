"""What is read from a hairline while it is dragged, worked out once for each line. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from smp_sim.model.case import Case
from smp_sim.model.head import Head
from smp_sim.model.plan import Hairline
from smp_sim.model.units import Vec3
from smp_sim.render.hairline_measure import HairlineMeasures, measure_hairline
from smp_sim.ui.overlays.canthus_lines import TempleCorner, find_corners
from smp_sim.ui.tools.hairline_edits import control_points


@dataclass(frozen=True, slots=True)
class HairlineReading:
    """A line's control points, measures and temple corners (right, left)."""

    line: Hairline
    head: Head
    points: tuple[Vec3, ...]
    measures: HairlineMeasures
    corners: tuple[TempleCorner, TempleCorner]

    def is_of(self, case: Case) -> bool:
        """Say whether it was read from this case's line."""
        return self.line is case.plan.hairline and self.head is case.plan.head


def read_hairline(case: Case) -> HairlineReading:
    """Read the hairline of a case. Raises PlanError where it can't be drawn."""
    line, head = case.plan.hairline, case.plan.head
    points, measures = control_points(case), measure_hairline(line, head)
    return HairlineReading(line, head, points, measures, find_corners(line, head))
