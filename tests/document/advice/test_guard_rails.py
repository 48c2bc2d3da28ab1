"""Guard rails speak up where a practitioner would, say why, and stay silent otherwise."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from smp_sim.document.advice.guard_rails import find_warnings
from smp_sim.model.camera import FlatCamera, Scale
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.client import Client
from smp_sim.model.head import Head
from smp_sim.model.plan import Area, Plan
from smp_sim.render.hairline_curve import preset_hairline

PHOTO = PhotoRef(sha256="0" * 64, suffix=".jpg", width=100, height=100)
GOOD = Area(id="top", kind="behind-hairline")


def case_with(area: Area = GOOD, *, preset: str = "natural", height_mm: float = 80.0) -> Case:
    """Give a case with one area behind a hairline."""
    line = preset_hairline(preset, Head(), height_mm)
    return Case(plan=Plan(hairline=line, areas=(area,)))


def codes(case: Case) -> set[str]:
    """Give the codes of what is said about a case."""
    return {warning.code for warning in find_warnings(case)}


@pytest.mark.parametrize("preset", ["natural", "soft", "broken", "receded", "widows-peak", "garg"])
def test_a_plan_by_the_book_is_not_commented(preset: str) -> None:
    """The natural presets with the default fill pass in silence."""
    assert codes(case_with(preset=preset)) == set()


def test_a_ruled_edge_is_noticed() -> None:
    """The straight preset departs too little from a ruled edge and from its mirror image."""
    assert {"hairline-straight", "hairline-symmetric"} <= codes(case_with(preset="straight"))


def test_a_low_hairline_is_noticed() -> None:
    """Below 6 cm above the glabella."""
    assert "hairline-low" in codes(case_with(height_mm=52.0))
    assert "hairline-low" not in codes(case_with(height_mm=65.0))


def test_large_and_merging_dots_are_noticed() -> None:
    """Dots over 0.35 mm, and fields that cover over 15 % of the skin."""
    assert "dots-large" in codes(case_with(replace(GOOD, dot_mm=0.4)))
    assert "density-merging" in codes(case_with(replace(GOOD, density_per_cm2=400.0)))


def test_a_dark_shade_counts_on_fair_skin_only() -> None:
    """The same shade is noticed at ITA 60 and not at ITA 0."""
    dark = case_with(replace(GOOD, shade=0.9))
    assert "shade-dark" in codes(replace(dark, client=Client(skin_ita_deg=60.0)))
    assert "shade-dark" not in codes(replace(dark, client=Client(skin_ita_deg=0.0)))


def test_dots_that_return_grey_take_less_than_they_cover() -> None:
    """Large and dark dots pass where more than half of what they take comes back."""
    area = replace(GOOD, dot_mm=0.42, shade=0.9)
    client = Client(skin_ita_deg=50.0)
    found = [
        codes(replace(case_with(replace(area, grey_return=grey)), client=client))
        for grey in (0.0, 0.6)
    ]
    assert {"dots-large", "shade-dark", "density-merging"} <= found[0]
    assert not found[1] & {"dots-large", "shade-dark", "density-merging"}


def test_an_unknown_scale_is_said_for_its_view() -> None:
    """Uncalibrated views are named."""
    view = View(id="scar", side="flat", photo=PHOTO, camera=FlatCamera(px_per_mm=10.0))
    (warning,) = find_warnings(Case(views=(view,)))
    assert warning.code == "uncalibrated"
    assert "scar" in warning.text
    known = replace(view, scale=Scale(source="ruler", error_percent=2.0))
    assert find_warnings(Case(views=(known,))) == ()


def test_every_warning_says_what_and_why() -> None:
    """A sentence of its own with a full stop, and no word of doom that the program avoids."""
    bad = case_with(replace(GOOD, dot_mm=0.45, density_per_cm2=300.0, shade=1.0), preset="straight")
    for warning in find_warnings(replace(bad, client=Client(skin_ita_deg=60.0))):
        assert warning.text.endswith(".")
        assert len(warning.text.split()) >= 8
        assert not {"guarantee", "result", "final"} & set(warning.text.lower().split())
