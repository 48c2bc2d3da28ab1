"""Dots added to a plane keep their volume; Ein is the entire exponential integral."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.integrate import quad

from smp_sim.render.splat import blurred_peak, ein, inverse_ein, splat_dots


@pytest.mark.parametrize("peak", [0.0, 1e-4, 0.3, 1.3863, 5.0, 20.0])
def test_ein_is_its_integral(peak: float) -> None:
    """Ein(m) is the integral of (1 - exp(-x))/x from 0 to m."""
    expected = quad(lambda x: -np.expm1(-x) / x if x else 1.0, 0.0, peak)[0]
    assert float(ein(peak)) == pytest.approx(expected, abs=2e-6)


@given(st.floats(0.0, 20.0))
def test_inverse_ein_undoes_ein(peak: float) -> None:
    """A peak survives Ein and back."""
    assert float(inverse_ein(ein(peak))) == pytest.approx(peak, abs=1e-4)


@given(st.floats(0.01, 3.0), st.floats(0.01, 1.0))
def test_a_blurred_dot_is_paler_and_takes_as_much_light(peak: float, sharpness: float) -> None:
    """V = area · Ein(peak) is the same before and after a blur."""
    blurred = float(blurred_peak(peak, sharpness))
    assert blurred <= peak + 1e-9
    assert float(ein(blurred)) == pytest.approx(sharpness * float(ein(peak)), rel=1e-3)


def _covariance(sigma_x: float, sigma_y: float, angle: float) -> NDArray[np.float64]:
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.asarray(turn @ np.diag([sigma_x**2, sigma_y**2]) @ turn.T)


@given(
    st.floats(20.0, 40.0),
    st.floats(20.0, 40.0),
    st.floats(0.38, 4.0),
    st.floats(0.38, 4.0),
    st.floats(0.0, 3.2),
)
def test_the_sum_of_a_dot_is_its_volume(
    x: float, y: float, sigma_x: float, sigma_y: float, angle: float
) -> None:
    """2π sqrt(det) · peak, to 1.5 % (what lies beyond 3.2 sigmas), wherever the centre falls."""
    plane = np.zeros((60, 60), dtype=np.float32)
    covariance = _covariance(sigma_x, sigma_y, angle)
    splat_dots(plane, np.array([[x, y]]), covariance[None], np.array([0.7]))
    expected = 2.0 * np.pi * np.sqrt(np.linalg.det(covariance)) * 0.7
    assert float(plane.sum()) == pytest.approx(expected, rel=0.015)


def test_a_dot_lies_where_its_centre_is() -> None:
    """The centre of mass is the centre: pixel (0, 0) covers [0, 1) x [0, 1)."""
    plane = np.zeros((40, 50), dtype=np.float32)
    splat_dots(plane, np.array([[20.3, 15.8]]), _covariance(2.0, 1.2, 0.4)[None], np.array([1.0]))
    rows, columns = np.mgrid[0:40, 0:50] + 0.5
    total = plane.sum()
    assert float((plane * columns).sum() / total) == pytest.approx(20.3, abs=0.01)
    assert float((plane * rows).sum() / total) == pytest.approx(15.8, abs=0.01)


def test_dots_at_the_edge_are_the_inside_of_a_larger_picture(rng: np.random.Generator) -> None:
    """Cutting a window out of a plane and drawing on the window alone give the same."""
    centre = rng.uniform(0.0, 90.0, (400, 2))
    sigma = rng.uniform(0.4, 3.0, 400)
    covariance = sigma[:, None, None] ** 2 * np.eye(2)
    peak = rng.uniform(0.1, 1.0, 400)
    whole, part = np.zeros((90, 90), np.float32), np.zeros((30, 40), np.float32)
    splat_dots(whole, centre, covariance, peak)
    splat_dots(part, centre - (25.0, 35.0), covariance, peak)
    np.testing.assert_allclose(part, whole[35:65, 25:65], atol=1e-5)


def test_dots_in_one_pixel_add_up() -> None:
    """Two dots in one place are twice one dot."""
    one, two = np.zeros((20, 20), np.float32), np.zeros((20, 20), np.float32)
    centre, covariance = np.array([[10.2, 9.9]]), np.eye(2)[None]
    splat_dots(one, centre, covariance, np.array([0.5]))
    splat_dots(two, np.repeat(centre, 2, 0), np.repeat(covariance, 2, 0), np.full(2, 0.5))
    np.testing.assert_allclose(two, 2.0 * one, rtol=1e-6)


def test_dots_without_pigment_draw_nothing() -> None:
    """A peak of 0 leaves the plane as it was."""
    plane = np.zeros((20, 20), dtype=np.float32)
    splat_dots(plane, np.array([[10.0, 10.0]]), np.eye(2)[None], np.array([0.0]))
    assert not plane.any()


def test_thin_dots_are_drawn_to_their_reach_each_way(rng: np.random.Generator) -> None:
    """A dot that is long across and thin down is a Gaussian to 0.6 % of its peak all over."""
    covariance = np.diag([9.0, 0.6])
    rows, columns = np.mgrid[0:30, 0:60] + 0.5
    for centre in rng.uniform((25.0, 10.0), (35.0, 20.0), (20, 2)):
        plane = np.zeros((30, 60), dtype=np.float32)
        splat_dots(plane, centre[None], covariance[None], np.array([1.0]))
        gauss = np.exp(-0.5 * ((columns - centre[0]) ** 2 / 9.0 + (rows - centre[1]) ** 2 / 0.6))
        np.testing.assert_allclose(plane, gauss, atol=0.006)
