"""The timeline's axis, without a window."""

from __future__ import annotations

from itertools import pairwise

import hypothesis.strategies as st
from hypothesis import given

from smp_sim.model.plan import DEFAULT_SESSIONS, Session
from smp_sim.ui.timeline_marks import TimelineAxis, marks_of, phase_of

gaps = st.lists(st.floats(1.0, 200.0), min_size=0, max_size=6)


def sessions_of(gaps_days: list[float]) -> list[Session]:
    """Give sessions that many days apart."""
    days = [0.0]
    for gap in gaps_days:
        days.append(days[-1] + gap)
    return [Session(number=i + 1, day=day, share=0.2) for i, day in enumerate(days)]


def test_default_marks_name_every_stop() -> None:
    """Each of the three sessions has fresh and healed; the years follow."""
    marks = marks_of(DEFAULT_SESSIONS)
    for number in (1, 2, 3):
        labels = [found.label for found in marks if found.session == number]
        assert labels == ["fresh", "d3", "d7", "healed"]
    assert [found.label for found in marks[-3:]] == ["1 y", "4 y", "10 y"]


@given(gaps)
def test_marks_run_forward(gaps_days: list[float]) -> None:
    """No two marks share a day, whatever the sessions."""
    marks = marks_of(sessions_of(gaps_days))
    assert all(later.day > earlier.day for earlier, later in pairwise(marks))


@given(gaps, st.floats(0.0, 1.0))
def test_axis_goes_there_and_back(gaps_days: list[float], position: float) -> None:
    """A place on the axis has one day, and that day stands at that place."""
    axis = TimelineAxis(sessions_of(gaps_days))
    assert abs(axis.position_of(axis.day_at(position)) - position) < 1e-6


def test_snapping_takes_the_exact_day() -> None:
    """Close to a mark the day is exactly the mark's."""
    axis = TimelineAxis(DEFAULT_SESSIONS)
    assert axis.snapped_day(axis.position_of(7.0) + 0.004, 0.005) == 7.0
    assert axis.snapped_day(axis.position_of(7.0) + 0.02, 0.005) > 7.0


def test_walking_mark_by_mark_reaches_both_ends() -> None:
    """Stepping on visits every mark once and stops at the ends."""
    axis = TimelineAxis(DEFAULT_SESSIONS)
    day, seen = axis.first_day, [axis.first_day]
    for _ in range(len(axis.marks) + 3):
        day = axis.next_mark(day, 1)
        seen.append(day)
    assert sorted(set(seen)) == [found.day for found in axis.marks]
    assert axis.next_mark(axis.first_day, -1) == axis.first_day


def test_phases_follow_the_latest_session() -> None:
    """A day counts from the latest session, not from the first one."""
    assert phase_of(0.0, DEFAULT_SESSIONS) == "fresh, red"
    assert phase_of(14.0, DEFAULT_SESSIONS) == "fresh, red"
    assert phase_of(17.0, DEFAULT_SESSIONS) == "scabs"
    assert phase_of(56.0, DEFAULT_SESSIONS) == "healed"
    assert phase_of(4000.0, DEFAULT_SESSIONS) == "fading"
