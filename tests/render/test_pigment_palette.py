"""Pigments by name: each can stand in a plan, and shows its own colour when it lies thick."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from smp_sim.model.plan import Area
from smp_sim.model.units import checked
from smp_sim.render.colour import lab_of_linear
from smp_sim.render.pigment_palette import CORRECTORS, PALETTE, ink_name
from smp_sim.render.products import Floats
from smp_sim.render.two_flux import thick_layer

COLOURS = tuple(name for name in PALETTE if name not in CORRECTORS)


def thick_lab(name: str) -> Floats:
    """Give the L*, a*, b* of a thick layer of an ink."""
    ink = PALETTE[name]
    return lab_of_linear(np.array([thick_layer(a, ink.cover) for a in ink.mix]))


@pytest.mark.parametrize("name", PALETTE)
def test_every_ink_can_stand_in_a_plan(name: str) -> None:
    """Its absorption and cover are inside the limits of an area, and it says what it is for."""
    ink = PALETTE[name]
    area = Area(id="a", kind="lips", view="v")
    checked(replace(area, pigment="mixed", mix=ink.mix, cover=ink.cover))
    assert ink.purpose
    assert ink.trust == "assumed"
    assert ink_name(ink.mix, ink.cover) == name
    assert ink_name(ink.mix, ink.cover + 0.1) == ""


def test_lip_colours_are_red_and_correctors_orange_to_yellow() -> None:
    """By hue, thick: colours within 45° of red, correctors between 40° and 90°, all distinct."""
    hue = {n: float(np.degrees(np.arctan2(*thick_lab(n)[[2, 1]]))) for n in PALETTE}
    assert all(-15.0 < hue[name] < 50.0 for name in COLOURS)
    assert all(40.0 < hue[name] < 90.0 for name in CORRECTORS)
    assert hue["lip-corrector-coral"] < hue["lip-corrector"] < hue["lip-corrector-yellow"]


def test_correctors_cover_more_than_colours() -> None:
    """They hold more white, and are lighter."""
    most = max(PALETTE[name].cover for name in COLOURS)
    lightest = max(thick_lab(name)[0] for name in COLOURS if name != "lip-nude")
    for name in CORRECTORS:
        assert PALETTE[name].cover > most
        assert thick_lab(name)[0] > lightest
