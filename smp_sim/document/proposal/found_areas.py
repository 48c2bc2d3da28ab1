"""Areas that were found in photos, added to a plan: what it has already is not added again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace
from scipy.spatial import cKDTree

from smp_sim.document.editing.edits import replace_areas
from smp_sim.model.case import Case
from smp_sim.model.plan import Area

#: A scar is the one of the plan where most of it lies as near to it as this, mm (assumed: the
#: plan's points are up to a centimetre apart); radius of a head for that, mm.
_KNOWN_MM, _MEAN_RADIUS_MM = 8.0, 85.0


class FoundAreas(NamedTuple):
    """A case with new areas after those that it had, and the ids of the new ones."""

    case: Case
    names: tuple[str, ...]


def add_found(case: Case, found: Sequence[Area]) -> FoundAreas:
    """Add the areas that a plan has not yet, each under a free id; none where it has them all."""
    kept = case.plan.areas
    new = [area for area in found if not is_known(area, kept)]
    names = free_names([area.id for area in kept], [area.id for area in new])
    named = tuple(replace(area, id=name) for area, name in zip(new, names, strict=True))
    return FoundAreas(replace_areas(case, (*kept, *named)) if named else case, names)


def is_known(found: Area, areas: Sequence[Area]) -> bool:
    """Say whether an area of its kind lies where one was found: most of it within 8 mm."""
    near = _KNOWN_MM / (1.0 if found.view else _MEAN_RADIUS_MM)
    alike = [area for area in areas if (area.kind, area.view) == (found.kind, found.view)]
    places = np.asarray(found.outline)
    return any(
        float(np.median(cKDTree(np.asarray(area.outline)).query(places)[0])) < near
        for area in alike
        if area.outline
    )


def free_names(taken: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """Give each wanted id, numbered where it is taken already."""
    used = set(taken)
    names = []
    for name in wanted:
        choices = (name, *(f"{name}-{number}" for number in range(2, len(used) + 3)))
        free = next(choice for choice in choices if choice not in used)
        used.add(free)
        names.append(free)
    return tuple(names)
