"""What is special about the areas of a plan stands in its report."""

from __future__ import annotations

from smp_sim.document.report.case_figures import CaseFigures
from tests.document.report.reading import pages_of, pdf_of


def test_the_note_stands_in_the_report(figures: CaseFigures) -> None:
    """The small case has a scar: its report says what that means."""
    text = " ".join(pages_of(pdf_of(figures)))
    assert "Special to your areas" in text
    assert "Scars take pigment unevenly" in text
