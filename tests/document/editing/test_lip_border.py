"""The border of lips evened out by its fuller half."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from smp_sim.document.editing.edits import add_view, replace_areas
from smp_sim.document.editing.lip_border import LEAST_MOVE_MM, even_border, even_lips
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area
from smp_sim.model.units import Vec3

Floats = NDArray[np.float64]


def mouth(lack: float, *, tilt_deg: float = 0.0) -> tuple[Vec3, ...]:
    """Give a mouth 50 mm wide whose left upper lip lacks a share of its height."""
    turn = np.linspace(0.0, 2.0 * np.pi, 121)[:-1]
    x, y = 25.0 * np.cos(turn), 9.0 * np.sin(turn)
    thinner = (x > 0.0) & (y < 0.0)
    y = np.where(thinner, y * (1.0 - lack * np.clip(x / 5.0, 0.0, 1.0)), y)
    c, s = np.cos(np.radians(tilt_deg)), np.sin(np.radians(tilt_deg))
    return tuple(
        (40.0 + float(a), 30.0 + float(b), 0.0)
        for a, b in zip(c * x - s * y, s * x + c * y, strict=True)
    )


def cells(outline: tuple[Vec3, ...]) -> NDArray[np.bool_]:
    """Draw an outline at 10 cells a millimetre."""
    drawn = np.zeros((600, 800), np.uint8)
    cv2.fillPoly(drawn, [np.rint(np.asarray(outline)[:, :2] * 10).astype(np.int32)], 1)
    return drawn > 0


def grown(drawn: NDArray[np.bool_], by_mm: float) -> NDArray[np.bool_]:
    """Widen what is drawn at 10 cells a millimetre."""
    side = 2 * round(10 * by_mm) + 1
    return np.asarray(cv2.dilate(drawn.astype(np.uint8), np.ones((side, side), np.uint8)) > 0)


def plan_of(outline: tuple[Vec3, ...]) -> Case:
    """Give a case of one close-up with these lips, and a patch beside them."""
    ref = PhotoRef(sha256="0" * 64, suffix=".png", width=800, height=600)
    view = View(id="v", side="flat", photo=ref, camera=FlatCamera(px_per_mm=10.0))
    lips = Area(id="lips", kind="lips", view="v", outline=outline, shade=0.3)
    patch = Area(id="patch", kind="flat-patch", view="v", outline=outline)
    return replace_areas(add_view(Case(), view), (lips, patch))


@settings(max_examples=15, deadline=None)
@given(lack=st.floats(0.1, 0.8), tilt=st.floats(-12.0, 12.0))
def test_both_halves_become_the_fuller_one(lack: float, tilt: float) -> None:
    """Whatever lacks and however the head is tilted: the mouth that it would have been."""
    evened = cells(even_border(mouth(lack, tilt_deg=tilt)).outline)
    whole = cells(mouth(0.0, tilt_deg=tilt))
    assert (evened ^ whole).sum() < 0.04 * whole.sum()


@pytest.mark.parametrize("lack", [0.0, 0.3, 0.7])
def test_nothing_that_is_red_is_left_out(lack: float) -> None:
    """The new outline holds the old one, but for its rounding; it moves out as far as told."""
    outline = mouth(lack)
    evened = even_border(outline)
    old, new = cells(outline), cells(evened.outline)
    assert not np.any(old & ~grown(new, 0.3))
    assert not np.any(new & ~grown(old, evened.moved_mm + 0.2))


def test_an_even_mouth_stays() -> None:
    """Its border moves by less than a photo shows; a plan of it is refused, nothing changed."""
    assert even_border(mouth(0.0)).moved_mm < LEAST_MOVE_MM
    with pytest.raises(PlanError, match="even already"):
        even_lips(plan_of(mouth(0.0)))


def test_a_plan_keeps_all_but_the_outline_of_its_lips() -> None:
    """Colour and other areas are as they were; how far the border moves is told."""
    case = plan_of(mouth(0.5))
    evened, moved = even_lips(case)
    lips, patch = evened.plan.areas
    assert patch == case.plan.areas[1]
    assert (lips.shade, lips.id) == (0.3, "lips")
    assert 3.0 < moved["lips"].moved_mm < 5.0
    (added,) = moved["lips"].added
    assert (
        cells(added).sum() / (cells(lips.outline) & ~cells(case.plan.areas[0].outline)).sum() > 0.7
    )
    again = even_border(lips.outline)
    assert again.moved_mm < LEAST_MOVE_MM


def test_a_plan_without_lips_has_no_border() -> None:
    """A sentence that says what to do first; lips without an outline too."""
    with pytest.raises(PlanError, match="has no lips"):
        even_lips(Case())
    with pytest.raises(PlanError, match="no outline"):
        even_border(())
