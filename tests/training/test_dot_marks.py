"""Dots are measured as they lie: counts, edges and neighbours of fields that are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from smp_sim.model.head import Head
from smp_sim.model.units import Vec3
from smp_sim.training.dot_marks import measure_dots
from smp_sim.training.drawing import Drawing
from smp_sim.training.exercise import DotTask, DrawnDot, Quantity
from smp_sim.training.measured import Measured, directions_of
from smp_sim.training.patch_plane import lay_flat, rectangle

Floats = NDArray[np.float64]
HEAD = Head()
TOP: Vec3 = (0.1946, 0.9428, 0.2706)
WIDE, HIGH = 24.0, 30.0
OUTLINE = rectangle(TOP, WIDE, HIGH, HEAD)
PLANE = lay_flat(OUTLINE, HEAD)


def measured(
    points: Floats, given_points: Floats | None = None, soft_edge: int = -1
) -> dict[Quantity, Measured]:
    """Measure dots at plane coordinates (N, 2) in mm from the patch's middle."""
    others = () if given_points is None else directions_of(PLANE.lift(given_points))
    task = DotTask(outline=OUTLINE, density_per_cm2=100.0, given=others, soft_edge=soft_edge)
    dots = tuple(DrawnDot(place=place) for place in directions_of(PLANE.lift(points)))
    return measure_dots(task, HEAD, Drawing(exercise="", dots=dots))


def thrown(count: int, seed: int = 1) -> Floats:
    """Throw dots over the patch."""
    half = np.array([WIDE, HIGH]) / 2.0
    return np.random.default_rng(seed).uniform(-half, half, (count, 2))


def test_the_plane_keeps_places_and_distances() -> None:
    """Laid flat and lifted, a place is where it was; 10 mm on the skin are 10 mm in the plane."""
    points = thrown(200)
    assert np.allclose(PLANE.flat(PLANE.lift(points)), points, atol=1e-6)
    pair = PLANE.lift(np.array([[5.0, 8.0], [5.0, -2.0]]))
    apart = float(np.linalg.norm(pair[0] - pair[1])) * 80.0
    assert apart == pytest.approx(10.0, rel=0.05)


def test_density_and_chance_are_measured_rightly() -> None:
    """720 thrown dots on 7.2 cm² are 100 /cm², with a Clark-Evans ratio of 1."""
    found = [measured(thrown(720, seed)) for seed in range(6)]
    ratios = [row["clark-evans"].value or 0.0 for row in found]
    assert all(row["density"].value == pytest.approx(100.0, rel=0.03) for row in found)
    assert np.mean(ratios) == pytest.approx(1.0, abs=0.03)


def test_a_ramp_has_the_width_it_was_made_with() -> None:
    """Density rising straight from nothing over 12 mm behind the front edge measures 12 mm."""
    points = thrown(4000)
    behind = points[:, 1] + HIGH / 2.0
    kept = np.random.default_rng(2).random(len(points)) < behind / 12.0
    found = measured(points[kept], soft_edge=0)
    assert found["edge-width"].value == pytest.approx(12.0, abs=1.5)
    assert found["edge-density"].value == pytest.approx(100.0 * 2.0 / 12.0, abs=5.0)
    assert measured(points, soft_edge=0)["edge-width"].value == pytest.approx(0.0, abs=1.5)


def test_dots_on_follicles_are_counted() -> None:
    """Of 40 dots ten sit 0.2 mm from a follicle and thirty a millimetre away: 25 %."""
    places = np.stack(np.meshgrid(np.arange(-9.0, 9.0, 4.0), np.arange(-14.0, 14.0, 3.8)), -1)
    follicles = places.reshape(-1, 2)[:40]
    away = np.where(np.arange(40)[:, None] < 10, (0.2, 0.0), (1.0, 0.0))
    assert measured(follicles + away, follicles)["on-follicles"].value == pytest.approx(25.0)


def test_a_bare_spot_is_as_wide_as_it_was_cut() -> None:
    """A hole of 6 mm in a dense field is found, with its middle."""
    points = thrown(6000)
    kept = np.linalg.norm(points - (3.0, -4.0), axis=1) > 3.0
    holes = measured(points[kept])["holes"]
    assert holes.value == pytest.approx(6.0, abs=0.6)
    middle = PLANE.flat(holes.high_faults[0].places)[0]
    assert middle == pytest.approx((3.0, -4.0), abs=0.6)


@given(count=st.integers(12, 400), seed=st.integers(0, 1000), spread=st.floats(0.0, 40.0))
def test_any_dots_are_measured_without_a_fault(count: int, seed: int, spread: float) -> None:
    """Dots on one spot, in a heap or all over the head: every value is a number or none."""
    points = np.random.default_rng(seed).normal(size=(count, 2)) * spread
    for mark in measured(np.clip(points, -60.0, 60.0)).values():
        assert mark.value is None or np.isfinite(mark.value)
