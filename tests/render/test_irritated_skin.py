"""How irritated skin looks: lips that swell shine where they shone, for two days."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from smp_sim.document.disk.assets import load_points
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import PhotoRef, View
from smp_sim.model.client import Client
from smp_sim.model.plan import Plan, Session, Technique
from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.dot_field import place_dots
from smp_sim.render.healing import lip_swelling
from smp_sim.render.irritated_skin import taut_shine
from smp_sim.render.pigment_palette import PALETTE
from smp_sim.render.pipeline import Layers, Request, Subject, prepare_layers, render_view, show_day
from smp_sim.render.products import Bytes8, Photo, Surface
from smp_sim.render.treatment_fills import filled_area

SIDE, PX_PER_MM = 128, 6.0
STRIPE = np.s_[40:-40, 60:68]
BESIDE = np.s_[40:-40, 30:40]


def lips_with_a_stripe(technique: Technique) -> Subject:
    """Give what the pipeline takes for lips with a lighter stripe across them."""
    picture = np.full((SIDE, SIDE, 3), (165, 104, 98), dtype=np.uint8)
    picture[:, 60:68] = (200, 150, 145)
    corners = ((-5.0, -5.0, 0.0), (30.0, -5.0, 0.0), (30.0, 30.0, 0.0), (-5.0, 30.0, 0.0))
    area = filled_area("lips", "lips", corners, view="v")
    ink = PALETTE["lip-rose"]
    area = replace(area, mix=ink.mix, cover=ink.cover, technique=technique)
    plan = Plan(areas=(area,), sessions=(Session(number=1, day=0.0, share=1.0),))
    bare = np.ones((SIDE, SIDE), dtype=np.float32)
    ref = PhotoRef(sha256="0" * 64, suffix=".png", width=SIDE, height=SIDE)
    view = View(id="v", side="flat", photo=ref, camera=FlatCamera(px_per_mm=PX_PER_MM))
    surface = Surface(1, bare, 0 * bare, 0 * bare, 0.6, 0.0)
    dots = place_dots(plan, load_points(), "v")
    return Subject(Photo(picture), surface, dots, view, plan, Client())


def layers_of(technique: Technique) -> Layers:
    """Prepare such lips."""
    return prepare_layers(lips_with_a_stripe(technique), Request(0.0))


def stripe_contrast(shown: Bytes8) -> float:
    """Give the stripe's luminance over that beside it."""
    light = linear_of_srgb(shown) @ LUMINANCE
    return float(light[STRIPE].mean() / light[BESIDE].mean())


def test_fresh_lips_shine_more_until_the_second_day() -> None:
    """What is lighter is lighter still when fresh; after two days it is as it will be."""
    layers = layers_of("wash")
    fresh, later, healed = (stripe_contrast(show_day(layers, d).srgb) for d in (0.0, 2.0, 5.0))
    assert fresh > 1.06 * later
    assert later == pytest.approx(healed, rel=0.05)


def test_layers_and_export_shine_alike() -> None:
    """Scrubbing and rendering at once give the same fresh lips to 2 levels."""
    scene = lips_with_a_stripe("wash")
    at_once = render_view(scene, Request(0.0)).srgb.astype(int)
    shown = show_day(layers_of("wash"), 0.0).srgb.astype(int)
    assert np.abs(shown - at_once).max() <= 2


def test_dots_in_lips_have_no_gloss() -> None:
    """Old plans of dots look as they did: their fresh stripe is no lighter for it."""
    layers = layers_of("dots")
    fresh, later = (stripe_contrast(show_day(layers, day).srgb) for day in (0.0, 2.5))
    assert fresh == pytest.approx(later, rel=0.05)


def test_even_or_untreated_skin_gets_no_shine() -> None:
    """Only what is lighter than its surround, and only where pigment lies."""
    even = np.full((40, 40), 0.3, dtype=np.float32)
    light = even.copy()
    light[18:22] = 0.5
    taken, none = np.full_like(even, 0.5), np.zeros_like(even)
    assert taut_shine(even, taken, 4.0, 0.8).max() < 1e-5
    assert taut_shine(light, none, 4.0, 0.8).max() == 0.0
    shine = taut_shine(light, taken, 4.0, 0.8)
    assert shine[20, 20] > 0.1
    assert shine[10, 10] < 1e-3


def test_swelling_goes_down_within_two_days() -> None:
    """Full at first, none from the second day on, none before the sitting."""
    course = [lip_swelling(age) for age in (0.0, 0.5, 1.0, 1.5, 2.0)]
    assert course[0] == 1.0
    assert course == sorted(course, reverse=True)
    assert course[-1] == lip_swelling(-1.0) == 0.0
