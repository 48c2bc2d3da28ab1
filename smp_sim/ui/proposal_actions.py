"""The actions that let the program propose."""

from __future__ import annotations

from smp_sim.ui.action_spec import ActionSpec
from smp_sim.ui.lip_proposals import even_border_of_lips, find_lips
from smp_sim.ui.proposals import (
    find_patches,
    find_scars,
    match_my_hair,
    match_skin_around,
    propose_everything,
    read_client_hair,
    read_hair_direction,
    show_hair,
)
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
        *_reading_actions(),
        ActionSpec(
            "show-hair",
            mark("Show existing hair"),
            "view",
            lambda w: show_hair(w.bench),
            state=lambda w: w.bench.overlays.is_on("hair"),
            needs_photo=True,
        ),
    ]


def _reading_actions() -> list[ActionSpec]:
    """Give the actions that read scars, hair and skin from the photos."""
    return [
        ActionSpec(name, title, "plan", run, needs_photo=True)
        for name, title, run in (
            ("find-scars", mark("Find scars"), lambda w: find_scars(w.bench)),
            ("find-patches", mark("Find bald patches"), lambda w: find_patches(w.bench)),
            ("find-lips", mark("Find lips"), lambda w: find_lips(w.bench)),
            (
                "even-lips",
                mark("Even out the border of lips"),
                lambda w: even_border_of_lips(w.bench),
            ),
            ("read-hair", mark("Read the client's hair"), lambda w: read_client_hair(w.bench)),
            (
                "read-direction",
                mark("Read the hair's direction"),
                lambda w: read_hair_direction(w.bench),
            ),
            ("match-skin", mark("Match the skin around"), lambda w: match_skin_around(w.bench)),
        )
    ]
