"""The ellipsoid: places, normals, areas and the scalp map."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.model.head import DEFAULT_SEMI_AXES_MM
from smp_sim.render.head_geometry import (
    area_per_steradian,
    direction_of_map,
    map_of_direction,
    normal_at,
    place_of_sphere,
    place_on_head,
    tangents_at,
    unit,
)

AXES = DEFAULT_SEMI_AXES_MM
seeds = st.integers(0, 10_000)


def random_directions(seed: int, count: int = 200) -> np.ndarray:
    """Draw directions evenly over the sphere."""
    return unit(np.random.default_rng(seed).standard_normal((count, 3)))


@given(seeds)
def test_places_lie_on_the_ellipsoid_and_give_their_direction_back(seed: int) -> None:
    """A direction's place satisfies the ellipsoid's equation and points the same way."""
    u = random_directions(seed)
    places = place_on_head(u, AXES)
    np.testing.assert_allclose(np.sum((places / AXES) ** 2, axis=1), 1.0, rtol=1e-12)
    np.testing.assert_allclose(unit(places), u, atol=1e-12)


@given(seeds)
def test_normals_and_tangents_are_at_right_angles(seed: int) -> None:
    """Normal and tangents form an orthonormal frame that follows the surface."""
    places = place_on_head(random_directions(seed), AXES)
    normals = normal_at(places, AXES)
    frame = np.stack([normals, *tangents_at(normals)], axis=1)
    np.testing.assert_allclose(
        frame @ frame.transpose(0, 2, 1), np.tile(np.eye(3), (len(places), 1, 1)), atol=1e-9
    )
    step = 1e-3 * frame[:, 1]
    level = np.sum(((places + step) / AXES) ** 2, axis=1) - 1.0
    np.testing.assert_allclose(level, 0.0, atol=1e-8)


def test_the_area_factor_adds_up_to_the_area_of_the_ellipsoid() -> None:
    """The mean factor times 4 pi is the ellipsoid's area (Thomsen's formula, 1.061 % at worst)."""
    sphere = random_directions(3, 200_000)
    area = 4 * np.pi * np.mean(area_per_steradian(sphere, AXES))
    a, b, c = AXES
    p = 1.6075
    thomsen = 4 * np.pi * (((a * b) ** p + (a * c) ** p + (b * c) ** p) / 3) ** (1 / p)
    np.testing.assert_allclose(area, thomsen, rtol=0.012)


def test_stretched_sphere_points_lie_on_the_head() -> None:
    """Stretching the sphere gives places on the ellipsoid."""
    places = place_of_sphere(random_directions(1), AXES)
    np.testing.assert_allclose(np.sum((places / AXES) ** 2, axis=1), 1.0, rtol=1e-12)


@given(seeds)
def test_the_scalp_map_can_be_undone(seed: int) -> None:
    """Directions survive the way to the map and back, the vertex included."""
    u = np.vstack([random_directions(seed), [[0.0, 1.0, 0.0]]])
    np.testing.assert_allclose(direction_of_map(map_of_direction(u)), u, atol=1e-9)


def test_the_scalp_map_shows_left_at_positive_x_and_front_at_positive_z() -> None:
    """The client's left and the front of the head have positive map coordinates."""
    left, front = map_of_direction([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    np.testing.assert_allclose(left, [np.pi / 2, 0.0], atol=1e-12)
    np.testing.assert_allclose(front, [0.0, np.pi / 2], atol=1e-12)
