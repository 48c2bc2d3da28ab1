"""Pigments are set by name, a palette's by its mix."""

from __future__ import annotations

import pytest

from smp_sim.document.case.case_checks import check_sessions
from smp_sim.document.editing.edits import add_area, replace_areas
from smp_sim.document.editing.pigments import (
    PIGMENT_NAMES,
    can_cover,
    correct_lips,
    corrector_name,
    pigment_fields,
    pigment_name,
    set_pigment,
)
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area
from smp_sim.render.pigment_palette import CORRECTORS, PALETTE
from tests.document.case_files import full_dossier


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
            ink = PALETTE[name]
            assert (area.pigment, area.mix, area.cover) == ("mixed", ink.mix, ink.cover)
        else:
            assert (area.pigment, area.cover) == (name, 0.0)
        assert pigment_name(area) == name


def lips_case() -> Case:
    """Give a case with lips in its close-up."""
    case = full_dossier().case
    flat = next(view.id for view in case.views if view.side == "flat")
    lips = Area(id="lips", kind="lips", view=flat, outline=((0, 0, 0), (9, 0, 0), (9, 5, 0)))
    return replace_areas(case, (lips,))


@pytest.mark.parametrize("name", CORRECTORS)
def test_a_corrector_gets_a_sitting_in_front_and_gives_it_back(name: str) -> None:
    """It comes first, as far ahead as sittings are apart; taken away, the plan is as before."""
    case = lips_case()
    before = case.plan.sessions
    corrected = correct_lips(case, name)
    check_sessions(corrected.plan.sessions)
    area = corrected.plan.areas[0]
    assert corrector_name(area) == name
    assert can_cover(area)
    assert len(corrected.plan.sessions) == len(before) + 1
    gap = before[1].day - before[0].day
    assert [s.day - gap for s in corrected.plan.sessions[1:]] == [s.day for s in before]
    again = correct_lips(corrected, CORRECTORS[0])
    assert len(again.plan.sessions) == len(before) + 1
    back = correct_lips(again, "none")
    assert corrector_name(back.plan.areas[0]) == ""
    assert [s.day for s in back.plan.sessions] == [s.day for s in before]
    assert [s.share for s in back.plan.sessions] == pytest.approx([s.share for s in before])


def test_a_corrector_needs_lips_and_a_known_name() -> None:
    """A sentence says which of both is missing."""
    with pytest.raises(PlanError, match="no lips"):
        correct_lips(case_of_two(), CORRECTORS[0])
    with pytest.raises(PlanError, match="no corrector 'lip-rose'"):
        correct_lips(lips_case(), "lip-rose")


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    """The sentence lists what there is."""
    with pytest.raises(PlanError, match="no pigment 'ink'"):
        pigment_fields("ink")
