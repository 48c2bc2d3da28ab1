"""The laws of ombré and of a lip liner."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.model.plan import Area, Plan
from smp_sim.model.units import Vec3
from smp_sim.render.area_field import AreaField
from smp_sim.render.area_region import area_distances
from smp_sim.render.dot_field import place_dots
from smp_sim.render.edge_profile import feather_profile
from smp_sim.render.lip_shading import grade_lips, is_graded
from smp_sim.render.products import DotField, PointSet
from smp_sim.render.treatment_fills import filled_area

Floats = NDArray[np.float64]
DEPTHS = np.linspace(-2.0, 9.0, 221)


def oval(wide_mm: float = 25.0, high_mm: float = 9.0) -> tuple[Vec3, ...]:
    """Give an oval as wide and high as a mouth, in mm of a close-up's plane."""
    turn = np.linspace(0.0, 2.0 * np.pi, 65)[:-1]
    x, y = 40.0 + wide_mm * np.cos(turn), 30.0 + high_mm * np.sin(turn)
    return tuple((float(a), float(b), 0.0) for a, b in zip(x, y, strict=True))


LIPS = filled_area("lips", "lips", oval(), view="v")


def distances(area: Area) -> AreaField:
    """Measure the distances from an area's border."""
    return area_distances(Plan(areas=(area,)), area)


def strength(area: Area, inside_mm: Floats = DEPTHS) -> Floats:
    """Give the pigment at depths in mm inside the border, as a share of an even fill."""
    even = feather_profile(area, inside_mm)
    shaded = grade_lips(area, distances(area), inside_mm, even) if is_graded(area) else even
    return np.asarray(shaded.share * shaded.tone)


def laid(points: PointSet, area: Area) -> DotField:
    """Give the pigment of one area in its close-up."""
    return place_dots(Plan(areas=(area,)), points, "v")


@pytest.mark.parametrize("technique", ["wash", "dots"])
def test_even_is_what_it_was(points: PointSet, technique: str) -> None:
    """No ombré and no liner: the same pigment to the bit, whatever the liner's tone."""
    even = replace(LIPS, technique=technique)
    plain, toned = laid(points, even), laid(points, replace(even, liner_tone=3.0))
    assert np.array_equal(plain.tone, toned.tone)
    assert np.array_equal(plain.place, toned.place)


@pytest.mark.parametrize("ombre", [-1.0, -0.4, 0.5, 1.0])
def test_ombre_moves_pigment_and_adds_none(points: PointSet, ombre: float) -> None:
    """The pigment of the whole wash is that of an even one, within 1 %."""
    even, shaded = laid(points, LIPS), laid(points, replace(LIPS, ombre=ombre))
    assert shaded.tone.sum() == pytest.approx(even.tone.sum(), rel=0.01)
    assert np.array_equal(even.place, shaded.place)


def test_dots_keep_their_mean_tone_too(points: PointSet) -> None:
    """Set as dots, lips have the same dots, and their tones the same mean within 2 %."""
    dotted = replace(LIPS, technique="dots")
    even, shaded = laid(points, dotted), laid(points, replace(dotted, ombre=0.8))
    assert np.array_equal(even.identity, shaded.identity)
    assert shaded.tone.mean() == pytest.approx(even.tone.mean(), rel=0.02)


@settings(max_examples=20, deadline=None)
@given(ombre=st.floats(0.05, 1.0))
def test_it_runs_one_way_from_border_to_middle(ombre: float) -> None:
    """Above 0 ever lighter toward the middle, below 0 ever darker; past the soft edge."""
    deep = DEPTHS[LIPS.feather_mm < DEPTHS]
    assert np.all(np.diff(strength(replace(LIPS, ombre=ombre), deep)) <= 1e-12)
    assert np.all(np.diff(strength(replace(LIPS, ombre=-ombre), deep)) >= -1e-12)


def test_more_ombre_is_more_contrast() -> None:
    """Border and middle grow apart; at its strongest the middle has a fifth of the border."""
    deep = np.array([LIPS.feather_mm, 9.0])
    ends = [strength(replace(LIPS, ombre=ombre), deep) for ombre in (0.0, 0.3, 0.6, 1.0)]
    shares = [float(middle / border) for border, middle in ends]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == pytest.approx(1.0)
    assert 0.15 < shares[-1] < 0.3


@settings(max_examples=20, deadline=None)
@given(ombre=st.floats(-1.0, 1.0), liner_mm=st.floats(0.0, 3.0), tone=st.floats(1.0, 3.0))
def test_nothing_lies_outside_the_border(ombre: float, liner_mm: float, tone: float) -> None:
    """Whatever is asked, outside the outline there is no pigment, and nowhere less than none."""
    shaded = strength(replace(LIPS, ombre=ombre, liner_mm=liner_mm, liner_tone=tone))
    assert np.all(shaded[DEPTHS <= 0.0] == 0.0)
    assert np.all(shaded >= 0.0)


@settings(max_examples=20, deadline=None)
@given(
    narrow=st.floats(0.0, 3.0),
    wider=st.floats(0.0, 1.0),
    tone=st.floats(1.0, 3.0),
    ombre=st.floats(-1.0, 1.0),
)
def test_a_wider_or_darker_liner_is_nowhere_lighter(
    narrow: float, wider: float, tone: float, ombre: float
) -> None:
    """More of a liner adds pigment or leaves it as it is."""
    thin = replace(LIPS, ombre=ombre, liner_mm=narrow, liner_tone=tone)
    wide = replace(thin, liner_mm=min(narrow + wider, 3.0))
    dark = replace(thin, liner_tone=min(tone + wider, 3.0))
    assert np.all(strength(wide) >= strength(thin) - 1e-12)
    assert np.all(strength(dark) >= strength(thin) - 1e-12)


def test_a_liner_is_as_wide_as_it_says() -> None:
    """A band of its tone along the border; beyond it and its fade the even fill."""
    lined = replace(LIPS, liner_mm=1.2, liner_tone=2.0)
    inside = strength(lined)
    assert inside[(DEPTHS > 0.4) & (DEPTHS < 1.2)] == pytest.approx(2.0)
    assert inside[DEPTHS > 1.9] == pytest.approx(1.0)
    assert strength(lined, np.array([0.35])) > strength(LIPS, np.array([0.35]))


def test_other_kinds_do_not_read_it() -> None:
    """A patch with the same fields is filled evenly."""
    patch = replace(LIPS, kind="flat-patch", ombre=1.0, liner_mm=2.0)
    assert not is_graded(patch)
    assert is_graded(replace(LIPS, ombre=-0.1))
    assert is_graded(replace(LIPS, liner_mm=0.5))
