"""Dots or washes, and the sittings they are done in."""

from __future__ import annotations

import pytest

from smp_sim.document.editing.edits import set_sessions, update_area
from smp_sim.document.editing.techniques import (
    Stage,
    set_stage,
    set_technique,
    stage_of,
    stage_sessions,
    tone_sessions,
)
from smp_sim.document.editing.treatments import take_template
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area, Plan


@pytest.mark.parametrize(("count", "tone"), [(1, 0), (2, 1), (3, 1), (4, 2), (5, 2)])
def test_the_tone_takes_half_the_sittings(count: int, tone: int) -> None:
    """Rounded down, and the dots the rest; a single sitting takes both."""
    assert tone_sessions(count) == tone
    assert stage_sessions("all", count) == (1, 40)
    assert stage_sessions("tone", count) == ((1, tone) if tone else (1, 40))
    assert stage_sessions("after-tone", count) == (tone + 1, 40)
    with pytest.raises(ValueError, match="own sittings"):
        stage_sessions("own", count)


@pytest.mark.parametrize("stage", ["all", "tone", "after-tone"])
def test_a_stage_is_read_back(stage: Stage) -> None:
    """What was set is what an area says, whatever the template's sittings."""
    case = set_sessions(take_template(Case(), "fut-scar"), 4)
    case = set_stage(case, "fut-scar", stage)
    assert stage_of(case.plan.areas[1], 4) == stage
    assert stage_of(case.plan.areas[0], 4) == "all"
    own = update_area(case, "fut-scar", first_session=2, last_session=3)
    assert stage_of(own.plan.areas[1], 4) == "own"
    with pytest.raises(PlanError):
        set_stage(case, "no such area", stage)


def test_all_areas_are_shaded_but_dots_placed_by_hand() -> None:
    """A technique holds for every area that has one to choose."""
    areas = (Area(id="crown", kind="crown"), Area(id="by-hand", kind="placed"))
    case = set_technique(Case(plan=Plan(areas=areas)), "wash")
    assert [area.technique for area in case.plan.areas] == ["wash", "dots"]
    assert set_technique(case, "dots") == Case(plan=Plan(areas=areas))
