"""Scratch folders: their owner's alone, gone afterwards, swept when a program was killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from smp_sim.document.disk.scratch_folder import scratch_folder, sweep_scratch


def test_it_is_there_for_a_block_and_gone_afterwards(tmp_path: Path) -> None:
    """Owner only, empty, and taken away with all that was written, also after a fault."""
    with scratch_folder(tmp_path) as folder:
        assert folder.stat().st_mode & 0o077 == 0
        assert list(folder.iterdir()) == []
        (folder / "film.mp4").write_bytes(b"a client's head")
    with pytest.raises(ZeroDivisionError):
        _fail_in(tmp_path)
    assert list((tmp_path / "scratch").iterdir()) == []


def _fail_in(data: Path) -> None:
    with scratch_folder(data) as folder:
        (folder / "film.mp4").write_bytes(b"a client's head")
        raise ZeroDivisionError


def test_what_a_killed_program_left_is_swept(tmp_path: Path) -> None:
    """The next one takes it away; a folder that is in use stays."""
    script = (
        "import os, sys\nfrom pathlib import Path\n"
        "from smp_sim.document.disk.scratch_folder import scratch_folder\n"
        "with scratch_folder(Path(sys.argv[1])) as folder:\n"
        "    (folder / 'film.mp4').write_bytes(b'x')\n"
        "    os._exit(9)\n"
    )
    with scratch_folder(tmp_path) as used:
        subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
        assert len([path for path in (tmp_path / "scratch").iterdir() if path.is_dir()]) == 2
        sweep_scratch(tmp_path)
        assert [path for path in (tmp_path / "scratch").iterdir() if path.is_dir()] == [used]


def test_where_nothing_can_be_written_the_system_s_is_taken(tmp_path: Path) -> None:
    """A file where the data folder is meant: the block still has its folder, gone afterwards."""
    (tmp_path / "data").write_bytes(b"")
    with scratch_folder(tmp_path / "data") as folder:
        (folder / "film.mp4").write_bytes(b"x")
    assert not folder.exists()
