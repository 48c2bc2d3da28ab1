"""How the work of a plan is spread over its sittings."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

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


def spread_sessions(count: int, gap_days: float, first_share: float = 0.0) -> tuple[Session, ...]:
    """Spread all dots over ``count`` sittings, ``gap_days`` apart.

    Shares follow the default plan's course, tones rise evenly, and a single sitting has the full
    tone. With a ``first_share`` the first sitting does that much, the rest touch up evenly, all at
    the full tone. The last one of several is done with the default plan's finest needle. Three
    sittings at the default gap are the default plan.

    Parameters
    ----------
    count : 1 to 40.
    gap_days : days, more than 0; made smaller where the last day would leave its range.
    """
    gap = min(gap_days, limits_of(Session, "day").high / count)
    if first_share > 0.0 and count > 1:
        touch_up = round((1.0 - first_share) / (count - 1), 6)
        shares = [first_share, *[touch_up] * (count - 1)]
        spread = (_session_of(n, count, gap, share) for n, share in enumerate(shares, 1))
        return tuple(replace(session, tone=_LAST_TONE) for session in spread)
    done = [_share_done(number / count) for number in range(count + 1)]
    shares = [round(after - before, 6) for before, after in pairwise(done)]
    return tuple(_session_of(number, count, gap, share) for number, share in enumerate(shares, 1))


def begin_sooner(sessions: tuple[Session, ...], share: float) -> tuple[Session, ...]:
    """Add a sitting of some share in front, as far from the next as that from the one after.

    The others keep their proportions.
    """
    gap = gap_days(sessions)
    first = replace(sessions[0], number=1, day=0.0, share=share, tone=_LAST_TONE)
    later = [
        replace(s, number=s.number + 1, day=s.day + gap, share=round(s.share * (1.0 - share), 6))
        for s in sessions
    ]
    return first, *later


def begin_later(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    """Leave the first of several sittings out; the others share its work in their proportions."""
    if len(sessions) == 1:
        return sessions
    _, *rest = sessions
    done = sum(session.share for session in rest)
    return tuple(
        replace(s, number=s.number - 1, day=s.day - rest[0].day, share=round(s.share / done, 6))
        for s in rest
    )


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
