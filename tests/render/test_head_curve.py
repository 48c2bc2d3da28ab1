"""Curves on the head."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.model.errors import PlanError
from smp_sim.render.head_curve import (
    arc_lengths,
    lift_to_head,
    nearest_on_line,
    place_directions,
    polygon_on_head,
    resample_line,
    smooth_line,
    smooth_on_head,
)

AXES = (77.6, 76.3, 102.1)
CORNERS = np.array([[0.0, 60.0, 60.0], [30.0, 60.0, 50.0], [45.0, 50.0, 40.0], [60.0, 20.0, 50.0]])


def test_lifted_places_lie_on_the_head() -> None:
    """Every lifted place satisfies the ellipsoid's equation and keeps its direction."""
    places = lift_to_head(CORNERS, AXES)
    assert np.allclose(np.sum((places / AXES) ** 2, axis=1), 1.0)
    assert np.allclose(np.cross(places, CORNERS), 0.0, atol=1e-9)


def test_smooth_curve_passes_its_control_points() -> None:
    """Each control point lies on the curve, and the curve on the head."""
    curve = smooth_on_head(CORNERS, AXES)
    distance, _ = nearest_on_line(lift_to_head(CORNERS, AXES), curve)
    assert distance.max() < 0.05
    assert np.allclose(np.sum((curve / AXES) ** 2, axis=1), 1.0)


def test_samples_are_evenly_spaced() -> None:
    """Samples stand at most 0.85 mm apart and equally far."""
    steps = np.diff(arc_lengths(smooth_on_head(CORNERS, AXES)))
    assert steps.max() < 0.85
    assert steps.min() > 0.7


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=8))
def test_smooth_line_does_not_overshoot(points: list[tuple[float, float]]) -> None:
    """The line stays within a third of the control points' size of their box."""
    control = np.array([(x, y, 0.0) for x, y in points])
    size = np.ptp(control, axis=0).max()
    if size < 1e-3:
        return
    line = smooth_line(control)
    assert np.all(np.isfinite(line))
    assert np.all(line >= control.min(axis=0) - size / 3)
    assert np.all(line <= control.max(axis=0) + size / 3)


def test_closed_line_ends_where_it_starts() -> None:
    """A closed smooth line is closed, and has no corner at its seam."""
    angle = np.linspace(0.0, 2.0 * np.pi, 13)[:-1]
    ring = np.stack([30.0 * np.cos(angle), 30.0 * np.sin(angle), np.zeros(12)], axis=1)
    line = smooth_line(ring, closed=True)
    assert np.allclose(line[0], line[-1])
    assert np.allclose(np.linalg.norm(line, axis=1), 30.0, atol=0.15)


def test_two_points_give_a_straight_line() -> None:
    """There is no curve through two points, only a line."""
    line = smooth_line(np.array([[0.0, 0.0, 0.0], [10.0, 0.0, 0.0]]))
    assert np.allclose(line[:, 1:], 0.0)
    assert arc_lengths(line)[-1] == pytest.approx(10.0)


def test_polygon_is_closed_on_the_head() -> None:
    """A polygon's edge ends at its first corner and follows the skin."""
    edge = polygon_on_head(CORNERS, AXES)
    assert np.allclose(edge[0], edge[-1])
    assert np.allclose(np.sum((edge / AXES) ** 2, axis=1), 1.0)


def test_nearest_distance_to_a_line_is_exact() -> None:
    """Between samples the distance is that to the line, not to a sample."""
    line = resample_line(np.array([[0.0, 0.0, 0.0], [100.0, 0.0, 0.0]]))
    places = np.array([[10.37, 0.5, 0.0], [50.0, 3.0, 4.0], [-3.0, 4.0, 0.0]])
    distance, along = nearest_on_line(places, line)
    assert distance == pytest.approx([0.5, 5.0, 5.0], abs=1e-6)
    assert along == pytest.approx([10.37, 50.0, 0.0], abs=1e-6)


def test_distances_stop_at_the_farthest() -> None:
    """Beyond the farthest distance asked for it is held."""
    line = resample_line(np.array([[0.0, 0.0, 0.0], [10.0, 0.0, 0.0]]))
    distance, _ = nearest_on_line(np.array([[5.0, 40.0, 0.0], [5.0, 4.0, 0.0]]), line, 12.0)
    assert distance == pytest.approx([12.0, 4.0])


def test_columns_beyond_the_place_are_carried() -> None:
    """A radius along a stroke is resampled with it, by length of the path."""
    line = resample_line(np.array([[0.0, 0.0, 0.0, 1.0], [8.0, 0.0, 0.0, 3.0]]), 2.0)
    assert line[:, 3] == pytest.approx([1.0, 1.5, 2.0, 2.5, 3.0])


def test_centre_is_no_direction() -> None:
    """A zero vector is a mistake of the plan."""
    with pytest.raises(PlanError, match="centre"):
        place_directions([(0.0, 0.0, 0.0)], AXES, "areas.a")
