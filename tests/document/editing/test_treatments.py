"""A treatment is taken as one step: areas, hairline, sittings."""

from __future__ import annotations

import pytest

from smp_sim.document.case.case_checks import check_case
from smp_sim.document.editing.treatments import take_template, usual_sessions
from smp_sim.model.plan import DEFAULT_SESSIONS, Plan
from smp_sim.render.treatment_fills import filled_area
from tests.document.case_files import full_dossier


@pytest.mark.parametrize(
    ("name", "count", "gap"), [("fut-scar", 4, 28.0), ("vitiligo", 3, 28.0), ("thinning", 3, 14.0)]
)
def test_a_treatment_brings_its_sittings(name: str, count: int, gap: float) -> None:
    """Scars take one sitting more, four weeks apart; the case can be saved as it is."""
    case = check_case(take_template(full_dossier().case, name))
    assert len(case.plan.sessions) == count
    assert case.plan.sessions[1].day == gap


def test_a_template_of_loss_leaves_the_sittings_alone() -> None:
    """Only the areas and the hairline change, and a close-up keeps its patch."""
    case = take_template(full_dossier().case, "norwood-6")
    assert case.plan.sessions == DEFAULT_SESSIONS
    assert [area.id for area in case.plan.areas] == ["front", "patch"]


def test_lips_have_usual_sittings_of_their_own() -> None:
    """Two, 42 days apart, as for a new area of lips; a plan without areas has the default ones."""
    lips = usual_sessions(Plan(areas=(filled_area("lips", "lips", view="close"),)))
    assert [sitting.day for sitting in lips] == [0.0, 42.0]
    assert usual_sessions(Plan()) == DEFAULT_SESSIONS
