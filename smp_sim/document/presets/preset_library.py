"""The preset library that ships with the program: each value with its source and trust.

One JSON file a group lies in ``assets/presets``. Values by a name that the plan or the client
knows are taken when an entry is applied; others are there to be read.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

import msgspec

from smp_sim.document.disk.assets import asset_path
from smp_sim.document.disk.versioned_file import FileKind, read_versioned
from smp_sim.document.editing.edits import set_client, set_hairline, update_area
from smp_sim.document.editing.pigments import pigment_fields
from smp_sim.document.editing.treatments import take_template
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.sentence import Sentence
from smp_sim.render.hairline_curve import HEIGHT_MM, preset_hairline
from smp_sim.render.tissue import Trust

_LIBRARY_FILE = FileKind("smp-preset-library", 1, 1_000_000, "This is not a preset library.")

#: Groups in the order in which they are shown.
GROUPS = (
    "pigments",
    "dilutions",
    "needles",
    "hairlines",
    "treatments",
    "habits",
    "skin-tones",
)

#: Values that areas take, and values that the client takes, when an entry is applied.
_AREA_VALUES = ("density_per_cm2", "dot_mm", "shade", "variety", "depth_mm")
_CLIENT_VALUES = ("skin_ita_deg", "skin_type", "sun")


class LibraryValue(msgspec.Struct, frozen=True, kw_only=True):
    """One value of an entry: a number, a name or a colour, with unit, source and trust."""

    value: float | str | tuple[float, float, float]
    unit: str
    source: Annotated[str, msgspec.Meta(min_length=1)]
    trust: Trust


class LibraryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A named entry: what it is for, and its values by name."""

    name: str
    purpose: str
    values: dict[str, LibraryValue]


class LibraryGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The entries of one file."""

    group: str
    title: str
    entries: tuple[LibraryEntry, ...]


@cache
def read_library() -> tuple[LibraryGroup, ...]:
    """Read all groups, in their order."""
    return tuple(
        read_versioned(asset_path(f"presets/{group}.json"), _LIBRARY_FILE, LibraryGroup)
        for group in GROUPS
    )


def find_entry(name: str) -> LibraryEntry:
    """Find an entry by its name.

    Raises
    ------
    PlanError
        Where there is none of this name.
    """
    entries = [entry for group in read_library() for entry in group.entries]
    found = next((entry for entry in entries if entry.name == name), None)
    if found is None:
        raise PlanError(
            Sentence("There is no preset '{name}'.", name=name),
            where="preset",
            next_step="See 'smp-sim presets' for what there is.",
        )
    return found


def apply_entry(case: Case, entry: LibraryEntry) -> Case:
    """Give the case what an entry holds: a treatment, a hairline, a filling, the client's skin.

    Raises
    ------
    PlanError
        For a value out of range.
    """
    values: dict[str, Any] = {name: held.value for name, held in entry.values.items()}
    if "template" in values:
        case = take_template(case, values["template"])
    if "hairline" in values:
        height_mm = values.get("height_mm", HEIGHT_MM)
        line = preset_hairline(values["hairline"], case.plan.head, height_mm)
        case = set_hairline(case, line)
    client = {name: values[name] for name in _CLIENT_VALUES if name in values}
    if client:
        case = set_client(case, msgspec.structs.replace(case.client, **client))
    return _filled(case, values)


def _filled(case: Case, values: dict[str, Any]) -> Case:
    changes = {name: values[name] for name in _AREA_VALUES if name in values}
    if "pigment" in values:
        changes |= pigment_fields(values["pigment"])
    if not changes:
        return case
    for area in case.plan.areas:
        case = update_area(case, area.id, **changes)
    return case
