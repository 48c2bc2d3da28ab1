"""A view is meant by its number from 1, its id or its side."""

from __future__ import annotations

import pytest

from smp_sim.document.export.view_choice import choose_view
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.errors import SmpError

PHOTO = PhotoRef(sha256="0" * 64, suffix=".jpg", width=10, height=10)
CASE = Case(
    views=tuple(
        View(id=name, side="flat", photo=PHOTO, camera=FlatCamera(px_per_mm=1.0))
        for name in ("scar", "patch")
    )
)


@pytest.mark.parametrize(
    ("name", "found"), [("1", "scar"), ("2", "patch"), ("patch", "patch"), ("flat", "scar")]
)
def test_number_id_and_side(name: str, found: str) -> None:
    """The first of a side, the one of an id, the number in order."""
    assert choose_view(CASE, name).id == found


@pytest.mark.parametrize("name", ["0", "3", "-1", "top", "", "²"])
def test_what_is_not_there_is_refused_with_what_is(name: str) -> None:
    """The message lists the views."""
    with pytest.raises(SmpError, match=r"1 \(scar\), 2 \(patch\)"):
        choose_view(CASE, name)


def test_an_empty_case_says_so() -> None:
    """No photos, no view."""
    with pytest.raises(SmpError, match="no photos"):
        choose_view(Case(), "1")
