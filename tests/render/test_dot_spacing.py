"""How evenly dots stand is measured rightly."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from smp_sim.render.dot_spacing import measure_spacing
from smp_sim.render.products import DotField

Floats = NDArray[np.float64]


def _field_at(places_mm: Floats) -> DotField:
    """Give a field in a plane; only the places (N, 2) matter here."""
    count = len(places_mm)
    whole, real = np.zeros(count, dtype=np.int32), np.ones(count)
    place = np.column_stack([places_mm, np.zeros(count)])
    return DotField(np.arange(count), place, whole, whole, real, real, real)


@pytest.mark.parametrize("count", [0, 1])
def test_spacing_of_too_few_dots_is_zero(count: int) -> None:
    """A field of less than two dots measures 0, not an error."""
    assert measure_spacing(_field_at(np.zeros((count, 2))), None).clark_evans == 0.0


def test_a_random_field_has_a_ratio_of_one(rng: np.random.Generator) -> None:
    """Places thrown at random have a Clark-Evans ratio of 1 by definition."""
    spacing = measure_spacing(_field_at(rng.uniform(0.0, 60.0, (8000, 2))), None)
    assert spacing.clark_evans == pytest.approx(1.0, abs=0.03)


def test_a_square_lattice_is_twice_as_even() -> None:
    """The ratio of a square lattice is 2, and every distance is its step."""
    x, y = np.meshgrid(np.arange(60.0), np.arange(60.0))
    spacing = measure_spacing(_field_at(0.5 * np.column_stack([x.ravel(), y.ravel()])), None)
    assert spacing.clark_evans == pytest.approx(2.0, abs=0.03)
    assert spacing.min_mm == spacing.mean_mm == 0.5
