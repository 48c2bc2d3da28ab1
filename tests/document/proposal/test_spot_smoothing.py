"""Counts are evened out as widely as chance asks for, and as finely as their changes do."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.document.proposal.hair_spots import hidden_area_cm2
from smp_sim.document.proposal.spot_smoothing import SpotRate, smooth_density

#: Scale of the map, px/mm, and its side in px.
SCALE, SIDE = 1.7, 120


def rate_of(wanted: np.ndarray, rng: np.random.Generator, false_per_cm2: float = 0.0) -> SpotRate:
    """Give hairs as dense as wanted (SIDE, SIDE), on skin that faces the eye.

    As on drawn heads, each place of a jittered grid of 200 per cm² carries one by chance.
    """
    cell_cm2 = 1.0 / SCALE**2 / 100.0
    step_px = SCALE * np.sqrt(100.0 / 200.0)
    places = np.stack(np.meshgrid(*[np.arange(0.5, SIDE / step_px)] * 2), -1).reshape(-1, 2)
    places = ((places + rng.normal(0.0, 0.26, places.shape)) * step_px).clip(0, SIDE - 1)
    rows, columns = places.astype(int).T
    grown = rng.random(len(places)) * 200.0 < wanted[rows, columns] + false_per_cm2
    counts = np.zeros((SIDE, SIDE))
    np.add.at(counts, (rows[grown], columns[grown]), 1.0)
    even = np.ones((SIDE, SIDE), np.float32)
    return SpotRate(
        rate=(counts / cell_cm2).astype(np.float32),
        weight=even,
        cos_tilt=even,
        px_per_mm=SCALE,
        hidden_cm2=hidden_area_cm2(40.0, 0.5),
        false_per_cm2=false_per_cm2,
    )


def test_even_hair_stays_even(rng: np.random.Generator) -> None:
    """Where hair is even its map is: chance of a wide window alone is left, and said."""
    told, chance = smooth_density(rate_of(np.full((SIDE, SIDE), 120.0), rng))
    inner = told[20:-20, 20:-20]
    assert inner.mean() == pytest.approx(127.0, rel=0.1)
    assert np.percentile(np.abs(inner / inner.mean() - 1.0), 90) < 0.15
    assert 0.02 < np.median(chance) < 0.1


def test_a_scar_line_shows_in_the_map(rng: np.random.Generator) -> None:
    """A line of 3 mm without hair is told to less than half of the hair 6 mm beside it."""
    wanted = np.full((SIDE, SIDE), 110.0)
    middle, half = SIDE // 2, round(1.5 * SCALE)
    wanted[middle - half : middle + half + 1] = 0.0
    told, _ = smooth_density(rate_of(wanted, rng))
    beside = told[middle - round(6 * SCALE) - 2 : middle - round(6 * SCALE) + 3, 20:-20]
    assert np.median(told[middle, 20:-20]) < 0.5 * np.median(beside)


def test_a_bald_patch_keeps_its_size(rng: np.random.Generator) -> None:
    """Half the density is crossed within 2.5 mm of a patch's true border of 12 mm."""
    y, x = np.mgrid[:SIDE, :SIDE]
    away_mm = np.hypot(x - SIDE / 2, y - SIDE / 2) / SCALE
    told, _ = smooth_density(rate_of(np.where(away_mm < 12.0, 0.0, 120.0), rng))
    radius = np.sqrt(np.count_nonzero(told[10:-10, 10:-10] < 60.0) / np.pi) / SCALE
    assert radius == pytest.approx(12.0, abs=2.5)


def test_spots_of_bare_skin_are_taken_off(rng: np.random.Generator) -> None:
    """Skin that shows as many spots as bare skin does has next to no hair."""
    told, _ = smooth_density(rate_of(np.zeros((SIDE, SIDE)), rng, false_per_cm2=12.0))
    assert np.median(told) < 3.0
