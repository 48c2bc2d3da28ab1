"""The maps of the client's own hair in a case: replaced as one, one for each ground."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from smp_sim.document.case.case_checks import check_plan
from smp_sim.model.case import Case
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
