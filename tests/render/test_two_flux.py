"""A thin layer of pigment makes no light; its ends are pure absorption and a thick layer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.render.products import Plane
from smp_sim.render.skin_bed import bed_of
from smp_sim.render.two_flux import thick_layer, thin_layer

AMOUNTS = st.floats(0.0, 6.0)


def plane(value: float) -> Plane:
    """Give a plane of one pixel."""
    return np.full((1, 1), value, dtype=np.float32)


def layer(absorbed: float, scattered: float) -> tuple[float, float]:
    """Give what a layer lets through and gives back."""
    through, back = thin_layer(plane(absorbed), plane(scattered))
    return float(through[0, 0]), float(back[0, 0])


@given(AMOUNTS, AMOUNTS)
def test_no_light_is_made(absorbed: float, scattered: float) -> None:
    """What passes and what returns are at least 0 and together no more than what fell in."""
    through, back = layer(absorbed, scattered)
    assert through >= 0.0
    assert back >= 0.0
    assert through + back <= 1.0 + 1e-5


@given(AMOUNTS)
def test_without_absorption_all_light_goes_somewhere(scattered: float) -> None:
    """A white layer loses nothing: S / (1 + S) comes back, the rest passes."""
    through, back = layer(0.0, scattered)
    assert through + back == pytest.approx(1.0, abs=1e-4)
    assert back == pytest.approx(scattered / (1.0 + scattered), abs=1e-4)


@given(AMOUNTS)
def test_without_scattering_it_is_a_plain_absorber(absorbed: float) -> None:
    """The layer lets exp(-K) through and gives nothing back."""
    through, back = layer(absorbed, 0.0)
    assert through == pytest.approx(np.exp(-absorbed), abs=1e-5)
    assert back == 0.0


@given(st.floats(0.05, 4.0), st.floats(0.05, 4.0))
def test_a_layer_of_endless_thickness_has_its_own_colour(absorption: float, cover: float) -> None:
    """Forty layers' worth give back what the closed form says, and let nothing through."""
    through, back = layer(40.0 * absorption, 40.0 * cover)
    assert back == pytest.approx(thick_layer(absorption, cover), abs=2e-3)
    assert through < 0.05


@given(st.floats(0.0, 4.0), st.floats(0.05, 4.0), st.floats(0.02, 0.9), st.floats(0.05, 3.0))
def test_more_of_it_comes_ever_nearer_to_its_own_colour(
    absorption: float, cover: float, skin: float, amount: float
) -> None:
    """Over skin of any reflectance the picture goes from the skin's to the thick layer's, one way.

    (Kubelka 1948: the layer over a ground; a layer of the ground's own colour changes nothing.)
    """
    wanted = thick_layer(absorption, cover)
    seen = []
    for thickness in (0.0, amount, 2.0 * amount):
        through, back = layer(thickness * absorption, thickness * cover)
        seen.append(back + through**2 * skin / (1.0 - back * skin))
    assert seen[0] == pytest.approx(skin, abs=1e-5)
    gaps = [abs(value - wanted) for value in seen]
    assert gaps[0] + 1e-4 >= gaps[1] >= gaps[2] - 1e-4
    assert min(skin, wanted) - 1e-4 <= min(seen)
    assert max(seen) <= max(skin, wanted) + 1e-4


@given(st.tuples(*[st.floats(0.0, 1.0)] * 3))
def test_skin_below_the_pigment_is_no_lighter_than_pale_skin(colour: tuple[float, ...]) -> None:
    """What lies above takes light and adds none; under darkened skin lies skin that is paler."""
    bed = bed_of(np.array(colour), np.array(colour), 1.0)
    for channel, pale in enumerate((0.51, 0.33, 0.24)):
        assert 0.0 < bed.above[channel] <= 1.0
        assert bed.reflectance[channel] <= bed.under(channel) + 1e-9
        assert bed.under(channel) <= max(pale, bed.reflectance[channel]) + 1e-9
