"""How warnings are gathered for the step of density and shade."""

from __future__ import annotations

from smp_sim.document.advice.warning import Warning as Rail
from smp_sim.ui.engine_jobs import _gathered


def test_what_holds_for_every_photo_is_said_once() -> None:
    """A warning of each of three photos is one sentence; those of the plan stay apart."""
    found = (
        Rail("unresolved", "View 'a' is coarse."),
        Rail("unresolved", "View 'b' is coarse."),
        Rail("unresolved", "View 'c' is coarse."),
        Rail("dots-large", "Area 'x' is large."),
        Rail("dots-large", "Area 'y' is large."),
    )
    assert _gathered(found) == (
        "View 'a' is coarse. The same holds for 2 more.",
        "Area 'x' is large.",
        "Area 'y' is large.",
    )
