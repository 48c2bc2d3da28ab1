"""The mouth drawn for close-ups: its red, its creases and a closed cleft."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from smp_sim.render.sample_head import SampleHead, render_sample, sample_camera
from smp_sim.render.sample_head.head import rng_of
from smp_sim.render.sample_head.mouth import (
    HALF_MM,
    LIP_LAB,
    LOWER_MM,
    MIDDLE_MM,
    UPPER_MM,
    LipStyle,
    add_mouth,
    crease_share,
    lip_colour,
    meeting_line,
    red_depth_mm,
    scar_share,
)
from smp_sim.render.sample_head.noise import noise_atlas
from smp_sim.render.sample_head.skin import base_reflectance

Plane = NDArray[np.float32]
ATLAS = noise_atlas(rng_of(SampleHead(), 4))


def face_grid() -> tuple[Plane, Plane, Plane]:
    """Give x and y (mm) of a grid over the mouth every 0.25 mm, and its points (3, N)."""
    x, y = np.meshgrid(np.arange(-30.0, 30.01, 0.25), np.arange(-108.0, -76.0, 0.25))
    points = np.stack([x.ravel(), y.ravel(), np.full(x.size, 98.0)]).astype(np.float32)
    return x.astype(np.float32), y.astype(np.float32), points


def red(style: LipStyle) -> NDArray[np.bool_]:
    """Say where on the grid the red of the lips is."""
    x, _, points = face_grid()
    return np.asarray(red_depth_mm(style, points).reshape(x.shape) > 0.0)


def test_the_red_is_as_wide_and_high_as_it_says() -> None:
    """50 mm from corner to corner; the upper lip 8 mm at its peaks, the lower one 10 mm."""
    x, y, _ = face_grid()
    inside = red("full")
    assert np.ptp(x[inside]) == pytest.approx(2.0 * HALF_MM, abs=1.5)
    assert y[inside].max() - MIDDLE_MM == pytest.approx(UPPER_MM, abs=0.6)
    assert MIDDLE_MM - y[inside].min() == pytest.approx(LOWER_MM, abs=0.6)
    assert np.array_equal(inside, inside[:, ::-1])


def test_the_upper_lip_has_a_cupids_bow() -> None:
    """Its border is lower in the middle than at the two peaks beside it."""
    x, y, _ = face_grid()
    top = np.where(red("full"), y, -200.0).max(axis=0)
    middle, peak = top[np.abs(x[0]) < 0.5].max(), top[np.abs(np.abs(x[0]) - 6.2) < 0.5].max()
    assert peak - middle > 0.7
    assert peak > top[np.abs(np.abs(x[0]) - 15.0) < 0.5].max() + 1.5


def test_lips_stand_out_and_meet_in_a_groove() -> None:
    """Both lips lie in front of the line where they meet by more than a millimetre."""
    y = np.array([meeting_line(np.array([2.0], np.float32))[0], -88.0, -97.0], np.float32)
    points = np.full(3, 2.0, np.float32), y, np.full(3, 98.0, np.float32)
    out = -add_mouth(points, np.zeros(3, np.float32))
    assert min(out[1], out[2]) > out[0] + 1.0


def test_a_closed_cleft_leaves_one_side_of_the_upper_lip_thinner() -> None:
    """By a quarter or more on the client's left, with a notch; the other side is as it was."""
    x, _, _ = face_grid()
    whole, closed = red("full"), red("cleft")
    right, left = x[0] < 0.5, (x[0] > 3.0) & (x[0] < 20.0)
    assert np.array_equal(whole[:, right], closed[:, right])
    assert closed[:, left].sum() < 0.88 * whole[:, left].sum()
    assert not np.any(closed & ~whole)


def test_only_a_closed_cleft_has_a_scar() -> None:
    """A fine line from the nostril to the mouth, one to two millimetres wide."""
    points = np.stack([np.arange(0.0, 14.0, 0.05), np.full(280, -76.0), np.full(280, 98.0)])
    points = points.astype(np.float32)
    assert not scar_share("full", ATLAS, points).any()
    assert 0.6 < 0.05 * float(scar_share("cleft", ATLAS, points).sum()) < 2.0


@pytest.mark.parametrize("tone", range(1, 7))
def test_lips_are_redder_and_darker_than_the_skin_round_them(tone: int) -> None:
    """On each of the six skins; dark lips are darker still and less red."""
    _, _, points = face_grid()
    skin = np.repeat(base_reflectance(SampleHead(skin_tone=tone))[:, None], points.shape[1], 1)
    deep = (red_depth_mm("full", points) > 1.5) & (crease_share(ATLAS, points) < 0.1)
    full, dark = (
        lip_colour(style, tone, ATLAS, points, skin)[:, deep] for style in ("full", "dark")
    )
    assert np.median(full[1]) < 0.75 * skin[1, 0]
    assert np.median(full[0] / full[1]) > 1.15 * skin[0, 0] / skin[1, 0]
    assert np.median(dark[0] / dark[1]) < np.median(full[0] / full[1])
    assert len(LIP_LAB) == 6


def test_away_from_the_mouth_skin_keeps_its_colour() -> None:
    """A grain of a few percent is all that is added on the cheek."""
    points = np.stack([np.linspace(40.0, 60.0, 200), np.full(200, -60.0), np.full(200, 80.0)])
    skin = np.full((3, 200), 0.4, np.float32)
    drawn = lip_colour("full", 2, ATLAS, points.astype(np.float32), skin)
    assert np.median(drawn) == pytest.approx(0.4, rel=0.02)
    assert float(drawn.std()) < 0.03


def test_fine_lips_change_the_mouth_and_little_else() -> None:
    """Away from the mouth nothing but the skin's grain differs from the plain head."""
    camera = sample_camera("front", 100, 125)
    views = [
        render_sample(SampleHead(lips=lips), "front", width=100, height=125, camera=camera)
        for lips in ("plain", "full")
    ]
    apart = np.abs(np.subtract(*(view.photo.srgb.astype(int) for view in views))).max(axis=2)
    assert apart[:60].mean() < 1.0
    assert apart[70:90, 40:60].mean() > 3.0
