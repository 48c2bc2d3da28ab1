"""What is special about some areas is told once, and only where it counts."""

from __future__ import annotations

import pytest

from smp_sim.document.advice.area_advice import NOTES_BY_KIND, notes_of
from smp_sim.model.area_kind import AreaKind
from smp_sim.model.plan import Area


@pytest.mark.parametrize("kind", NOTES_BY_KIND)
def test_every_special_kind_has_its_note(kind: AreaKind) -> None:
    """An area of that kind brings its note, two of them bring it once."""
    areas = tuple(Area(id=name, kind=kind) for name in "ab")
    assert notes_of(areas) == (NOTES_BY_KIND[kind],)


def test_plain_scalp_needs_no_note() -> None:
    """A hairline on normal skin has nothing special; a scar under any kind has."""
    assert notes_of((Area(id="a", kind="behind-hairline"),)) == ()
    assert notes_of((Area(id="a", kind="patch", tissue="scar"),)) == (NOTES_BY_KIND["scar-line"],)
