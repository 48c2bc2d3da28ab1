"""Changes of a whole plan at once, as the command line and scripts ask for them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from msgspec import structs

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.edits import (
    set_client,
    set_density,
    set_dot_size,
    set_hairline,
    set_sessions,
    set_shade,
)
from smp_sim.document.editing.pigments import set_pigment
from smp_sim.document.editing.treatments import take_template
from smp_sim.document.presets.preset_library import apply_entry, find_entry
from smp_sim.model.case import Case
from smp_sim.model.client import Ancestry
from smp_sim.model.plan import HairlinePreset
from smp_sim.render.hairline_curve import preset_hairline


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """What to change; None leaves a thing as it is.

    ``density_per_cm2``, ``shade``, ``dot_mm`` and ``pigment`` hold for all areas; ``template``
    replaces the areas, ``preset`` names an entry of the library, ``hairline`` replaces the line,
    ``sessions`` is how many sittings there are; ``ancestry`` is the client's, for counts of hair.
    """

    density_per_cm2: float | None = None
    shade: float | None = None
    dot_mm: float | None = None
    hairline: HairlinePreset | None = None
    template: str | None = None
    sessions: int | None = None
    pigment: str | None = None
    preset: str | None = None
    ancestry: Ancestry | None = None


def change_plan(dossier: Dossier, options: PlanOptions) -> Dossier:
    """Give a case with its plan changed.

    Raises
    ------
    PlanError
        For a value out of range or a name that there is none of.
    """
    case = _with_shapes(dossier.case, options)
    if options.density_per_cm2 is not None:
        case = set_density(case, options.density_per_cm2)
    if options.shade is not None:
        case = set_shade(case, options.shade)
    if options.dot_mm is not None:
        case = set_dot_size(case, options.dot_mm)
    if options.pigment is not None:
        case = set_pigment(case, options.pigment)
    if options.sessions is not None:
        case = set_sessions(case, options.sessions)
    if options.ancestry is not None:
        case = set_client(case, structs.replace(case.client, ancestry=options.ancestry))
    return dataclasses.replace(dossier, case=case)


def _with_shapes(case: Case, options: PlanOptions) -> Case:
    if options.template is not None:
        case = take_template(case, options.template)
    if options.preset is not None:
        case = apply_entry(case, find_entry(options.preset))
    if options.hairline is not None:
        case = set_hairline(case, preset_hairline(options.hairline, case.plan.head))
    return case
