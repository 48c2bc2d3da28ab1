"""The cool mix: a field as grey as shaved hair, made of dots that are neutral themselves."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from smp_sim.model.plan import Pigment
from smp_sim.render.colour import LUMINANCE, lab_of_linear, linear_of_srgb
from smp_sim.render.optics import (
    ONE_LAYER,
    Absorber,
    Column,
    absorption_of,
    return_powers,
    transmit,
)
from smp_sim.render.pipeline import Request, Subject, prepare_layers, render_view, show_day
from smp_sim.render.products import Bytes8, Floats
from tests.render.flat_scene import SKINS, Dots, make_scene

HEALED = Request(day=28.0)


def with_pigment(scene: Subject, pigment: Pigment) -> Subject:
    """Give the scene with another pigment in all its areas."""
    areas = tuple(msgspec.structs.replace(area, pigment=pigment) for area in scene.plan.areas)
    return scene._replace(plan=msgspec.structs.replace(scene.plan, areas=areas))


def middle(picture: Bytes8) -> Floats:
    """Give the mean linear R, G, B of a picture's middle."""
    rows, columns = (side // 4 for side in picture.shape[:2])
    inner = linear_of_srgb(picture[rows:-rows, columns:-columns])
    return np.asarray(inner.mean(axis=(0, 1)), dtype=np.float64)


def drawn(scene: Subject, pigment: Pigment) -> Floats:
    """Render a pigment and give its mean colour."""
    return middle(render_view(with_pigment(scene, pigment), HEALED).srgb)


@pytest.mark.parametrize("skin", SKINS)
def test_a_cool_field_is_greyer_on_every_skin(skin: tuple[int, int, int]) -> None:
    """At equal lightness its chroma lies 1 to 7 below that of a carbon field."""
    scene = make_scene(8.0, Dots(200, 0.30), skin=skin)
    carbon, cool = (drawn(scene, pigment) for pigment in ("carbon", "carbon-cool"))
    cool = cool * ((carbon @ LUMINANCE) / (cool @ LUMINANCE))
    chroma = [float(np.hypot(*lab_of_linear(colour)[1:])) for colour in (carbon, cool)]
    assert 1.0 < chroma[0] - chroma[1] < 7.0


def test_its_tone_is_that_of_carbon() -> None:
    """Mean luminance within 0.06 of a carbon field's."""
    scene = make_scene(8.0)
    carbon, cool = (drawn(scene, pigment) @ LUMINANCE for pigment in ("carbon", "carbon-cool"))
    assert cool / carbon == pytest.approx(1.0, abs=0.06)


def test_the_dot_itself_stays_neutral() -> None:
    """The light straight through is the same; only the scattered light is tinted."""
    density = np.full((4, 6), 0.5, np.float32)
    cool = Column(
        density, Absorber(absorption_of("carbon-cool"), returning=return_powers("carbon-cool"))
    )
    carbon = Column(density, Absorber(absorption_of("carbon")))
    for channel in range(3):
        np.testing.assert_array_equal(transmit((cool,), channel), transmit((carbon,), channel))
    red, green, blue = (float(transmit((cool.scattered(),), c)[0, 0]) for c in range(3))
    assert red < green < blue


def test_carbon_is_left_as_it_was() -> None:
    """Its scattered light sees the same absorption as before, and keeps the quick way."""
    column = Column(np.zeros((4, 6), np.float32), Absorber(absorption_of("carbon")))
    assert return_powers("carbon") == ONE_LAYER
    assert column.scattered().ink.absorption == column.ink.absorption
    assert column.ink.is_greyish
    assert column.part(slice(0, 2)).ink.returning == ONE_LAYER


def test_layers_and_export_agree_for_the_cool_mix() -> None:
    """Scrubbing and rendering at once give the same picture to 2 levels."""
    scene = with_pigment(make_scene(6.0), "carbon-cool")
    layers = prepare_layers(scene, HEALED)
    at_once = render_view(scene, HEALED).srgb.astype(int)
    assert np.abs(show_day(layers, 28.0).srgb.astype(int) - at_once).max() <= 2
