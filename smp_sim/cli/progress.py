"""A progress bar on a terminal; silent where stderr is a file or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
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


def _bar(done: int, total: int, label: str) -> str:
    filled = round(_WIDTH * done / total)
    return f"\r\x1b[K{label} [{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total}"
