"""How edges thin out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.model.plan import Area, BrushStroke, Hairline
from smp_sim.render.blue_noise import child_rng
from smp_sim.render.edge_profile import (
    brush_profile,
    edge_tiles,
    edge_waves,
    fade_in,
    feather_profile,
    full_profile,
    hairline_profile,
    noise_tile,
    read_noise,
    stray_density,
)

AREA = Area(id="a", kind="behind-hairline")


def _along_edge(front: np.ndarray, along: np.ndarray | float = 50.0) -> np.ndarray:
    """Give distances (N, 3): far from the rear edge."""
    return np.stack(
        [np.full_like(front, 99.0), front, np.broadcast_to(along, front.shape)], axis=1
    ).astype(np.float32)


@given(st.floats(0.0, 60.0))
def test_fade_rises_from_none_to_all(width: float) -> None:
    """Outside an edge nothing, a feather's width inside everything, never falling between."""
    distance = np.linspace(-5.0, 70.0, 400)
    share = fade_in(distance, width)
    assert np.all(share[distance < 0.0] == 0.0)
    assert np.all(share[distance > width + 0.2] == 1.0)
    assert np.all(np.diff(share) >= 0.0)


def test_hairline_starts_at_its_edge_share() -> None:
    """At a calm edge the density jumps to its edge share, then rises to full."""
    line = Hairline(macro_mm=0.0, micro_mm=0.0)
    front = np.array([-0.01, 0.01, 7.5, 15.0, 30.0])
    profile = hairline_profile(AREA, line, _along_edge(front), edge_tiles(1))
    assert profile.share == pytest.approx([0.0, 0.3, 0.65, 1.0, 1.0], abs=0.01)
    assert profile.tone == pytest.approx([0.6, 0.6, 0.8, 1.0, 1.0], abs=0.01)
    assert profile.size == pytest.approx([0.8, 0.8, 0.9, 1.0, 1.0], abs=0.01)


def test_strays_add_up_along_the_edge() -> None:
    """Integrated over their reach the strays are as many for a cm of edge as asked."""
    line = Hairline(strays_per_cm=3.0, stray_reach_mm=4.0)
    front = np.linspace(-4.0, -1e-6, 4001)
    density = stray_density(line, 180.0, front)
    assert np.trapezoid(density, front) / 10.0 == pytest.approx(3.0, rel=0.01)
    assert np.all(stray_density(line, 0.0, front) == 0.0)


def test_waves_have_their_amplitude_and_length() -> None:
    """Macro and micro waves stay within their amplitudes and have about their wavelengths."""
    along = np.linspace(0.0, 900.0, 9000)
    for macro, micro, wave in ((3.0, 0.0, 34.0), (0.0, 1.5, 5.0)):
        line = Hairline(macro_mm=macro, micro_mm=micro)
        waves = edge_waves(line, _along_edge(np.zeros_like(along), along), edge_tiles(4))
        assert np.abs(waves).max() <= macro + micro
        assert waves.std() == pytest.approx((macro + micro) / 2.0, rel=0.3)
        crossings = np.count_nonzero(np.diff(np.sign(waves - waves.mean())))
        assert 1800.0 / crossings == pytest.approx(wave, rel=0.35)


def test_waves_come_from_the_seed() -> None:
    """The same seed gives the same waves, another one others, left and right unlike."""
    distances = _along_edge(np.zeros(200), np.linspace(0.0, 300.0, 200))
    first = edge_waves(Hairline(), distances, edge_tiles(4))
    assert np.array_equal(first, edge_waves(Hairline(), distances, edge_tiles(4)))
    assert not np.allclose(first, edge_waves(Hairline(), distances, edge_tiles(5)), atol=0.5)
    assert not np.allclose(first, first[::-1], atol=0.5)


def test_noise_repeats_without_a_seam() -> None:
    """The noise tile is periodic, its mean 0, its values within 1."""
    tile = noise_tile(child_rng(1, 2))
    assert abs(float(tile.mean())) < 0.02
    assert np.abs(tile).max() <= 1.0
    x = np.linspace(0.0, 60.0, 500)
    period = 192 / 6.0 * 5.0
    assert np.allclose(read_noise(tile, x, x, 5.0), read_noise(tile, x + period, x, 5.0), atol=1e-4)


def test_feather_without_width_is_a_cut() -> None:
    """A feather of 0 fills up to the edge."""
    area = Area(id="a", kind="patch", feather_mm=0.0)
    assert feather_profile(area, np.array([-0.1, 0.0, 5.0])).share.tolist() == [0.0, 1.0, 1.0]


def test_strokes_act_in_the_order_painted() -> None:
    """Erasing after adding leaves nothing; adding after erasing fills again."""
    spot = ((0.0, 0.0, 0.0),)
    add = BrushStroke(effect="add", points=spot, radii_mm=(5.0,))
    erase = BrushStroke(effect="erase", points=spot, radii_mm=(5.0,))
    places = np.array([[0.0, 0.0, 0.0], [30.0, 0.0, 0.0]])
    erased = brush_profile((add, erase), None, places, full_profile(2))
    refilled = brush_profile((erase, add), None, places, full_profile(2))
    assert erased.share.tolist() == [0.0, 1.0]
    assert refilled.share.tolist() == [1.0, 1.0]


def test_pen_pressure_widens_a_stroke() -> None:
    """A stroke covers more where its radius is larger."""
    stroke = BrushStroke(
        effect="erase", points=((0.0, 0.0, 0.0), (40.0, 0.0, 0.0)), radii_mm=(1.0, 9.0)
    )
    places = np.array([[2.0, 4.0, 0.0], [38.0, 4.0, 0.0]])
    assert brush_profile((stroke,), None, places, full_profile(2)).share.tolist() == [1.0, 0.0]
