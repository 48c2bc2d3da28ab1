"""A sentence is English text that can be said in another language."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from smp_sim.model.sentence import Sentence, in_other_words, joined, renamed

GERMAN = {
    "{name} is damaged.": "{name} ist beschädigt.",
    "The file": "Die Datei",
    "Choose another.": "Andere wählen.",
    "{share:.0%} of it": "{share:.0%} davon",
}


def say(text: str) -> str:
    """Say a text by the little catalogue above."""
    return in_other_words(text, lambda phrase: GERMAN.get(phrase, phrase))


def test_below_the_window_it_is_english_text() -> None:
    """A sentence is equal to the text that its places make."""
    assert Sentence("{name} is damaged.", name="case.smp") == "case.smp is damaged."
    assert Sentence("Braces {stay} without values.") == "Braces {stay} without values."


def test_values_that_are_sentences_are_said_too() -> None:
    """A word that fills a place is looked up as well; a file's name is not."""
    assert say(Sentence("{name} is damaged.", name=Sentence("The file"))) == (
        "Die Datei ist beschädigt."
    )
    assert say(Sentence("{name} is damaged.", name="The file")) == "The file ist beschädigt."


def test_numbers_keep_their_form() -> None:
    """The other language's phrase carries the form of a number."""
    assert say(Sentence("{share:.0%} of it", share=0.153)) == "15% davon"


def test_sentences_in_a_row_are_said_one_by_one() -> None:
    """Joined sentences stay apart for the catalogue; empty ones leave no gap."""
    row = joined("Choose another.", "", Sentence("{name} is damaged.", name="x"))
    assert row == "Choose another. x is damaged."
    assert say(row) == "Andere wählen. x ist beschädigt."


def test_what_no_catalogue_knows_stays_english() -> None:
    """Nothing is lost where a phrase has no translation."""
    assert say("Unheard of.") == "Unheard of."
    assert say(Sentence("No {word}.", word="German")) == "No German."


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy])
def test_a_copy_still_knows_its_phrase(again: Callable[[Sentence], Sentence]) -> None:
    """A sentence that is copied can still be translated."""
    copied = again(Sentence("{name} is damaged.", name="x"))
    assert say(copied) == "x ist beschädigt."


def test_ids_have_names_wherever_they_stand() -> None:
    """One or several, also in sentences within; numbers and what has no name stay."""
    inner = Sentence("'{area}' is {wide:.0f} mm wide.", area="a, lost", wide=3.2)
    told = renamed(joined(inner, "Plain."), {"area": {"a": "Lips"}})
    assert told == "'Lips, lost' is 3 mm wide. Plain."
    assert renamed("Plain.", {"area": {}}) == "Plain."
