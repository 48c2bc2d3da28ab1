"""Where hair is left is read from every photo's own skin, and as the brush has corrected it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
import pytest

from smp_sim.document.proposal.scalp_reading import (
    ScalpReading,
    ScalpView,
    grain_trust,
    hair_evidence,
    read_scalp,
    read_texture,
)
from smp_sim.model.case import MaskStroke
from smp_sim.render.camera_geometry import project_directions
from smp_sim.render.products import Photo
from smp_sim.render.sample_head import SampleHead, SampleView, render_sample
from smp_sim.render.surface import read_surface
from tests.document.proposal.case_of_photos import grey_of, scaled_light

#: A place on the stubbled side of the drawn head, and one on its bald top.
SIDE, TOP = (0.9, 0.4, -0.2), (0.5, 0.85, 0.1)


@pytest.fixture(scope="module")
def bald_topped() -> SampleView:
    """Draw a head of Norwood VI from the left, its top bald."""
    return render_sample(SampleHead(skin_tone=2, norwood="6"), "left", width=400, height=496)


def read_with(view: SampleView, strokes: tuple[MaskStroke, ...] = ()) -> ScalpReading:
    """Read a drawn head with strokes over its masks."""
    surface = read_surface(view.photo, view.camera, strokes)
    return read_scalp([ScalpView(view.photo, surface, view.camera)])


def hair_at(reading: ScalpReading, place: tuple[float, float, float]) -> tuple[float, float]:
    """Give the hair read near a place, and how well it was seen there."""
    direction = np.array(place) / np.linalg.norm(place)
    near = np.argsort(-(reading.directions @ direction))[:5]
    return float(np.mean(reading.hairy[near])), float(np.mean(reading.weight[near]))


def stroke_at(
    view: SampleView, place: tuple[float, float, float], paints: Literal["hair", "background"]
) -> MaskStroke:
    """Paint a dab over a place."""
    x, y = project_directions(view.camera, np.array([place]))[0]
    return MaskStroke(paints=paints, points_px=((float(x), float(y)),), radius_px=30.0)


def test_stubble_and_bald_skin_are_told_apart(bald_topped: SampleView) -> None:
    """The shaved side is hair, the bald top is not."""
    reading = read_with(bald_topped)
    assert hair_at(reading, SIDE)[0] > 0.8
    assert hair_at(reading, TOP)[0] < 0.2


def test_painted_hair_is_hair(bald_topped: SampleView) -> None:
    """A dab of hair on the bald top is read as hair, and leaves the rest as it was."""
    painted = read_with(bald_topped, (stroke_at(bald_topped, TOP, "hair"),))
    assert hair_at(painted, TOP)[0] > 0.9
    assert hair_at(painted, SIDE)[0] > 0.8


def test_painted_background_is_not_seen(bald_topped: SampleView) -> None:
    """What is painted as background tells nothing of the scalp."""
    painted = read_with(bald_topped, (stroke_at(bald_topped, SIDE, "background"),))
    assert hair_at(painted, SIDE)[1] < 0.05


@pytest.mark.parametrize("change", ["grey", "blue", "dark"])
def test_poor_light_moves_little(bald_topped: SampleView, change: str) -> None:
    """Black and white, bluish and dark photos are read to within 12 % of the head as before."""
    pixels = np.asarray(bald_topped.photo.srgb, dtype=np.uint8)
    changed = {
        "grey": lambda: grey_of(pixels),
        "blue": lambda: scaled_light(pixels, (0.6, 0.9, 1.3)),
        "dark": lambda: scaled_light(pixels, (0.15, 0.15, 0.15)),
    }[change]()
    plain, poor = read_with(bald_topped), read_with(replace(bald_topped, photo=Photo(changed)))
    seen = plain.weight > 0.2
    assert np.mean(np.abs(plain.hairy - poor.hairy)[seen] > 0.5) < 0.12


def test_nothing_is_read_off_the_head(bald_topped: SampleView) -> None:
    """Evidence is zero wherever there is no head."""
    surface = read_surface(bald_topped.photo, bald_topped.camera)
    texture = read_texture(ScalpView(bald_topped.photo, surface, bald_topped.camera))
    evidence = hair_evidence(texture, texture.bare)
    assert evidence[texture.inside < 0.4].max() == 0.0


def noisy(view: SampleView, spread: float) -> SampleView:
    """Give a drawn head with a camera's noise, in 8-bit levels."""
    noise = spread * np.random.default_rng(3).standard_normal(view.photo.srgb.shape)
    pixels = np.clip(view.photo.srgb + noise, 0, 255).astype(np.uint8)
    return replace(view, photo=replace(view.photo, srgb=pixels))


def test_noise_is_not_taken_for_hair(bald_topped: SampleView) -> None:
    """With noise of 8 levels the shaved side is still hair, the bald top still none."""
    reading = read_with(noisy(bald_topped, 8.0))
    assert hair_at(reading, SIDE)[0] > 0.6
    assert hair_at(reading, TOP)[0] < 0.3


def test_fine_hair_is_told_less_surely_from_noise(bald_topped: SampleView) -> None:
    """A quiet photo is trusted whole, a noisy one half, and two as the clearer of them."""
    quiet, loud = (
        ScalpView(view.photo, read_surface(view.photo, view.camera), view.camera)
        for view in (bald_topped, noisy(bald_topped, 8.0))
    )
    assert grain_trust([quiet]) == 1.0
    assert grain_trust([loud]) < 0.6
    assert grain_trust([loud, quiet]) == 1.0
