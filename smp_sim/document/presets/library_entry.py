"""What the preset library is made of: groups of entries, each value with source and trust."""

from __future__ import annotations

from typing import Annotated

import msgspec

from smp_sim.model.errors import PlanError
from smp_sim.model.sentence import Sentence
from smp_sim.render.tissue import CONSTANTS, Trust


class LibraryValue(msgspec.Struct, frozen=True, kw_only=True):
    """One value of an entry: a number, a name or a colour, with unit, source and trust."""

    value: float | str | tuple[float, float, float]
    unit: str
    source: Annotated[str, msgspec.Meta(min_length=1)]
    trust: Trust


class WrittenValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value as its file has it: written out, or the name of a constant of the model."""

    value: float | str | tuple[float, float, float] = ""
    unit: str = ""
    source: str = ""
    trust: Trust = "assumed"
    constant: str = ""


class LibraryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A named entry: what it is for, what to heed, and its values by name."""

    name: str
    purpose: str
    values: dict[str, LibraryValue]
    pitfall: str = ""


class LibraryGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The entries of one kind."""

    group: str
    title: str
    entries: tuple[LibraryEntry, ...]


class WrittenEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as its file has it."""

    name: str
    purpose: str
    values: dict[str, WrittenValue]
    pitfall: str = ""


class WrittenGroup(msgspec.Struct, frozen=True, kw_only=True):
    """A group as its file has it."""

    group: str
    title: str
    entries: tuple[WrittenEntry, ...]


def filled_group(written: WrittenGroup) -> LibraryGroup:
    """Give a group with the model's constants in the places that name them.

    Raises
    ------
    KeyError
        For a constant that there is none of.
    """
    return LibraryGroup(
        group=written.group,
        title=written.title,
        entries=tuple(
            LibraryEntry(
                name=entry.name,
                purpose=entry.purpose,
                pitfall=entry.pitfall,
                values={name: _filled(held) for name, held in entry.values.items()},
            )
            for entry in written.entries
        ),
    )


def _filled(held: WrittenValue) -> LibraryValue:
    if not held.constant:
        return LibraryValue(value=held.value, unit=held.unit, source=held.source, trust=held.trust)
    constant = {constant.name: constant for constant in CONSTANTS}[held.constant]
    return LibraryValue(
        value=constant.value, unit=constant.unit, source=constant.source, trust=constant.trust
    )


def entry_named(groups: tuple[LibraryGroup, ...], name: str) -> LibraryEntry:
    """Find an entry by its name; letters' size does not matter.

    Raises
    ------
    PlanError
        Where there is none of this name.
    """
    wanted = name.strip().casefold()
    entries = (entry for group in groups for entry in group.entries)
    found = next((entry for entry in entries if entry.name.casefold() == wanted), None)
    if found is None:
        raise PlanError(
            Sentence("There is no preset '{name}'.", name=name),
            where="preset",
            next_step="See 'smp-sim presets' for what there is.",
        )
    return found
