"""The point set that ships: its prefixes, its code, its rotations."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.render.blue_noise import (
    clark_evans,
    decode_octahedral,
    encode_octahedral,
    hexagonal_spacing,
    nearest_distances,
    rotate_points,
    rotation_of_seed,
    unpack_points,
)
from smp_sim.render.products import PointSet


def test_set_has_its_size(points: PointSet) -> None:
    """The set holds 2^19 unit vectors and 2^16 tile points in [0, 1)."""
    assert points.sphere.shape == (2**19, 3)
    assert points.tile.shape == (2**16, 2)
    lengths = np.linalg.norm(points.sphere.astype(np.float64), axis=1)
    assert np.allclose(lengths, 1.0, atol=1e-6)
    assert points.tile.min() >= 0.0
    assert points.tile.max() < 1.0


@pytest.mark.parametrize("count", [2_000, 3_333, 16_384, 50_000, 135_000])
def test_sphere_prefixes_are_blue_noise(points: PointSet, count: int) -> None:
    """Every prefix from 2,000 on is even: Clark-Evans 1.58 to 1.68, least distance 0.6 hex."""
    density = count / (4.0 * np.pi)
    nearest = nearest_distances(points.sphere[:count])
    assert 1.58 <= clark_evans(nearest, density) <= 1.68
    assert nearest.min() >= 0.60 * hexagonal_spacing(density)


@pytest.mark.parametrize("count", [2_000, 10_000, 60_000])
def test_tile_prefixes_repeat_without_a_seam(points: PointSet, count: int) -> None:
    """Nine tiles side by side are as even across their seams as inside."""
    tile = points.tile[:count].astype(np.float64)
    nine = np.concatenate([tile + np.array([i, j]) for i in (0, -1, 1) for j in (0, -1, 1)])
    nearest = nearest_distances(nine)[:count]
    assert 1.58 <= clark_evans(nearest, count) <= 1.68
    assert nearest.min() >= 0.60 * hexagonal_spacing(count)


def test_prefixes_cover_the_sphere_evenly(points: PointSet) -> None:
    """Each octant holds an eighth of a prefix to 1 %."""
    octant = (points.sphere[:100_000] > 0.0) @ np.array([1, 2, 4])
    assert np.allclose(np.bincount(octant) / 12_500.0, 1.0, atol=0.01)


@given(st.lists(st.floats(-1.0, 1.0), min_size=3, max_size=3))
def test_octahedral_code_keeps_directions(values: list[float]) -> None:
    """Coding and decoding a unit vector moves it by less than 1e-4 rad."""
    vector = np.array([values])
    length = np.linalg.norm(vector)
    if length < 1e-3:
        return
    back = decode_octahedral(encode_octahedral(vector / length))
    assert np.linalg.norm(back - vector / length) < 1e-4


@given(st.integers(0, 2**31 - 1))
def test_rotation_keeps_lengths_and_handedness(seed: int) -> None:
    """A seed's rotation is orthogonal with determinant 1."""
    turn = rotation_of_seed(seed)
    assert np.allclose(turn @ turn.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(turn) == pytest.approx(1.0)


def test_rotations_spread_over_all_directions() -> None:
    """The vertex is turned to every part of the sphere, evenly."""
    poles = np.array([rotation_of_seed(seed)[:, 1] for seed in range(4_000)])
    assert np.allclose(poles.mean(axis=0), 0.0, atol=0.04)
    assert np.allclose((poles**2).mean(axis=0), 1.0 / 3.0, atol=0.03)


def test_rotating_a_prefix_is_the_prefix_of_the_rotation(points: PointSet) -> None:
    """More points don't change those before them."""
    few, many = rotate_points(points.sphere[:500], 7), rotate_points(points.sphere[:900], 7)
    assert np.array_equal(few, many[:500])


def test_clark_evans_of_a_square_lattice_is_two() -> None:
    """A square lattice has the known ratio 2."""
    grid = np.stack(np.meshgrid(np.arange(60.0), np.arange(60.0)), axis=-1).reshape(-1, 2)
    assert clark_evans(nearest_distances(grid), 1.0) == pytest.approx(2.0)


def test_clark_evans_of_random_points_is_one(rng: np.random.Generator) -> None:
    """A random field has ratio 1."""
    places = rng.random((40_000, 2))
    inside = np.all((places > 0.03) & (places < 0.97), axis=1)
    assert clark_evans(nearest_distances(places)[inside], 40_000) == pytest.approx(1.0, abs=0.02)


def test_hexagonal_spacing_matches_the_table() -> None:
    """100 dots/cm² stand 1.07 mm apart on a hexagonal lattice."""
    assert float(hexagonal_spacing(1.0)) == pytest.approx(1.0746, abs=1e-4)


@pytest.mark.parametrize("broken", [{}, {"sphere": np.zeros((4, 2), np.uint16)}])
def test_broken_asset_is_a_fault(broken: dict[str, np.ndarray]) -> None:
    """A point file without its arrays raises ValueError, not something later."""
    with pytest.raises(ValueError, match=r"points\.npz"):
        unpack_points(broken)
