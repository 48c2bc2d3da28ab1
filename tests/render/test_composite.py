"""Photo and light put together in sRGB bytes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from smp_sim.render.colour import lab_of_linear, linear_of_srgb, srgb_of_linear
from smp_sim.render.composite import (
    CODE_POWER,
    bytes_of_photo,
    code_photo,
    lay_direct,
    median_skin,
    paint_skin,
    redness_density,
    scale_photo,
)
from tests.render.flat_scene import SKINS

ALL_BYTES = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)


def _paint(factor: float, *, veil: float = 0.0, cover: float = 1.0) -> NDArray[np.uint8]:
    plane = np.ones((1, 256), dtype=np.float32)
    direct = lay_direct(plane * np.float32(factor**CODE_POWER), plane * np.float32(cover))
    veils = [plane * np.float32(veil)] * 3
    painted = np.zeros_like(ALL_BYTES)
    paint_skin(ALL_BYTES, code_photo(ALL_BYTES), [direct] * 3, veils, out=painted)
    return painted


def test_nothing_in_the_way_gives_every_byte_back() -> None:
    """A factor of 1 changes no value."""
    np.testing.assert_array_equal(_paint(1.0), ALL_BYTES)


def test_without_cover_the_veil_changes_nothing() -> None:
    """Mirrored light and background keep their bytes whatever scatters below."""
    np.testing.assert_array_equal(_paint(1.0, veil=0.3, cover=0.0), ALL_BYTES)


@given(st.floats(0.2, 1.0))
def test_light_is_multiplied(factor: float) -> None:
    """Bytes equal those of linear light times the factor, to one step (three in the toe)."""
    exact = srgb_of_linear(linear_of_srgb(ALL_BYTES) * np.float32(factor)) * 255.0
    missed = np.abs(_paint(factor) - exact)[0, :, 0]
    assert missed[30:].max() <= 1.0
    assert missed.max() <= 3.0


@given(st.floats(0.05, 1.0), st.floats(0.05, 1.0))
def test_less_light_is_never_lighter(first: float, second: float) -> None:
    """The order of factors is the order of bytes."""
    low, high = sorted((first, second))
    assert np.all(_paint(low) <= _paint(high))


@pytest.mark.parametrize("skin", SKINS)
def test_redness_raises_a_star_by_what_was_asked(skin: tuple[int, int, int]) -> None:
    """The skin's own colour, redder by 2 and by 6, never lighter."""
    linear = np.asarray(linear_of_srgb(np.array(skin, dtype=np.uint8)), dtype=np.float64)
    for rise in (2.0, 6.0):
        density = redness_density(linear, rise)
        red = lab_of_linear(linear * np.exp(-density)) - lab_of_linear(linear)
        assert red[1] == pytest.approx(rise, abs=0.05)
        assert red[0] < 0.0
        assert np.all(density >= 0.0)


def test_no_redness_is_no_absorption() -> None:
    """A rise of 0 gives 0 in every channel."""
    np.testing.assert_array_equal(redness_density(np.array([0.5, 0.3, 0.2]), 0.0), np.zeros(3))


def test_sixteen_bits_become_eight() -> None:
    """65535 is 255, and rounding is to the nearest."""
    deep = np.array([[[0, 257 * 100 + 128, 65535]]], dtype=np.uint16)
    np.testing.assert_array_equal(bytes_of_photo(deep), [[[0, 100, 255]]])


def test_a_photo_at_its_own_size_is_itself(small_picture: NDArray[np.uint8]) -> None:
    """No resampling where none is needed."""
    np.testing.assert_array_equal(scale_photo(small_picture, 120, 90), small_picture)
    assert scale_photo(small_picture, 60, 45).shape == (45, 60, 3)


def test_the_skin_colour_is_the_median_of_what_is_skin() -> None:
    """Pixels with little weight don't count."""
    picture = np.zeros((4, 4, 3), dtype=np.uint8)
    picture[:2] = SKINS[2]
    weight = np.zeros((4, 4), dtype=np.float32)
    weight[:2] = 1.0
    expected = linear_of_srgb(np.array(SKINS[2], dtype=np.uint8))
    np.testing.assert_allclose(median_skin(picture, weight), expected, rtol=1e-4)


def test_the_darkest_bytes_are_scaled_too() -> None:
    """In the toe a byte of 10 stands for 24: a fifth of that is taken."""
    dark = np.full((2, 3, 3), 10, dtype=np.uint8)
    half = lay_direct(np.full((2, 3), 0.8, np.float32), np.ones((2, 3), np.float32))
    clear = [np.zeros((2, 3), np.float32)] * 3
    painted = np.zeros_like(dark)
    paint_skin(dark, code_photo(dark), [half] * 3, clear, out=painted)
    np.testing.assert_array_equal(painted, round(10 - 24 * 0.2))
