"""Pigments are set by name, a palette's by its mix."""

from __future__ import annotations

import pytest

from smp_sim.document.editing.edits import add_area
from smp_sim.document.editing.pigments import PIGMENT_NAMES, pigment_fields, set_pigment
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area
from smp_sim.render.pigment_palette import PALETTE


def case_of_two() -> Case:
    """Give a case with two areas."""
    case = Case()
    for name in "ab":
        case = add_area(case, Area(id=name, kind="crown"))
    return case


@pytest.mark.parametrize("name", PIGMENT_NAMES)
def test_every_name_holds_for_all_areas(name: str) -> None:
    """All areas have it after; a palette's name is told by what it absorbs."""
    for area in set_pigment(case_of_two(), name).plan.areas:
        if name in PALETTE:
            assert (area.pigment, area.mix) == ("mixed", PALETTE[name].mix)
        else:
            assert area.pigment == name


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    """The sentence lists what there is."""
    with pytest.raises(PlanError, match="no pigment 'ink'"):
        pigment_fields("ink")
