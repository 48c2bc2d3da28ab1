"""Colour: sRGB, linear light, Lab."""

from __future__ import annotations

import numpy as np
import pytest
from skimage.color import rgb2lab

from smp_sim.render.colour import (
    bytes_of_linear,
    ita_of_lab,
    lab_of_linear,
    linear_of_lab,
    linear_of_srgb,
    srgb_of_linear,
)


def test_every_byte_survives_linear_light() -> None:
    """All 256 levels come back from linear light unchanged."""
    levels = np.arange(256, dtype=np.uint8)
    np.testing.assert_array_equal(bytes_of_linear(linear_of_srgb(levels)), levels)


def test_sixteen_bit_levels_agree_with_eight_bit_ones() -> None:
    """257 steps of 16 bit are one of 8 bit."""
    levels = np.arange(256, dtype=np.uint8)
    wide = levels.astype(np.uint16) * np.uint16(257)
    np.testing.assert_allclose(linear_of_srgb(wide), linear_of_srgb(levels), atol=1e-7)


def test_middle_grey_has_its_textbook_value() -> None:
    """A coded 0.5 is 0.2140 in linear light (IEC 61966-2-1)."""
    assert linear_of_srgb(np.array([0.5]))[0] == pytest.approx(0.21404, abs=1e-4)
    assert srgb_of_linear(np.array([0.21404]))[0] == pytest.approx(0.5, abs=1e-4)


def test_lab_agrees_with_an_independent_library() -> None:
    """Lab equals scikit-image's to a tenth of a unit."""
    coded = np.random.default_rng(0).random((50, 3))
    ours = lab_of_linear(linear_of_srgb(coded))
    np.testing.assert_allclose(ours, rgb2lab(coded[None])[0], atol=0.1)


def test_lab_can_be_undone() -> None:
    """Linear light survives Lab and back."""
    linear = np.random.default_rng(1).random((50, 3))
    np.testing.assert_allclose(linear_of_lab(lab_of_linear(linear)), linear, atol=1e-9)


def test_the_typology_angle_of_a_light_skin() -> None:
    """L* 66.5, b* 16 is 45.9 degrees: the light class (41 to 55)."""
    assert ita_of_lab([66.5, 9.5, 16.0]) == pytest.approx(45.88, abs=0.01)
