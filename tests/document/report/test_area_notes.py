"""What is special about some areas is told once, and only where it counts."""

from __future__ import annotations

import pytest

from smp_sim.document.report.area_notes import NOTES_BY_KIND, notes_of
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.model.area_kind import AreaKind
from smp_sim.model.plan import Area
from tests.document.report.reading import pages_of, pdf_of


@pytest.mark.parametrize("kind", NOTES_BY_KIND)
def test_every_special_kind_has_its_note(kind: AreaKind) -> None:
    """An area of that kind brings its note, two of them bring it once."""
    areas = tuple(Area(id=name, kind=kind) for name in "ab")
    assert notes_of(areas) == (NOTES_BY_KIND[kind],)


def test_plain_scalp_needs_no_note() -> None:
    """A hairline on normal skin has nothing special; a scar under any kind has."""
    assert notes_of((Area(id="a", kind="behind-hairline"),)) == ()
    assert notes_of((Area(id="a", kind="patch", tissue="scar"),)) == (NOTES_BY_KIND["scar-line"],)


def test_the_note_stands_in_the_report(figures: CaseFigures) -> None:
    """The small case has a scar: its report says what that means."""
    text = " ".join(pages_of(pdf_of(figures)))
    assert "Special to your areas" in text
    assert "Scars take pigment unevenly" in text
