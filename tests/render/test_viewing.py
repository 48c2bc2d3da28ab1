"""Looking from a distance and in another light."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from smp_sim.model.viewing import AS_TAKEN, DISTANCES_MM, Distance, Light, Viewing
from smp_sim.render.colour import linear_of_srgb
from smp_sim.render.viewing import LIGHTS, eye_sigma_mm, look_at

Bytes8 = NDArray[np.uint8]


def chequers(size: int = 64, cell: int = 2) -> Bytes8:
    """Give a fine pattern of light and dark squares."""
    grid = (np.indices((size, size)) // cell).sum(axis=0) % 2
    return np.repeat((60 + 140 * grid).astype(np.uint8)[..., None], 3, axis=-1)


def test_as_taken_keeps_every_byte(small_picture: Bytes8) -> None:
    """Close up in the photo's own light nothing changes."""
    seen = look_at(small_picture, AS_TAKEN, 10.0)
    assert np.array_equal(seen, small_picture)
    assert seen is not small_picture


@pytest.mark.parametrize(
    ("distance", "arcmin_mm"), [("50-cm", 0.145), ("1-m", 0.291), ("2-m", 0.582)]
)
def test_the_eye_blurs_one_arcmin(distance: Distance, arcmin_mm: float) -> None:
    """At 50 cm, 1 m and 2 m the blur is as wide as 1 arcmin is there (arithmetic)."""
    width_mm = 2.3548 * eye_sigma_mm(Viewing(distance=distance))
    assert width_mm == pytest.approx(arcmin_mm, rel=0.01)


def test_farther_away_less_is_seen() -> None:
    """Fine contrast falls with every step away."""
    seen = [
        look_at(chequers(), Viewing(distance=distance), 10.0).std() for distance in DISTANCES_MM
    ]
    assert all(far < near for near, far in itertools.pairwise(seen))


def test_the_eye_averages_light() -> None:
    """Blur keeps the mean of linear light, not that of bytes."""
    picture = chequers()
    seen = look_at(picture, Viewing(distance="2-m"), 20.0)
    assert linear_of_srgb(seen).mean() == pytest.approx(linear_of_srgb(picture).mean(), rel=0.01)


@pytest.mark.parametrize("light", list(LIGHTS))
def test_a_light_is_a_rising_curve_from_black(light: Light) -> None:
    """No light turns two tones round; black stays black."""
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=-1)
    seen = look_at(ramp, Viewing(light=light), 10.0).astype(int)
    assert (np.diff(seen, axis=1) >= 0).all()
    assert (seen[0, 0] == 0).all()


def test_lights_stand_in_order(small_picture: Bytes8) -> None:
    """Overhead light is brighter than the photo's, dim light darker."""
    means = [look_at(small_picture, Viewing(light=light), 5.0).mean() for light in LIGHTS]
    assert means[0] > means[1] > means[2]


@given(st.sampled_from(list(DISTANCES_MM)), st.sampled_from(list(LIGHTS)))
def test_equal_halves_stay_equal(distance: Distance, light: Light) -> None:
    """Where before and after are alike they stay alike, whatever the eye and the light."""
    viewing = Viewing(distance=distance, light=light)
    before, after = chequers(), chequers()
    assert np.array_equal(look_at(before, viewing, 7.0), look_at(after, viewing, 7.0))
