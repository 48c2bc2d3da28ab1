"""Pigments by name, for areas: those of the model, and the mixes of the palette."""

from __future__ import annotations

from typing import Any

from smp_sim.document.editing.edits import update_area
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.sentence import Sentence
from smp_sim.render.pigment_palette import PALETTE

#: Every name: a plain pigment, a mix already solved for the skin (``mixed``), a palette's mix.
PIGMENT_NAMES = ("carbon", "carbon-cool", "mixed", *PALETTE)


def pigment_fields(name: str) -> dict[str, Any]:
    """Give the fields of an area that make its pigment the named one.

    ``mixed`` keeps the mix and the grey return that the area has; the others return none.

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
    if name in PALETTE:
        return {"pigment": "mixed", "mix": PALETTE[name].mix, "grey_return": 0.0}
    return {"pigment": name} if name == "mixed" else {"pigment": name, "grey_return": 0.0}


def set_pigment(case: Case, name: str) -> Case:
    """Give every area the named pigment. Raises PlanError for an unknown name."""
    fields = pigment_fields(name)
    for area in case.plan.areas:
        case = update_area(case, area.id, **fields)
    return case
