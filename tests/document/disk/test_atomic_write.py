"""Files are written whole or not at all, and every failure is one clear sentence."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from smp_sim.document.disk.atomic_write import open_whole, require_writable, write_whole
from smp_sim.model.errors import OutputError


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    """New and existing files hold the bytes, and nothing else is left in the folder."""
    path = tmp_path / "a.bin"
    for data in (b"one", b"second"):
        write_whole(path, data)
        assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    """Mode 0600, also where the file before was open to all."""
    path = tmp_path / "a.smp"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_whole(path, b"new", private=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_existing_mode_is_kept(tmp_path: Path) -> None:
    """A file that is not private keeps its mode."""
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_keeps_pointing(tmp_path: Path) -> None:
    """Writing to a symbolic link replaces the file behind it, also one that is not there yet."""
    (tmp_path / "real").mkdir()
    for name in ("old.bin", "new.bin"):
        link, real = tmp_path / f"link-{name}", tmp_path / "real" / name
        link.symlink_to(real)
        write_whole(link, b"x")
        assert link.is_symlink()
        assert real.read_bytes() == b"x"


def test_a_failing_block_leaves_the_old_file(tmp_path: Path) -> None:
    """Whatever stops the writing, the old file stays and no part is left behind."""
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    for error in (RuntimeError, KeyboardInterrupt):
        with pytest.raises(error):
            _write_half(path, error)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def _write_half(path: Path, error: type[BaseException]) -> None:
    with open_whole(path) as stream:
        stream.write(b"half")
        raise error


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only"), (errno.EIO, "can't be written")],
)
@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_failing_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, call: str
) -> None:
    """A full, read-only or failing disk is said in a sentence; the old file stays."""
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")

    def fail(*_arguments: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(f"smp_sim.document.disk.atomic_write.os.{call}", fail)
        with pytest.raises(OutputError, match=words):
            write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_impossible_places_are_named(tmp_path: Path) -> None:
    """A missing folder, a folder, a file as folder, a device: each gets its sentence."""
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    places = {
        str(tmp_path / "no" / "a.png"): "folder doesn't exist",
        str(tmp_path / "file" / "a.png"): "folder doesn't exist",
        str(tmp_path): "This is a folder",
        f"{tmp_path}{os.sep}new{os.sep}": "This is a folder",
        str(tmp_path / "loop"): "circle",
        str(tmp_path / ("n" * 300)): "too long",
        "/dev/null": "not a file",
        "a\0b": "zero byte",
        "": "no file name",
    }
    for place, words in places.items():
        with pytest.raises(OutputError, match=words):
            write_whole(place, b"x")
        with pytest.raises(OutputError, match=words):
            require_writable(place)
    assert (tmp_path / "file").read_bytes() == b"x"


def test_protected_places_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write-protected file or folder is refused (asked of the system, as for any user)."""
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    monkeypatch.setattr("smp_sim.document.disk.atomic_write.os.access", lambda *_: False)
    with pytest.raises(OutputError, match="write-protected"):
        write_whole(path, b"new")
    with pytest.raises(OutputError, match="may not write"):
        require_writable(tmp_path / "b.bin")
    assert path.read_bytes() == b"old"


def test_writable_places_pass(tmp_path: Path) -> None:
    """A new name in a folder that can be written raises nothing and writes nothing."""
    require_writable(tmp_path / "new.png")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_writer_left_is_swept(tmp_path: Path) -> None:
    """A part without a living writer goes at the next save; one that is being written stays."""
    dead = tmp_path / ".smp-0123456789abcdef.part"
    dead.write_bytes(b"half of a photo")
    with open_whole(tmp_path / "slow.bin") as slow:
        slow.write(b"first half, ")
        write_whole(tmp_path / "quick.bin", b"whole")
        assert not dead.exists()
        assert len(list(tmp_path.glob(".smp-*.part"))) == 1
        slow.write(b"second half")
    assert (tmp_path / "slow.bin").read_bytes() == b"first half, second half"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["quick.bin", "slow.bin"]


def test_a_disk_without_locks_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network drives know no locks: files are written, and parts of others left alone."""

    def refuse(_stream: object) -> bool:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("smp_sim.document.disk.atomic_write.try_lock", refuse)
    other = tmp_path / ".smp-0123456789abcdef.part"
    other.write_bytes(b"somebody's")
    write_whole(tmp_path / "a.bin", b"whole")
    assert (tmp_path / "a.bin").read_bytes() == b"whole"
    assert other.exists()
