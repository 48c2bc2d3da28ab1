"""Work cut into pieces that fit the processor's cache, two pieces at a time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

#: Most laptops have two fast cores; NumPy and OpenCV let go of the interpreter while they work.
AT_ONCE = 2


def each_piece(count: int, length: int, work: Callable[[slice], None]) -> None:
    """Call ``work`` with every slice of ``length`` out of ``count``, two at a time.

    Slices must not write where another one does; so the outcome doesn't depend on their order.
    """
    pieces = [slice(start, start + length) for start in range(0, count, length)]
    if len(pieces) < 2:
        for piece in pieces:
            work(piece)
        return
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(work, pieces))
