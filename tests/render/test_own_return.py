"""Pigment that scatters, in pictures: it covers and lightens, and never makes light."""

from __future__ import annotations

from dataclasses import replace as changed
from itertools import pairwise

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smp_sim.model.plan import Corrector, Session
from smp_sim.render.colour import LUMINANCE, lab_of_linear, linear_of_srgb
from smp_sim.render.optics import Triple
from smp_sim.render.pipeline import Request, Subject, prepare_layers, render_view, show_day
from smp_sim.render.products import Floats
from smp_sim.render.skin_bed import bed_of
from smp_sim.render.two_flux import thick_layer
from tests.render.flat_scene import SKINS, Dots, make_scene
from tests.render.test_grey_return import greyed, middle

HEALED = Request(day=28.0)
WASH = Dots(300, 0.7)
PEACH: Triple = (0.05, 0.15, 0.3)


def inked(scene: Subject, mix: Triple, cover: float) -> Subject:
    """Give the scene with a mixed pigment in all its areas."""
    areas = tuple(
        msgspec.structs.replace(area, pigment="mixed", mix=mix, cover=cover)
        for area in scene.plan.areas
    )
    return scene._replace(plan=msgspec.structs.replace(scene.plan, areas=areas))


def washed(tone: float, mix: Triple, cover: float, skin: tuple[int, int, int] = SKINS[3]) -> Floats:
    """Give the mean linear colour of a healed wash."""
    scene = make_scene(4.0, WASH._replace(tone=tone), skin=skin, size_mm=(14.0, 12.0))
    return middle(render_view(inked(scene, mix, cover), HEALED).srgb)


def linear(skin: tuple[int, int, int]) -> Floats:
    """Give the linear colour of a skin."""
    return linear_of_srgb(np.array(skin, dtype=np.uint8)).astype(np.float64)


@pytest.mark.parametrize("skin", SKINS)
def test_more_of_it_goes_to_its_own_colour_through_the_skin(skin: tuple[int, int, int]) -> None:
    """A wash that gets denser moves one way in each channel and ends at the thick layer's light."""
    seen = [washed(tone, PEACH, 1.0, skin) for tone in (0.1, 0.4, 1.5, 3.0)]
    above = np.array(bed_of(linear(skin), linear(skin), 1.0).above)
    wanted = above * [thick_layer(a, 1.0) for a in PEACH]
    gaps = [np.abs(wanted - colour) for colour in (linear(skin), *seen)]
    for more, less in pairwise(gaps):
        assert np.all(less <= more + 0.004)
    np.testing.assert_allclose(seen[-1], wanted, rtol=0.06)


@settings(max_examples=10)
@given(
    st.sampled_from(SKINS),
    st.tuples(*[st.floats(0.0, 1.5)] * 3),
    st.floats(0.1, 3.0),
    st.floats(0.1, 1.5),
)
def test_it_is_never_brighter_than_skin_and_pigment(
    skin: tuple[int, int, int], mix: Triple, cover: float, tone: float
) -> None:
    """A healed wash lies below the lighter of both in each channel: no light is made."""
    seen = washed(tone, mix, cover, skin)
    above = np.array(bed_of(linear(skin), linear(skin), 1.0).above)
    thick = above * [thick_layer(a, cover) for a in mix]
    assert np.all(seen <= np.maximum(linear(skin), thick) + 0.006)


def test_it_lightens_what_plain_pigment_darkens() -> None:
    """The same mix over dark lips takes light without scattering, and gives light with it."""
    lips = (120, 72, 78)
    own = float(linear(lips) @ LUMINANCE)
    assert (
        washed(0.6, PEACH, 0.0, lips) @ LUMINANCE < own < washed(0.6, PEACH, 1.5, lips) @ LUMINANCE
    )


def test_orange_takes_the_violet_out_of_dark_lips() -> None:
    """Over violet lips an orange cover turns the hue from purple to warm."""
    lips = (112, 70, 92)
    before = lab_of_linear(linear(lips))
    after = lab_of_linear(washed(0.8, (0.05, 0.35, 1.4), 1.0, lips))
    assert before[2] < 0.0 < after[2]


def test_dark_skin_shows_less_of_the_same_pigment() -> None:
    """Melanin above the pigment filters its light: one white comes out darker on darker skin."""
    light = [washed(1.5, (0.02, 0.02, 0.02), 2.0, skin) @ LUMINANCE for skin in SKINS]
    assert all(more > less for more, less in pairwise(light))


def test_none_of_it_is_the_old_picture_to_the_bit() -> None:
    """A mix that doesn't scatter gives the same bytes, and carbon doesn't read the cover."""
    scene = make_scene(6.0)
    plain = render_view(scene, HEALED).srgb
    areas = tuple(msgspec.structs.replace(area, cover=3.0) for area in scene.plan.areas)
    covered = scene._replace(plan=msgspec.structs.replace(scene.plan, areas=areas))
    np.testing.assert_array_equal(render_view(covered, HEALED).srgb, plain)
    even = inked(scene, (1.0, 1.0, 1.02), 0.0)
    np.testing.assert_array_equal(render_view(even, HEALED).srgb, plain)


def test_a_trace_of_cover_is_near_to_none() -> None:
    """The two ways of the optics meet: a cover of a thousandth changes no byte by more than 1."""
    scene = make_scene(6.0)
    plain, trace = (
        render_view(inked(scene, (0.9, 0.7, 0.5), cover), HEALED).srgb.astype(int)
        for cover in (0.0, 0.001)
    )
    assert np.abs(plain - trace).max() <= 1


@pytest.mark.parametrize("day", [1.0, 8.0, 28.0])
def test_layers_and_export_agree(day: float) -> None:
    """Scrubbing and rendering at once give the same picture to 2 levels."""
    scene = inked(make_scene(6.0, WASH), PEACH, 1.0)
    layers = prepare_layers(scene, HEALED)
    at_once = render_view(scene, Request(day=day)).srgb.astype(int)
    assert np.abs(show_day(layers, day).srgb.astype(int) - at_once).max() <= 2


def test_the_shrunken_export_is_the_preview() -> None:
    """At half size the mean of the wash is that of the whole picture to half a ΔE in each axis."""
    scene = inked(make_scene(8.0, WASH), PEACH, 1.0)
    whole, half = (render_view(scene, Request(day=28.0, scale=s)).srgb for s in (1.0, 0.5))
    np.testing.assert_allclose(lab_of_linear(middle(half)), lab_of_linear(middle(whole)), atol=0.5)


def test_a_part_of_the_photo_shows_what_the_whole_does() -> None:
    """Pigment lies in the same skin whatever part of the photo is asked for."""
    scene = inked(make_scene(6.0, WASH, inset_mm=4.0), PEACH, 1.0)
    whole = render_view(scene, HEALED).srgb[32:80, 32:96].astype(int)
    part = render_view(scene, Request(day=28.0, region=(32, 32, 96, 80))).srgb
    assert np.abs(part.astype(int) - whole).max() <= 2


def test_shade_stays_on_the_pigment() -> None:
    """Where half as much light falls, the covered skin is half as light, too."""
    scene = inked(make_scene(6.0, WASH), PEACH, 1.5)
    skin = np.broadcast_to(linear(SKINS[3]), (*scene.photo.srgb.shape[:2], 3)).copy()
    skin[:, skin.shape[1] // 2 :] *= 0.5
    coded = np.rint(255 * (1.055 * skin ** (1 / 2.4) - 0.055)).astype(np.uint8)
    shown = render_view(scene._replace(photo=changed(scene.photo, srgb=coded)), HEALED).srgb
    lit, shaded = (linear_of_srgb(shown[30:-30, part]).mean() for part in (
        slice(10, 60), slice(-60, -10)))  # fmt: skip
    assert shaded / lit == pytest.approx(0.5, abs=0.03)


def test_deep_pigment_covers_less() -> None:
    """Light that turns back above it keeps the skin's colour, blue most of all."""
    own = linear(SKINS[3])
    gain = []
    for depth_mm in (0.3, 0.8):
        scene = inked(make_scene(4.0, WASH._replace(depth_mm=depth_mm, tone=0.1)), (0.02,) * 3, 2.0)
        gain.append(middle(render_view(scene, HEALED).srgb) / own - 1.0)
    assert np.all(gain[0] > gain[1])
    assert gain[1][2] / gain[0][2] < gain[1][0] / gain[0][0]


def test_grey_hair_beside_it_keeps_its_grey() -> None:
    """A field that returns grey is nearly as before when a wash that covers lies far from it."""
    scene = make_scene(6.0, Dots(200, 0.38, tone=1.4), size_mm=(48.0, 18.0))
    alone = render_view(greyed(scene, 0.6), HEALED).srgb
    right = scene.dots.place[:, 0] > 24.0
    area = msgspec.structs.replace(scene.plan.areas[0], grey_return=0.6)
    wash = msgspec.structs.replace(area, id="b", pigment="mixed", mix=PEACH, cover=1.0)
    plan = msgspec.structs.replace(scene.plan, areas=(area, wash))
    field = changed(scene.dots, area=right.astype(np.int32))
    shown = render_view(scene._replace(plan=plan, dots=field), HEALED).srgb
    part = np.s_[20:-20, 20:100]
    assert np.abs(shown[part].astype(int) - alone[part]).max() <= 2
    assert np.abs(shown[20:-20, 190:268].astype(int) - alone[20:-20, 190:268]).mean() > 10


def test_each_wash_is_lit_where_it_lies() -> None:
    """Two covers on skins of two tones look as each does alone."""
    scene = inked(make_scene(6.0, WASH, size_mm=(60.0, 15.0)), PEACH, 1.0)
    skin = np.empty_like(scene.photo.srgb)
    skin[:, :180], skin[:, 180:] = SKINS[1], SKINS[4]
    scene = scene._replace(photo=changed(scene.photo, srgb=skin))
    right = scene.dots.place[:, 0] > 30.0
    area = scene.plan.areas[0]
    other = msgspec.structs.replace(area, id="b", mix=(0.06, 0.16, 0.3))
    both = scene._replace(
        plan=msgspec.structs.replace(scene.plan, areas=(area, other)),
        dots=changed(scene.dots, area=right.astype(np.int32)),
    )
    shown = render_view(both, HEALED).srgb
    for mine, part in ((~right, np.s_[20:-20, 20:130]), (right, np.s_[20:-20, 230:340])):
        tones = np.where(mine, both.dots.tone, 0.0)
        alone = render_view(both._replace(dots=changed(both.dots, tone=tones)), HEALED).srgb
        assert np.abs(shown[part].astype(int) - alone[part]).max() <= 3


def test_the_corrector_fills_the_first_sittings_alone() -> None:
    """Before the second sitting only its pigment shows; then both are mixed."""
    twice = (Session(number=1, day=0.0, share=0.5), Session(number=2, day=42.0, share=0.5))
    scene = inked(make_scene(5.0, WASH, sessions=twice), (0.2, 1.0, 0.7), 0.0)
    area = scene.plan.areas[0]
    corrector = Corrector(mix=(0.05, 0.35, 1.2), cover=1.0)
    both = msgspec.structs.replace(area, corrector=corrector)
    alone = msgspec.structs.replace(area, mix=corrector.mix, cover=corrector.cover)
    plans = [msgspec.structs.replace(scene.plan, areas=(a,)) for a in (both, alone, area)]
    first, second, plain = (
        [render_view(scene._replace(plan=plan), Request(day=day)).srgb for day in (30.0, 90.0)]
        for plan in plans
    )
    np.testing.assert_array_equal(first[0], second[0])
    labs = [lab_of_linear(middle(days[1])) for days in (second, first, plain)]
    hues = [float(np.arctan2(b, a)) for _, a, b in labs]
    assert hues[0] > hues[1] > hues[2]
