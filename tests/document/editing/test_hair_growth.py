"""Growth in a case: curl and whorl in the plan, an axis for each area of a close-up."""

from __future__ import annotations

import pytest

from smp_sim.document.editing.edits import replace_areas
from smp_sim.document.editing.hair_growth import set_flat_growth, set_growth
from smp_sim.model.errors import PlanError
from smp_sim.model.hair_growth import HairGrowth
from tests.document.case_files import full_dossier


def test_growth_goes_into_the_plan() -> None:
    """Everything but the growth stays."""
    case = full_dossier().case
    grown = set_growth(case, HairGrowth(curl="coiled", whorl="counter-clockwise"))
    assert grown.plan.growth.curl == "coiled"
    assert set_growth(grown, HairGrowth()) == case


def test_only_areas_of_close_ups_take_an_axis() -> None:
    """On the head the direction follows from the place."""
    turned = set_flat_growth(full_dossier().case, 35.0)
    assert {area.id: area.growth_deg for area in turned.plan.areas} == {
        "top": None,
        "crown": None,
        "patch": 35.0,
    }
    assert set_flat_growth(turned, None, "scar") == full_dossier().case


def test_what_can_not_be_is_refused() -> None:
    """An angle beyond half a turn, another close-up, a plan without any: each is one sentence."""
    case = full_dossier().case
    with pytest.raises(PlanError, match="180"):
        set_flat_growth(case, 200.0)
    with pytest.raises(PlanError, match="close-up"):
        set_flat_growth(case, 20.0, "other")
    with pytest.raises(PlanError, match="close-up"):
        set_flat_growth(replace_areas(case, case.plan.areas[:2]), 20.0)
