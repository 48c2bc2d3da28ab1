"""The preset library that ships with the program: each value with its source and trust.

One JSON file a group lies in ``assets/presets``; the kinds of area tell their own fillings. Values
by a name that the plan or the client knows are taken when an entry is applied; others are there to
be read.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from smp_sim.document.disk.assets import asset_path
from smp_sim.document.disk.versioned_file import FileKind, read_versioned
from smp_sim.document.editing.edits import set_client, set_hairline, update_area
from smp_sim.document.editing.needles import set_needle
from smp_sim.document.editing.pigments import pigment_fields
from smp_sim.document.editing.treatments import take_template
from smp_sim.document.presets.kind_entries import KIND_ENTRIES, kind_group
from smp_sim.document.presets.library_entry import (
    LibraryEntry,
    LibraryGroup,
    WrittenGroup,
    entry_named,
    filled_group,
)
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area, Hairline
from smp_sim.model.sentence import Sentence
from smp_sim.render.hairline_curve import HEIGHT_MM, preset_hairline
from smp_sim.render.temple_setback import set_back_temples

_LIBRARY_FILE = FileKind("smp-preset-library", 1, 1_000_000, "This is not a preset library.")

#: Groups of one file each, in the order in which they are shown.
GROUPS = (
    "pigments",
    "dilutions",
    "needles",
    "hairlines",
    "ages",
    "areas",
    "treatments",
    "habits",
    "skin-tones",
)

#: Values that areas, the hairline and the client take when an entry is applied.
AREA_VALUES = (
    "density_per_cm2",
    "dot_mm",
    "shade",
    "variety",
    "depth_mm",
    "feather_mm",
    "uptake_scatter",
    "technique",
)
EDGE_VALUES = (
    "transition_mm",
    "edge_density",
    "edge_tone",
    "edge_size",
    "macro_mm",
    "micro_mm",
    "strays_per_cm",
    "stray_reach_mm",
)
CLIENT_VALUES = ("skin_ita_deg", "skin_type", "sun", "monk_tone")

#: Values of other names that are taken too.
_OTHER_TAKEN = ("template", "hairline", "needle", "pigment", "area_kind")


@cache
def read_library() -> tuple[LibraryGroup, ...]:
    """Read all groups, in their order; the fillings of the kinds stand behind those of areas."""
    groups = [
        filled_group(
            read_versioned(asset_path(f"presets/{group}.json"), _LIBRARY_FILE, WrittenGroup)
        )
        for group in GROUPS
    ]
    groups.insert(GROUPS.index("areas") + 1, kind_group())
    return tuple(groups)


def find_entry(name: str) -> LibraryEntry:
    """Find an entry by its name. Raises PlanError where there is none of this name."""
    return entry_named(read_library(), name)


def is_applicable(entry: LibraryEntry) -> bool:
    """Say whether an entry changes a case when it is applied, or is there to be read only."""
    taken = (*AREA_VALUES, *EDGE_VALUES, *CLIENT_VALUES, *_OTHER_TAKEN)
    return any(name in taken for name in entry.values)


def apply_entry(case: Case, entry: LibraryEntry) -> Case:
    """Give the case what an entry holds: a treatment, a line, a filling, needle, skin and habits.

    Raises
    ------
    PlanError
        For a value out of range, an entry that is there to be read only, or a kind of area that
        the plan has none of.
    """
    if not is_applicable(entry):
        raise PlanError(
            Sentence("'{name}' is information: it changes nothing.", name=Sentence(entry.name)),
            where="preset",
        )
    values: dict[str, Any] = {name: held.value for name, held in entry.values.items()}
    if "template" in values:
        case = take_template(case, values["template"])
    if "hairline" in values:
        case = set_hairline(case, _line_of(case, values))
    if "needle" in values:
        case = set_needle(case, values["needle"])
    client = {name: values[name] for name in CLIENT_VALUES if name in values}
    if "monk_tone" in client:
        client["monk_tone"] = int(client["monk_tone"])  # a library's numbers are all floats
    if client:
        case = set_client(case, msgspec.structs.replace(case.client, **client))
    return _filled(case, values)


def _line_of(case: Case, values: dict[str, Any]) -> Hairline:
    head = case.plan.head
    line = preset_hairline(values["hairline"], head, values.get("height_mm", HEIGHT_MM))
    if values.get("temples_mm"):
        line = set_back_temples(line, head, values["temples_mm"])
    edge = {name: values[name] for name in EDGE_VALUES if name in values}
    return msgspec.structs.replace(line, **edge)


def _filled(case: Case, values: dict[str, Any]) -> Case:
    changes = {name: values[name] for name in AREA_VALUES if name in values}
    if "pigment" in values:
        changes |= pigment_fields(values["pigment"])
    if not changes:
        return case
    for area in _areas_for(case, values):
        case = update_area(case, area.id, **changes)
    return case


def _is_dotted(area: Area) -> bool:
    return area.technique == "dots" and area.pigment != "mixed"


def _areas_for(case: Case, values: dict[str, Any]) -> list[Area]:
    """Give the areas that take an entry's filling.

    Of its kind where it names one; else all whose pigment is not mixed for their place, since what
    is good for dots spoils a colour that was matched to the skin.
    """
    areas, kind = case.plan.areas, values.get("area_kind")
    if kind is None:
        takes_all = "pigment" in values or "template" in values
        return [area for area in areas if takes_all or _is_dotted(area)]
    found = [area for area in areas if area.kind == kind]
    if not found:
        raise PlanError(
            Sentence(
                "The plan has no area of this kind: {kind}.", kind=Sentence(KIND_ENTRIES[kind])
            ),
            where="preset",
            next_step="Add one first, in the step of areas.",
        )
    return found
