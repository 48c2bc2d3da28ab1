"""Guard rails by the kind of area: what was not asked, and where a plan can't do what it says.

Limits without a source are assumed; each text says why it matters.
"""

from __future__ import annotations

import numpy as np

from smp_sim.document.advice.area_advice import is_shaded, notes_of
from smp_sim.document.advice.close_up_guards import judge_close_ups
from smp_sim.document.advice.hair_advice import judge_shade
from smp_sim.document.advice.history_questions import open_questions
from smp_sim.document.advice.warning import Warning  # noqa: A004 - the guard rails' own
from smp_sim.model.area_kind import KIND_TRAITS
from smp_sim.model.case import Case
from smp_sim.model.plan import Area, Plan
from smp_sim.model.sentence import Sentence
from smp_sim.render.area_outline import outline_area
from smp_sim.render.hair_room import wanted_dots
from smp_sim.render.hairline_curve import hairline_places
from smp_sim.render.loss_outlook import island_cm2
from smp_sim.render.treatment_fills import FILLS

#: An area that asks for fewer dots per cm² than this gets none to speak of (assumed).
LEAST_ROOM_PER_CM2 = 5.0

#: Skin that later loss would bare, from which on the fill would stand as an island, cm² (assumed:
#: less is hidden by the blend into the fringe).
ISLAND_CM2 = 15.0

#: Skin from which on it counts as dark, ITA in degrees (brown and dark, domain figures 5.1), the
#: smallest dot and the lightest and darkest shade for it (assumed after practice: larger, darker,
#: more defined dots; black can look green or blue).
DARK_ITA_DEG, DARK_LEAST_DOT_MM, DARK_SHADES = 10.0, 0.2, (0.4, 0.9)

_DOTS_ON_DARK = (
    "Area '{area}': dark skin hides small, light dots; practice makes them larger, darker and more"
    " defined, from {dot_mm:g} mm and shade {shade:g}."
)
_BLACK_ON_DARK = (
    "Area '{area}': shade {shade:g} may look green or blue on dark skin; a dot there reads by its"
    " edge, not by more pigment."
)


def judge_kinds(case: Case) -> list[Warning]:
    """Look over what is special about the kinds of a case's areas.

    Raises
    ------
    PlanError
        Where an area's outline holds nothing.
    """
    areas = case.plan.areas
    found = [Warning(f"advice-{number}", note) for number, note in enumerate(notes_of(areas), 1)]
    found += [Warning(f"history-{item.standing}", item.text) for item in open_questions(areas)]
    found += _judge_sittings(case.plan)
    found += _judge_outlook(case.plan)
    found += judge_close_ups(case)
    for area in areas:
        found += _judge_room(area, case.plan)
        found += _judge_dark_skin(area, case.client.skin_ita_deg)
        found += judge_shade(area, case.client.hair_colour)
    return found


def _judge_sittings(plan: Plan) -> list[Warning]:
    """Say where a kind of area usually takes more sittings than are planned."""
    usual = max((FILLS[area.kind].sessions for area in plan.areas), default=0)
    if len(plan.sessions) >= usual or not _is_special(plan):
        return []
    text = Sentence(
        "{planned} sessions are planned; for the most demanding of these areas {usual} are usual.",
        planned=len(plan.sessions),
        usual=usual,
    )
    return [Warning("sessions-few", text)]


def _is_special(plan: Plan) -> bool:
    return any(KIND_TRAITS[area.kind].tissue != "normal" for area in plan.areas)


def _judge_outlook(plan: Plan) -> list[Warning]:
    """Warn of the island that a filled front or crown becomes where loss goes on round it."""
    bare = island_cm2(plan)
    if bare < ISLAND_CM2:
        return []
    text = Sentence(
        "If loss goes on to Norwood VI, another {bare:.0f} cm² go bare and the fill stays as an"
        " island above the fringe; agree now that it will be joined then, or fill less.",
        bare=bare,
    )
    return [Warning("loss-goes-on", text)]


def _judge_room(area: Area, plan: Plan) -> list[Warning]:
    """Say so where hair already reaches the density asked, so that no dots are placed."""
    if not area.fills_up:
        return []
    axes = None if area.is_flat else plan.head.semi_axes_mm
    edge = outline_area(
        area, hairline_places(plan.hairline, plan.head), plan.head.semi_axes_mm
    ).closed
    shares = np.linspace(0.0, 1.0, 5)[:, None, None]
    inside = (edge.mean(axis=0) + shares * (edge[::4] - edge.mean(axis=0))).reshape(-1, 3)
    if float(np.max(wanted_dots(area, plan.hair, axes, inside))) >= LEAST_ROOM_PER_CM2:
        return []
    text = Sentence(
        "Area '{area}' gets no dots: the hair there already reaches the {density:.0f} /cm² that"
        " are asked for. Ask for more, or check the hair that was read.",
        area=area.id,
        density=area.density_per_cm2,
    )
    return [Warning("no-room", text)]


def _judge_dark_skin(area: Area, ita_deg: float | None) -> list[Warning]:
    if ita_deg is None or ita_deg >= DARK_ITA_DEG or is_shaded(area):
        return []
    lightest, darkest = DARK_SHADES
    found = []
    if area.dot_mm < DARK_LEAST_DOT_MM or area.shade < lightest:
        text = Sentence(_DOTS_ON_DARK, area=area.id, dot_mm=DARK_LEAST_DOT_MM, shade=lightest)
        found.append(Warning("dots-lost", text))
    if area.shade > darkest:
        found.append(
            Warning("shade-dark", Sentence(_BLACK_ON_DARK, area=area.id, shade=area.shade))
        )
    return found
