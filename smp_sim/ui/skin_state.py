"""What the skin shows on a day, in words: redness, scabs, and how much pigment is seen.

The healing model needs NumPy: imported on use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from smp_sim.model.case import Case
from smp_sim.model.plan import Area, Retention
from smp_sim.ui.session import healed_day
from smp_sim.ui.translation import mark, tr, worded

if TYPE_CHECKING:
    from smp_sim.render.products import HealedState

#: What a plan without areas is read for.
_NORMAL_SKIN = Area(id="skin", kind="patch")

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
    ``pigment`` optical density left, 1 being all sessions healed with typical retention in that
    tissue, at the depth that is meant.
    """

    redness: float
    scab: float
    pigment: float


def skin_state(case: Case, day: float, retention: Retention) -> SkinState:
    """Read the healing model at the plan's first area; where it has none, for normal skin."""
    area = next(iter(case.plan.areas), _NORMAL_SKIN)
    state = _healed(case, area, day, retention)
    meant = msgspec.structs.replace(area, depth_mm=_NORMAL_SKIN.depth_mm)
    whole = _seen(case, _healed(case, meant, healed_day(case), "typical"))
    return SkinState(
        float(state.redness.max()), float(state.scab.max()), _seen(case, state) / whole
    )


def _healed(case: Case, area: Area, day: float, retention: Retention) -> HealedState:
    from smp_sim.render.healing import heal_sessions  # noqa: PLC0415 - NumPy, on use

    return heal_sessions(
        case.plan,
        case.client,
        tissue=area.tissue,
        depth_mm=area.depth_mm,
        day=day,
        retention=retention,
        technique=area.technique,
    )


def _seen(case: Case, state: HealedState) -> float:
    """Give the pigment that is seen of all sessions together, by their shares."""
    shares = [session.share for session in case.plan.sessions]
    return float(sum(p * share for p, share in zip(state.pigment, shares, strict=True)))


def worded_state(state: SkinState) -> str:
    """Say a state in one line."""
    said = tr(
        "Redness: {redness}   ·   scabs: {scabs}   ·   pigment: {percent} % of the healed tone",
        redness=tr(_word(state.redness, REDNESS_WORDS, _FAINT_REDNESS, _PLAIN_REDNESS)),
        scabs=tr(_word(state.scab, SCAB_WORDS, _FEW_SCABS, _MANY_SCABS)),
        percent=worded(state.pigment * 100, ".0f"),
    )
    return said.replace(" %", "\u00a0%")  # no line ends between a number and its sign


def _word(value: float, words: tuple[str, str, str], some: float, much: float) -> str:
    return words[(value >= some) + (value >= much)]
