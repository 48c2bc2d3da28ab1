"""Maps of hair: one for each ground, places on the head are directions."""

from __future__ import annotations

import pytest

from smp_sim.document.editing.hair_maps import set_counts_hair, set_hair
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError, SmpError
from smp_sim.model.hair_map import HairMap, HairSample
from smp_sim.model.plan import Area, Plan
from tests.document.case_files import full_dossier

ON_TOP = HairSample(place=(0.0, 1.0, 0.0), per_cm2=120.0)
IN_PLANE = HairSample(place=(12.0, 3.0, 0.0), per_cm2=80.0)


def test_maps_are_replaced_as_one() -> None:
    """A head and a close-up have a map each; a new set takes the place of the old."""
    case = full_dossier().case
    both = (HairMap(samples=(ON_TOP,)), HairMap(view="scar", samples=(IN_PLANE,)))
    told = set_hair(case, both)
    assert told.plan.hair == both
    assert set_hair(told, ()).plan == case.plan


@pytest.mark.parametrize(
    ("maps", "word"),
    [
        ((HairMap(view="nowhere"),), "doesn't exist"),
        ((HairMap(samples=(IN_PLANE,)),), "no unit direction"),
        ((HairMap(), HairMap()), "Two maps of hair"),
        ((HairMap(samples=(HairSample(place=(0.0, 1.0, 0.0), per_cm2=999.0),)),), "400"),
    ],
)
def test_impossible_maps_are_refused(maps: tuple[HairMap, ...], word: str) -> None:
    """Each is one sentence."""
    with pytest.raises(SmpError, match=word):
        set_hair(full_dossier().case, maps)


def test_fields_of_dots_count_hair_and_scars_do_not() -> None:
    """What fills healthy skin may count hair; a plan of scars alone is refused in a sentence."""
    crown, scar = Area(id="crown", kind="crown"), Area(id="scar", kind="scar-dots")
    plan = Plan(areas=(crown, scar))
    counting = set_counts_hair(Case(plan=plan), counts=True)
    assert [area.counts_hair for area in counting.plan.areas] == [True, False]
    assert set_counts_hair(counting, counts=False).plan == plan
    with pytest.raises(PlanError, match="No area"):
        set_counts_hair(Case(plan=Plan(areas=(scar,))), counts=True)
