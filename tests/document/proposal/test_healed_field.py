"""A flat field of an area's pigment, healed: its colour is that of the engine's pictures."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from smp_sim.document.disk.assets import load_points
from smp_sim.document.proposal.healed_field import healed_field
from smp_sim.model.case import Case
from smp_sim.model.plan import Area
from smp_sim.render.products import Floats
from smp_sim.render.treatment_fills import filled_area

INSIDE, AROUND = np.array([0.30, 0.16, 0.12]), np.array([0.45, 0.30, 0.22])


def healed(area: Area, inside: Floats = INSIDE) -> Floats:
    """Heal a field of an area amid paler skin."""
    return healed_field((area,), Case(), load_points(), inside, AROUND)


def wash(mix: float, cover: float) -> Area:
    """Give a wash of a neutral pigment."""
    area = filled_area("a", "vitiligo")
    return replace(area, mix=(mix, mix, mix), cover=cover)


def test_pigment_that_does_nothing_leaves_the_colour() -> None:
    """To a step of a byte."""
    np.testing.assert_allclose(healed(wash(0.0, 0.0)), INSIDE, rtol=0.02)


@pytest.mark.parametrize("mix", [0.3, 1.0])
def test_an_absorber_takes_the_same_share_of_every_colour(mix: float) -> None:
    """What is left over what there was is alike in all channels, and on light and dark places."""
    shares = [healed(wash(mix, 0.0), colour) / colour for colour in (INSIDE, AROUND)]
    np.testing.assert_allclose(shares[0], shares[1], rtol=0.03)
    assert np.ptp(shares[0]) < 0.03
    assert np.all(shares[0] < 0.95)


def test_cover_lightens_and_absorption_darkens() -> None:
    """More of either moves every channel its own way."""
    light = [healed(wash(mix, 2.0)) for mix in (0.02, 0.2, 1.0)]
    assert np.all(light[0] > INSIDE)
    assert np.all(light[0] > light[1])
    assert np.all(light[1] > light[2])
    assert np.all(healed(wash(0.1, 2.0)) > healed(wash(0.1, 0.5)))
