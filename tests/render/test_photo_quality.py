"""Blur and grain read back from pictures that were given a known amount."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from smp_sim.render.colour import bytes_of_linear
from smp_sim.render.photo_quality import USUAL_BLUR_PX, measure_grain, measure_sharpness
from smp_sim.render.products import Photo, Plane


def whole(photo: Photo, step: int = 1) -> Plane:
    """Give a weight of 1 everywhere."""
    return np.ones((-(-photo.height // step), -(-photo.width // step)), dtype=np.float32)


def checkers(blur_px: float) -> Photo:
    """Draw large squares and blur them."""
    rows, columns = np.mgrid[:480, :640] // 80
    light = np.where((rows + columns) % 2 == 0, 0.5, 0.15).astype(np.float32)
    return Photo(
        bytes_of_linear(np.repeat(cv2.GaussianBlur(light, (0, 0), blur_px)[..., None], 3, 2))
    )


@pytest.mark.parametrize("blur_px", [1.0, 2.0, 4.0])
def test_blur_is_read_back(blur_px: float) -> None:
    """A Gaussian blur of clean edges is measured to 15 %."""
    photo = checkers(blur_px)
    assert measure_sharpness(photo, whole(photo), 1) == pytest.approx(blur_px, rel=0.15)


def test_blur_is_in_photo_px_at_any_step() -> None:
    """A coarser weight changes nothing about the unit."""
    photo = checkers(2.0)
    assert measure_sharpness(photo, whole(photo, 4), 4) == pytest.approx(2.0, rel=0.12)


@pytest.mark.parametrize("grain", [0.01, 0.03])
def test_grain_is_read_back(grain: float, rng: np.random.Generator) -> None:
    """Noise as a share of luminance is measured to 15 % over a slope of light."""
    light = np.linspace(0.2, 0.6, 400)[:, None] * np.ones((1, 400))
    light = light * (1.0 + grain * rng.standard_normal(light.shape))
    photo = Photo(bytes_of_linear(np.repeat(light[..., None], 3, 2)))
    assert measure_grain(photo, whole(photo), 1) == pytest.approx(grain, rel=0.15)


@pytest.mark.parametrize("shape", [(1, 1), (5, 9), (60, 60), (300, 40)])
def test_small_and_even_pictures_give_the_usual(shape: tuple[int, int]) -> None:
    """Without edges the blur is the usual one; without noise the grain is 0."""
    photo = Photo(np.full((*shape, 3), 90, dtype=np.uint8))
    assert measure_sharpness(photo, whole(photo), 1) == USUAL_BLUR_PX
    assert measure_grain(photo, whole(photo), 1) == pytest.approx(0.0, abs=1e-6)


def test_nothing_to_look_at_gives_the_usual() -> None:
    """A weight of 0 everywhere reads nothing."""
    photo = checkers(2.0)
    nowhere = np.zeros((photo.height, photo.width), dtype=np.float32)
    assert measure_sharpness(photo, nowhere, 1) == USUAL_BLUR_PX
    assert measure_grain(photo, nowhere, 1) == 0.0
