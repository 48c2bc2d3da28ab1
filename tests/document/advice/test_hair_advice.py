"""Advice by the client's hair: its colour from black to white, its curl."""

from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import replace

from smp_sim.document.advice.guard_rails import find_warnings
from smp_sim.document.advice.hair_advice import CURL_NOTES, HAIR_ADVICE, hair_notes, hair_reason
from smp_sim.document.proposal.shade_advice import advise_shade
from smp_sim.model.case import Case
from smp_sim.model.client import Client, HairColour
from smp_sim.model.hair_growth import HairCurl
from smp_sim.model.plan import Area, Plan

#: From the darkest to the lightest.
BY_DARKNESS: tuple[HairColour, ...] = (
    "black", "dark-brown", "brown", "salt-and-pepper", "light-brown",
    "red", "grey", "blond", "white",
)  # fmt: skip


def codes(hair: HairColour, area: Area) -> set[str]:
    """Give the codes of the warnings for one area of a client with such hair."""
    case = Case(client=Client(hair_colour=hair), plan=Plan(areas=(area,)))
    return {warning.code for warning in find_warnings(case)}


def test_every_hair_has_its_advice() -> None:
    """Each colour and curl of the model is told; every colour has its reason and dilution."""
    assert set(HAIR_ADVICE) == set(get_args(HairColour)) == set(BY_DARKNESS)
    assert set(CURL_NOTES) == set(get_args(HairCurl))
    for hair in BY_DARKNESS:
        assert f"to {HAIR_ADVICE[hair].water} of water" in hair_reason(hair)
    assert "hooks" in hair_notes("black", "coiled")
    assert str(hair_notes("black", "unknown")) == str(hair_reason("black"))


def test_lighter_hair_takes_lighter_and_thinner_pigment() -> None:
    """Shades fall and water rises from black, 1:10, to white, 1:60 (a clinic's ratios)."""
    shades = [HAIR_ADVICE[hair].shade for hair in BY_DARKNESS]
    assert shades == sorted(shades, reverse=True)
    black, white = HAIR_ADVICE["black"], HAIR_ADVICE["white"]
    assert (black.water, white.water) == (10, 60)
    assert all(10 <= advice.water <= 60 for advice in HAIR_ADVICE.values())


def test_dots_darker_than_faint_hair_are_warned_about() -> None:
    """Beside white or blond hair a usual shade stands out; beside dark hair it doesn't."""
    area = Area(id="a", kind="crown", shade=0.6)
    assert "dark-for-hair" in codes("white", area)
    assert "dark-for-hair" in codes("blond", area)
    assert "dark-for-hair" not in codes("black", replace(area, shade=1.0))
    assert "dark-for-hair" not in codes("white", replace(area, shade=0.3))
    assert "dark-for-hair" not in codes("blond", replace(area, grey_return=0.4))
    patch = Area(id="a", kind="vitiligo", shade=1.0, outline=((0, 1, 0), (0.1, 1, 0), (0, 1, 0.1)))
    assert "dark-for-hair" not in codes("white", patch)


@pytest.mark.parametrize("hair", BY_DARKNESS)
@pytest.mark.parametrize("ita_deg", [60.0, 30.0, 0.0, -60.0])
def test_no_advised_shade_is_warned_about(hair: HairColour, ita_deg: float) -> None:
    """What the program advises for skin and hair is never too dark for the hair."""
    shade = advise_shade(ita_deg, hair)
    assert "dark-for-hair" not in codes(hair, Area(id="a", kind="crown", shade=shade))
