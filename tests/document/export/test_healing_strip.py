"""The stops of a strip, and how later sessions wait."""

from __future__ import annotations

from msgspec.structs import replace

from smp_sim.document.export.healing_strip import plan_until, stops_of_days, stops_of_plan
from smp_sim.model.client import Client
from smp_sim.model.plan import Plan
from smp_sim.render.healing import heal_sessions


def test_the_usual_stops_are_those_of_a_consultation() -> None:
    """Session 1 on days 0, 3, 7 and 28, sessions 2 and 3 fresh and healed, 1, 4 and 10 years."""
    stops = stops_of_plan(Plan())
    assert [stop.title for stop in stops] == [
        "Session 1, fresh",
        "Session 1, day 3",
        "Session 1, day 7",
        "Session 1, healed",
        "Session 2, fresh",
        "Session 2, healed",
        "Session 3, fresh",
        "Session 3, healed",
        "1 year",
        "4 years",
        "10 years",
    ]
    assert stops[7].day == 56.0
    assert stops[-1].day == 28.0 + 10 * 365.25


def test_one_session_makes_a_shorter_strip() -> None:
    """A plan of a single session has no stops of others."""
    plan = Plan(sessions=(replace(Plan().sessions[0], share=1.0),))
    assert len(stops_of_plan(plan)) == 7


def test_sessions_that_are_not_meant_wait() -> None:
    """Up to session 1, day 28 shows pigment of session 1 alone; the dots' shares do not change."""
    plan = plan_until(Plan(), 1)
    state = heal_sessions(
        plan, Client(), tissue="normal", depth_mm=0.3, day=28.0, retention="typical"
    )
    assert (state.pigment > 0.0).tolist() == [True, False, False]
    assert [s.share for s in plan.sessions] == [s.share for s in Plan().sessions]
    assert plan_until(Plan(), None) == Plan()


def test_days_are_named_as_they_were_asked() -> None:
    """Days from the first session, in the order given."""
    assert [stop.title for stop in stops_of_days((0.0, 28.0, 1461.0))] == [
        "Day 0",
        "Day 28",
        "Day 1461 (4 years)",
    ]
