"""A wide blur is a Gaussian, found on fewer pixels."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smp_sim.render.wide_blur import wide_blur


@pytest.mark.parametrize("sigma_px", [0.8, 3.0, 6.0, 10.0, 24.0])
@pytest.mark.parametrize("channels", [1, 3])
def test_it_is_near_the_gaussian(sigma_px: float, channels: int, rng: np.random.Generator) -> None:
    """Of noise and of a hard edge together, no value is off by 1.5 % of the range."""
    plane = rng.random((210, 187, channels)).astype(np.float32).squeeze()
    plane[40:120, 30:140] += 1.0
    plain = cv2.GaussianBlur(plane, (0, 0), sigma_px)
    assert np.abs(wide_blur(plane, sigma_px) - plain).max() <= 0.015 * np.ptp(plane)


@settings(max_examples=25)
@given(st.integers(3, 90), st.integers(3, 90), st.floats(0.3, 30.0), st.floats(0.0, 1.0))
def test_what_is_flat_stays_flat(rows: int, columns: int, sigma_px: float, value: float) -> None:
    """A plane of one value keeps it at any size, up to its rim, and 0 stays exactly 0."""
    plane = np.full((rows, columns), value, dtype=np.float32)
    blurred = wide_blur(plane, sigma_px)
    assert blurred.shape == plane.shape
    np.testing.assert_allclose(blurred, plane, atol=1e-6)
    assert not wide_blur(0.0 * plane, sigma_px).any()
