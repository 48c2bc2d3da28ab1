"""Pigments by name: lip colours let red through, and no ink is darker than the plan allows."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from smp_sim.model.plan import Area
from smp_sim.model.units import checked
from smp_sim.render.pigment_palette import PALETTE


@pytest.mark.parametrize("name", PALETTE)
def test_every_ink_can_stand_in_a_plan(name: str) -> None:
    """Its absorption is inside the limits of an area, and it says what it is for."""
    area = Area(id="a", kind="lips", view="v")
    checked(replace(area, pigment="mixed", mix=PALETTE[name].mix))
    assert PALETTE[name].purpose
    assert PALETTE[name].trust == "assumed"


def test_lip_colours_are_red_and_the_corrector_orange() -> None:
    """Red is taken least by all; the corrector takes blue most, against violet lips."""
    for ink in PALETTE.values():
        red, green, blue = ink.mix
        assert red < min(green, blue)
    red, green, blue = PALETTE["lip-corrector"].mix
    assert blue > 2.0 * green
