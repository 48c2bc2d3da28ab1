"""Skin's colour follows the typology angle, and its marks stay on the head."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.render.sample_head import SampleHead
from smp_sim.render.sample_head.noise import noise_atlas, space_noise
from smp_sim.render.sample_head.skin import (
    CLASS_ITA,
    base_reflectance,
    fine_share,
    reflectance,
    sample_ita,
)


@pytest.mark.parametrize("ita", [50.0, 20.0, -20.0])
def test_an_angle_can_be_asked_for(ita: float) -> None:
    """Between two classes the mean skin has about the asked angle."""
    assert sample_ita(SampleHead(skin_ita_deg=ita)) == pytest.approx(ita, abs=3.0)


def test_classes_get_darker() -> None:
    """Angle and reflectance fall from 1 to 6."""
    light = [float(base_reflectance(SampleHead(skin_tone=tone))[1]) for tone in range(1, 7)]
    assert sorted(light, reverse=True) == light
    assert sorted(CLASS_ITA, reverse=True) == list(CLASS_ITA)


def test_reflectance_stays_a_reflectance(rng: np.random.Generator) -> None:
    """Between 0 and 1 everywhere, for the lightest and the darkest skin."""
    places = rng.uniform(-120.0, 120.0, (3, 5000)).astype(np.float32)
    for tone in (1, 6):
        colour = reflectance(SampleHead(skin_tone=tone), noise_atlas(rng), places, 12.0)
        assert (colour > 0.0).all()
        assert (colour < 1.0).all()


def test_noise_is_smooth_and_about_unit(rng: np.random.Generator) -> None:
    """Variance near 1; a hundredth of a wave apart it hardly changes; it doesn't repeat at once."""
    atlas = noise_atlas(rng)
    places = rng.uniform(-100.0, 100.0, (3, 20_000)).astype(np.float32)
    here = space_noise(atlas, places, 5.0)
    beside = space_noise(atlas, places + np.float32(0.05), 5.0)
    assert 0.6 < float(here.std()) < 1.4
    assert float(np.abs(here - beside).max()) < 0.35
    assert abs(float(np.corrcoef(here, space_noise(atlas, places + 17.0, 5.0))[0, 1])) < 0.1


def test_waves_too_fine_for_the_picture_fade_out() -> None:
    """Nothing below two pixels, all from four on."""
    assert fine_share(4.0, 0.4) == 0.0
    assert fine_share(10.0, 0.5) == 1.0
    assert 0.0 < fine_share(6.0, 0.5) < 1.0
