"""Rows are found whatever grid they belong to, and not where there are none."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from smp_sim.render.blue_noise import hexagonal_spacing
from smp_sim.training.row_search import search_rows, share_in_rows

Floats = NDArray[np.float64]
DENSITY = 1.2  # dots per mm²
SPACING = float(hexagonal_spacing(DENSITY))


def lattice(kind: str, angle_deg: float) -> Floats:
    """Give a field of some 18 x 14 mm: a square or hexagonal grid, or rows of uneven dots."""
    rng = np.random.default_rng(4)
    turn = np.radians(angle_deg)
    numbers = np.stack(np.meshgrid(np.arange(-40, 41), np.arange(-40, 41)), axis=-1)
    grid = numbers.reshape(-1, 2).astype(float)
    if kind == "hexagonal":
        grid = grid @ np.array([[1.0, 0.0], [0.5, np.sqrt(3.0) / 2.0]]) * SPACING
    elif kind == "square":
        grid /= np.sqrt(DENSITY)
    else:
        grid = (grid + np.stack([rng.uniform(-0.5, 0.5, len(grid)), np.zeros(len(grid))], 1)) * 0.91
    points = grid @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    return np.asarray(points[np.all(np.abs(points) < (9.0, 7.0), axis=1)])


@pytest.mark.parametrize("kind", ["square", "hexagonal", "rows"])
@pytest.mark.parametrize("angle", [0.0, 17.0, 45.0, 80.0])
def test_a_grid_is_found_at_any_angle(kind: str, angle: float) -> None:
    """Square, hexagonal, or only rows with uneven steps: most dots keep step."""
    assert share_in_rows(search_rows(lattice(kind, angle), SPACING)) > 0.6


def test_dots_by_chance_keep_no_step(rng: np.random.Generator) -> None:
    """Of ten random fields none is called a grid."""
    for _ in range(10):
        field = rng.uniform((-9.0, -7.0), (9.0, 7.0), (300, 2))
        assert share_in_rows(search_rows(field, SPACING)) < 0.12


def test_a_shaken_grid_is_less_of_one(rng: np.random.Generator) -> None:
    """The share falls with the jitter, by about exp(-k² s²)."""
    grid = lattice("square", 11.0)
    shares = [
        share_in_rows(search_rows(grid + rng.normal(size=grid.shape) * sigma, SPACING))
        for sigma in (0.0, 0.06, 0.12, 0.2)
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[2] == pytest.approx(
        np.exp(-((2.0 * np.pi * np.sqrt(DENSITY) * 0.12) ** 2)), abs=0.1
    )


def test_rows_are_shown_where_dots_stand() -> None:
    """The line nearest a window's middle goes through its dots."""
    grid = lattice("square", 11.0)
    for window in search_rows(grid, SPACING):
        across = window.wave / np.linalg.norm(window.wave)
        away = (grid - window.centre) @ across - window.shift_mm
        assert np.min(np.abs(away)) < 0.1


def test_too_few_dots_are_no_field() -> None:
    """A dozen dots have no rows to speak of."""
    assert search_rows(lattice("square", 0.0)[:12], SPACING) == ()
