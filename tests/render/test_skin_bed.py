"""The skin that pigment lies in: its reflectance is told apart from the light that falls on it."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.model.client import Client
from smp_sim.render.colour import bytes_of_linear
from smp_sim.render.products import Floats, Photo, Surface
from smp_sim.render.skin_bed import read_bed
from smp_sim.render.two_flux import Bed

PX_PER_MM, SIDE = 4.0, 160
SKIN, PATCH = np.array([0.40, 0.26, 0.18]), np.array([0.30, 0.16, 0.12])


def bed_seen(light: float, ita: float | None, patch: Floats = PATCH) -> Bed:
    """Read the bed of a patch of 12 mm amid skin, both in some light."""
    linear = np.broadcast_to(SKIN * light, (SIDE, SIDE, 3)).copy()
    inside = slice(SIDE // 2 - 24, SIDE // 2 + 24)
    linear[inside, inside] = patch * light
    bare = np.ones((SIDE, SIDE), dtype=np.float32)
    rows, columns = np.mgrid[58:104:4, 58:104:4]
    dots = np.column_stack([columns.ravel(), rows.ravel()]).astype(np.float64)
    surface = Surface(1, bare, 0 * bare, 0 * bare, 0.6, 0.0)
    return read_bed(
        Photo(bytes_of_linear(linear)), surface, dots, dots, PX_PER_MM, Client(skin_ita_deg=ita)
    )


def test_light_on_a_patch_is_told_by_the_skin_around() -> None:
    """Whatever the light, a client of known tone has one reflectance there, within 5 %."""
    dim, bright = (bed_seen(light, 40.0) for light in (0.5, 1.6))
    np.testing.assert_allclose(dim.reflectance, bright.reflectance, rtol=0.05)
    np.testing.assert_allclose(dim.above, bright.above, rtol=0.05)


def test_a_darker_patch_is_darker_than_its_skin() -> None:
    """Its luminance is to that of the client's skin as in the photo."""
    darker, same = bed_seen(0.8, 40.0), bed_seen(0.8, 40.0, SKIN)
    weights = np.array([0.2126, 0.7152, 0.0722])
    ratio = (np.array(darker.reflectance) @ weights) / (np.array(same.reflectance) @ weights)
    assert ratio == pytest.approx(PATCH @ weights / (SKIN @ weights), rel=0.03)
    assert darker.above[0] < same.above[0]


def test_without_a_tone_the_picture_is_taken_as_it_is() -> None:
    """Its linear values stand for reflectance."""
    np.testing.assert_allclose(bed_seen(0.8, None).reflectance, 0.8 * PATCH, rtol=0.03)
