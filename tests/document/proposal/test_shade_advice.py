"""Shades advised without a match: by hair colour and skin tone, within the guard rails."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from smp_sim.document.advice.guard_rails import FAIR_ITA_DEG, FAIR_SHADE
from smp_sim.document.presets.skin_tone_choice import tone_entries
from smp_sim.document.proposal.shade_advice import (
    advise_dot,
    advise_for,
    advise_shade,
    shade_reason,
)
from smp_sim.model.client import Client, HairColour

colours = st.sampled_from(get_args(HairColour))


@given(ita=st.floats(-90.0, 90.0), hair=colours)
def test_no_advice_trips_the_guard_rail_for_fair_skin(ita: float, hair: HairColour) -> None:
    """Every advised shade is one that may be chosen, and not too dark for fair skin."""
    shade = advise_shade(ita, hair)
    assert 0.0 < shade <= 1.0
    assert ita <= FAIR_ITA_DEG or shade <= FAIR_SHADE


@given(light=st.floats(-90.0, 90.0), darker=st.floats(0.0, 60.0), hair=colours)
def test_darker_skin_takes_no_lighter_shade(light: float, darker: float, hair: HairColour) -> None:
    """The shade never falls as the skin gets darker."""
    assert advise_shade(max(light - darker, -90.0), hair) >= advise_shade(light, hair)


def test_black_hair_takes_a_darker_shade_than_blond() -> None:
    """Hair colours are ordered by darkness."""
    assert advise_shade(30.0, "black") > advise_shade(30.0, "blond")


def test_every_tone_has_its_reason() -> None:
    """Fair skin warns of blue, dark skin of dots that are lost or look green; unknown says so."""
    assert "blue" in shade_reason(60.0)
    assert "nominal" in shade_reason(30.0)
    assert "larger" in shade_reason(0.0)
    assert "green" in shade_reason(-90.0)
    assert "not known" in shade_reason(None)


def test_a_swatch_gives_its_dilution_where_no_angle_is_known() -> None:
    """A measured angle goes first; the darker the swatch, the darker, never beyond the hair's."""
    measured = Client(skin_ita_deg=30.0, monk_tone=9)
    assert advise_for(measured) == advise_for(Client(skin_ita_deg=30.0))
    shades = [
        advise_for(Client(monk_tone=tone, hair_colour="black")).shade for tone in range(1, 11)
    ]
    assert shades == sorted(shades)
    assert shades[0] < 0.4
    assert shades[-1] > 0.8
    blond = advise_for(Client(monk_tone=9, hair_colour="blond"))
    assert blond.shade == advise_shade(-90.0, "blond")
    assert "1:10" in blond.reason
    assert "green" in blond.reason


def test_dark_skin_takes_larger_dots() -> None:
    """By the angle, and by the swatch where that is all there is."""
    for dark, fair in ((Client(skin_ita_deg=-20.0), Client(skin_ita_deg=50.0)),
                       (Client(monk_tone=8), Client(monk_tone=2))):  # fmt: skip
        assert advise_for(dark).dot_mm > advise_for(fair).dot_mm


def test_the_library_shows_the_advice_for_brown_hair() -> None:
    """Both say the same of a class of skin, so that neither surprises after the other."""
    for name, entry in tone_entries().items():
        if not name.startswith("monk"):
            angle = float(str(entry.values["skin_ita_deg"].value))
            assert entry.values["shade"].value == advise_shade(angle, "brown")
            if "dot_mm" in entry.values:
                assert entry.values["dot_mm"].value == advise_dot(angle)
