"""The tape on the skin: arcs in mm, checked against summed steps on the ellipsoid."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from smp_sim.model.head import Head
from smp_sim.render.head_geometry import place_on_head
from smp_sim.ui.overlays.guide_lines import facial_thirds, grid_lines, midline
from smp_sim.ui.overlays.skin_ruler import SkinRuler

HEAD = Head(semi_axes_mm=(75.0, 80.0, 100.0))


def length_mm(directions: np.ndarray) -> float:
    """Sum the steps of a line of unit directions on the head."""
    places = place_on_head(directions, HEAD.semi_axes_mm)
    return float(np.linalg.norm(np.diff(places, axis=0), axis=1).sum())


@given(st.floats(-100.0, 100.0), st.floats(0.0, 220.0))
def test_there_and_back(across: float, up: float) -> None:
    """Measuring the place at (across, up) gives (across, up)."""
    ruler = SkinRuler(HEAD)
    got_across, got_up = ruler.measure(ruler.direction_at(across, up))
    assert float(got_across) == pytest.approx(across, abs=0.02)
    assert float(got_up) == pytest.approx(up, abs=0.02)


@pytest.mark.parametrize("up", [0.0, 60.0, 150.0])
def test_across_is_a_true_arc(up: float) -> None:
    """A tape laid sideways from the midline reads the arc's true length."""
    ruler = SkinRuler(HEAD)
    line = ruler.direction_at(np.linspace(0.0, 90.0, 2000), up)
    assert length_mm(line) == pytest.approx(90.0, rel=2e-3)


def test_up_is_a_true_arc() -> None:
    """A tape laid up the midline reads the arc's true length."""
    line = SkinRuler(HEAD).direction_at(0.0, np.linspace(0.0, 200.0, 2000))
    assert length_mm(line) == pytest.approx(200.0, rel=2e-3)


def test_left_is_positive() -> None:
    """A place on the client's left has a positive first number."""
    across, _ = SkinRuler(HEAD).measure(np.array([0.5, 0.7, 0.5]) / np.sqrt(0.99))
    assert across > 0


def test_the_grid_is_ten_mm_wide_at_the_midline() -> None:
    """Neighbouring lines of the grid cross the midline 10 mm apart."""
    ruler = SkinRuler(HEAD)
    levels = [ruler.measure(line[len(line) // 2])[1] for line in grid_lines(HEAD)[:10]]
    assert np.diff(levels) == pytest.approx(np.full(9, 10.0), abs=0.1)


def test_midline_and_thirds_are_symmetrical() -> None:
    """The midline stays in the middle; the thirds are level, evenly apart, from above."""
    assert np.abs(midline(HEAD)[:, 0]).max() < 1e-9
    levels = [line[0, 1] for line in facial_thirds(HEAD)]
    assert all(line[0, 1] == line[1, 1] for line in facial_thirds(HEAD))
    gaps = -np.diff(levels)
    assert gaps == pytest.approx(np.full(3, gaps[0]))
    assert gaps[0] > 40.0
