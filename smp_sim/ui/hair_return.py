"""Whether any hair of a plan may grow back, so that it can be shown grown back."""

from __future__ import annotations

from smp_sim.model.case import Case


def may_hair_return(case: Case) -> bool:
    """Say whether some area of a case is bare through alopecia."""
    from smp_sim.document.advice.history_questions import is_alopecia  # noqa: PLC0415 - on use

    return any(is_alopecia(area) for area in case.plan.areas)
