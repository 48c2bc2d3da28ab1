"""Hairs per cm² by counts."""

from __future__ import annotations

from typing import get_args

import pytest

from smp_sim.document.proposal.follicle_counts import (
    DEFAULT_PER_CM2,
    HAIR_COUNTS,
    default_density,
)
from smp_sim.model.client import Ancestry
from smp_sim.model.plan import Area
from smp_sim.model.units import limits_of


def test_density_comes_from_follicle_counts() -> None:
    """Published hairs per cm², less at the temple; the default where no ancestry is known."""
    assert default_density() == DEFAULT_PER_CM2
    assert default_density("european") == 226.0
    assert default_density("african", "temple") == pytest.approx(161 * 0.8)


def test_every_ancestry_has_a_count_that_an_area_can_hold() -> None:
    """Each gives dots within the limits of an area's density."""
    limits = limits_of(Area, "density_per_cm2")
    assert set(get_args(Ancestry)) == set(HAIR_COUNTS)
    for ancestry in HAIR_COUNTS:
        assert limits.clamped(default_density(ancestry)) == default_density(ancestry)
