"""What the library lists: stored and recent cases, searched, and those that were kept for long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from smp_sim.document.case.case_file import open_case
from smp_sim.document.case_library.card import Card, make_card, read_card, sweep_cards
from smp_sim.document.case_library.shelf import cards_folder, stored_paths
from smp_sim.document.protection.passphrase_key import PassphraseKey
from smp_sim.model.errors import PassphraseNeededError, SmpError, WrongPassphraseError

Standing = Literal["open", "locked", "damaged"]

_MONTHS = 12  # of a year


@dataclass(frozen=True, slots=True)
class Entry:
    """A case in the list. Of a locked one nothing is known but its day; ``card`` is None then."""

    path: Path
    is_stored: bool
    saved_on: date
    standing: Standing
    card: Card | None = None

    @property
    def reference(self) -> str:
        """The client's code; empty where there is none, or it can't be told."""
        return "" if self.card is None else self.card.reference


def list_entries(
    folder: Path, recent: Iterable[Path] = (), key: PassphraseKey | None = None
) -> tuple[Entry, ...]:
    """List the stored cases and the recent ones from elsewhere, the latest first.

    ``key`` opens what the library's passphrase protects. Cards that are missing or damaged are
    made again from their cases; those of cases that are gone are taken away.
    """
    stored = stored_paths(folder)
    kept = {path.resolve() for path in stored}
    others = [path for path in dict.fromkeys(recent) if path.resolve() not in kept]
    found = [
        entry
        for path in (*stored, *others)
        if (entry := _entry_of(folder, path, key, is_stored=path in stored)) is not None
    ]
    sweep_cards(cards_folder(folder), tuple(entry.path for entry in found))
    return tuple(sorted(found, key=lambda entry: (entry.saved_on, entry.path.name), reverse=True))


def _entry_of(
    folder: Path, path: Path, key: PassphraseKey | None, *, is_stored: bool
) -> Entry | None:
    try:
        saved_on = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone().date()
        standing, card = _standing_of(folder, path, key)
    except (OSError, OverflowError, ValueError):
        return None  # gone meanwhile
    return Entry(path, is_stored, saved_on, standing, card)


def _standing_of(
    folder: Path, path: Path, key: PassphraseKey | None
) -> tuple[Standing, Card | None]:
    card = read_card(cards_folder(folder), path, key)
    if card is not None:
        return "open", card
    try:
        return "open", make_card(cards_folder(folder), path, open_case(path, secret=key))
    except (PassphraseNeededError, WrongPassphraseError):
        return "locked", None
    except SmpError:
        return "damaged", None


def find_entries(entries: Sequence[Entry], words: str) -> tuple[Entry, ...]:
    """Give the entries that hold every word, in the client's code or in the day (2026-03-01)."""
    wanted = words.casefold().split()
    return tuple(entry for entry in entries if all(word in _text_of(entry) for word in wanted))


def _text_of(entry: Entry) -> str:
    return f"{entry.reference.casefold()} {entry.saved_on.isoformat()}"


def is_due(entry: Entry, months: int, today: date) -> bool:
    """Tell whether a case was last saved so many calendar months ago, or longer; 0: never."""
    return months > 0 and day_after(entry.saved_on, months) <= today


def day_after(day: date, months: int) -> date:
    """Give the same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    for number in range(day.day, day.day - 4, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue  # the 31st of a month of 30, or the end of February
    raise ValueError(f"no day {day.day} near month {month + 1} of {year}")
