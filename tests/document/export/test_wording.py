"""Numbers and dates as their readers write them."""

from __future__ import annotations

from datetime import date

from smp_sim.document.export.wording import wording_of
from smp_sim.model.sentence import Sentence


def test_numbers_have_the_readers_marks() -> None:
    """1,234.5 in English, 1.234,5 in German; a unit never leaves its number."""
    assert wording_of("en").measure(1234.5, "cm", 1) == "1,234.5\u00a0cm"
    assert wording_of("de").measure(1234.5, "cm", 1) == "1.234,5\u00a0cm"
    assert wording_of("de").percent(0.555) == "56\u00a0%"


def test_numbers_in_a_sentence_have_them_too() -> None:
    """What the engine says keeps its decimals, with the reader's mark."""
    said = Sentence("Shade {shade:.2f} of {count}.", shade=0.85, count=3)
    assert wording_of("de").tell(said) == "Shade 0,85 of 3."
    assert wording_of("en").tell(said) == "Shade 0.85 of 3."


def test_dates_are_written_out() -> None:
    """No reader takes the month for the day."""
    assert wording_of("en").day(date(2026, 3, 1)).replace("\u00a0", " ") == "1 March 2026"
    assert wording_of("de").day(date(2026, 3, 1)).replace("\u00a0", " ") == "1. März 2026"


def test_the_engines_sentences_are_told_in_the_language() -> None:
    """A sentence of the engine is translated with its values; an unknown one stays as it is."""
    said = wording_of("de").tell(Sentence("Page {page} of {pages}", page=1, pages=2))
    assert said == "Seite 1 von 2"
    assert wording_of("de").tell("Nobody translated this.") == "Nobody translated this."
