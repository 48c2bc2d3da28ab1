"""The client's age decides what is said of the line and of later loss."""

from __future__ import annotations

from msgspec.structs import replace

from smp_sim.document.advice.guard_rails import find_warnings
from smp_sim.document.editing.edits import set_hairline
from smp_sim.document.editing.treatments import take_template
from smp_sim.model.case import Case
from smp_sim.model.client import Client
from smp_sim.model.head import Head
from smp_sim.render.hairline_curve import preset_hairline

BY_AGE = {"hairline-for-age", "loss-early", "not-adult"}


def codes(case: Case, age: float | None) -> set[str]:
    """Give what a client's age brings up."""
    aged = replace(case, client=Client(age_years=age))
    return {warning.code for warning in find_warnings(aged)} & BY_AGE


def lined(height_mm: float) -> Case:
    """Give a grade III fill behind a line of some height above the glabella."""
    case = take_template(Case(), "norwood-3")
    return set_hairline(case, preset_hairline("natural", Head(), height_mm))


def test_nothing_is_said_where_the_age_is_not_known() -> None:
    """Old cases have no age and no word more."""
    assert codes(lined(62.0), None) == set()


def test_a_low_line_is_told_at_both_ends_of_life() -> None:
    """65 mm is low for a face of 22 and of 60, each with its own reason, and passes at 40."""
    texts = {}
    for age in (22.0, 60.0):
        case = replace(lined(65.0), client=Client(age_years=age))
        (texts[age],) = (w.text for w in find_warnings(case) if w.code == "hairline-for-age")
        assert f"{age:.0f}" in texts[age]
    assert texts[22.0].split(":")[1] != texts[60.0].split(":")[1]
    assert "hairline-for-age" not in codes(lined(65.0), 40.0)
    assert "hairline-for-age" not in codes(lined(75.0), 22.0)


def test_an_island_weighs_more_on_the_young() -> None:
    """A partly filled front at 22 is told that most loss is to come; at 45, or filled, it isn't."""
    assert "loss-early" in codes(lined(75.0), 22.0)
    assert "loss-early" not in codes(lined(75.0), 45.0)
    assert "loss-early" not in codes(take_template(Case(), "norwood-6"), 22.0)


def test_a_minor_is_noticed() -> None:
    """Below eighteen, and not from eighteen on."""
    assert "not-adult" in codes(lined(75.0), 17.0)
    assert "not-adult" not in codes(lined(75.0), 18.0)
