"""Two threads for the rows of one picture (NumPy and OpenCV let go of the interpreter's lock)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

#: Rows of a band: fewer make two threads wait for the interpreter's lock more than they compute.
BAND_ROWS = 128

_Item = TypeVar("_Item")


class BandCrew:
    """The caller's thread and, where there is one, a helper: both take the next piece in turn.

    Opened once for a picture: to start a thread for each of its steps costs as much as a step.
    """

    def __init__(self, helper: ThreadPoolExecutor | None = None) -> None:
        self._helper = helper

    def each(self, items: Iterable[_Item], work: Callable[[_Item], None]) -> None:
        """Do ``work`` for every item. What it raises is passed on once both have stopped."""
        waiting = iter(items)

        def run() -> None:
            for item in waiting:
                work(item)

        if self._helper is None:
            run()
            return
        other = self._helper.submit(run)
        try:
            run()
        finally:
            other.result()

    def each_band(
        self, shape: tuple[int, ...], height: int, work: Callable[[int, int], None]
    ) -> None:
        """Do ``work(start, stop)`` for each band of ``height`` rows of a plane of this shape."""
        rows = shape[0]
        self.each(range(0, rows, height), lambda start: work(start, min(start + height, rows)))


@contextmanager
def open_crew(*, helped: bool) -> Iterator[BandCrew]:
    """Open a crew for one picture, with a helper or without."""
    if not helped:
        yield BandCrew()
        return
    with ThreadPoolExecutor(max_workers=1) as helper:
        yield BandCrew(helper)
