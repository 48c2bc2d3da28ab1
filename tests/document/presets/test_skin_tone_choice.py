"""Skin tones chosen by eye: classes set the angle, Monk swatches never do."""

from __future__ import annotations

import pytest

from smp_sim.cli.plan_arguments import SKIN_TONES
from smp_sim.document.presets.skin_tone_choice import choose_tone, tone_entries
from smp_sim.model.case import Case
from smp_sim.model.client import Client, skin_class
from smp_sim.model.errors import PlanError


def test_the_command_line_names_all_of_them() -> None:
    """What can be typed is what the library has."""
    assert list(tone_entries()) == list(SKIN_TONES)


@pytest.mark.parametrize("name", [tone for tone in SKIN_TONES if "monk" not in tone])
def test_a_class_sets_an_angle_of_its_own(name: str) -> None:
    """And takes a swatch away that was held beside the skin before."""
    client = choose_tone(Case(client=Client(monk_tone=3)), name).client
    assert client.skin_ita_deg is not None
    assert skin_class(client.skin_ita_deg) == name.replace("-", " ")
    assert client.monk_tone == 0


def test_a_swatch_leaves_the_angle() -> None:
    """Its lightness is no reading of the skin, so that the angle stays unknown, or as measured."""
    for known in (None, 20.0):
        client = choose_tone(Case(client=Client(skin_ita_deg=known)), "monk-9").client
        assert (client.monk_tone, client.skin_ita_deg) == (9, known)


def test_other_names_are_refused() -> None:
    """With the names that there are."""
    with pytest.raises(PlanError, match="monk-10"):
        choose_tone(Case(), "monk-11")
