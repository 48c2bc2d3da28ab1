"""A sentence for a person: English, and what it takes to say it in another language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Formatter
from typing import Self

_PLAIN = Formatter()


class Sentence(str):
    """A text that remembers the phrase it was made of and the values filled into it.

    Below the window it is read as any English text. The window looks ``template`` up in its
    catalogue, and so each value that is a sentence too, and fills the places again.

    Parameters
    ----------
    template : str
        The English phrase, with places as for ``str.format``; taken literally where there are no
        values.
    **values : object
        What fills the places, by name.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        """Fill the places of ``template``."""
        made = super().__new__(cls, template.format(**values) if values else template)
        made.template = template
        made.values = values
        return made


def joined(*parts: str) -> Sentence:
    """Give sentences one after the other as one text; empty ones are left out."""
    kept = [part if isinstance(part, Sentence) else Sentence(part) for part in parts if part]
    values = {f"part_{number}": part for number, part in enumerate(kept)}
    return Sentence(" ".join(f"{{{name}}}" for name in values), **values)


def in_other_words(text: str, look_up: Callable[[str], str], formatter: Formatter = _PLAIN) -> str:
    """Say a text in the language of a catalogue.

    Parameters
    ----------
    text : a :class:`Sentence`, or a plain phrase.
    look_up : gives the other language's phrase for an English one, or the same where it has none.
    formatter : fills the places, so that numbers can be written as that language does.
    """
    if not isinstance(text, Sentence):
        return look_up(text)
    if not text.values:
        return look_up(text.template)
    said = {
        name: in_other_words(value, look_up, formatter) if isinstance(value, Sentence) else value
        for name, value in text.values.items()
    }
    return formatter.vformat(look_up(text.template), (), said)


def renamed(text: str, names: Mapping[str, Mapping[str, str]]) -> str:
    """Give a sentence with names in place of ids.

    Parameters
    ----------
    text : a :class:`Sentence`, or a plain phrase, which stays.
    names : by the place that ids fill, the name of each; several ids have commas between. What has
        no name stays as it is.
    """
    if not isinstance(text, Sentence) or not text.values:
        return text
    told = {place: _told(value, names, place) for place, value in text.values.items()}
    return Sentence(text.template, **told)


def _told(value: object, names: Mapping[str, Mapping[str, str]], place: str) -> object:
    if isinstance(value, Sentence):
        return renamed(value, names)
    if not isinstance(value, str) or place not in names:
        return value
    return ", ".join(names[place].get(part, part) for part in value.split(", "))
