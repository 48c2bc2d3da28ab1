"""Light left by pigment: weights of layers, depth, scattering."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.render.optics import (
    Absorber,
    Column,
    TypicalDot,
    absorption_of,
    depth_blur_mm,
    layer_weights,
    peak_density,
    plan_scatter,
    same_channels,
    scatter_channel,
    transmit,
    unreached_share,
)
from smp_sim.render.splat import blurred_peak, ein

CARBON = absorption_of("carbon")


def test_a_full_healed_dot_lets_a_quarter_through() -> None:
    """Tone 1 has a peak transmission of 0.25."""
    assert float(np.exp(-peak_density(1.0))) == pytest.approx(0.25, abs=1e-3)


def test_nominal_depth_hides_nothing_and_deep_pigment_hides_blue_most() -> None:
    """None does to 0.3 mm; beyond, blue turns back before red does."""
    assert unreached_share(0.3) == unreached_share(0.2) == (0.0, 0.0, 0.0)
    red, green, blue = unreached_share(0.8)
    assert 0.0 < red < green < blue < 1.0
    assert depth_blur_mm(0.3) == 0.0 < depth_blur_mm(0.8)


def test_the_healed_day_is_the_narrow_layer_alone() -> None:
    """Pigment 1 and diameter 1 give the weights 1 and 0."""
    narrow, wide = layer_weights(TypicalDot(1.2, 0.4, 0.6, 1.6), 1.0, 1.0)
    assert narrow == pytest.approx(1.0, abs=1e-3)
    assert wide == 0.0


def test_before_its_session_a_group_weighs_nothing() -> None:
    """Pigment 0 gives 0 and 0."""
    assert layer_weights(TypicalDot(1.2, 0.4, 0.6, 1.6), 0.0, 1.0) == (0.0, 0.0)


@given(st.floats(0.2, 1.6), st.floats(0.02, 1.0), st.floats(0.1, 1.8), st.floats(1.0, 1.6))
def test_a_day_takes_the_light_that_its_dot_takes(
    peak: float, sharp: float, pigment: float, diameter: float
) -> None:
    """Integrated over the plane, both layers together have the V of the day's own sharp dot."""
    sharp_wide = sharp * 1.6**2 / (1.0 + sharp * (1.6**2 - 1.0))
    dot = TypicalDot(peak, sharp, sharp_wide, 1.6)
    narrow, wide = layer_weights(dot, pigment, diameter)
    q = np.linspace(0.0, 40.0 / sharp, 200_001)
    density = narrow * float(blurred_peak(peak, sharp)) * np.exp(-q * sharp)
    density += wide * float(blurred_peak(peak, sharp_wide)) * np.exp(-q * sharp_wide / 1.6**2)
    taken = np.trapezoid(1.0 - np.exp(-density), q)
    assert taken == pytest.approx(diameter**2 * float(ein(peak * pigment)), rel=2e-3)


def test_absorbers_multiply() -> None:
    """Light that passes two kinds passes each; deep ones let part of it by."""
    plain = Column(np.full((4, 6), 0.5, np.float32), Absorber(CARBON))
    deep = Column(np.full((4, 6), 0.8, np.float32), Absorber(CARBON, (0.1, 0.2, 0.3)))
    expected = np.exp(-0.5) * (0.2 + 0.8 * np.exp(-0.8))
    np.testing.assert_allclose(transmit((plain, deep), 1), expected, rtol=1e-5)
    np.testing.assert_allclose(transmit((plain, deep), 1, 0.5), np.sqrt(expected), rtol=1e-5)


def test_no_pigment_leaves_all_light() -> None:
    """T of an empty plane is exactly 1."""
    assert np.all(transmit((Column(np.zeros((4, 6), np.float32), Absorber(CARBON)),), 2) == 1.0)


def test_channels_that_absorb_alike_share_their_work() -> None:
    """Carbon is the same in red and green."""
    column = Column(np.zeros((4, 6), np.float32), Absorber(CARBON))
    assert same_channels((column,)) == (0, 0, 2)


@pytest.mark.parametrize("px_per_mm", [3.2, 6.0, 11.0, 30.0])
def test_scattering_has_the_variance_that_was_asked(px_per_mm: float) -> None:
    """Averaging, blurring and reading back linearly add up to the channel's sigma."""
    for scatter, sigma_mm in zip(plan_scatter(px_per_mm), (1.0, 0.35, 0.22), strict=True):
        factor = scatter.factor
        reading = (factor / 2.0) ** 2 if factor > 1 else 0.0
        variance = reading + (scatter.sigma * factor) ** 2
        assert variance == pytest.approx((sigma_mm * px_per_mm) ** 2, rel=1e-6)


def test_scattering_keeps_the_mean(rng: np.random.Generator) -> None:
    """What leaves one place comes out at another."""
    plane = np.ones((128, 128), dtype=np.float32)
    plane[48:80, 48:80] = rng.uniform(0.2, 1.0, (32, 32))
    scatter = plan_scatter(6.0)[0]
    spread = scatter_channel(plane, 1, scatter)
    assert float(spread.mean()) == pytest.approx(float(plane.mean()), rel=1e-5)
