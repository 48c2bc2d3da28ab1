"""Hair, mirrored light and skin told apart by colour and texture."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.render.products import Plane
from smp_sim.render.skin_tones import (
    SkinReference,
    hair_cover,
    highlight_share,
    masked_blur,
    measure_tones,
    skin_likeness,
    skin_reference,
    smooth_step,
)

SKIN = np.array([0.45, 0.26, 0.19], dtype=np.float32)
DARK_SKIN = np.array([0.11, 0.062, 0.042], dtype=np.float32)
PX_PER_MM = 3.0
WHOLE = np.ones((160, 240), dtype=np.float32)


def scene(skin: Plane, rng: np.random.Generator) -> Plane:
    """Draw (160, 240, 3): left third bare skin, middle hair, right third mirrored light."""
    picture = np.broadcast_to(skin, (160, 240, 3)).copy()
    strands = rng.random((160, 80)) < 0.5
    picture[:, 80:160][strands] = 0.15 * skin.mean()
    picture[:, 160:] += 0.8 * skin.mean() + 0.25
    return (picture * (1.0 + 0.02 * rng.standard_normal((160, 240, 1)))).astype(np.float32)


def judge(skin: Plane, rng: np.random.Generator) -> tuple[Plane, Plane]:
    """Give hair and highlight of the scene, the reference taken from its left third."""
    linear = scene(skin, rng)
    tones = measure_tones(linear, WHOLE, PX_PER_MM)
    sample = np.zeros(WHOLE.shape, dtype=bool)
    sample[:, :70] = True
    reference = skin_reference(tones, sample, WHOLE > 0.0)
    hair = hair_cover(tones, reference, WHOLE, PX_PER_MM)
    return hair, highlight_share(linear, tones, reference, PX_PER_MM)


@pytest.mark.parametrize("skin", [SKIN, DARK_SKIN], ids=["light", "dark"])
def test_hair_is_found_and_gloss_is_no_hair(skin: Plane, rng: np.random.Generator) -> None:
    """Dark strands cover the skin; bare skin and smooth shine don't."""
    hair, _ = judge(skin, rng)
    assert hair[30:-30, 95:145].mean() > 0.55
    assert hair[30:-30, 15:60].max() < 0.05
    assert hair[30:-30, 185:].max() < 0.1


@pytest.mark.parametrize("skin", [SKIN, DARK_SKIN], ids=["light", "dark"])
def test_mirrored_light_is_found(skin: Plane, rng: np.random.Generator) -> None:
    """White light over skin counts as mirrored, plain skin and hair don't."""
    _, shine = judge(skin, rng)
    assert shine[30:-30, 185:].mean() > 0.4
    assert shine[30:-30, 15:60].max() < 0.05
    assert shine[30:-30, 95:145].mean() < 0.1


def test_burnt_pixels_are_all_mirrored() -> None:
    """Pure white stays on top of any dot."""
    linear = np.ones((40, 40, 3), dtype=np.float32)
    tones = measure_tones(linear, np.ones((40, 40), dtype=np.float32), PX_PER_MM)
    share = highlight_share(linear, tones, SkinReference(0.5, -1.3, 0.04), PX_PER_MM)
    np.testing.assert_allclose(share, 0.95)


def test_shade_is_no_hair(rng: np.random.Generator) -> None:
    """Skin at a quarter of the light is still bare skin."""
    light = np.repeat([1.0, 0.25], 120)[None, :, None]
    linear = SKIN * light * (1.0 + 0.02 * rng.standard_normal((160, 240, 1)))
    tones = measure_tones(linear.astype(np.float32), WHOLE, PX_PER_MM)
    sample = np.zeros(WHOLE.shape, dtype=bool)
    sample[:, :90] = True
    reference = skin_reference(tones, sample, WHOLE > 0.0)
    assert hair_cover(tones, reference, WHOLE, PX_PER_MM)[:, 150:].max() < 0.1


def test_what_lies_outside_changes_nothing(rng: np.random.Generator) -> None:
    """Measures inside a mask don't see a wall beside it."""
    linear = scene(SKIN, rng)
    inside = WHOLE.copy()
    inside[:, 120:] = 0.0
    walled = linear.copy()
    walled[:, 120:] = 0.9
    first, second = (measure_tones(p, inside, PX_PER_MM) for p in (linear, walled))
    np.testing.assert_allclose(first.red_green[:, :119], second.red_green[:, :119], atol=1e-5)
    np.testing.assert_allclose(first.contrast[:, :119], second.contrast[:, :119], atol=1e-5)


def test_a_masked_blur_keeps_an_even_plane() -> None:
    """An even value stays itself up to the mask's edge."""
    inside = WHOLE.copy()
    inside[:, 100:] = 0.0
    blurred = masked_blur(np.full(WHOLE.shape, 0.3, dtype=np.float32), inside, 4.0)
    np.testing.assert_allclose(blurred[:, :100], 0.3, rtol=1e-5)


def test_without_a_sample_there_is_still_a_reference() -> None:
    """No pixel of skin at all gives a usual skin, not an error."""
    tones = measure_tones(np.zeros((9, 9, 3), np.float32), np.zeros((9, 9), np.float32), 1.0)
    nothing = np.zeros((9, 9), dtype=bool)
    assert skin_reference(tones, nothing, nothing).red_green > 0.0


def test_a_pale_scar_is_skin_and_a_blue_cloth_is_not() -> None:
    """In a close-up scars count as skin, other things don't."""
    linear = np.empty((40, 60, 3), dtype=np.float32)
    linear[:, :20] = SKIN
    linear[:, 20:40] = (0.55, 0.40, 0.33)
    linear[:, 40:] = (0.05, 0.12, 0.30)
    tones = measure_tones(linear, np.ones((40, 60), dtype=np.float32), 1.0)
    likeness = skin_likeness(tones, SkinReference(float(np.log(0.45 / 0.26)), -1.3, 0.04))
    assert likeness[:, 5:35].min() > 0.9
    assert likeness[:, 45:].max() < 0.05


def test_smooth_step_runs_from_0_to_1() -> None:
    """It is 0 at the low end, a half in the middle and 1 at the high end."""
    steps = smooth_step(np.array([0.0, 2.0, 3.0, 4.0, 9.0], dtype=np.float32), 2.0, 4.0)
    np.testing.assert_allclose(steps, [0.0, 0.0, 0.5, 1.0, 1.0])
