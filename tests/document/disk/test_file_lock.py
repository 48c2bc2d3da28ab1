"""Locks on files: one holder at a time, and let go for good."""

from __future__ import annotations

from pathlib import Path

from smp_sim.document.disk.file_lock import lock_file


def test_a_file_has_one_holder(tmp_path: Path) -> None:
    """The second gets none until the first lets go; then no file of the lock is left."""
    path = tmp_path / "folder" / "a.lock"
    first = lock_file(path)
    assert first is not None
    assert lock_file(path) is None
    first.release()
    second = lock_file(path)
    assert second is not None
    second.release()
    assert list(path.parent.iterdir()) == []


def test_letting_go_twice_takes_nobody_s_lock_away(tmp_path: Path) -> None:
    """What is let go again does nothing to the next holder's lock."""
    path = tmp_path / "a.lock"
    first = lock_file(path)
    assert first is not None
    first.release()
    second = lock_file(path)
    assert second is not None
    first.release()
    assert lock_file(path) is None
    second.release()
