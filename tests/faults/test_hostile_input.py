"""Damaged, hostile and odd files: a clear sentence each, or a file that opens; nothing else."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.child_run import run_script
from tests.faults.tally import Record, note_counts

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")

#: What the run itself puts into its folder; anything else was written by what was opened.
_OWN_FILES = {
    "whole.smp", "sealed.smp", "hostile.smp", "hostile.jpg", "again.smp", "folder.smp",
    "folder.jpg", "pipe.smp", "pipe.jpg", "circle.smp", "circle.jpg",
}  # fmt: skip

_MOST_GROWTH_MB = 1024.0


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Open every hostile file once, in a process and a folder of their own."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "in").mkdir()
    given = run_script("hostile_run", outside / "in")
    given["outside"] = sorted(path.name for path in outside.iterdir())
    return given


def test_each_is_refused_in_a_sentence_or_opens(answer: Any, record_property: Record) -> None:
    """No crash, no warning, no other error; one line that names the file; 500 tried at least."""
    note_counts(record_property, answer["counts"])
    assert answer["wrong"] == []
    counts = answer["counts"]
    assert sum(counts.values()) >= 900
    assert counts["hostile cases refused"] >= 600
    assert counts["hostile photos refused"] >= 100


def test_nothing_is_written_outside_its_place(answer: Any) -> None:
    """Parts with climbing names, links and bombs leave no file behind."""
    assert set(answer["left"]) <= _OWN_FILES
    assert answer["outside"] == ["in"]
    assert not Path("/etc/evil").exists()


def test_memory_stays_bounded(answer: Any, record_property: Record) -> None:
    """The greediest of them takes less than 1 GB, bombs and boasting heads included."""
    note_counts(record_property, {"MB that the greediest file took": round(answer["growth_mb"])})
    assert answer["growth_mb"] < _MOST_GROWTH_MB
