"""How long work tells how far it is, and how whoever waits gives it up. No Qt.

Long work takes ``progress: Progress = unheard`` and calls it between its steps. The call is also
where it may be ended: it raises :class:`Cancelled`, which the work lets through after cleaning up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from smp_sim.model.errors import SmpError

_Item = TypeVar("_Item")

#: Told the share that is done, 0 to 1, and a few English words for what comes next (empty: as
#: before). Raises Cancelled where the work was given up.
Progress = Callable[[float, str], None]


class Cancelled(SmpError):  # noqa: N818 - a word, since it is no error
    """Work that was given up by the person who asked for it: nothing was written or changed."""

    def __init__(self) -> None:
        super().__init__("Cancelled.")


def unheard(share: float, words: str) -> None:
    """Take a report that nobody waits for."""
    del share, words


def part_of(progress: Progress, start: float, end: float) -> Progress:
    """Give a step its own 0 to 1, which is ``start`` to ``end`` of the whole.

    Parameters
    ----------
    progress : told of the whole.
    start, end : shares of the whole, 0 to 1, start before end.
    """
    if not 0.0 <= start <= end <= 1.0:
        raise ValueError(f"no part of the whole: {start} to {end}")

    def report(share: float, words: str) -> None:
        progress(start + share * (end - start), words)

    return report


def counted(items: Sequence[_Item], progress: Progress, words: str = "") -> Iterator[_Item]:
    """Give items one by one, and report before each how many are done, and at the end."""
    for done, item in enumerate(items):
        progress(done / len(items), words)
        yield item
    progress(1.0, words)
