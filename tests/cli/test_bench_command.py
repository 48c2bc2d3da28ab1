"""``smp-sim bench``: rows in the agreed shape, each against its yardstick."""

from __future__ import annotations

import json

import numpy as np
import pytest

from smp_sim.cli.bench.measuring import best_seconds, peak_bytes, python_pair, row_of
from smp_sim.cli.bench.rows import ROWS
from smp_sim.cli.main import run

CONTRACT = (
    "place", "render-12mp", "memory-12mp", "drag-timeline", "drag-slider", "drag-hairline",
    "growth-pixels", "growth-dots", "import-cli", "first-window",
)  # fmt: skip


def test_the_rows_of_the_contract_are_there() -> None:
    """Every agreed row has its measurement."""
    assert set(CONTRACT) <= set(ROWS)


def test_one_object_with_machine_and_rows(capsys: pytest.CaptureFixture[str]) -> None:
    """A quick row, as JSON: name, value, unit, yardstick, ratio, target."""
    assert run(["bench", "--json", "--rows", "import-cli"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {"machine", "rows"}
    (row,) = printed["rows"]
    assert {"name", "value", "unit", "yardstick", "ratio", "target"} <= set(row)
    assert row["ratio"] == pytest.approx(row["value"] / row["yardstick"])


def test_a_row_is_a_quotient() -> None:
    """The ratio is value over yardstick."""
    row = row_of("x", 3.0, "s", yardstick=2.0, target=1.0, against="two")
    assert row.ratio == 1.5


def test_the_stop_watch_takes_the_best_run() -> None:
    """One run warms up and is not counted."""
    runs: list[int] = []
    assert best_seconds(lambda: runs.append(1), repeats=3) >= 0.0
    assert len(runs) == 4


def test_the_memory_gauge_sees_an_allocation() -> None:
    """80 MB taken, written and given back are seen at their peak."""
    assert 60e6 < peak_bytes(lambda: np.ones(10_000_000).sum()) < 160e6


def test_a_fresh_python_keeps_its_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start-up is measured as an installed program starts, not compiling its modules each time."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    code = "import sys; assert sys.pycache_prefix and not sys.dont_write_bytecode"
    assert min(python_pair(code, "pass", repeats=1)) > 0.0
