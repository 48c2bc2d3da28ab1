"""Changes of a whole plan at once, as the command line and scripts ask for them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from msgspec import structs

from smp_sim.document.advice.history_questions import asks_cause, asks_look, asks_months
from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.edits import (
    set_client,
    set_density,
    set_dot_size,
    set_hairline,
    set_sessions,
    set_shade,
    update_area,
)
from smp_sim.document.editing.hair_growth import set_flat_growth, set_growth
from smp_sim.document.editing.hair_maps import set_counts_hair
from smp_sim.document.editing.lip_colour import shade_lips
from smp_sim.document.editing.pigments import correct_lips, set_pigment
from smp_sim.document.editing.techniques import set_technique
from smp_sim.document.editing.treatments import take_template
from smp_sim.document.presets.preset_library import apply_entry, find_entry
from smp_sim.document.presets.skin_tone_choice import choose_tone
from smp_sim.model.area_history import LossCause, ScarLook
from smp_sim.model.case import Case
from smp_sim.model.client import Ancestry, HairColour
from smp_sim.model.errors import PlanError
from smp_sim.model.hair_growth import HairCurl, WhorlTurn
from smp_sim.model.plan import Area, HairlinePreset, Technique
from smp_sim.render.hairline_curve import preset_hairline


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """What to change; None leaves a thing as it is.

    ``density_per_cm2``, ``shade``, ``dot_mm`` and ``pigment`` hold for all areas; ``corrector`` is
    laid on lips in a sitting before their colour, "none" takes it away; ``template``
    replaces the areas, ``preset`` names an entry of the library, ``hairline`` replaces the line,
    ``sessions`` is how many sittings there are; ``ancestry`` is the client's, for counts of hair,
    ``age_years`` too, ``skin_tone`` a class or a Monk tone. ``months_since``, ``scar_look`` and
    ``loss_cause`` are answers about all
    areas of which they are asked.
    ``ombre``, ``liner_mm`` and ``liner_tone`` shade all lips.
    ``counts_hair`` lets fields of dots count the hair that is there, or no longer do so.
    ``hair_colour``, ``hair_curl`` and ``whorl…`` tell the client's hair; ``growth_deg`` is its axis
    in all areas of close-ups.
    ``technique`` is that of all areas but hand-placed ones.
    """

    density_per_cm2: float | None = None
    shade: float | None = None
    dot_mm: float | None = None
    hairline: HairlinePreset | None = None
    template: str | None = None
    sessions: int | None = None
    pigment: str | None = None
    technique: Technique | None = None
    corrector: str | None = None
    preset: str | None = None
    ancestry: Ancestry | None = None
    age_years: float | None = None
    skin_tone: str | None = None
    months_since: float | None = None
    scar_look: ScarLook | None = None
    loss_cause: LossCause | None = None
    hair_colour: HairColour | None = None
    hair_curl: HairCurl | None = None
    whorl: WhorlTurn | None = None
    whorl_back_mm: float | None = None
    whorl_aside_mm: float | None = None
    growth_deg: float | None = None
    counts_hair: bool | None = None
    ombre: float | None = None
    liner_mm: float | None = None
    liner_tone: float | None = None


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
    if options.technique is not None:
        case = set_technique(case, options.technique)
    if options.corrector is not None:
        case = correct_lips(case, options.corrector)
    if options.sessions is not None:
        case = set_sessions(case, options.sessions)
    if options.counts_hair is not None:
        case = set_counts_hair(case, counts=options.counts_hair)
    case = _with_lip_shading(case, options)
    case = _with_client(_with_answers(case, options), options)
    return dataclasses.replace(dossier, case=_with_growth(case, options))


def _with_growth(case: Case, options: PlanOptions) -> Case:
    grown = {
        "curl": options.hair_curl,
        "whorl": options.whorl,
        "whorl_back_mm": options.whorl_back_mm,
        "whorl_aside_mm": options.whorl_aside_mm,
    }
    if fields := _given(grown):
        case = set_growth(case, structs.replace(case.plan.growth, **fields))
    return case if options.growth_deg is None else set_flat_growth(case, options.growth_deg)


def _given(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value is not None}


def _with_lip_shading(case: Case, options: PlanOptions) -> Case:
    told = {name: getattr(options, name) for name in ("ombre", "liner_mm", "liner_tone")}
    shading = {name: value for name, value in told.items() if value is not None}
    return shade_lips(case, **shading) if shading else case


def _with_client(case: Case, options: PlanOptions) -> Case:
    told = {"ancestry": options.ancestry, "age_years": options.age_years}
    known = _given({**told, "hair_colour": options.hair_colour})
    if options.skin_tone is not None:
        case = choose_tone(case, options.skin_tone)
    return set_client(case, structs.replace(case.client, **known)) if known else case


def _with_answers(case: Case, options: PlanOptions) -> Case:
    """Give the case with the answers about its areas; the cause decides what else is asked."""
    if options.loss_cause is not None:
        case = _answered(case, asks_cause, "loss-cause", cause=options.loss_cause)
    if options.months_since is not None:
        case = _answered(case, asks_months, "months-since", months=options.months_since)
    if options.scar_look is not None:
        case = _answered(case, asks_look, "scar-look", look=options.scar_look)
    return case


def _answered(case: Case, asks: Callable[[Area], bool], where: str, **answer: object) -> Case:
    asked = [area for area in case.plan.areas if asks(area)]
    if not asked:
        raise PlanError(
            "No area of the plan asks for this.",
            where=where,
            next_step="It is asked of scars, burns, transplants, alopecia and vitiligo.",
        )
    for area in asked:
        case = update_area(case, area.id, history=structs.replace(area.history, **answer))
    return case


def _with_shapes(case: Case, options: PlanOptions) -> Case:
    if options.template is not None:
        case = take_template(case, options.template)
    if options.preset is not None:
        case = apply_entry(case, find_entry(options.preset))
    if options.hairline is not None:
        case = set_hairline(case, preset_hairline(options.hairline, case.plan.head))
    return case
