"""What the skin shows on a day, in words."""

from __future__ import annotations

import msgspec
import pytest

from smp_sim.model.area_kind import AreaKind
from smp_sim.model.case import Case
from smp_sim.render.treatment_fills import filled_area
from smp_sim.ui.session import healed_day
from smp_sim.ui.skin_state import skin_state, worded_state


@pytest.mark.parametrize(
    ("day", "redness", "scabs"),
    [(0.0, "plain", "none"), (1.6, "faint", "many"), (56.0, "none", "none")],
)
def test_the_words_follow_the_model(day: float, redness: str, scabs: str) -> None:
    """Red when fresh, scabs some days later, neither when healed."""
    words = worded_state(skin_state(Case(), day, "typical"))
    assert f"Redness: {redness}" in words
    assert f"scabs: {scabs}" in words
    assert "\u00a0% of the healed tone" in words


def test_before_the_first_session_nothing_is_seen() -> None:
    """A day before the treatment has no pigment, redness or scabs."""
    state = skin_state(Case(), -1.0, "typical")
    assert (state.redness, state.scab, state.pigment) == (0.0, 0.0, 0.0)


def test_strong_retention_keeps_more() -> None:
    """Light, typical and strong stand in order on the healed day."""
    kept = [skin_state(Case(), 56.0, r).pigment for r in ("light", "typical", "strong")]
    assert kept[0] < kept[1] < kept[2]


@pytest.mark.parametrize("kind", ["patch", "vitiligo", "lips", "scar-line", "burn"])
def test_what_has_healed_has_the_healed_tone(kind: AreaKind) -> None:
    """On the healed day the pigment is 100 % of the healed tone, in every tissue, dots or wash."""
    plan = msgspec.structs.replace(Case().plan, areas=(filled_area("place", kind),))
    case = msgspec.structs.replace(Case(), plan=plan)
    assert skin_state(case, healed_day(case), "typical").pigment == pytest.approx(1.0)
