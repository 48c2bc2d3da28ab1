"""How the colour of a plan's lips runs from their border to their middle."""

from __future__ import annotations

from smp_sim.document.editing.edits import update_area
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area


def lips_of(case: Case) -> tuple[Area, ...]:
    """Give the areas of a plan that are lips.

    Raises
    ------
    PlanError
        Where there are none.
    """
    lips = tuple(area for area in case.plan.areas if area.kind == "lips")
    if not lips:
        raise PlanError(
            "The plan has no lips.",
            where="lips",
            next_step="Find or draw them in a close-up of the mouth first.",
        )
    return lips


def shade_lips(case: Case, **shading: float) -> Case:
    """Give all lips of a plan ``ombre``, ``liner_mm`` or ``liner_tone``.

    Raises
    ------
    PlanError
        For a value out of range, or where the plan has no lips.
    """
    for area in lips_of(case):
        case = update_area(case, area.id, **shading)
    return case
