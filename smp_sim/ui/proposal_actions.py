"""The actions that let the program propose."""

from __future__ import annotations

from smp_sim.ui.action_spec import ActionSpec
from smp_sim.ui.proposals import match_my_hair, propose_everything, show_hair
from smp_sim.ui.translation import mark


def proposal_actions() -> list[ActionSpec]:
    """Give the actions that propose a whole case, or dots like the client's own hair."""
    return [
        ActionSpec(
            "propose",
            mark("Propose everything"),
            "plan",
            lambda w: propose_everything(w.bench),
            needs_photo=True,
            begins_group=True,
        ),
        ActionSpec(
            "match-hair",
            mark("Match my own hair"),
            "plan",
            lambda w: match_my_hair(w.bench),
            needs_photo=True,
        ),
        ActionSpec(
            "show-hair",
            mark("Show existing hair"),
            "view",
            lambda w: show_hair(w.bench),
            state=lambda w: w.bench.overlays.is_on("hair"),
            needs_photo=True,
        ),
    ]
