"""The laws of the picture: what pigment must, may and must not do to a photo."""

from __future__ import annotations

from dataclasses import replace

import cv2
import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from skimage.color import deltaE_ciede2000

from smp_sim.model.plan import DEFAULT_SESSIONS, Session
from smp_sim.render.colour import LUMINANCE, lab_of_linear, linear_of_srgb
from smp_sim.render.pipeline import (
    Kept,
    Request,
    Subject,
    draft_view,
    prepare_layers,
    render_view,
    show_day,
)
from smp_sim.render.products import Surface
from tests.render.flat_scene import SKINS, Dots, make_scene

Bytes8 = NDArray[np.uint8]
Codes = Bytes8 | NDArray[np.uint16]

HEALED = Request(day=28.0)


def _render(scene: Subject, request: Request = HEALED) -> Bytes8:
    return render_view(scene, request).srgb


def _inner(picture: Codes) -> Codes:
    rows, columns = (side // 4 for side in picture.shape[:2])
    return picture[rows:-rows, columns:-columns]


def _light(picture: Codes) -> NDArray[np.float64]:
    """Mean linear R, G, B of a picture's middle."""
    return np.asarray(linear_of_srgb(_inner(picture)).mean((0, 1)), dtype=np.float64)


def _delta_e(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Give the mean CIE ΔE2000 of two pictures, or of two colours, in L*a*b*."""
    return float(np.mean(deltaE_ciede2000(first, second)))  # type: ignore[no-untyped-call]


def _lab(picture: Codes) -> NDArray[np.float64]:
    return lab_of_linear(_light(picture))


def _tone(scene: Subject, picture: Bytes8) -> float:
    return float(_light(picture) @ LUMINANCE / (_light(scene.photo.srgb) @ LUMINANCE))


def _linear_shrink(picture: Bytes8, size: tuple[int, int]) -> NDArray[np.float32]:
    return np.asarray(cv2.resize(linear_of_srgb(picture), size, interpolation=cv2.INTER_AREA))


def _textured_skin(height: int, width: int) -> Bytes8:
    rng = np.random.default_rng(3)
    smooth = cv2.GaussianBlur(rng.normal(size=(height, width, 3)), (0, 0), 3.0) * 40.0
    grain = rng.normal(0.0, 2.0, (height, width, 3))
    return np.asarray(np.clip(np.array(SKINS[2]) + smooth + grain, 0, 255), dtype=np.uint8)


TONES = [(120, 0.15, 0.96), (120, 0.30, 0.855), (180, 0.25, 0.845), (200, 0.30, 0.77)]


@pytest.mark.parametrize("px_per_mm", [3.0, 8.0, 16.0])
@pytest.mark.parametrize(("per_cm2", "diameter_mm", "tone"), TONES)
def test_a_field_has_the_tone_that_was_measured(
    px_per_mm: float, per_cm2: float, diameter_mm: float, tone: float
) -> None:
    """Mean luminance over the untreated skin, within 0.015, at every scale."""
    scene = make_scene(px_per_mm, Dots(per_cm2, diameter_mm))
    assert _tone(scene, _render(scene)) == pytest.approx(tone, abs=0.015)


def test_no_pigment_gives_the_photo_back() -> None:
    """Bit for bit: without dots, with dots of tone 0, and before the first session."""
    scene = make_scene(6.0, skin=_textured_skin(108, 144))
    none = replace(scene.dots, tone=0.0 * scene.dots.tone)
    empty = replace(scene.dots, **{name: getattr(scene.dots, name)[:0] for name in _names()})
    for field in (none, empty):
        np.testing.assert_array_equal(_render(scene._replace(dots=field)), scene.photo.srgb)
    late = msgspec.structs.replace(
        scene.plan, sessions=(Session(number=1, day=10.0, share=1.0, tone=1.0),)
    )
    picture = _render(scene._replace(plan=late), Request(day=5.0))
    np.testing.assert_array_equal(picture, scene.photo.srgb)


def _names() -> tuple[str, ...]:
    return ("identity", "place", "area", "session", "diameter_mm", "tone", "depth_mm")


def test_nothing_outside_the_field_changes() -> None:
    """Further than 4 mm from the nearest dot, every byte is the photo's."""
    scene = make_scene(8.0, inset_mm=8.0, size_mm=(30.0, 26.0), skin=_textured_skin(208, 240))
    changed = np.any(_render(scene) != scene.photo.srgb, axis=2)
    edge = round(4.0 * 8.0)
    assert changed[100:110, 100:110].any()
    changed[edge:-edge, edge:-edge] = False
    assert not changed.any()


def test_rows_far_from_the_dots_are_the_photo() -> None:
    """Whole bands above and below a small field are painted too: with the photo's bytes."""
    scene = make_scene(3.0, inset_mm=53.0, size_mm=(110.0, 160.0))
    changed = np.any(_render(scene) != scene.photo.srgb, axis=(1, 2))
    assert changed[200:280].any()
    assert not changed[:128].any()
    assert not changed[-64:].any()


def test_where_there_is_no_skin_nothing_changes() -> None:
    """Hair, background and mirrored light keep every byte, on any day."""
    scene = make_scene(8.0, size_mm=(20.0, 16.0), skin=_textured_skin(128, 160))
    skin, highlight = np.ones((128, 160), np.float32), np.zeros((128, 160), np.float32)
    skin[:, :50] = 0.0
    highlight[60:90, 80:120] = 1.0
    scene = scene._replace(surface=Surface(1, skin, 1 - skin, highlight, 0.6, 0.0))
    kept = (skin == 0.0) | (highlight == 1.0)
    for day in (0.5, 3.0, 28.0):
        picture = _render(scene, Request(day=day))
        np.testing.assert_array_equal(picture[kept], scene.photo.srgb[kept])
        assert np.any(picture[~kept] != scene.photo.srgb[~kept])


@settings(max_examples=12)
@given(
    st.floats(0.1, 1.0),
    st.floats(1.0, 1.5),
    st.floats(0.12, 0.3),
    st.floats(1.0, 1.4),
    st.sampled_from([2.5, 6.0, 12.0]),
)
def test_more_pigment_is_never_lighter(
    tone: float, darker: float, diameter_mm: float, wider: float, px_per_mm: float
) -> None:
    """Darker dots make no pixel lighter; wider dots and more dots make no field lighter."""
    size_mm = (9.0, 8.0)
    plain = make_scene(px_per_mm, Dots(120, diameter_mm, tone), size_mm=size_mm)
    dark = make_scene(px_per_mm, Dots(120, diameter_mm, tone * darker), size_mm=size_mm)
    wide = make_scene(px_per_mm, Dots(120, diameter_mm * wider, tone), size_mm=size_mm)
    picture = _render(plain)
    assert np.all(_render(dark) <= picture)
    assert _tone(wide, _render(wide)) <= _tone(plain, picture) + 1e-3
    half = replace(plain.dots, **{n: getattr(plain.dots, n)[::2] for n in _names()})
    assert np.all(_render(plain._replace(dots=half)) >= picture)


@pytest.mark.parametrize("day", [0.0, 1.5, 3.0, 15.0, 29.0, 56.0, 400.0, 3650.0])
def test_layers_and_export_are_one_picture(day: float) -> None:
    """On every day, with all sessions at work, they differ by one step at most."""
    scene = make_scene(7.0, skin=_textured_skin(126, 168), sessions=DEFAULT_SESSIONS)
    request = Request(day=day)
    layers = prepare_layers(scene, request)
    shown = show_day(layers, day).srgb.astype(int)
    assert np.abs(shown - _render(scene, request)).max() <= 1


@pytest.mark.parametrize("scale", [0.25, 0.4, 0.5])
@pytest.mark.parametrize("day", [0.0, 28.0, 2000.0])
def test_a_preview_is_the_shrunken_export(scale: float, day: float) -> None:
    """Mean ΔE2000 of at most 0.5 against the export shrunk in linear light, a third treated."""
    skin = _textured_skin(300, 300)
    scene = make_scene(12.0, size_mm=(25.0, 25.0), inset_mm=5.0, skin=skin)
    preview = _render(scene, Request(day=day, scale=scale))
    export = _linear_shrink(_render(scene, Request(day=day)), preview.shape[1::-1])
    lab = lab_of_linear(linear_of_srgb(preview)), lab_of_linear(export)
    assert _delta_e(*lab) <= 0.5


@pytest.mark.parametrize("scale", [0.125, 0.25, 0.5])
@pytest.mark.parametrize("day", [0.0, 28.0, 2000.0])
def test_a_draft_is_the_shrunken_export(scale: float, day: float) -> None:
    """What a moving hand sees is near what it gets: mean ΔE2000 of at most 0.5 too."""
    skin = _textured_skin(300, 300)
    scene = make_scene(12.0, size_mm=(25.0, 25.0), inset_mm=5.0, skin=skin)
    draft = draft_view(scene, Request(day=day, scale=scale), Kept()).after.srgb
    export = _linear_shrink(_render(scene, Request(day=day)), draft.shape[1::-1])
    assert _delta_e(lab_of_linear(linear_of_srgb(draft)), lab_of_linear(export)) <= 0.5


def test_what_is_asked_between_parts_ends_the_work() -> None:
    """Layers that nobody waits for any more are not finished."""

    def overtaken() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        prepare_layers(make_scene(6.0), HEALED, between=overtaken)


def test_a_region_is_cut_from_the_whole() -> None:
    """Zoom and crop change nothing: no pixel by more than two steps."""
    scene = make_scene(8.0, size_mm=(24.0, 20.0), skin=_textured_skin(160, 192))
    whole = _render(scene)
    part = _render(scene, Request(day=28.0, region=(50, 40, 150, 120)))
    assert np.abs(part.astype(int) - whole[40:120, 50:150]).max() <= 2


def test_an_enlarged_region_has_the_tone_of_the_photo() -> None:
    """At 3 picture px for a photo px, as dark as at 1."""
    scene = make_scene(6.0)
    large = _render(scene, Request(day=28.0, scale=3.0, region=(30, 20, 110, 90)))
    assert _tone(scene, large) == pytest.approx(_tone(scene, _render(scene)), abs=0.01)


@pytest.mark.parametrize("skin", SKINS)
def test_pigment_is_neutral_on_every_skin(skin: tuple[int, int, int]) -> None:
    """Against a grey filter of equal lightness, ΔE2000 is at most 2."""
    scene = make_scene(8.0, Dots(200, 0.30), skin=skin)
    treated = _light(_render(scene))
    bare = _light(scene.photo.srgb)
    factors = np.linspace(0.5, 1.0, 2001)[:, None]
    grey = lab_of_linear(bare * factors)
    nearest = grey[np.argmin(np.abs(grey[:, 0] - lab_of_linear(treated)[0]))]
    assert _delta_e(lab_of_linear(treated), nearest) <= 2.0


def test_too_deep_looks_blue_and_paler() -> None:
    """b* falls against a grey filter, more than at the nominal depth."""

    def blue_shift(depth_mm: float) -> tuple[float, float]:
        scene = make_scene(8.0, Dots(200, 0.30, depth_mm=depth_mm))
        treated, bare = _light(_render(scene)), _light(scene.photo.srgb)
        grey = lab_of_linear(bare * (treated @ LUMINANCE) / (bare @ LUMINANCE))
        return float(lab_of_linear(treated)[2] - grey[2]), _tone(scene, _render(scene))

    nominal, deep = blue_shift(0.3), blue_shift(0.7)
    assert abs(nominal[0]) < 0.5
    assert deep[0] < nominal[0] - 1.0
    assert deep[1] > nominal[1]


def test_fresh_is_red_and_dark_then_scabbed_then_healed() -> None:
    """a* is raised on day 0 and not on day 7; fresh and scabbed fields are darkest."""
    scene = make_scene(8.0)
    fresh, scab, week, healed = (
        _lab(_render(scene, Request(day=d))) for d in (0.0, 2.5, 8.0, 28.0)
    )
    bare = _lab(scene.photo.srgb)
    assert fresh[1] > bare[1] + 1.0
    assert week[1] < bare[1]
    assert max(fresh[0], scab[0]) < healed[0] < bare[0]


def test_redness_ends_softly_outside_the_field() -> None:
    """Strong inside and still there at the edge, gone 9 mm outside."""
    scene = make_scene(5.0, size_mm=(40.0, 40.0), inset_mm=14.0)
    picture = lab_of_linear(linear_of_srgb(_render(scene, Request(day=0.0))))
    bare = lab_of_linear(linear_of_srgb(scene.photo.srgb))
    rise = cv2.GaussianBlur(picture[..., 1] - bare[..., 1], (0, 0), 5.0)
    inside, edge, outside = rise[100, 100], rise[100, 70], rise[100, 20]
    assert inside > 1.0
    assert 0.3 * inside < edge
    assert outside == pytest.approx(0.0, abs=0.02)


def test_a_stronger_retention_is_darker() -> None:
    """Light, typical and strong healed fields lie in this order."""
    scene = make_scene(6.0)
    light, typical, strong = (
        _tone(scene, _render(scene, Request(day=28.0, retention=kept)))
        for kept in ("light", "typical", "strong")
    )
    assert light > typical > strong


def test_a_sixteen_bit_photo_gives_the_same_picture() -> None:
    """The photo's depth doesn't matter to the pigment."""
    scene = make_scene(6.0, skin=_textured_skin(108, 144))
    deep = replace(scene.photo, srgb=scene.photo.srgb.astype(np.uint16) * 257)
    np.testing.assert_array_equal(_render(scene._replace(photo=deep)), _render(scene))


def test_a_request_outside_the_photo_is_refused() -> None:
    """A fault of the program, named by its values."""
    with pytest.raises(ValueError, match="shows nothing"):
        _render(make_scene(6.0), Request(day=28.0, region=(9000, 0, 9100, 50)))
