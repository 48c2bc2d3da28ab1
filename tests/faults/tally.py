"""Counts of what the fault suite tried, printed at the end of a run, also across processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import pytest

Record = Callable[[str, object], None]

_PREFIX = "tried: "


def note_counts(record: Record, counts: Mapping[str, int | float]) -> None:
    """Note under pytest's ``record_property`` what a test tried, by name."""
    for name, count in counts.items():
        record(_PREFIX + name, count)


def tally_lines(reports: Iterable[pytest.TestReport]) -> list[str]:
    """Add the counts of all tests up, one line each, in order of their names."""
    total: Counter[str] = Counter()
    for report in reports:
        for name, count in report.user_properties:
            if name.startswith(_PREFIX) and isinstance(count, int | float):
                total[name.removeprefix(_PREFIX)] += count  # type: ignore[assignment]
    return [f"{count:>7g}  {name}" for name, count in sorted(total.items())]
