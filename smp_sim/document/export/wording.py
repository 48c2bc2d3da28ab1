"""The report's language: sentences, numbers and dates as its reader writes them. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from types import MappingProxyType
from typing import Literal

from smp_sim.document.disk.assets import read_catalogue
from smp_sim.model.sentence import in_other_words

ReportLanguage = Literal["en", "de"]

#: Between a number and its unit, so that no line ends between them.
_FIXED_SPACE = "\u00a0"

_MONTHS: dict[str, tuple[str, ...]] = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    "de": (
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
        "Oktober", "November", "Dezember",
    ),
}  # fmt: skip


def phrase(text: str) -> str:
    """Mark ``text``, declared as data and said later by a Wording, for the catalogue."""
    return text


class _CommaNumbers(Formatter):
    """Fills places as ``str.format`` does, numbers with a decimal comma."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Write one value."""
        said = format(value, format_spec)
        return said.replace(".", ",") if isinstance(value, float) else said


_PLAIN_NUMBERS, _COMMA_NUMBERS = Formatter(), _CommaNumbers()


@dataclass(frozen=True, slots=True)
class Wording:
    """Says things in one language. ``catalogue`` is empty for English."""

    language: ReportLanguage
    catalogue: Mapping[str, str]

    def say(self, text: str, **values: object) -> str:
        """Give ``text`` in this language, its ``{places}`` filled with ``values``."""
        said = self.catalogue.get(text, text)
        return said.format(**values) if values else said

    def tell(self, text: str) -> str:
        """Give what the engine says, a Sentence or a plain phrase, in this language."""
        marks = _COMMA_NUMBERS if self.language == "de" else _PLAIN_NUMBERS
        return in_other_words(text, lambda english: self.catalogue.get(english, english), marks)

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number: 1,234.5 in English, 1.234,5 in German."""
        said = f"{value:,.{decimals}f}"
        return said if self.language == "en" else said.translate(str.maketrans(",.", ".,"))

    def digits(self, value: float, spec: str) -> str:
        """Write a number by a format of Python's, ungrouped: 4.2 in English, 4,2 in German."""
        said = format(value, spec)
        return said if self.language == "en" else said.replace(".", ",")

    def measure(self, value: float, unit: str, decimals: int = 0) -> str:
        """Write a number with its unit, kept on one line."""
        return f"{self.number(value, decimals)}{_FIXED_SPACE}{unit}"

    def percent(self, share: float) -> str:
        """Write a share as whole per cent."""
        return self.measure(share * 100.0, "%")

    def day(self, when: date) -> str:
        """Write a date: 25 November 2026, in German 25. November 2026."""
        stop = "." if self.language == "de" else ""
        fixed = _FIXED_SPACE
        return f"{when.day}{stop}{fixed}{_MONTHS[self.language][when.month - 1]}{fixed}{when.year}"


#: The words as they stand.
ENGLISH = Wording("en", MappingProxyType({}))


def wording_of(language: ReportLanguage) -> Wording:
    """Give the words of a language."""
    catalogue = {} if language == "en" else read_catalogue(language)
    return Wording(language, MappingProxyType(catalogue))
