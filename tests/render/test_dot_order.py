"""The order in which points become dots."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.render.dot_order import (
    choice_order,
    expected_count,
    largest_rank,
    lay_in_plane,
    lay_on_head,
    spread_of,
)
from smp_sim.render.products import PointSet

AXES = (77.6, 76.3, 102.1)


@given(st.floats(0.0, 1.0), st.floats(1.0, 3.0))
def test_expected_count_is_monotone_and_bounded(variety: float, reach: float) -> None:
    """More threshold never means fewer points, and there are never more than the set holds."""
    threshold = np.linspace(1.0, reach * 1000.0 * 20.0, 400)
    count = expected_count(threshold, variety, 1000)
    assert np.all(np.diff(count) >= -1e-9)
    assert np.all(count <= 1000.0 + 1e-9)
    assert np.all(count <= threshold + 1e-9)


@pytest.mark.parametrize("variety", [0.0, 0.3, 0.5, 1.0])
def test_expected_count_is_the_average_over_chance(
    variety: float, rng: np.random.Generator
) -> None:
    """The closed form agrees with counting points of random q, also where the set runs out."""
    total = 20_000
    u = rng.uniform(-1.0, 1.0, (20, total))
    u = np.where(rng.random(u.shape) < variety, np.sign(u), u)
    key = (np.arange(total) + 0.5) / (1.0 + spread_of(variety) * u)
    for threshold in (0.3 * total, 0.8 * total, 1.5 * total, 4.0 * total):
        counted = np.count_nonzero(key < threshold, axis=1).mean()
        closed = expected_count(np.array([threshold]), variety, total)[0]
        assert counted == pytest.approx(closed, rel=0.005)


@pytest.mark.parametrize("variety", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.8, 0.95])
def test_choice_gives_as_many_as_wanted(points: PointSet, variety: float, share: float) -> None:
    """Of all points, the share below a wanted count is that count, to 0.5 %."""
    laid = lay_on_head(points, 3, len(points.sphere), AXES)
    wanted = share * len(points.sphere)
    chosen = np.count_nonzero(choice_order(laid, variety) < wanted)
    assert chosen == pytest.approx(wanted, rel=0.005)


@given(st.floats(100.0, 60_000.0), st.floats(0.0, 1.0))
def test_no_dot_lies_beyond_the_largest_rank(wanted: float, variety: float) -> None:
    """Ranks that are not laid out could not have become dots."""
    total = 65_536
    count = largest_rank(wanted, variety, total)
    rank = np.arange(count, total, dtype=np.float64)
    first = expected_count((rank + 0.5) / (1.0 + spread_of(variety)), variety, total)
    assert not len(first) or first.min() >= wanted - 1e-6


def test_points_keep_their_chances(points: PointSet) -> None:
    """Laying out more points changes nothing about those before them."""
    few, many = (lay_on_head(points, 5, count, AXES) for count in (1_000, 4_000))
    assert np.array_equal(few.chance, many.chance[:1_000])
    assert np.array_equal(few.normal, many.normal[:1_000])
    assert np.array_equal(few.jitter, many.jitter[:1_000])
    assert np.array_equal(few.place_mm, many.place_mm[:1_000])


def test_tiles_of_the_plane_have_their_own_dots(points: PointSet) -> None:
    """No two points of neighbouring tiles share an identity, and a wider view keeps them all."""
    small = lay_in_plane(points, 9, np.array([0.0, 0.0]), np.array([120.0, 80.0]), 500)
    large = lay_in_plane(points, 9, np.array([-150.0, -90.0]), np.array([120.0, 80.0]), 500)
    assert len(np.unique(large.identity)) == len(large.identity)
    common = np.isin(large.identity, small.identity)
    order = np.argsort(large.identity[common])
    assert np.array_equal(large.chart[common][order], small.chart[np.argsort(small.identity)])
