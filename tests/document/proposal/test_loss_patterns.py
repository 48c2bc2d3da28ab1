"""Each grade's shapes leave hair where its wording says."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.document.proposal.loss_patterns import GRADES, expected_hair, telling_places
from smp_sim.document.proposal.scalp_reading import spread_directions
from smp_sim.model.head import Head

HEAD = Head()
PLACES = spread_directions(1200)


def hair_at(name: str, place: tuple[float, float, float]) -> float:
    """Give the mean hair that a grade's shapes leave at a place."""
    direction = np.array([place]) / np.linalg.norm(place)
    return float(expected_hair(name, direction, HEAD).mean())


@pytest.mark.parametrize("name", GRADES)
def test_hair_is_a_share(name: str) -> None:
    """Every shape of every grade leaves from none to all, alike on both sides."""
    left = expected_hair(name, PLACES, HEAD)
    assert np.all((left >= 0.0) & (left <= 1.0))
    np.testing.assert_allclose(left, expected_hair(name, PLACES * (-1, 1, 1), HEAD), atol=1e-9)


def test_more_loss_leaves_less_hair() -> None:
    """Over the telling places each Norwood grade leaves less than the one before."""
    telling = PLACES[telling_places(PLACES, HEAD)]
    left = [expected_hair(name, telling, HEAD).mean() for name in GRADES[:7]]
    assert left == sorted(left, reverse=True)


def test_grades_differ_where_their_wording_says() -> None:
    """III loses the temples, not the front; IV the crown, not the bridge; VI all between."""
    temple, forelock = (0.52, 0.72, 0.46), (0.0, 0.75, 0.66)
    crown, bridge, fringe = (0.0, 0.79, -0.61), (0.0, 1.0, 0.1), (0.95, 0.3, -0.1)
    assert hair_at("norwood-3", temple) < hair_at("none", temple) - 0.3
    assert hair_at("norwood-3", forelock) > hair_at("norwood-4", forelock) + 0.2
    assert hair_at("norwood-4", crown) < 0.1
    assert hair_at("norwood-4", bridge) > 0.9
    assert hair_at("norwood-6", bridge) < 0.1
    assert all(hair_at(name, fringe) > 0.8 for name in GRADES)


def test_ludwig_keeps_the_frontal_line() -> None:
    """The parting thins, the front stays."""
    assert hair_at("ludwig-3", (0.0, 1.0, 0.0)) < 0.5
    assert hair_at("ludwig-3", (0.0, 0.66, 0.75)) > 0.6
