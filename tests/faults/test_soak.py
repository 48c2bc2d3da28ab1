"""A long day's work takes no more memory at its end than in the morning."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults.child_run import run_script
from tests.faults.tally import Record, note_counts

ROUNDS = 300


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_does_not_grow_over_many_rounds(tmp_path: Path, record_property: Record) -> None:
    """300 rounds of open, edit, save, draw and export: less than 5 % more memory at the end."""
    memory = run_script("soak_run", tmp_path, ROUNDS)
    note_counts(record_property, {"rounds of open, edit, draw, export": ROUNDS})
    assert memory["late_mb"] < 1.05 * memory["early_mb"], memory
