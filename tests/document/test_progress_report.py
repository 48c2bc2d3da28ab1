"""Long work tells how far it is, and ends where it is told to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.document.progress_report import Cancelled, counted, part_of, unheard
from smp_sim.model.errors import SmpError

shares = st.floats(0.0, 1.0)


@given(count=st.integers(0, 20))
def test_counting_goes_from_nothing_to_all(count: int) -> None:
    """Shares rise from 0 to 1, and every item comes through once."""
    told: list[float] = []
    items = list(range(count))
    assert list(counted(items, lambda share, _words: told.append(share), "drawing")) == items
    assert told[-1] == 1.0
    assert all(before < after for before, after in pairwise(told))


@given(ends=st.tuples(shares, shares), share=shares)
def test_a_part_stays_inside_its_place(ends: tuple[float, float], share: float) -> None:
    """A step never reports more or less than its own part of the whole."""
    start, end = sorted(ends)
    told: list[float] = []
    part_of(lambda whole, _words: told.append(whole), start, end)(share, "")
    assert start - 1e-9 <= told[0] <= end + 1e-9


def test_a_part_outside_the_whole_is_a_fault() -> None:
    """Parts that run backwards are refused."""
    with pytest.raises(ValueError, match="no part"):
        part_of(unheard, 0.6, 0.4)


def test_giving_up_ends_the_work_between_two_items() -> None:
    """Cancelling is raised out of the report, so the work after it is never done."""
    done: list[int] = []

    def give_up(share: float, words: str) -> None:
        del words
        if share >= 0.5:
            raise Cancelled

    with pytest.raises(Cancelled) as caught:
        done.extend(counted([1, 2, 3, 4], give_up))
    assert isinstance(caught.value, SmpError)
    assert done == [1, 2]


def test_who_does_not_listen_is_not_stopped() -> None:
    """Without a listener work runs to its end."""
    assert list(counted([1, 2], unheard)) == [1, 2]
