"""A progress bar on a terminal; silent where stderr is a file or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

_Item = TypeVar("_Item")

_WIDTH = 28


def with_progress(items: Sequence[_Item], label: str) -> Iterator[_Item]:
    """Give the items one by one and show how many are done."""
    shown = sys.stderr.isatty()
    for done, item in enumerate(items):
        if shown:
            print(_bar(done, len(items), label), end="", file=sys.stderr, flush=True)
        yield item
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[float, str], None]]:
    """Give what long work reports its share to (see ``document/progress_report.py``)."""
    shown = sys.stderr.isatty()

    def report(share: float, words: str) -> None:
        if shown:
            line = _bar(round(100 * share), 100, f"{label} {words}".rstrip())
            print(line, end="", file=sys.stderr, flush=True)

    try:
        yield report
    finally:
        if shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _bar(done: int, total: int, label: str) -> str:
    filled = round(_WIDTH * done / total)
    return f"\r\x1b[K{label} [{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total}"
