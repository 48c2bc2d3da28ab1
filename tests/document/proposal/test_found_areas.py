"""Areas found in photos come into a plan once, each under an id of its own."""

from __future__ import annotations

from smp_sim.document.proposal.found_areas import add_found, free_names
from smp_sim.model.case import Case
from smp_sim.render.treatment_fills import filled_area

RING = ((0.3, 0.9, 0.3), (0.35, 0.9, 0.25), (0.4, 0.88, 0.25))
FAR = ((-0.3, 0.9, -0.3), (-0.35, 0.9, -0.25), (-0.4, 0.88, -0.25))


def test_what_a_plan_has_is_not_added_again() -> None:
    """The same place is known, another is new and gets a free id; nothing new leaves the case."""
    one, two = (filled_area("patch", "alopecia-patch", ring) for ring in (RING, FAR))
    first = add_found(Case(), [one])
    assert first.names == ("patch",)
    both = add_found(first.case, [one, two])
    assert both.names == ("patch-2",)
    assert [area.id for area in both.case.plan.areas] == ["patch", "patch-2"]
    assert add_found(both.case, [one, two]) == (both.case, ())


def test_names_are_numbered_where_taken() -> None:
    """No two areas share a name."""
    assert free_names(["scar", "scar-2"], ["scar", "scar", "other"]) == (
        "scar-3",
        "scar-4",
        "other",
    )
