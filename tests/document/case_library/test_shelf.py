"""Cases stored, taken out, brought in, protected together, and deleted with all their traces."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from smp_sim.document.case.case_file import open_case, save_case
from smp_sim.document.case.recovery import RecoverySlot, claim_case, find_leftovers
from smp_sim.document.case_library.listing import list_entries
from smp_sim.document.case_library.shelf import (
    delete_case,
    export_case,
    import_case,
    is_protected,
    protect_library,
    seal_plain_cases,
    store_case,
    stored_paths,
    unlock_library,
    unprotect_library,
)
from smp_sim.document.disk.data_places import library_folder
from smp_sim.document.protection.passphrase_key import KeySettings, new_key
from smp_sim.model.errors import (
    CaseFileError,
    OutputError,
    PassphraseNeededError,
    SmpError,
    WrongPassphraseError,
)
from tests.document.case_library.shelf_cases import coded, saved_on
from tests.document.protection.quick_key import PASSPHRASE, QUICK, quick_key

OTHER = new_key("another passphrase", replace(QUICK, salt=b"fedcba9876543210"))


def test_names_of_stored_cases_tell_nothing(tmp_path: Path) -> None:
    """A stored case has a chance name, is its owner's alone, and opens as any case."""
    path = store_case(tmp_path, coded("miller"))
    assert "miller" not in path.name
    assert path != store_case(tmp_path, coded("miller"))
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    assert open_case(path).case.client.reference == "miller"


def test_a_case_goes_out_and_comes_in_as_one_file(tmp_path: Path) -> None:
    """Export gives the same bytes; import proves them, stores the case and keeps its day."""
    library, out = tmp_path / "library", tmp_path / "out.smp"
    stored = store_case(library, coded("K-17"))
    export_case(stored, out)
    assert out.read_bytes() == stored.read_bytes()
    saved_on(out, "2020-02-29")
    brought = import_case(library, out)
    assert open_case(brought).case == open_case(stored).case
    assert str(list_entries(library)[-1].saved_on) == "2020-02-29"
    out.write_bytes(out.read_bytes()[:-40])
    with pytest.raises(SmpError, match=r"out\.smp"):
        import_case(library, out)
    assert len(stored_paths(library)) == 2


def test_export_of_a_protected_case_stays_protected(tmp_path: Path) -> None:
    """What leaves needs the passphrase; importing it needs it too."""
    stored = store_case(tmp_path / "library", replace(coded("K-17"), key=quick_key()))
    export_case(stored, tmp_path / "out.smp")
    with pytest.raises(PassphraseNeededError):
        import_case(tmp_path / "library", tmp_path / "out.smp")
    brought = import_case(tmp_path / "library", tmp_path / "out.smp", secret=PASSPHRASE)
    assert open_case(brought, secret=PASSPHRASE).key == quick_key()


def test_exporting_nothing_or_nowhere_is_said(tmp_path: Path) -> None:
    """A case that is gone, and a place that can't be written: one sentence each."""
    with pytest.raises(CaseFileError, match="can't be read"):
        export_case(tmp_path / "gone.smp", tmp_path / "out.smp")
    stored = store_case(tmp_path, coded("K-17"))
    with pytest.raises(OutputError):
        export_case(stored, tmp_path / "no" / "folder" / "out.smp")


def test_deleting_takes_every_trace(tmp_path: Path) -> None:
    """Case, card, recovery copy and unfinished parts go; other cases keep all of theirs."""
    folder = library_folder(tmp_path)
    gone, kept = store_case(folder, coded("gone")), store_case(folder, coded("kept"))
    list_entries(folder)
    for path, name in ((gone, "gone"), (kept, "kept")):
        slot = RecoverySlot(tmp_path)
        slot.keep(coded(name), path)
        slot._lock.release()
    (gone.parent / ".smp-0011223344556677.part").write_bytes(b"half of a photo")
    delete_case(tmp_path, gone)
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(path.suffix for path in left) == [".card", ".json", ".smp", ".smp"]
    assert open_case(kept).case.client.reference == "kept"
    (leftover,) = find_leftovers(tmp_path)
    assert leftover.origin == kept
    leftover.discard()
    assert [entry.reference for entry in list_entries(folder)] == ["kept"]


def test_a_case_that_is_open_is_not_deleted(tmp_path: Path) -> None:
    """While a window holds it, deleting says so and leaves it."""
    path = store_case(library_folder(tmp_path), coded("K-17"))
    claim = claim_case(tmp_path, path)
    assert claim is not None
    with pytest.raises(CaseFileError, match="open in a window"):
        delete_case(tmp_path, path)
    assert path.exists()
    claim.release()


def test_a_passphrase_for_all_cases(tmp_path: Path) -> None:
    """Set, changed, taken off: every stored case follows, but one with a passphrase of its own."""
    plain, own = store_case(tmp_path, coded("a")), replace(coded("b"), key=OTHER)
    kept = store_case(tmp_path, own)
    saved_on(plain, "2021-05-05")
    assert protect_library(tmp_path, None, quick_key()) == 1
    assert is_protected(tmp_path)
    with pytest.raises(PassphraseNeededError):
        open_case(plain)
    assert open_case(plain, secret=PASSPHRASE).case == coded("a").case
    assert open_case(kept, secret=OTHER).case == own.case
    assert "2021-05-05" in {str(entry.saved_on) for entry in list_entries(tmp_path)}
    changed = new_key("a newer passphrase", KeySettings(b"n" * 16, 8, 1, 1))
    assert protect_library(tmp_path, quick_key(), changed) == 1
    with pytest.raises(PassphraseNeededError):
        open_case(plain, secret=quick_key())
    assert unprotect_library(tmp_path, changed) == 1
    assert not is_protected(tmp_path)
    assert open_case(plain).case == coded("a").case


def test_a_protected_library_seals_what_is_stored(tmp_path: Path) -> None:
    """New cases take the library's key; while it is locked nothing can be stored in the clear."""
    protect_library(tmp_path, None, quick_key())
    with pytest.raises(PassphraseNeededError, match="library is protected"):
        store_case(tmp_path, coded("K-17"))
    path = store_case(tmp_path, coded("K-17"), quick_key())
    assert b"K-17" not in b"".join(item.read_bytes() for item in tmp_path.rglob("*.*"))
    assert open_case(path, secret=PASSPHRASE).case.client.reference == "K-17"


def test_unlocking_tells_wrong_from_damaged(tmp_path: Path) -> None:
    """The right passphrase gives the key; a wrong one and a damaged lock have their sentences."""
    protect_library(tmp_path, None, quick_key())
    assert unlock_library(tmp_path, PASSPHRASE) == quick_key()
    with pytest.raises(WrongPassphraseError, match="not the one of the library"):
        unlock_library(tmp_path, "another passphrase")
    lock = tmp_path / "library.lock"
    lock.write_bytes(lock.read_bytes()[:40])
    with pytest.raises(CaseFileError, match="damaged"):
        unlock_library(tmp_path, PASSPHRASE)
    lock.write_bytes(b"")
    with pytest.raises(CaseFileError, match="lock is damaged"):
        unlock_library(tmp_path, PASSPHRASE)


def test_a_change_that_was_cut_short_loses_nothing(tmp_path: Path) -> None:
    """Cases that were not reached open with the old passphrase; doing it again finishes it."""
    paths = [store_case(tmp_path, coded(name), quick_key()) for name in "abc"]

    class CutError(Exception):
        """The program ends here."""

    def cut(share: float, _words: str = "") -> None:
        if share > 0.4:
            raise CutError

    with pytest.raises(CutError):
        protect_library(tmp_path, quick_key(), OTHER, cut)
    keys = [key for path in paths for key in (quick_key(), OTHER) if _opens(path, key)]
    assert len(keys) == 3
    protect_library(tmp_path, quick_key(), OTHER)
    assert all(_opens(path, OTHER) for path in paths)


def test_what_protecting_did_not_reach_is_sealed_at_the_next_unlocking(tmp_path: Path) -> None:
    """Plain cases of a protected library are sealed; protected and damaged ones stay."""
    plain, own = (
        store_case(tmp_path, coded("a")),
        store_case(tmp_path, replace(coded("b"), key=OTHER)),
    )
    spoilt = store_case(tmp_path, coded("c"))
    spoilt.write_bytes(spoilt.read_bytes()[:300])
    before = [path.read_bytes() for path in (own, spoilt)]
    seal_plain_cases(tmp_path, quick_key())
    assert open_case(plain, secret=PASSPHRASE).case == coded("a").case
    assert not _opens(plain, OTHER)
    assert [path.read_bytes() for path in (own, spoilt)] == before


def _opens(path: Path, key: object) -> bool:
    try:
        open_case(path, secret=key)  # type: ignore[arg-type]
    except PassphraseNeededError:
        return False
    return True


def test_a_folder_that_can_not_be_made_is_said(tmp_path: Path) -> None:
    """A file where the library's folder is meant: one sentence."""
    (tmp_path / "library").write_bytes(b"")
    with pytest.raises(OutputError):
        store_case(tmp_path / "library", coded("K-17"))


def test_moving_a_case_in_leaves_the_original(tmp_path: Path) -> None:
    """Importing copies; what the user has elsewhere is theirs."""
    save_case(coded("K-17"), tmp_path / "mine.smp")
    import_case(tmp_path / "library", tmp_path / "mine.smp")
    assert (tmp_path / "mine.smp").exists()
