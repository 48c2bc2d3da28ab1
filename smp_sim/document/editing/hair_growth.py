"""How the client's hair grows, in a case: its curl and whorl, and its direction in close-ups."""

from __future__ import annotations

from msgspec.structs import replace

from smp_sim.document.editing.edits import set_plan
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.hair_growth import HairGrowth


def set_growth(case: Case, growth: HairGrowth) -> Case:
    """Say how the client's hair grows: dots that sit in hair follow it."""
    return set_plan(case, replace(case.plan, growth=growth))


def set_flat_growth(case: Case, growth_deg: float | None, view_id: str | None = None) -> Case:
    """Say which way hair lies in a close-up, for all its areas.

    Parameters
    ----------
    growth_deg : 0 to 180, the axis from a row of the photo toward its columns; None: not known.
    view_id : the close-up; None means every one.

    Raises
    ------
    PlanError
        For an angle out of range, or where no area lies in such a close-up.
    """
    areas = case.plan.areas
    if not any(_lies_in(area.view, view_id) for area in areas):
        raise PlanError(
            "No area lies in the plane of a close-up.",
            where="hair direction",
            next_step="On the head the direction follows from the place; add an area to a close-up"
            " first.",
        )
    turned = tuple(
        replace(area, growth_deg=growth_deg) if _lies_in(area.view, view_id) else area
        for area in areas
    )
    return set_plan(case, replace(case.plan, areas=turned))


def _lies_in(view: str, wanted: str | None) -> bool:
    return bool(view) and wanted in (None, view)
