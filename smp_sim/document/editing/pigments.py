"""Pigments by name, for areas: those of the model, and the mixes of the palette."""

from __future__ import annotations

from typing import Any

from smp_sim.document.editing.edits import set_session_list, update_area
from smp_sim.document.editing.session_spread import begin_later, begin_sooner
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area, Corrector
from smp_sim.model.sentence import Sentence
from smp_sim.render.pigment_palette import CORRECTORS, PALETTE, ink_name

#: Every name: a plain pigment, a mix already solved for the skin (``mixed``), a palette's mix.
PIGMENT_NAMES = ("carbon", "carbon-cool", "mixed", *PALETTE)

#: Share of all work that the sitting of a corrector is (assumed): its pigment is told by its own
#: dose, so that this weighs in needle time alone.
CORRECTOR_SHARE = 0.4


def pigment_fields(name: str) -> dict[str, Any]:
    """Give the fields of an area that make its pigment the named one.

    ``mixed`` keeps the mix, the cover and the grey return that the area has; the others return no
    grey.

    Raises
    ------
    PlanError
        For an unknown name.
    """
    if name not in PIGMENT_NAMES:
        raise PlanError(
            Sentence("There is no pigment '{name}'.", name=name),
            where="pigment",
            next_step=Sentence("Choose one of: {names}.", names=", ".join(PIGMENT_NAMES)),
        )
    if name == "mixed":
        return {"pigment": name}
    if name not in PALETTE:
        return {"pigment": name, "grey_return": 0.0, "cover": 0.0}
    ink = PALETTE[name]
    return {"pigment": "mixed", "mix": ink.mix, "cover": ink.cover, "grey_return": 0.0}


def pigment_name(area: Area) -> str:
    """Give the name of an area's pigment: its ink's where the palette has it."""
    return (area.pigment == "mixed" and ink_name(area.mix, area.cover)) or area.pigment


def can_cover(area: Area) -> bool:
    """Say whether any of an area's pigment scatters, so that it covers and may lighten."""
    if area.corrector is not None and area.corrector.cover > 0.0:
        return True
    return area.pigment == "mixed" and area.cover > 0.0


def corrector_name(area: Area) -> str:
    """Give the ink of an area's first sittings by name: empty for none, ``mixed`` for others."""
    first = area.corrector
    return "" if first is None else ink_name(first.mix, first.cover) or "mixed"


def set_pigment(case: Case, name: str) -> Case:
    """Give every area the named pigment. Raises PlanError for an unknown name."""
    fields = pigment_fields(name)
    for area in case.plan.areas:
        case = update_area(case, area.id, **fields)
    return case


def set_corrector(case: Case, area_id: str, name: str) -> Case:
    """Let an area be evened out by a corrector in a sitting of its own before the others; "": none.

    The sitting is added in front of those of the plan, as far apart as they are, and goes again
    with the last corrector.

    Raises
    ------
    PlanError
        For an unknown area or a name that is no corrector's.
    """
    if name and name not in CORRECTORS:
        raise PlanError(
            Sentence("There is no corrector '{name}'.", name=name),
            where="corrector",
            next_step=Sentence("Choose one of: {names}.", names=", ".join(CORRECTORS)),
        )
    had, sessions = _is_corrected(case), case.plan.sessions
    corrector = Corrector(mix=PALETTE[name].mix, cover=PALETTE[name].cover) if name else None
    case = update_area(case, area_id, corrector=corrector)
    if had == _is_corrected(case):
        return case
    spread = begin_later(sessions) if had else begin_sooner(sessions, CORRECTOR_SHARE)
    return set_session_list(case, spread)


def correct_lips(case: Case, name: str) -> Case:
    """Let all lips of a plan be evened out before they are coloured; "none" lets it be.

    Raises
    ------
    PlanError
        For a name that is no corrector's, or a plan without lips.
    """
    lips = [area.id for area in case.plan.areas if area.kind == "lips"]
    if not lips:
        raise PlanError("The plan has no lips to even out.", where="corrector")
    for area_id in lips:
        case = set_corrector(case, area_id, "" if name == "none" else name)
    return case


def _is_corrected(case: Case) -> bool:
    return any(area.corrector is not None for area in case.plan.areas)
