"""Which part of the body a report speaks of: scalp, other skin, or lips."""

from __future__ import annotations

from typing import Literal

from smp_sim.document.export.wording import phrase
from smp_sim.model.plan import Plan

TreatedPart = Literal["scalp", "skin", "lips"]

#: The title of a report.
TITLES: dict[TreatedPart, str] = {
    "scalp": phrase("Consultation report: scalp micropigmentation"),
    "skin": phrase("Consultation report: skin-coloured micropigmentation"),
    "lips": phrase("Consultation report: lip micropigmentation"),
}


def treated_part(plan: Plan) -> TreatedPart:
    """Say what a plan treats: lips or pale skin where it treats nothing else, else the scalp."""
    tissues = {area.tissue for area in plan.areas}
    if tissues == {"lip"}:
        return "lips"
    return "skin" if tissues == {"vitiligo"} else "scalp"
