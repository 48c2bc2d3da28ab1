"""The client's own hair in a case: its maps, one for each ground, and which areas count it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from smp_sim.document.case.case_checks import check_plan
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.hair_map import HairMap
from smp_sim.model.units import checked


def set_hair(case: Case, maps: Iterable[HairMap]) -> Case:
    """Replace all maps of hair: at most one for the head and one for each close-up.

    Raises
    ------
    PlanError
        For a value out of range, a view that does not exist, two maps of one ground.
    """
    plan = replace(case.plan, hair=tuple(maps))
    views = tuple(view.id for view in case.views)
    check_plan(checked(plan, where="hair"), views)
    return replace(case, plan=plan)


def set_counts_hair(case: Case, *, counts: bool) -> Case:
    """Let every field of dots on healthy skin count the hair there, or no longer do so.

    Raises
    ------
    PlanError
        Where no area could.
    """
    areas = case.plan.areas
    if not any(area.may_count_hair for area in areas):
        raise PlanError(
            "No area of this plan can count hair.",
            where="count hair",
            next_step="Add a field of dots on healthy skin first, as with a template of hair loss.",
        )
    counting = tuple(
        replace(area, counts_hair=counts) if area.may_count_hair else area for area in areas
    )
    return replace(case, plan=replace(case.plan, areas=counting))
