"""Two threads do every piece once, and pass on what goes wrong."""

from __future__ import annotations

from threading import Barrier, get_ident

import pytest

from smp_sim.render.band_crew import open_crew


@pytest.mark.parametrize("helped", [False, True])
@pytest.mark.parametrize(("rows", "height"), [(1, 4), (8, 4), (103, 10)])
def test_every_row_is_done_once(*, helped: bool, rows: int, height: int) -> None:
    """Bands lie side by side, none is higher than asked for, and none is done twice."""
    done: list[int] = []
    with open_crew(helped=helped) as crew:
        crew.each_band(
            (rows, 7),
            height,
            lambda start, stop: done.extend(range(start, min(stop, start + height))),
        )
    assert sorted(done) == list(range(rows))


def test_a_helper_works_at_the_same_time() -> None:
    """Two pieces that wait for each other are both done, in two threads."""
    met, threads = Barrier(2, timeout=10.0), set[int]()

    def meet(_: int) -> None:
        met.wait()
        threads.add(get_ident())

    with open_crew(helped=True) as crew:
        crew.each(range(2), meet)
    assert len(threads) == 2


@pytest.mark.parametrize("helped", [False, True])
def test_a_fault_is_passed_on(*, helped: bool) -> None:
    """Whichever thread it happens in."""

    def fail(item: int) -> None:
        if item == 3:
            raise ZeroDivisionError

    with open_crew(helped=helped) as crew, pytest.raises(ZeroDivisionError):
        crew.each(range(9), fail)
