"""How the work of a plan is spread over its sittings."""

from __future__ import annotations

from itertools import pairwise

from smp_sim.model.plan import DEFAULT_SESSIONS, Session
from smp_sim.model.units import limits_of

#: Share of the dots done after none, a third, two thirds and all of the sittings. Source: as for
#: ``DEFAULT_SESSIONS`` (Liu et al. 2025); straight lines between (assumed).
_DONE_SHARES = (0.0, 0.3, 0.7, 1.0)

#: Tones of the first and the last sitting, even steps between (assumed, as DEFAULT_SESSIONS).
_FIRST_TONE, _LAST_TONE = 0.6, 1.0


def gap_days(sessions: tuple[Session, ...]) -> float:
    """Give the days between the first two sittings; of a single one, the default plan's gap."""
    first, second = (sessions if len(sessions) > 1 else DEFAULT_SESSIONS)[:2]
    return second.day - first.day


def spread_sessions(count: int, gap_days: float) -> tuple[Session, ...]:
    """Spread all dots over ``count`` sittings, ``gap_days`` apart.

    Shares follow the default plan's course, tones rise evenly, and a single sitting has the full
    tone. The last one of several is done with the default plan's finest needle. Three sittings at
    the default gap are the default plan.

    Parameters
    ----------
    count : 1 to 40.
    gap_days : days, more than 0; made smaller where the last day would leave its range.
    """
    gap = min(gap_days, limits_of(Session, "day").high / count)
    done = [_share_done(number / count) for number in range(count + 1)]
    shares = [round(after - before, 6) for before, after in pairwise(done)]
    return tuple(_session_of(number, count, gap, share) for number, share in enumerate(shares, 1))


def _session_of(number: int, count: int, gap_days: float, share: float) -> Session:
    course = 1.0 if count == 1 else (number - 1) / (count - 1)
    is_last_pass = number == count > 1
    return Session(
        number=number,
        day=(number - 1) * gap_days,
        share=share,
        tone=round(_FIRST_TONE + (_LAST_TONE - _FIRST_TONE) * course, 4),
        needle=DEFAULT_SESSIONS[-1 if is_last_pass else 0].needle,
    )


def _share_done(course: float) -> float:
    thirds = course * 3
    step = min(int(thirds + 1e-9), 2)
    return _DONE_SHARES[step] + (_DONE_SHARES[step + 1] - _DONE_SHARES[step]) * (thirds - step)
