"""What the skin shows on a day, in words: redness, scabs, and how much pigment is seen.

The healing model needs NumPy: imported on use.
"""

from __future__ import annotations

from dataclasses import dataclass

from smp_sim.model.area_kind import Tissue
from smp_sim.model.case import Case
from smp_sim.model.plan import Retention
from smp_sim.ui.translation import mark, tr, worded

#: Rise of a* from which redness is seen, and from which it is plain (assumed).
_FAINT_REDNESS, _PLAIN_REDNESS = 0.5, 2.0

#: Share of dots under scabs from which they are seen, and from which they are many (assumed).
_FEW_SCABS, _MANY_SCABS = 0.02, 0.3

REDNESS_WORDS = (mark("none"), mark("faint"), mark("plain"))
SCAB_WORDS = (mark("none"), mark("a few"), mark("many"))


@dataclass(frozen=True, slots=True)
class SkinState:
    """The healing model's figures on a day, over all sessions done.

    ``redness`` rise of CIE a*; ``scab`` share of dots under a scab, both of the freshest session;
    ``pigment`` optical density left, the planned (healed) deposit of all sessions being 1.
    """

    redness: float
    scab: float
    pigment: float


def skin_state(case: Case, day: float, retention: Retention) -> SkinState:
    """Read the healing model for normal skin at the plan's first area."""
    from smp_sim.render.healing import heal_sessions  # noqa: PLC0415 - NumPy, on use

    area = next(iter(case.plan.areas), None)
    depth_mm = area.depth_mm if area is not None else 0.3
    tissue: Tissue = area.tissue if area is not None else "normal"
    state = heal_sessions(
        case.plan, case.client, tissue=tissue, depth_mm=depth_mm, day=day, retention=retention
    )
    shares = [session.share for session in case.plan.sessions]
    whole = sum(session.share * session.tone for session in case.plan.sessions)
    seen = float(sum(p * share for p, share in zip(state.pigment, shares, strict=True)))
    return SkinState(float(state.redness.max()), float(state.scab.max()), seen / whole)


def worded_state(state: SkinState) -> str:
    """Say a state in one line."""
    return tr(
        "Redness: {redness}   ·   scabs: {scabs}   ·   pigment: {percent} % of the healed tone",
        redness=tr(_word(state.redness, REDNESS_WORDS, _FAINT_REDNESS, _PLAIN_REDNESS)),
        scabs=tr(_word(state.scab, SCAB_WORDS, _FEW_SCABS, _MANY_SCABS)),
        percent=worded(state.pigment * 100, ".0f"),
    )


def _word(value: float, words: tuple[str, str, str], some: float, much: float) -> str:
    return words[(value >= some) + (value >= much)]
