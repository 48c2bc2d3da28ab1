"""The list: latest first, found by code or day, honest about what can't be opened, and aging."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.document.case.case_file import save_case
from smp_sim.document.case_library.card import card_path
from smp_sim.document.case_library.listing import (
    Entry,
    day_after,
    find_entries,
    is_due,
    list_entries,
)
from smp_sim.document.case_library.shelf import cards_folder, store_case
from tests.document.case_library.shelf_cases import coded, saved_on
from tests.document.protection.quick_key import quick_key


def shelved(folder: Path, reference: str, day: str) -> Path:
    """Store a case of a code and a day."""
    path = store_case(folder, coded(reference))
    saved_on(path, day)
    return path


def test_stored_and_recent_cases_the_latest_first(tmp_path: Path) -> None:
    """Both kinds are listed once, by day; a recent file that is gone is left out."""
    library, elsewhere = tmp_path / "library", tmp_path / "desk.smp"
    stored = shelved(library, "K-1", "2026-01-10")
    shelved(library, "K-2", "2024-12-31")
    save_case(coded("K-3"), elsewhere)
    saved_on(elsewhere, "2025-06-01")
    entries = list_entries(library, [elsewhere, stored, tmp_path / "gone.smp", elsewhere])
    assert [entry.reference for entry in entries] == ["K-1", "K-3", "K-2"]
    assert [entry.is_stored for entry in entries] == [True, False, True]
    assert [str(entry.saved_on) for entry in entries] == ["2026-01-10", "2025-06-01", "2024-12-31"]


def test_an_empty_library_lists_nothing(tmp_path: Path) -> None:
    """Before anything was stored there is no folder, and no error."""
    assert list_entries(tmp_path / "library") == ()


def test_damaged_cards_are_made_again(tmp_path: Path) -> None:
    """With every card spoilt or gone the list is the same as before."""
    for number in range(3):
        shelved(tmp_path, f"K-{number}", f"2026-0{number + 1}-01")
    before = list_entries(tmp_path)
    for number, path in enumerate(sorted(cards_folder(tmp_path).iterdir())):
        path.write_bytes(b"\0" * number) if number else path.unlink()
    assert list_entries(tmp_path) == before
    assert list_entries(tmp_path) == before


def test_a_locked_or_damaged_case_is_listed_as_such(tmp_path: Path) -> None:
    """A protected case shows no code without its key; a damaged one is shown, not hidden."""
    locked = store_case(tmp_path, replace(coded("secret"), key=quick_key()))
    spoilt = store_case(tmp_path, coded("K-2"))
    spoilt.write_bytes(spoilt.read_bytes()[:200])
    found = {entry.path: entry for entry in list_entries(tmp_path)}
    assert (found[locked].standing, found[locked].card) == ("locked", None)
    assert (found[spoilt].standing, found[spoilt].card) == ("damaged", None)
    opened = {entry.path: entry for entry in list_entries(tmp_path, (), quick_key())}
    assert opened[locked].reference == "secret"
    again = {entry.path: entry for entry in list_entries(tmp_path)}
    assert again[locked].card is None
    assert card_path(cards_folder(tmp_path), locked).exists()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["Ä-12", "K-17", "k-170"]),
        ("k-17", ["K-17", "k-170"]),
        ("ä", ["Ä-12"]),
        ("2026-03", ["K-17"]),
        ("k 2025", ["k-170"]),
        ("nobody", []),
        ("   ", ["Ä-12", "K-17", "k-170"]),
    ],
)
def test_words_find_codes_and_days(tmp_path: Path, words: str, found: list[str]) -> None:
    """Every word must be in the code, in any case of letters, or in the day."""
    for reference, day in (("K-17", "2026-03-01"), ("k-170", "2025-03-01"), ("Ä-12", "2026-04-01")):
        shelved(tmp_path, reference, day)
    assert [entry.reference for entry in find_entries(list_entries(tmp_path), words)] == found


def entry_of(day: date) -> Entry:
    """Give an entry of a day."""
    return Entry(Path("a.smp"), is_stored=True, saved_on=day, standing="open")


def test_a_case_is_due_to_the_day() -> None:
    """24 months after the day it was saved it is due, not a day earlier; 0 months: never."""
    entry = entry_of(date(2024, 5, 31))
    assert not is_due(entry, 24, date(2026, 5, 30))
    assert is_due(entry, 24, date(2026, 5, 31))
    assert not is_due(entry, 0, date(2099, 1, 1))
    assert not is_due(entry_of(date(2030, 1, 1)), 12, date(2026, 1, 1))  # a clock that was set back


def test_months_of_any_length() -> None:
    """A month after the 31st of January is the last day of February."""
    assert day_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert day_after(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert day_after(date(2026, 12, 15), 1) == date(2027, 1, 15)


@given(day=st.dates(date(1990, 1, 1), date(2100, 1, 1)), months=st.integers(1, 240))
def test_more_months_are_never_earlier(day: date, months: int) -> None:
    """Each further month ends later, by 28 to 31 days or so."""
    gap = (day_after(day, months + 1) - day_after(day, months)).days
    assert 27 <= gap <= 31
