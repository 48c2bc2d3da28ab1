"""What a guard rail says: one thing to look at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - the word that the reader knows; nothing here warns in Python's sense
    """One thing to look at: a stable code, and a sentence that says what and why."""

    code: str
    text: str
