"""Dark spots at the width of hairs: what a count of them means."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.document.proposal.hair_spots import (
    behind_count,
    count_of,
    find_hairs,
    hair_ends,
    hidden_area_cm2,
    spot_depth,
    unmerged,
)
from smp_sim.render.products import Photo


def test_plain_skin_has_no_hairs(rng: np.random.Generator) -> None:
    """Noise of a camera is not counted as hair."""
    noisy = np.clip(150.0 + 3.0 * rng.standard_normal((200, 200, 1)), 0, 255)
    photo = Photo(np.repeat(noisy, 3, axis=2).astype(np.uint8))
    assert len(find_hairs(photo, 14.0)) == 0


def test_merged_hairs_are_counted_back(rng: np.random.Generator) -> None:
    """Hairs strewn at random, those nearer than 0.2 mm counted once: the density comes back."""
    density_mm2, side = 1.8, 15.0
    places = rng.uniform(0.0, side, (int(density_mm2 * side**2), 2))
    kept: list[np.ndarray] = []
    for place in places:
        if all(np.hypot(*(place - other)) >= 0.2 for other in kept):
            kept.append(place)
    counted = np.array([[len(kept) / side**2 * 100.0]], dtype=np.float32)
    assert unmerged(counted)[0, 0] == pytest.approx(100.0 * density_mm2, rel=0.05)


@given(st.floats(0.0, 250.0), st.floats(3.0, 15.0))
def test_a_count_leads_back_to_its_density(per_cm2: float, px_per_mm: float) -> None:
    """The density behind a count is the one that leads to it, up to where counts stop telling."""
    hidden = hidden_area_cm2(px_per_mm, 0.5)
    counted = count_of(np.array([[per_cm2]], np.float32), hidden)
    told = min(per_cm2, 2.3 / hidden)
    assert behind_count(counted, hidden)[0, 0] == pytest.approx(told, rel=0.02, abs=0.1)


def test_coarse_and_blurred_photos_hide_more() -> None:
    """The area in which hairs hide each other grows with px and blur."""
    fine, coarse, blurred = (hidden_area_cm2(*s) for s in ((14.0, 0.5), (4.5, 0.5), (4.5, 1.5)))
    assert fine < coarse < blurred


def test_shade_moves_no_depth(rng: np.random.Generator) -> None:
    """Half the light on the same skin leaves every spot as deep as before, within 0.03."""
    skin = np.full((120, 120), 0.4) * np.exp(-0.3 * (rng.random((120, 120)) < 0.01))
    depths = []
    for light in (1.0, 0.5):
        coded = np.clip(255.0 * (light * skin) ** (1 / 2.2), 0, 255)
        photo = Photo(np.repeat(coded[..., None], 3, axis=2).astype(np.uint8))
        depths.append(spot_depth(photo, 5.0))
    assert np.abs(depths[0] - depths[1]).max() < 0.03


def test_dots_off_both_ends_are_off_the_hair() -> None:
    """A lying hair keeps two places, a standing one its middle alone."""
    picture = np.full((200, 200, 3), 180, np.uint8)
    cv2.line(picture, (60, 96), (60, 104), (60, 60, 60), 1)
    cv2.circle(picture, (140, 100), 1, (60, 60, 60), cv2.FILLED)
    spots = np.array([[100.0, 60.0], [100.0, 140.0]])
    ends = hair_ends(Photo(picture), spots, 14.0)
    lying = ends[ends[:, 1] < 100.0]
    assert len(lying) == 2
    assert np.abs(lying[:, 1] - 60.0).max() < 1.0
    assert np.ptp(lying[:, 0]) == pytest.approx(2 * 0.24 * 14.0, rel=0.35)
    standing = ends[ends[:, 1] > 100.0]
    assert np.abs(standing - (100.0, 140.0)).max() < 0.1 * 14.0
