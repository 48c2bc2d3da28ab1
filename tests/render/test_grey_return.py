"""Grey light that comes back: a field as grey as shaved hair, dot for dot."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smp_sim.render.colour import LUMINANCE, lab_of_linear, linear_of_srgb
from smp_sim.render.pipeline import Request, Subject, prepare_layers, render_view, show_day
from smp_sim.render.products import Bytes8, Floats
from tests.render.flat_scene import SKINS, Dots, make_scene

HEALED = Request(day=28.0)
DENSE = Dots(200, 0.38, tone=1.4)


def greyed(scene: Subject, grey: float) -> Subject:
    """Give the scene with pigment that returns some grey light in all its areas."""
    areas = tuple(msgspec.structs.replace(area, grey_return=grey) for area in scene.plan.areas)
    return scene._replace(plan=msgspec.structs.replace(scene.plan, areas=areas))


def middle(picture: Bytes8) -> Floats:
    """Give the mean linear R, G, B of a picture's middle."""
    rows, columns = (side // 4 for side in picture.shape[:2])
    inner = linear_of_srgb(picture[rows:-rows, columns:-columns])
    return np.asarray(inner.mean(axis=(0, 1)), dtype=np.float64)


def chroma_at(colour: Floats, luminance: float) -> float:
    """Give the chroma of a colour lit to some luminance."""
    return float(np.hypot(*lab_of_linear(colour * luminance / (colour @ LUMINANCE))[1:]))


@pytest.mark.parametrize("skin", SKINS)
def test_more_of_it_is_greyer_and_lighter_on_every_skin(skin: tuple[int, int, int]) -> None:
    """At equal lightness chroma falls step by step; tone rises, and stays below bare skin's."""
    scene = make_scene(6.0, DENSE, skin=skin)
    own = linear_of_srgb(np.array(skin, dtype=np.uint8)).astype(np.float64)
    fields = [middle(render_view(greyed(scene, g), HEALED).srgb) for g in (0.0, 0.3, 0.6)]
    chroma = [chroma_at(field, float(own @ LUMINANCE)) for field in fields]
    tone = [float(field @ LUMINANCE / (own @ LUMINANCE)) for field in fields]
    assert chroma[0] - 1.0 > chroma[1] > chroma[2] + 1.0
    assert tone[0] < tone[1] < tone[2] < 0.9


@pytest.mark.parametrize("skin", SKINS)
def test_dots_and_the_skin_between_share_a_hue(skin: tuple[int, int, int]) -> None:
    """The darkest tenth of a field is warm like skin or grey, never blue or green."""
    shown = render_view(greyed(make_scene(8.0, DENSE, skin=skin), 0.6), HEALED).srgb
    inner = linear_of_srgb(shown[30:-30, 30:-30]).reshape(-1, 3)
    light = inner @ LUMINANCE
    dots = lab_of_linear(inner[light <= np.quantile(light, 0.1)].mean(axis=0))
    assert dots[1] > 0.0
    assert dots[2] > 0.0


@settings(max_examples=12)
@given(st.sampled_from(SKINS), st.floats(0.0, 0.85), st.floats(0.1, 1.5), st.floats(1.05, 1.5))
def test_more_pigment_is_never_lighter(
    skin: tuple[int, int, int], grey: float, tone: float, factor: float
) -> None:
    """A field's mean luminance falls as its dots get darker, however much comes back."""
    light = [
        middle(
            render_view(
                greyed(make_scene(4.0, Dots(180, 0.3, tone=t), skin=skin), grey), HEALED
            ).srgb
        )
        @ LUMINANCE
        for t in (tone, tone * factor)
    ]
    assert light[1] <= light[0] + 1e-3


def test_beyond_its_reach_the_photo_is_untouched() -> None:
    """Bytes farther from dots than light scatters are the photo's own."""
    scene = greyed(make_scene(4.0, DENSE, size_mm=(40.0, 30.0), inset_mm=12.0), 0.6)
    shown = render_view(scene, HEALED).srgb
    rim = np.ones(shown.shape[:2], dtype=bool)
    rim[24:-24, 24:-24] = False
    np.testing.assert_array_equal(shown[rim], scene.photo.srgb[rim])
    assert np.any(shown != scene.photo.srgb)


def test_nothing_returned_is_plain_carbon() -> None:
    """A return of 0 gives the same bytes as an area that says nothing of it."""
    scene = make_scene(6.0)
    plain = render_view(scene, HEALED).srgb
    np.testing.assert_array_equal(render_view(greyed(scene, 0.0), HEALED).srgb, plain)


@pytest.mark.parametrize("day", [1.0, 4.0, 28.0])
def test_layers_and_export_agree(day: float) -> None:
    """Scrubbing and rendering at once give the same picture to 2 levels, scabs and redness too."""
    scene = greyed(make_scene(6.0), 0.6)
    layers = prepare_layers(scene, HEALED)
    at_once = render_view(scene, Request(day=day)).srgb.astype(int)
    assert np.abs(show_day(layers, day).srgb.astype(int) - at_once).max() <= 2


def test_the_shrunken_export_is_the_preview() -> None:
    """At half size the mean of the field is that of the whole picture to 1 ΔE in each axis."""
    scene = greyed(make_scene(8.0, DENSE), 0.6)
    whole, half = (render_view(scene, Request(day=28.0, scale=s)).srgb for s in (1.0, 0.5))
    np.testing.assert_allclose(lab_of_linear(middle(half)), lab_of_linear(middle(whole)), atol=0.5)


def test_fresh_skin_is_as_red_as_without() -> None:
    """Grey light doesn't pale the blood round the dots: a* rises by more than half as much."""
    scene = make_scene(6.0)
    rise = []
    for grey in (0.0, 0.6):
        days = [lab_of_linear(middle(render_view(greyed(scene, grey), Request(day=d)).srgb))
                for d in (0.2, 28.0)]  # fmt: skip
        rise.append(float(days[0][1] - days[1][1]))
    assert rise[1] > 0.5 * rise[0]


def test_each_field_returns_its_own() -> None:
    """Beside a field that returns none, one that does is as grey as alone."""
    scene = make_scene(6.0, DENSE, size_mm=(48.0, 18.0))
    alone = render_view(greyed(scene, 0.6), HEALED).srgb
    plain = render_view(scene, HEALED).srgb
    right = scene.dots.place[:, 0] > 24.0
    field = replace(scene.dots, area=right.astype(np.int32))
    area = scene.plan.areas[0]
    both = (area, msgspec.structs.replace(area, id="b", grey_return=0.6))
    plan = msgspec.structs.replace(scene.plan, areas=both)
    shown = render_view(scene._replace(dots=field, plan=plan), HEALED).srgb
    left_part, right_part = np.s_[20:-20, 20:100], np.s_[20:-20, 190:268]
    for part, expected in ((left_part, plain), (right_part, alone)):
        missed = np.abs(shown[part].astype(int) - expected[part])
        assert missed.max() <= 2
