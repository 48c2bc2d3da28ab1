"""What healing looks like is said of what a plan treats."""

from __future__ import annotations

from smp_sim.document.report.healing_pages import (
    LIP_STAGE_WORDS,
    SKIN_STAGE_WORDS,
    STAGE_WORDS,
    stage_words,
)
from smp_sim.model.case import Case
from smp_sim.model.plan import Area, Plan
from smp_sim.render.treatment_fills import filled_area


def test_lips_alone_have_words_of_their_own() -> None:
    """No scabs of dots there, but peeling and a pale phase; beside a scalp the dots' words stay."""
    lips, crown = filled_area("lips", "lips", view="close"), Area(id="crown", kind="crown")
    assert stage_words(Case(plan=Plan(areas=(lips,)))) is LIP_STAGE_WORDS
    assert stage_words(Case(plan=Plan(areas=(lips, crown)))) is STAGE_WORDS
    assert stage_words(Case()) is STAGE_WORDS


def test_pale_skin_has_words_of_its_own() -> None:
    """It is shaded, not dotted: no scabs on dots, but a match to be judged."""
    pale = filled_area("pale", "vitiligo", view="close")
    assert stage_words(Case(plan=Plan(areas=(pale,)))) is SKIN_STAGE_WORDS


def test_all_name_the_same_days() -> None:
    """Stage by stage the same days; lips have other words throughout."""
    for other in (LIP_STAGE_WORDS, SKIN_STAGE_WORDS):
        assert [day for day, _ in other] == [day for day, _ in STAGE_WORDS]
    assert not {text for _, text in LIP_STAGE_WORDS} & {text for _, text in STAGE_WORDS}
