"""The healing timeline's axis: which days are marked, and where they stand. No Qt, no pictures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from smp_sim.model.plan import DAYS_PER_YEAR, Session
from smp_sim.ui.translation import mark

#: Days after a session that get a mark of their own.
_AFTER_SESSION = (
    (0.0, mark("fresh")),
    (3.0, mark("d3")),
    (7.0, mark("d7")),
    (28.0, mark("healed")),
)
_YEARS = ((1, mark("1 y")), (4, mark("4 y")), (10, mark("10 y")))

#: The last look before the next session: the same day, ahead of it.
_JUST_BEFORE_DAYS = 0.01

#: What the skin does, by days since the latest session (the healing model's course, in words).
_PHASES = (
    (0.5, mark("fresh, red")),
    (1.0, mark("redness fades")),
    (5.0, mark("scabs")),
    (10.0, mark("scabs fall")),
    (21.0, mark("pale phase")),
    (28.0, mark("settling")),
    (180.0, mark("healed")),
    (400.0, mark("settled")),
)
_LAST_PHASE = mark("fading")


class Mark(msgspec.Struct, frozen=True):
    """A marked day. ``session`` is its number, 0 for the years after the last one."""

    day: float
    label: str
    session: int


def marks_of(sessions: Sequence[Session]) -> tuple[Mark, ...]:
    """Mark each session fresh, day 3, day 7 and healed, then 1, 4 and 10 years after the last.

    Where the next session comes before day 28, "healed" marks the last look before it.
    """
    ordered = sorted(sessions, key=lambda session: session.day)
    ends = [later.day for later in ordered[1:]] + [float("inf")]
    marks = [
        found
        for session, end in zip(ordered, ends, strict=True)
        for found in _session_marks(session, end)
    ]
    last = ordered[-1].day
    return (*marks, *(Mark(last + years * DAYS_PER_YEAR, label, 0) for years, label in _YEARS))


def _session_marks(session: Session, end: float) -> list[Mark]:
    *early, (healed, label) = _AFTER_SESSION
    last = min(session.day + healed, end - _JUST_BEFORE_DAYS)
    marks = [
        Mark(session.day + after, name, session.number)
        for after, name in early
        if after == 0.0 or session.day + after < last - 0.5
    ]
    return [*marks, Mark(last, label, session.number)] if last > session.day else marks


class TimelineAxis:
    """A readable axis: marks stand evenly apart, days run evenly between two marks."""

    def __init__(self, sessions: Sequence[Session]) -> None:
        self.marks = marks_of(sessions)
        self._days = [found.day for found in self.marks]
        steps = [0.35 if b.session > a.session else 1.0 for a, b in pairwise(self.marks)]
        whole = sum(steps)
        self._positions = [0.0]
        for step in steps:
            self._positions.append(self._positions[-1] + step / whole)

    @property
    def first_day(self) -> float:
        """The day at the left end."""
        return self._days[0]

    @property
    def last_day(self) -> float:
        """The day at the right end."""
        return self._days[-1]

    def position_of(self, day: float) -> float:
        """Give the place of a day on the axis, [0, 1]."""
        return _between(day, self._days, self._positions)

    def day_at(self, position: float) -> float:
        """Give the day at a place of the axis."""
        return _between(position, self._positions, self._days)

    def snapped_day(self, position: float, reach: float) -> float:
        """Give the day at a place, or that of a mark no farther than ``reach`` away."""
        nearest = min(self.marks, key=lambda found: abs(self.position_of(found.day) - position))
        if abs(self.position_of(nearest.day) - position) <= reach:
            return nearest.day
        return self.day_at(position)

    def mark_near(self, day: float) -> Mark | None:
        """Give the mark that stands on this day, if any."""
        return next((found for found in self.marks if abs(found.day - day) < 1e-6), None)

    def next_mark(self, day: float, direction: int) -> float:
        """Give the day of the next mark (direction 1) or the one before (-1)."""
        if direction > 0:
            return next((d for d in self._days if d > day + 1e-6), self.last_day)
        return next((d for d in reversed(self._days) if d < day - 1e-6), self.first_day)


def _between(value: float, xs: Sequence[float], ys: Sequence[float]) -> float:
    """Interpolate, held at both ends."""
    index = min(max(bisect_right(xs, value) - 1, 0), len(xs) - 2)
    span = xs[index + 1] - xs[index]
    share = min(max((value - xs[index]) / span, 0.0), 1.0) if span else 0.0
    return ys[index] + share * (ys[index + 1] - ys[index])


def phase_of(day: float, sessions: Sequence[Session]) -> str:
    """Say in two words what the skin does on a day (English; shown through ``tr``)."""
    done = [session.day for session in sessions if session.day <= day]
    if not done:
        return mark("before the first session")
    since = day - max(done)
    return next((words for until, words in _PHASES if since < until), _LAST_PHASE)
