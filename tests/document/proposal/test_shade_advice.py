"""Shades advised without a match: by hair colour and skin tone, within the guard rails."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from smp_sim.document.advice.guard_rails import FAIR_ITA_DEG, FAIR_SHADE
from smp_sim.document.proposal.shade_advice import advise_shade, shade_reason
from smp_sim.model.client import HairColour

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
