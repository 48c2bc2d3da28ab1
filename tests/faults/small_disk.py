"""A disk of a few hundred kB, mounted for a test."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

DISK_BYTES = 512 * 1024


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """Mount a disk of 512 kB at ``place``; skip the test where mounting is not allowed."""
    place.mkdir()
    mount = shutil.which("mount")
    words = [str(mount), "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(place)]
    if mount is None or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("no mounting here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)  # noqa: S607


def make_read_only(place: Path) -> None:
    """Let nothing be written on a small disk any more."""
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)  # noqa: S607


def fill_up(place: Path, *, leave: int) -> Path:
    """Fill a small disk until about ``leave`` bytes are free; give the file that fills it."""
    filler = place / "filler.bin"
    free = shutil.disk_usage(place).free
    filler.write_bytes(bytes(max(0, free - leave)))
    return filler
