"""Full, read-only and vanished disks: a sentence, the old state whole, and nothing left behind."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from smp_sim.document.case.case_file import Dossier, open_case, save_case
from smp_sim.document.case.recovery import RecoverySlot, find_leftovers
from smp_sim.document.disk import atomic_write
from smp_sim.document.editing.edits import set_seed
from smp_sim.document.export.picture_file import write_picture
from smp_sim.model.errors import OutputError
from tests.document.protection.quick_key import quick_key
from tests.faults.kill_run import noisy_dossier
from tests.faults.small_disk import fill_up, make_read_only, small_disk
from tests.faults.tally import Record, note_counts

KEYS = pytest.mark.parametrize("key", [None, quick_key()], ids=["plain", "protected"])


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Give the folder of a small disk."""
    with small_disk(tmp_path / "disk") as place:
        yield place


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    """Give a case of some 60 kB."""
    return noisy_dossier(tmp_path)


def reseeded(dossier: Dossier, seed: int) -> Dossier:
    """Give another state of the case."""
    return replace(dossier, case=set_seed(dossier.case, seed))


@KEYS
def test_a_full_disk_keeps_the_old_case(
    disk: Path, dossier: Dossier, key: object, record_property: Record
) -> None:
    """With any room that is too small the save is refused in words; with room it goes through."""
    dossier = replace(dossier, key=key)  # type: ignore[arg-type]
    path, tried = disk / "case.smp", 0
    save_case(reseeded(dossier, 1), path)
    for room in range(0, 60_000, 6_000):
        filler = fill_up(disk, leave=room)
        with pytest.raises(OutputError, match="disk is full"):
            save_case(reseeded(dossier, 2), path)
        assert open_case(path, secret=dossier.key).case.plan.seed == 1
        assert sorted(item.name for item in disk.iterdir()) == ["case.smp", "filler.bin"]
        filler.unlink()
        tried += 1
    save_case(reseeded(dossier, 2), path)
    assert open_case(path, secret=dossier.key).case.plan.seed == 2
    note_counts(record_property, {"saves on a full disk": tried})


def test_a_full_disk_keeps_the_recovery_copy(disk: Path, dossier: Dossier) -> None:
    """Where the next copy has no room, the last one is still there after a crash."""
    slot = RecoverySlot(disk)
    slot.keep(reseeded(dossier, 1), None)
    fill_up(disk, leave=9_000)
    with pytest.raises(OutputError, match="disk is full"):
        slot.keep(reseeded(dossier, 2), None)
    slot._lock.stream.close()  # as when the program is killed
    (leftover,) = find_leftovers(disk)
    assert open_case(leftover.path).case.plan.seed == 1
    leftover.discard()


def test_a_full_disk_keeps_the_old_picture(disk: Path) -> None:
    """An export that has no room leaves the picture of before and no part of the new one."""
    noise = np.random.default_rng(1).integers(0, 256, (200, 200, 3), dtype=np.uint8)
    write_picture(noise, disk / "a.png")
    before = (disk / "a.png").read_bytes()
    fill_up(disk, leave=20_000)
    with pytest.raises(OutputError, match="disk is full"):
        write_picture(noise[::-1].copy(), disk / "a.png")
    assert (disk / "a.png").read_bytes() == before
    assert sorted(item.name for item in disk.iterdir()) == ["a.png", "filler.bin"]


@KEYS
def test_a_read_only_disk_is_named(disk: Path, dossier: Dossier, key: object) -> None:
    """The case on it still opens; saving says that the disk is read-only."""
    path = disk / "case.smp"
    save_case(replace(dossier, key=key), path)  # type: ignore[arg-type]
    make_read_only(disk)
    opened = open_case(path, secret=quick_key())
    with pytest.raises(OutputError, match=r"read-only|write-protected"):
        save_case(opened, path)
    with pytest.raises(OutputError, match="read-only"):
        save_case(opened, disk / "other.smp")


def test_a_drive_that_is_pulled_out_is_named(tmp_path: Path, dossier: Dossier) -> None:
    """The case stays open in memory; saving says that the place is gone, and works elsewhere."""
    stick = tmp_path / "stick"
    stick.mkdir()
    save_case(dossier, stick / "case.smp")
    opened = open_case(stick / "case.smp")
    stick.rename(tmp_path / "pulled")
    with pytest.raises(OutputError, match="folder doesn't exist"):
        save_case(opened, stick / "case.smp")
    save_case(opened, tmp_path / "case.smp")
    assert open_case(tmp_path / "case.smp").photos == dossier.photos


class _TightStream(io.BufferedWriter):
    """A stream that takes so many bytes and then says that the disk is full."""

    room = 0

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.room -= len(data)
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(data)


@KEYS
def test_a_disk_that_fills_at_any_byte(
    tmp_path: Path,
    dossier: Dossier,
    key: object,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Record,
) -> None:
    """Whichever byte is the first without room, the old case stays whole and alone."""
    dossier = replace(dossier, key=key)  # type: ignore[arg-type]
    path = tmp_path / "only" / "case.smp"
    path.parent.mkdir()
    save_case(reseeded(dossier, 1), path)
    size, real = path.stat().st_size, atomic_write._create
    rooms = [*range(0, 700, 7), *range(700, size, 1_500), size - 1]

    def create(part: Path, mode: int) -> io.BufferedWriter:
        real(part, mode).close()
        return _TightStream(io.FileIO(part, "wb"))

    monkeypatch.setattr(atomic_write, "_create", create)
    for room in rooms:
        monkeypatch.setattr(_TightStream, "room", room)
        with pytest.raises(OutputError, match="disk is full"):
            save_case(reseeded(dossier, 2), path)
        assert os.listdir(path.parent) == ["case.smp"]  # noqa: PTH208 - names are enough
    assert open_case(path, secret=dossier.key).case.plan.seed == 1
    note_counts(record_property, {"saves that met a full disk at a chosen byte": len(rooms)})


@pytest.mark.skipif(sys.platform != "linux", reason="the device is Linux's")
def test_a_full_standard_output_is_said() -> None:
    """A list that has no room to go to is one line and exit code 2, no traceback."""
    with Path("/dev/full").open("w") as full:
        words = [sys.executable, "-m", "smp_sim", "constants"]
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "smp-sim: The disk is full. Free some space or choose another disk.\n"
