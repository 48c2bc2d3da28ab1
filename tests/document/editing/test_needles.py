"""Needles: their name stands with the sitting, and what they keep acts on healing."""

from __future__ import annotations

import pytest

from smp_sim.document.editing.needles import kept_by, set_needle
from smp_sim.model.case import Case
from smp_sim.render.healing import heal_sessions
from smp_sim.render.tissue import KEPT_SEVEN


@pytest.mark.parametrize("needle", ["7RL", " 7rl", "7 cluster"])
def test_clusters_of_seven_keep_more(needle: str) -> None:
    """As Traquina 2001 saw in scars; any way of writing seven."""
    assert kept_by(needle) == KEPT_SEVEN.value > 1.0


@pytest.mark.parametrize("needle", ["", "1RL", "3RL", "17"])
def test_nothing_is_known_of_other_needles(needle: str) -> None:
    """So that they leave healing alone."""
    assert kept_by(needle) == 1.0


def test_a_needle_acts_on_healed_dots_and_not_on_fresh_ones() -> None:
    """The fresh dose is the same; on the healed day a tenth more of it is left."""
    case, seven = Case(), set_needle(Case(), "7RL")
    fresh, kept = (
        [
            heal_sessions(
                c.plan, c.client, tissue="scar", depth_mm=0.3, day=day, retention="typical"
            ).pigment[0]
            for c in (case, seven)
        ]
        for day in (0.0, 28.0)
    )
    assert fresh[0] == fresh[1]
    assert kept[1] == pytest.approx(KEPT_SEVEN.value * kept[0])


def test_no_needle_keeps_more_than_all() -> None:
    """However strong the retention, the share that is left stays at one."""
    seven = set_needle(Case(), "7RL")
    state = heal_sessions(
        seven.plan, seven.client, tissue="normal", depth_mm=0.3, day=28.0, retention="strong"
    )
    assert 0.0 < state.pigment[0] <= 1.5 * seven.plan.sessions[0].tone
