"""Keys of a case file that this version does not know: put aside on opening, written back.

So a case edited with an older program does not lose what a newer one of the same format added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

Plain = Any  # what JSON holds: dict, list, str, int, float, bool, None


@dataclass(frozen=True, slots=True)
class UnknownKeys:
    """What one object or list of the file held beyond what is known.

    ``here`` are keys with their values; ``below`` leads into known keys, and into list items by
    their id where they have one, else by their position.
    """

    here: Mapping[str, Plain] = field(default_factory=lambda: MappingProxyType({}))
    below: Mapping[str | int, UnknownKeys] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        """Tell whether anything was put aside."""
        return bool(self.here or self.below)


NOTHING = UnknownKeys()


def find_unknown(read: Plain, known: Plain) -> UnknownKeys:
    """Compare what was read with what the program made of it, both as plain values."""
    if isinstance(read, dict) and isinstance(known, dict):
        here = {key: value for key, value in read.items() if key not in known}
        pairs: dict[str | int, tuple[Plain, Plain]]
        pairs = {key: (read[key], known[key]) for key in known if key in read}
        return UnknownKeys(here, _below(pairs))
    if _holds_objects(read) and isinstance(known, list):
        given = _by_name(read)
        pairs = {name: (given[name], v) for name, v in _by_name(known).items() if name in given}
        return UnknownKeys({}, _below(pairs))
    return NOTHING


def _below(pairs: dict[str | int, tuple[Plain, Plain]]) -> dict[str | int, UnknownKeys]:
    found = {name: find_unknown(read, known) for name, (read, known) in pairs.items()}
    return {name: unknown for name, unknown in found.items() if unknown}


def _holds_objects(value: Plain) -> bool:
    # Lists of numbers (points) are long and hold no keys.
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _by_name(items: list[Plain]) -> dict[str | int, Plain]:
    return {_name_of(place, item): item for place, item in enumerate(items)}


def _name_of(place: int, item: Plain) -> str | int:
    name = item.get("id") if isinstance(item, dict) else None
    return name if isinstance(name, str) else place


def put_back(known: Plain, unknown: UnknownKeys) -> Plain:
    """Give plain values with the unknown keys where they were; what was deleted takes its own."""
    if not unknown:
        return known
    if isinstance(known, dict):
        merged = {key: put_back(v, unknown.below.get(key, NOTHING)) for key, v in known.items()}
        return {**unknown.here, **merged}
    if isinstance(known, list):
        return [
            put_back(item, unknown.below.get(_name_of(place, item), NOTHING))
            for place, item in enumerate(known)
        ]
    return known
