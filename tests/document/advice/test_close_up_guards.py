"""Guard rails for close-ups: areas over the whole photo, lips and liners of odd sizes."""

from __future__ import annotations

import msgspec
import pytest

from smp_sim.document.advice.close_up_guards import judge_close_ups
from smp_sim.document.advice.guard_rails import find_warnings
from smp_sim.document.editing.edits import add_view, replace_areas
from smp_sim.model.area_kind import AreaKind
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.units import Vec3
from smp_sim.render.treatment_fills import filled_area
from tests.document.case_files import head_view, png_bytes


def box(wide_mm: float, high_mm: float, at_mm: float = 5.0) -> tuple[Vec3, ...]:
    """Give a rectangle's corners in mm of a close-up's plane."""
    far, low = at_mm + wide_mm, at_mm + high_mm
    return ((at_mm, at_mm, 0.0), (far, at_mm, 0.0), (far, low, 0.0), (at_mm, low, 0.0))


def case_with(kind: AreaKind, outline: tuple[Vec3, ...], **fields: float) -> Case:
    """Give a case of one close-up, 100 by 80 mm, with one area."""
    photo = PhotoRef(sha256="0" * 64, suffix=".png", width=1000, height=800)
    view = View(id="v", side="flat", photo=photo, camera=FlatCamera(px_per_mm=10.0))
    area = msgspec.structs.replace(filled_area("a", kind, outline, view="v"), **fields)
    return replace_areas(add_view(Case(), view), (area,))


def codes(case: Case) -> list[str]:
    """Give the codes of what the guard rails of close-ups say."""
    return [warning.code for warning in judge_close_ups(case)]


def test_plain_lips_pass() -> None:
    """A mouth of 50 mm with a fine liner."""
    assert codes(case_with("lips", box(50.0, 18.0), liner_mm=1.0)) == []


@pytest.mark.parametrize("kind", ["lips", "vitiligo", "flat-patch"])
def test_an_area_over_the_whole_photo_is_said(kind: AreaKind) -> None:
    """Drawn to or beyond its edges; one that leaves skin on a side is not."""
    assert "covers-photo" in codes(case_with(kind, box(100.0, 80.0, 0.0)))
    assert "covers-photo" in codes(case_with(kind, box(140.0, 120.0, -20.0)))
    assert "covers-photo" not in codes(case_with(kind, box(90.0, 80.0, 0.0)))


@pytest.mark.parametrize(("wide_mm", "odd"), [(20.0, True), (45.0, False), (95.0, True)])
def test_a_mouth_of_odd_size_is_doubted(wide_mm: float, odd: bool) -> None:  # noqa: FBT001
    """As from a wrong scale; other kinds may have any size."""
    assert ("mouth-size" in codes(case_with("lips", box(wide_mm, 16.0)))) is odd
    assert "mouth-size" not in codes(case_with("vitiligo", box(wide_mm, 16.0)))


def test_a_liner_as_high_as_the_lip_is_said() -> None:
    """On thin lips 3 mm is no line any more; it is among all warnings of the case."""
    thin = case_with("lips", box(50.0, 10.0), liner_mm=3.0)
    assert "liner-wide" in [warning.code for warning in find_warnings(thin)]


def test_an_area_that_no_photo_can_show_is_said() -> None:
    """A field on the head of a case of close-ups alone; with a photo of the head it passes."""
    lips = case_with("lips", box(50.0, 18.0))
    crown = replace_areas(lips, (*lips.plan.areas, filled_area("crown", "crown")))
    (warning,) = judge_close_ups(crown)
    assert warning.code == "out-of-sight"
    assert "'crown'" in warning.text
    assert judge_close_ups(add_view(crown, head_view(png_bytes()))) == []
