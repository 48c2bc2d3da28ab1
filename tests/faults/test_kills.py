"""A killed program leaves the last state or the one before, never anything else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults.child_run import run_script
from tests.faults.tally import Record, note_counts


@pytest.mark.skipif(sys.platform == "win32", reason="no fork on Windows")
def test_kills_at_any_moment_lose_nothing(tmp_path: Path, record_property: Record) -> None:
    """After each of 240 random kills, and one before and after every call of a save.

    Plain and protected cases and recovery copies open with the last state or the one before, and
    the next save takes away what the killed writer left.
    """
    counts = run_script("kill_run", tmp_path, 120, 20_240_229)
    note_counts(record_property, counts)
    assert counts["kills at random moments"] >= 200
    assert counts["of them in the middle of a save"] >= 50
    assert counts["kills at chosen calls"] >= 30
