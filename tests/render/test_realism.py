"""The measure of likeness to shaved hair: on fields made by code, and on real stubble."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.products import Floats
from smp_sim.render.realism import (
    TOTAL_LIMIT,
    Grain,
    compare_grain,
    flatten_shading,
    measure_grain,
    tone_ratio,
)

PX_PER_MM = 3.3
SIDE_PX = 72


def skin(rng: np.random.Generator) -> Floats:
    """Make an even patch of skin with a little grain and a slow shading."""
    ramp = np.linspace(0.9, 1.1, SIDE_PX)[None, :]
    return np.asarray(0.3 * ramp * (1 + 0.01 * rng.normal(size=(SIDE_PX, SIDE_PX))))


def with_dots(base: Floats, places_mm: Floats, peak: float = 0.35, sigma_mm: float = 0.2) -> Floats:
    """Darken skin by Gaussian dots of a peak optical density."""
    rows, columns = np.mgrid[:SIDE_PX, :SIDE_PX] / PX_PER_MM
    density = np.zeros_like(base)
    for x, y in places_mm:
        density += peak * np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * sigma_mm**2))
    return np.asarray(base * np.exp(-density))


def chance_places(rng: np.random.Generator, per_cm2: float = 180.0) -> Floats:
    """Scatter places, each no nearer than 0.35 mm to the last ones."""
    side = SIDE_PX / PX_PER_MM
    kept: list[Floats] = []
    while len(kept) < per_cm2 * side**2 / 100:
        place = rng.uniform(0, side, 2)
        if not kept or np.min(np.linalg.norm(np.array(kept) - place, axis=1)) > 0.35:
            kept.append(place)
    return np.array(kept)


def grid_places(per_cm2: float = 130.0) -> Floats:
    """Set places on a square grid."""
    step = 10 / np.sqrt(per_cm2)
    line = np.arange(step / 2, SIDE_PX / PX_PER_MM, step)
    return np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)


def grain(patch: Floats) -> Grain:
    """Measure a whole patch."""
    return measure_grain(patch, np.ones(patch.shape, dtype=bool), PX_PER_MM)


def test_two_patches_of_one_law_are_alike(rng: np.random.Generator) -> None:
    """New chance, same density and dot: accepted."""
    real, field = (grain(with_dots(skin(rng), chance_places(rng))) for _ in range(2))
    assert compare_grain(field, real).faults() == ()


def test_a_patch_is_exactly_like_itself(rng: np.random.Generator) -> None:
    """All distances are zero, all ratios one."""
    one = grain(with_dots(skin(rng), chance_places(rng)))
    likeness = compare_grain(one, one)
    assert (likeness.total, likeness.shape) == (0.0, 0.0)
    assert likeness.peak_ratio == likeness.contrast_ratio == 1.0


def test_blank_skin_is_rejected(rng: np.random.Generator) -> None:
    """Skin without dots is far from hair."""
    real = grain(with_dots(skin(rng), chance_places(rng)))
    likeness = compare_grain(grain(skin(rng)), real)
    assert "total" in likeness.faults()
    assert likeness.contrast_ratio < 0.3


@pytest.mark.parametrize("per_cm2", [60.0, 130.0, 200.0])
def test_a_grid_is_rejected_as_a_grid(rng: np.random.Generator, per_cm2: float) -> None:
    """Order shows as spots in the spectrum, at several spacings."""
    real = grain(with_dots(skin(rng), chance_places(rng)))
    field = grain(with_dots(skin(rng), grid_places(per_cm2), peak=0.6))
    assert "grid" in compare_grain(field, real).faults()


def test_dots_twice_as_large_are_rejected(rng: np.random.Generator) -> None:
    """A third of the dots at twice the size have the wrong shape of spectrum."""
    real = grain(with_dots(skin(rng), chance_places(rng)))
    field = grain(with_dots(skin(rng), chance_places(rng, 60.0), sigma_mm=0.45))
    assert {"total", "shape"} <= set(compare_grain(field, real).faults())


def test_brightness_and_slow_shading_do_not_count(rng: np.random.Generator) -> None:
    """Half the light and a ramp across leave the grain as it was."""
    patch = with_dots(skin(rng), chance_places(rng))
    shaded = 0.5 * patch * np.linspace(0.8, 1.2, SIDE_PX)[:, None]
    assert compare_grain(grain(shaded), grain(patch)).total < 0.05


def test_what_the_mask_leaves_out_does_not_count(rng: np.random.Generator) -> None:
    """Black background beside the mask changes nothing that was measured."""
    patch = with_dots(skin(rng), chance_places(rng))
    mask = np.ones(patch.shape, dtype=bool)
    mask[:, :18] = False
    dark = np.where(mask, patch, 0.0)
    one, other = (measure_grain(p, mask, PX_PER_MM) for p in (patch, dark))
    assert compare_grain(other, one).total < 1e-9
    assert np.all(flatten_shading(dark, mask, PX_PER_MM)[~mask] == 1.0)


def test_a_patch_too_small_is_refused(rng: np.random.Generator) -> None:
    """Less than 2 cm² says nothing."""
    with pytest.raises(ValueError, match="too few"):
        measure_grain(skin(rng)[:30, :30], np.ones((30, 30), dtype=bool), PX_PER_MM)


def test_tone_is_the_ratio_of_means_and_has_a_range(rng: np.random.Generator) -> None:
    """A field at 0.4 of the skin is called out; one at 0.87 isn't."""
    base = skin(rng)
    mask = np.ones(base.shape, dtype=bool)
    real = grain(with_dots(base, chance_places(rng)))
    alike = compare_grain(real, real)
    assert tone_ratio(0.4 * base, base, mask) == pytest.approx(0.4)
    assert alike.faults(tone=0.4) == ("tone",)
    assert alike.faults(tone=0.87) == ()


#: Corners (x, y) of 21 mm patches of truly shaved hair, and of bald skin, on the left profile of
#: person 021; chosen by eye.
STUBBLE_PX = ((720, 340), (790, 340), (720, 410), (800, 410))
BALD_PX = ((460, 345), (500, 560))


def real_grain(photos: Path, corner: tuple[int, int]) -> Grain:
    """Measure a 70 px patch of person 021."""
    with Image.open(photos / "london_021_neutral_left_profile.jpg") as picture:
        x, y = corner
        patch = np.asarray(picture.convert("RGB").crop((x, y, x + 70, y + 70)))
    return grain(np.asarray(linear_of_srgb(patch) @ LUMINANCE, dtype=np.float64))


@pytest.mark.photos
def test_real_stubble_is_like_real_stubble(photos: Path) -> None:
    """Two patches of one man: the published median (0.18 to 0.41) and maximum (0.33 to 0.70)."""
    patches = [real_grain(photos, corner) for corner in STUBBLE_PX]
    pairs = [compare_grain(one, other) for one, other in combinations(patches, 2)]
    totals = [pair.total for pair in pairs]
    assert 0.15 <= np.median(totals) <= 0.41
    assert max(totals) <= 0.70
    assert max(pair.shape for pair in pairs) <= 0.16
    assert max(pair.peak_ratio for pair in pairs) <= 2.0


@pytest.mark.photos
def test_bald_skin_is_not_like_the_stubble_beside_it(photos: Path) -> None:
    """Its total against dense stubble is above the limit."""
    dense = [real_grain(photos, corner) for corner in STUBBLE_PX if corner != (720, 410)]
    bald = [real_grain(photos, corner) for corner in BALD_PX]
    assert min(compare_grain(b, d).total for b in bald for d in dense) > TOTAL_LIMIT
