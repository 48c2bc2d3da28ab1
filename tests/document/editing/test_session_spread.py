"""How work is spread over sittings: evenly, or one that does the whole and others that touch up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.document.case.case_checks import check_sessions
from smp_sim.document.editing.session_spread import begin_later, begin_sooner, spread_sessions
from smp_sim.model.plan import DEFAULT_SESSIONS


def test_three_at_the_default_gap_are_the_default_plan() -> None:
    """Days, shares and tones are the default plan's."""
    assert spread_sessions(3, 14.0) == DEFAULT_SESSIONS


@given(st.integers(2, 40), st.floats(1.0, 60.0), st.floats(0.3, 0.95))
def test_touch_ups_share_what_the_first_leaves(count: int, gap: float, first: float) -> None:
    """The first does its share at the full tone, the others are alike; the whole can be planned."""
    sessions = spread_sessions(count, gap, first)
    check_sessions(sessions)
    assert sessions[0].share == first
    assert {session.tone for session in sessions} == {1.0}
    assert len({session.share for session in sessions[1:]}) == 1


@given(st.integers(1, 20), st.floats(1.0, 60.0), st.floats(0.1, 0.9))
def test_a_sitting_in_front_comes_and_goes(count: int, gap: float, share: float) -> None:
    """With it, days stay even; without it, the plan is as before."""
    sessions = spread_sessions(count, gap)
    sooner = begin_sooner(sessions, share)
    check_sessions(sooner)
    steps = [later.day - earlier.day for earlier, later in pairwise(sooner)]
    assert steps[0] == pytest.approx(steps[-1])
    later = begin_later(sooner)
    assert [s.day for s in later] == pytest.approx([s.day for s in sessions])
    assert [s.share for s in later] == pytest.approx([s.share for s in sessions], abs=1e-4)


def test_a_lone_sitting_stays() -> None:
    """There is always one."""
    alone = spread_sessions(1, 14.0)
    assert begin_later(alone) == alone
