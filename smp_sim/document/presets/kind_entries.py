"""How each kind of area is filled to begin with, as a group of the preset library."""

from __future__ import annotations

from smp_sim.document.presets.library_entry import LibraryEntry, LibraryGroup, LibraryValue
from smp_sim.model.area_kind import AreaKind
from smp_sim.render.tissue import Trust
from smp_sim.render.treatment_fills import FILLS, Fill

_TITLE = "Kinds of area"
_PURPOSE = "How areas of this kind are filled to begin with"

#: What the entries are called, kind by kind; dots placed by hand have no filling.
KIND_ENTRIES: dict[AreaKind, str] = {
    "behind-hairline": "Behind the hairline (area)",
    "crown": "Crown (area)",
    "whole-scalp": "Whole scalp (area)",
    "patch": "Patch (area)",
    "flat-patch": "Patch in a close-up (area)",
    "between-hair": "Between hairs (area)",
    "alopecia-patch": "Alopecia patch (area)",
    "scar-line": "Scar line (area)",
    "scar-dots": "Dot scars (area)",
    "burn": "Burn scar (area)",
    "transplant": "After a transplant (area)",
    "vitiligo": "Vitiligo patch (area)",
    "lips": "Lips (area)",
}

#: Units of a filling's values, by their names. What the studies behind a filling tell is how many
#: sittings there were; all else of it is assumed.
_UNITS = {
    "density_per_cm2": "/cm²",
    "dot_mm": "mm",
    "shade": "",
    "variety": "",
    "feather_mm": "mm",
    "uptake_scatter": "",
    "pigment": "",
    "technique": "",
    "sessions": "",
    "gap_days": "d",
}
_STUDIED = ("sessions", "gap_days")


def kind_group() -> LibraryGroup:
    """Give the group: an entry a kind, its values those that a new area gets."""
    entries = tuple(_entry_of(kind, name) for kind, name in KIND_ENTRIES.items())
    return LibraryGroup(group="kinds", title=_TITLE, entries=entries)


def _entry_of(kind: AreaKind, name: str) -> LibraryEntry:
    fill = FILLS[kind]
    held = {field: _value_of(fill, field) for field in _UNITS}
    named = LibraryValue(value=kind, unit="", source=fill.source, trust="assumed")
    return LibraryEntry(name=name, purpose=_PURPOSE, values={"area_kind": named, **held})


def _value_of(fill: Fill, field: str) -> LibraryValue:
    trust: Trust = fill.trust if field in _STUDIED else "assumed"
    return LibraryValue(
        value=getattr(fill, field), unit=_UNITS[field], source=fill.source, trust=trust
    )
