"""The rim of an iris: on drawn eyes of known size."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from smp_sim.document.proposal.iris_fit import fit_iris


def drawn_eye(
    centre: tuple[float, float], radius: float, *, aspect: float = 1.0, shut: bool = False
) -> NDArray[np.uint8]:
    """Draw an eye at eight times its size and shrink it: skin, white, iris, pupil, glint, lids."""
    big = np.full((8 * 120, 8 * 200, 3), (205, 160, 140), np.uint8)
    at = (round(8 * centre[0]), round(8 * centre[1]))
    r = 8 * radius
    if shut:
        cv2.ellipse(big, at, (round(2 * r), round(0.7 * r)), 0, 10, 170, (70, 45, 40), 20)
    else:
        white = np.zeros(big.shape[:2], np.uint8)
        cv2.ellipse(white, at, (round(2.1 * r), round(0.85 * r)), 0, 0, 360, 255, -1)
        eye = np.full_like(big, (225, 220, 215))
        cv2.ellipse(eye, at, (round(r * aspect), round(r)), 0, 0, 360, (85, 65, 50), -1)
        cv2.ellipse(
            eye, at, (round(0.35 * r * aspect), round(0.35 * r)), 0, 0, 360, (15, 12, 12), -1
        )
        cv2.circle(
            eye, (at[0] + round(0.3 * r), at[1] - round(0.4 * r)), round(0.15 * r), (255,) * 3, -1
        )
        big[white > 0] = eye[white > 0]
    small = cv2.resize(cv2.GaussianBlur(big, (0, 0), 6), (200, 120), interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)


@pytest.mark.parametrize("radius", [6.0, 11.0, 18.0])
@pytest.mark.parametrize("offset", [(0.0, 0.0), (0.3, -0.25)])
def test_a_drawn_iris_is_measured(radius: float, offset: tuple[float, float]) -> None:
    """Diameter to 3 % and centre to a sixteenth of an iris, from a guess 30 % off."""
    centre = (100.3, 60.6)
    guess = (centre[0] + offset[0] * radius, centre[1] + offset[1] * radius)
    fit = fit_iris(drawn_eye(centre, radius), guess, 1.25 * radius)
    assert fit.is_clear
    assert fit.diameter_px == pytest.approx(2 * radius, rel=0.03)
    assert np.hypot(*np.subtract(fit.centre_px, centre)) < radius / 8


def test_a_turned_eye_gives_its_long_axis() -> None:
    """An iris narrowed to 0.8 is measured along its height."""
    fit = fit_iris(drawn_eye((100.0, 60.0), 16.0, aspect=0.8), (98.0, 61.0), 16.0, aspect=0.8)
    assert fit.diameter_px == pytest.approx(32.0, rel=0.04)


def test_a_shut_eye_has_no_clear_iris() -> None:
    """A lash line is not taken for an iris."""
    assert not fit_iris(drawn_eye((100.0, 60.0), 14.0, shut=True), (100.0, 60.0), 14.0).is_clear


def test_plain_skin_has_no_clear_iris() -> None:
    """Neither is an even patch."""
    plain = np.full((80, 80, 3), 150, np.uint8)
    assert not fit_iris(plain, (40.0, 40.0), 10.0).is_clear
