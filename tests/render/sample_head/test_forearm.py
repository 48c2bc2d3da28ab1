"""The forearm's close-up: skin of the head's own tone, and a patch as pale as told."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.render.colour import ita_of_lab, lab_of_linear, linear_of_srgb
from smp_sim.render.sample_head import SampleHead
from smp_sim.render.sample_head.forearm import ForearmView, draw_forearm


def drawn(head: SampleHead) -> ForearmView:
    """Draw an arm small."""
    return draw_forearm(head, width=240, height=200, px_per_mm=3.0)


@pytest.mark.parametrize("tone", [2, 4, 6])
def test_the_patch_is_paler_than_the_skin(tone: int) -> None:
    """By lightness inside against outside, on every tone; darker heads have darker arms."""
    seen = drawn(SampleHead(skin_tone=tone))
    light = linear_of_srgb(seen.photo.srgb)
    inside, outside = seen.depth_mm > 1.0, (seen.depth_mm < -2.0) & (seen.depth_mm > -8.0)
    patch, skin = (lab_of_linear(np.median(light[zone], axis=0)) for zone in (inside, outside))
    assert patch[0] > skin[0] + 4.0
    assert -90.0 < float(ita_of_lab(skin)) < {2: 70.0, 4: 45.0, 6: 0.0}[tone]
    assert 0.03 < float(inside.mean()) < 0.4


def test_it_is_the_same_every_time() -> None:
    """One seed gives one picture; depth is mm of the picture's own scale."""
    one, two = (drawn(SampleHead()) for _ in range(2))
    assert np.array_equal(one.photo.srgb, two.photo.srgb)
    step = np.abs(np.diff(one.depth_mm, axis=1))
    assert float(np.median(step)) < 1.2 / 3.0
