"""What is special about the areas of a plan stands in its report."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from smp_sim.document.editing.edits import set_client, update_area
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.model.area_history import AreaHistory
from tests.document.report.reading import pages_of, pdf_of


def test_the_note_stands_in_the_report(figures: CaseFigures) -> None:
    """The small case has a scar: its report says what that means."""
    text = " ".join(pages_of(pdf_of(figures)))
    assert "Special to your areas" in text
    assert "Scars take pigment unevenly" in text


def test_questions_and_answers_stand_in_the_report(figures: CaseFigures) -> None:
    """Unasked they are told as open; answered, with what was answered, and a line to sign."""
    assert "not asked yet" in " ".join(pages_of(pdf_of(figures)))
    scar = figures.case.plan.areas[-1]
    told = AreaHistory(months=4.0, look="pink")
    case = update_area(figures.case, scar.id, history=told)
    case = set_client(case, msgspec.structs.replace(case.client, age_years=29.0))
    text = " ".join(pages_of(pdf_of(replace(figures, case=case))))
    for words in ("Asked before treatment", "4 months", "still pink", "too early", "29 years"):
        assert words in text.replace("\u00a0", " ")
    assert "what I answered" in text
