"""A shade on lips, foreseen: what turns purple or muddy is said, and what would help."""

from __future__ import annotations

from dataclasses import replace as changed
from functools import cache

import numpy as np
import pytest

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import set_client
from smp_sim.document.editing.pigments import correct_lips, set_pigment
from smp_sim.document.proposal.lip_forecast import (
    LipForecast,
    forecast_shade,
    judge_shade,
    lip_warnings,
)
from smp_sim.document.proposal.mix_solver import PatchColours
from smp_sim.document.samples.lip_samples import lip_sample
from smp_sim.document.studio import Studio
from smp_sim.model.client import Client
from smp_sim.render.colour import linear_of_srgb
from smp_sim.render.pigment_palette import CORRECTORS, PALETTE
from smp_sim.render.products import Floats
from tests.document.case_files import full_dossier

COLOURS = [name for name in PALETTE if name not in CORRECTORS]
#: Lips, skin and its typology angle.
PALE = ((201, 146, 138), (217, 180, 160), 58.0)
VIOLET = ((118, 76, 84), (150, 110, 90), 0.0)
BROWN = ((104, 70, 62), (120, 88, 72), -25.0)


@cache
def lips() -> Dossier:
    """Give a small close-up of the sample's lips."""
    return lip_sample("lips", width=320, height=220)


@cache
def foreseen(ink: str, seen: tuple, corrector: str = "none") -> LipForecast:  # type: ignore[type-arg]
    """Foresee an ink on lips of a colour."""
    *colours, ita = seen
    case = set_client(lips().case, Client(skin_ita_deg=ita))
    case = correct_lips(set_pigment(case, ink), corrector)
    lip, skin = (linear_of_srgb(np.array(c, dtype=np.uint8)).astype(float) for c in colours)
    return forecast_shade(case.plan.areas[0], case, load_points(), PatchColours(lip, skin))


def hue(lab: Floats) -> float:
    """Give the hue in degrees."""
    return float(np.degrees(np.arctan2(lab[2], lab[1])))


@pytest.mark.parametrize("ink", COLOURS)
def test_pale_lips_take_every_shade(ink: str) -> None:
    """What is meant is what is told by pale lips, so nothing is objected to there."""
    told = foreseen(ink, PALE)
    assert (told.verdict, told.corrector) == ("true", "")
    np.testing.assert_allclose(told.healed, told.meant, atol=1.5)


@pytest.mark.parametrize("ink", ["lip-rose", "lip-nude"])
def test_cool_shades_turn_purple_on_violet_lips_until_corrected(ink: str) -> None:
    """A corrector is named; with it the hue is warmer, and nearer to what is meant."""
    told = foreseen(ink, VIOLET)
    assert told.verdict == "purple"
    assert told.corrector in CORRECTORS
    assert hue(told.corrected) > hue(told.healed) + 8.0
    after = foreseen(ink, VIOLET, told.corrector)
    assert after.verdict == "true"
    np.testing.assert_allclose(after.healed, told.corrected, atol=0.5)


def test_brown_lips_stay_dark_and_muddy() -> None:
    """Melanin lies above the pigment, so that no corrector is promised to lift them much."""
    told = foreseen("lip-nude", BROWN)
    assert told.verdict == "muddy"
    assert told.corrected[0] - told.lips[0] < 8.0


def test_a_corrector_shows_through_on_pale_lips() -> None:
    """There it is better left out."""
    told = foreseen("lip-rose", PALE, "lip-corrector")
    assert (told.verdict, told.corrector) == ("orange", "none")


@pytest.mark.parametrize(
    ("healed", "verdict"),
    [
        ((62.0, 28.0, 10.0), "true"),
        ((35.0, 25.0, 0.0), "purple"),
        ((45.0, 9.0, 3.0), "grey"),
        ((30.0, 18.0, 10.0), "muddy"),
        ((60.0, 18.0, 28.0), "orange"),
    ],
)
def test_a_verdict_follows_hue_chroma_and_lightness(
    healed: tuple[float, float, float], verdict: str
) -> None:
    """Against a clear pink."""
    assert judge_shade(np.array(healed), np.array([62.0, 28.6, 9.8])) == verdict


def test_plans_are_judged_by_their_photos() -> None:
    """The sample's own lips take rose; darkened to violet, the same plan is warned about."""
    studio = Studio(load_points())
    assert lip_warnings(lips(), studio) == ()
    assert lip_warnings(full_dossier(), studio) == ()
    alone = changed(lips(), case=set_pigment(lips().case, CORRECTORS[0]))
    assert lip_warnings(alone, studio) == ()
    (warning,) = lip_warnings(lip_sample("lips-dark", width=320, height=220), studio)
    assert warning.code == "lips-muddy"
    assert "'lips'" in warning.text
