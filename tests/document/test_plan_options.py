"""Many changes of a plan in one go."""

from __future__ import annotations

import pytest

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.plan_options import PlanOptions, change_plan
from smp_sim.model.area_history import AreaHistory
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError


def test_no_options_change_nothing() -> None:
    """An empty order gives the same case."""
    dossier = Dossier(Case())
    assert change_plan(dossier, PlanOptions()).case == dossier.case


def test_template_first_then_what_is_asked_of_it() -> None:
    """Numbers hold for the areas that the template brings, and a named hairline beats its own."""
    options = PlanOptions(
        template="norwood-6", hairline="receded", density_per_cm2=90.0, shade=0.3, dot_mm=0.2
    )
    plan = change_plan(Dossier(Case()), options).case.plan
    assert plan.hairline.preset == "receded"
    assert {(a.density_per_cm2, a.shade, a.dot_mm) for a in plan.areas} == {(90.0, 0.3, 0.2)}


def test_a_template_without_a_hairline_keeps_the_line() -> None:
    """A crown is filled behind the client's own hairline."""
    straight = change_plan(Dossier(Case()), PlanOptions(hairline="straight"))
    assert change_plan(straight, PlanOptions(template="crown")).case.plan.hairline == (
        straight.case.plan.hairline
    )


@pytest.mark.parametrize(
    "options",
    [
        PlanOptions(template="norwood-1"),
        PlanOptions(shade=2.0),
        PlanOptions(sessions=0),
    ],
)
def test_what_can_not_be_is_refused(options: PlanOptions) -> None:
    """Unknown names and values out of range are the user's mistakes."""
    with pytest.raises(PlanError):
        change_plan(Dossier(Case()), options)


def test_ancestry_is_the_clients() -> None:
    """It goes into the client's part, and leaves the plan alone."""
    case = change_plan(Dossier(Case()), PlanOptions(ancestry="african")).case
    assert case.client.ancestry == "african"
    assert case.plan == Case().plan


def test_answers_reach_the_areas_that_ask() -> None:
    """Months and look go to the scar and not to the hair round it; the age goes to the client."""
    options = PlanOptions(template="fut-scar", months_since=14.0, scar_look="pale", age_years=31.0)
    case = change_plan(Dossier(Case()), options).case
    told = {area.kind: area.history for area in case.plan.areas}
    assert told["scar-line"] == AreaHistory(months=14.0, look="pale")
    assert told["between-hair"] == AreaHistory()
    assert case.client.age_years == 31.0


def test_the_cause_decides_what_else_is_asked() -> None:
    """A bare scalp asks for months once alopecia is its cause, in the same order too."""
    options = PlanOptions(template="whole-scalp", loss_cause="alopecia", months_since=8.0)
    (area,) = change_plan(Dossier(Case()), options).case.plan.areas
    assert area.history == AreaHistory(months=8.0, cause="alopecia")


@pytest.mark.parametrize(
    "options",
    [
        PlanOptions(template="crown", months_since=3.0),
        PlanOptions(template="vitiligo", scar_look="pink"),
        PlanOptions(template="fut-scar", loss_cause="pattern"),
    ],
)
def test_an_answer_that_nobody_asked_for_is_refused(options: PlanOptions) -> None:
    """It says of which areas it is asked."""
    with pytest.raises(PlanError, match="asks for this") as refusal:
        change_plan(Dossier(Case()), options)
    assert "transplants" in str(refusal.value.next_step)


def test_hair_is_told_in_one_go() -> None:
    """Colour is the client's; curl and whorl are the plan's, which decides the dots."""
    options = PlanOptions(
        hair_colour="salt-and-pepper", hair_curl="wavy", whorl="counter-clockwise"
    )
    case = change_plan(Dossier(Case()), options).case
    assert case.client.hair_colour == "salt-and-pepper"
    assert (case.plan.growth.curl, case.plan.growth.whorl) == ("wavy", "counter-clockwise")
    with pytest.raises(PlanError, match="close-up"):
        change_plan(Dossier(Case()), PlanOptions(growth_deg=20.0))
