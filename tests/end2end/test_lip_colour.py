"""Lip colour by day, measured in rendered pictures against the published course.

Lip clinics: swelling for hours to 2 days, peeling on days 3 to 7, pale ("frosty") on days 3 to 14,
colour back in weeks 2 to 4, 30-60 % lighter at 5-6 weeks, lasting 1.5 to 3 years.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from msgspec.structs import replace
from skimage.color import deltaE_ciede2000

from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.session_spread import begin_sooner, spread_sessions
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import PhotoRef, View
from smp_sim.model.client import Client
from smp_sim.model.plan import Area, Corrector, Plan, Session
from smp_sim.model.units import Vec3
from smp_sim.render.colour import lab_of_linear, linear_of_srgb
from smp_sim.render.dot_field import place_dots
from smp_sim.render.pigment_palette import PALETTE
from smp_sim.render.pipeline import Layers, Request, Subject, prepare_layers, show_day
from smp_sim.render.products import Floats, Photo, Surface
from smp_sim.render.treatment_fills import FILLS, filled_area

SIDE, PX_PER_MM, LIP = 120, 6.0, (172, 112, 104)
ONE = (Session(number=1, day=0.0, share=1.0),)
CORNERS: tuple[Vec3, ...] = ((-5, -5, 0), (25, -5, 0), (25, 25, 0), (-5, 25, 0))
FRESH, HEALED = 0.0, 40.0

#: Pigments: of the palette, none at all, and one that only takes light, so that the logarithm of
#: what an even wash leaves is as its dose.
INKS = {name: (ink.mix, ink.cover) for name, ink in PALETTE.items()}
INKS |= {"none": ((0.0, 0.0, 0.0), 0.0), "plain": ((0.8, 0.8, 0.8), 0.0)}
CLEAR = ("lip-rose", "lip-coral", "lip-red")


@cache
def layers_of(ink: str, sessions: tuple[Session, ...]) -> Layers:
    """Fill 20 mm of lip with a pigment; with none, only what healing does to the skin is left."""
    return lay(Plan(areas=(filled(ink),), sessions=sessions))


def filled(ink: str, corrector: Corrector | None = None) -> Area:
    """Give lips filled with a pigment."""
    mix, cover = INKS[ink]
    area = filled_area("lips", "lips", CORNERS, view="v")
    return replace(area, mix=mix, cover=cover, corrector=corrector)


def lay(plan: Plan) -> Layers:
    """Prepare a close-up of even lips with a plan."""
    bare = np.ones((SIDE, SIDE), dtype=np.float32)
    ref = PhotoRef(sha256="0" * 64, suffix=".png", width=SIDE, height=SIDE)
    view = View(id="v", side="flat", photo=ref, camera=FlatCamera(px_per_mm=PX_PER_MM))
    photo = Photo(np.full((SIDE, SIDE, 3), LIP, dtype=np.uint8))
    surface = Surface(1, bare, 0 * bare, 0 * bare, 0.6, 0.0)
    dots = place_dots(plan, load_points(), "v")
    return prepare_layers(Subject(photo, surface, dots, view, plan, Client()), Request(FRESH))


def mean_colour(layers: Layers, day: float) -> Floats:
    """Give the mean linear colour (3,) of the lips on a day."""
    shown = show_day(layers, day).srgb[20:-20, 20:-20]
    return np.asarray(linear_of_srgb(shown).mean(axis=(0, 1)), dtype=np.float64)


def strength(day: float, sessions: tuple[Session, ...] = ONE) -> float:
    """Give how much pigment shows: log of what it takes of green light, beside redness."""
    bare, inked = (mean_colour(layers_of(ink, sessions), day)[1] for ink in ("none", "plain"))
    return float(np.log(bare / inked))


def share(day: float) -> float:
    """Give the pigment that shows on a day after a single sitting, over the fresh one's."""
    return strength(day) / strength(FRESH)


def contrast(ink: str, day: float, sessions: tuple[Session, ...] = ONE) -> float:
    """Give ΔE2000 of treated lips on a day to what they were before, redness and all."""
    treated = lab_of_linear(mean_colour(layers_of(ink, sessions), day))
    before = lab_of_linear(mean_colour(layers_of("none", sessions), HEALED))
    return float(deltaE_ciede2000(treated, before))  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("day", [35.0, 42.0])
def test_at_five_to_six_weeks_half_of_the_pigment_shows(day: float) -> None:
    """55 % of the fresh pigment is left."""
    assert share(day) == pytest.approx(0.55, abs=0.03)


@pytest.mark.parametrize("ink", CLEAR)
def test_to_the_eye_lips_are_30_to_60_percent_lighter_then(ink: str) -> None:
    """So much less do they differ from untreated lips than on the day itself."""
    for day in (35.0, 42.0):
        assert 0.4 <= contrast(ink, day) / contrast(ink, FRESH) <= 0.7


@pytest.mark.parametrize("ink", CLEAR)
def test_day_8_is_clearly_pale(ink: str) -> None:
    """35 % of the pigment shows; to the eye it is far less than fresh, and less than healed."""
    assert share(8.0) == pytest.approx(0.35, abs=0.03)
    assert contrast(ink, 8.0) < 0.55 * contrast(ink, FRESH)
    assert contrast(ink, 8.0) < 0.8 * contrast(ink, HEALED)


def test_colour_falls_while_lips_peel_and_comes_back_in_weeks_2_to_4() -> None:
    """It falls to day 8, stays pale to day 14 and rises to day 28, never beyond what stays."""
    peeling, pale = [share(d) for d in (0, 2, 4, 6, 8)], [share(d) for d in (8, 11, 14)]
    back = [share(d) for d in (14, 18, 22, 28)]
    assert all(later < earlier for earlier, later in pairwise(peeling))
    assert max(pale) - min(pale) < 0.03
    assert all(later > earlier for earlier, later in pairwise(back))
    assert share(28.0) == pytest.approx(share(42.0), abs=0.03)


def test_fresh_lips_are_red_for_hours_to_two_days() -> None:
    """Without any pigment: redder on the day itself, hardly from day 3, not at all from day 4."""
    layers = layers_of("none", ONE)
    healed = lab_of_linear(mean_colour(layers, HEALED))[1]
    rise = [lab_of_linear(mean_colour(layers, day))[1] - healed for day in (0.1, 2.0, 3.0, 4.0)]
    assert rise[0] > 2.0
    assert 0.1 < rise[1] < 0.5 * rise[0]
    assert rise[2] < 0.5
    assert rise[3] == pytest.approx(0.0, abs=0.05)


def test_healed_lips_fade_by_about_a_third_in_a_year() -> None:
    """0.45 a year, and what settles by month 6."""
    left = strength(28.0 + 365.25) / strength(28.0)
    assert left == pytest.approx(np.exp(-0.45) * 0.92, abs=0.04)
    assert strength(28.0 + 3 * 365.25) < 0.35 * strength(28.0)


def test_of_the_usual_two_sittings_fresh_is_stronger_than_healed() -> None:
    """The first sitting does most, so that its day is stronger than all is when healed."""
    fill = FILLS["lips"]
    sessions = spread_sessions(fill.sessions, fill.gap_days, fill.first_share)
    assert strength(FRESH, sessions) > 1.25 * strength(70.0, sessions)
    assert strength(8.0, sessions) < 0.4 * strength(FRESH, sessions)
    assert contrast("lip-rose", FRESH, sessions) > 1.25 * contrast("lip-rose", 70.0, sessions)


def test_a_corrector_leaves_the_colour_its_dose() -> None:
    """Over a corrector that takes nothing, the colour is as strong as alone, a sitting later."""
    corrected = filled("lip-rose", Corrector(mix=(0.0, 0.0, 0.0)))
    plan = Plan(areas=(corrected,), sessions=begin_sooner(ONE, 0.4))
    colour = mean_colour(lay(plan), plan.sessions[1].day + HEALED)
    alone = mean_colour(layers_of("lip-rose", ONE), HEALED)
    np.testing.assert_allclose(colour, alone, rtol=0.01)
