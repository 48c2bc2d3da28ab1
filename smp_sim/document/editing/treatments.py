"""A treatment as one step: the areas of a template, its hairline, and the sittings it needs."""

from __future__ import annotations

from smp_sim.document.editing import edits
from smp_sim.document.editing.session_spread import spread_sessions
from smp_sim.model.case import Case
from smp_sim.model.plan import DEFAULT_SESSIONS, Plan, Session
from smp_sim.render.loss_templates import loss_template
from smp_sim.render.treatment_areas import TREATMENTS
from smp_sim.render.treatment_fills import FILLS


def take_template(case: Case, name: str) -> Case:
    """Replace the areas on the head by a template's; close-ups keep theirs.

    A template that brings a hairline sets it. One for scars, patches and the like also spreads the
    work over the sittings that its kind needs; a template of hair loss leaves the sittings alone.

    Raises
    ------
    PlanError
        For an unknown name.
    """
    hairline, areas = loss_template(name, case.plan.head)
    flat = tuple(area for area in case.plan.areas if area.is_flat)
    shaped = case if hairline is None else edits.set_hairline(case, hairline)
    filled = edits.replace_areas(shaped, (*areas, *flat))
    return sittings_for(filled) if name in TREATMENTS else filled


def sittings_for(case: Case) -> Case:
    """Spread the work over the sittings that the most demanding area of a case needs."""
    return edits.set_session_list(case, usual_sessions(case.plan))


def usual_sessions(plan: Plan) -> tuple[Session, ...]:
    """Give the sittings that a plan's most demanding area needs; the default ones for none."""
    if not plan.areas:
        return DEFAULT_SESSIONS
    fill = max((FILLS[area.kind] for area in plan.areas), key=lambda fill: fill.sessions)
    return spread_sessions(fill.sessions, fill.gap_days, fill.first_share)
