"""Recovery copies: what a crash leaves behind, and what good order takes away."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from smp_sim.document.case.case_file import Dossier, open_case, save_case
from smp_sim.document.case.recovery import Leftover, RecoverySlot, claim_case, find_leftovers
from smp_sim.model.case import Case
from smp_sim.model.errors import OutputError

DOSSIER = Dossier(Case(training=True))


def test_a_living_window_leaves_nothing_behind(tmp_path: Path) -> None:
    """The copy of a window that still runs is not offered to another one."""
    slot = RecoverySlot(tmp_path)
    slot.keep(DOSSIER, None)
    assert slot.copy_path.exists()
    assert find_leftovers(tmp_path) == []
    slot.close()


def test_good_order_takes_everything_away(tmp_path: Path) -> None:
    """After closing neither copy nor lock remain."""
    slot = RecoverySlot(tmp_path)
    slot.keep(DOSSIER, Path("case.smp"))
    slot.close()
    assert list((tmp_path / "recovery").iterdir()) == []


def test_a_killed_program_leaves_its_copy(tmp_path: Path) -> None:
    """A copy of a killed process is offered with the case and where it came from, then gone."""
    script = textwrap.dedent(
        """
        import os, sys
        from pathlib import Path
        from smp_sim.document.case.case_file import Dossier
        from smp_sim.document.case.recovery import RecoverySlot
        from smp_sim.model.case import Case
        slot = RecoverySlot(Path(sys.argv[1]))
        slot.keep(Dossier(Case(training=True)), Path("/cases/a.smp"))
        os._exit(9)
        """
    )
    ended = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert ended.returncode == 9
    (leftover,) = find_leftovers(tmp_path)
    assert open_case(leftover.path).case == DOSSIER.case
    assert leftover.origin == Path("/cases/a.smp")
    assert find_leftovers(tmp_path) == []  # held by the window that offers it
    leftover.discard()
    assert list((tmp_path / "recovery").iterdir()) == []


def test_dropping_keeps_the_slot(tmp_path: Path) -> None:
    """After a save there is no copy; the next change makes one again."""
    slot = RecoverySlot(tmp_path)
    slot.keep(DOSSIER, None)
    slot.drop()
    assert not slot.copy_path.exists()
    slot.keep(DOSSIER, None)
    assert slot.copy_path.exists()
    slot.close()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_copies_are_the_owner_s_alone(tmp_path: Path) -> None:
    """Nobody else can read a recovery copy or list the folder."""
    slot = RecoverySlot(tmp_path / "data")
    slot.keep(DOSSIER, None)
    for path in (tmp_path / "data" / "recovery").iterdir():
        assert path.stat().st_mode & 0o077 == 0
    assert (tmp_path / "data" / "recovery").stat().st_mode & 0o077 == 0
    slot.close()


def test_a_damaged_note_does_not_hide_the_copy(tmp_path: Path) -> None:
    """Where the origin can't be read the copy is offered all the same."""
    slot = RecoverySlot(tmp_path)
    slot.keep(DOSSIER, Path("a.smp"))
    slot.copy_path.with_suffix(".json").write_bytes(b"\xff{")
    slot._lock.release()
    (leftover,) = find_leftovers(tmp_path)
    assert leftover.origin is None
    leftover.discard()


def test_one_window_alone_holds_a_case(tmp_path: Path) -> None:
    """A second claim of the same file fails, by whatever path, until the first one ends."""
    case = tmp_path / "a.smp"
    first = claim_case(tmp_path, case)
    assert first is not None
    assert claim_case(tmp_path, tmp_path / "." / "a.smp") is None
    other = claim_case(tmp_path, tmp_path / "b.smp")
    assert other is not None
    first.release()
    again = claim_case(tmp_path, case)
    assert again is not None
    for lock in (other, again):
        lock.release()


def test_claims_do_not_name_the_case(tmp_path: Path) -> None:
    """The lock's name tells nothing of the case."""
    lock = claim_case(tmp_path, tmp_path / "miller.smp")
    assert lock is not None
    assert "miller" not in os.fspath(lock.path.relative_to(tmp_path))
    lock.release()


def test_a_folder_that_vanished_is_a_clear_error(tmp_path: Path) -> None:
    """Where the copy can't be written the user is told, and nothing breaks."""
    slot = RecoverySlot(tmp_path)
    (tmp_path / "recovery").rename(tmp_path / "gone")
    with pytest.raises(OutputError):
        slot.keep(DOSSIER, None)
    slot.close()


@pytest.fixture
def left(tmp_path: Path) -> Callable[[Path | None], Leftover]:
    """Give what a crash leaves of a case from that file."""

    def crash(origin: Path | None) -> Leftover:
        slot = RecoverySlot(tmp_path / "data")
        slot.keep(DOSSIER, origin)
        slot._lock.release()
        (leftover,) = find_leftovers(tmp_path / "data")
        leftover.lock.release()
        return leftover

    return crash


def found_again(tmp_path: Path) -> Leftover:
    """Look again for what was left."""
    (leftover,) = find_leftovers(tmp_path / "data")
    leftover.lock.release()
    return leftover


def test_it_is_told_which_state_a_copy_holds(
    tmp_path: Path, left: Callable[[Path | None], Leftover]
) -> None:
    """Ahead of its file, behind a file saved since, of a file that is gone."""
    path = tmp_path / "a.smp"
    save_case(DOSSIER, path)
    assert left(path).standing == "ahead"
    save_case(Dossier(Case(training=False)), path)
    assert found_again(tmp_path).standing == "changed"
    path.unlink()
    assert found_again(tmp_path).standing == "gone"


def test_a_case_that_was_never_saved_is_told(left: Callable[[Path | None], Leftover]) -> None:
    """Without a file there is no other state."""
    assert left(None).standing == "unsaved"


@pytest.mark.parametrize("moment", [0, 1, 2_000_000_000])
def test_a_clock_that_was_set_misleads_nobody(
    tmp_path: Path, left: Callable[[Path | None], Leftover], moment: int
) -> None:
    """With the copy's time set to 1970 or far ahead the copy is still ahead of its file."""
    path = tmp_path / "a.smp"
    save_case(DOSSIER, path)
    leftover = left(path)
    for kept in leftover.path.parent.iterdir():
        os.utime(kept, (moment, moment))
    assert found_again(tmp_path).standing == "ahead"


@pytest.mark.parametrize(
    "note", [b"", b"[]", b'{"origin": 3}', b'{"origin": "a\\u0000b"}', b"[" * 100_000]
)
def test_a_note_that_is_none_hides_no_copy(
    tmp_path: Path, left: Callable[[Path | None], Leftover], note: bytes
) -> None:
    """Whatever stands in the note, the copy is offered, as one of a case never saved."""
    leftover = left(tmp_path / "a.smp")
    leftover.path.with_suffix(".json").write_bytes(note)
    again = found_again(tmp_path)
    assert (again.origin, again.standing) == (None, "unsaved")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_copy_that_is_gone_meanwhile_is_passed_over(tmp_path: Path) -> None:
    """Another window took its copy away while copies were being listed: nothing to offer."""
    place = tmp_path / "recovery"
    place.mkdir()
    (place / "gone.smp").symlink_to(place / "nowhere")
    assert find_leftovers(tmp_path) == []
    assert not (place / "gone.lock").exists()
