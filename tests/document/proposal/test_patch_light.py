"""The step at a patch's edge is read apart from the light that changes over a head."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from smp_sim.document.proposal.patch_light import patch_step

Floats = NDArray[np.float64]
SIDE, PX_PER_MM, RADIUS = 240, 4.0, 15.0
_ROWS, _COLUMNS = np.indices((SIDE, SIDE))
FROM_MIDDLE = np.hypot(_ROWS - SIDE / 2, _COLUMNS - SIDE / 2) / PX_PER_MM
INSIDE = (FROM_MIDDLE < RADIUS - 1.5) & (FROM_MIDDLE > RADIUS - 9.0)
AROUND = (FROM_MIDDLE > RADIUS + 2.5) & (FROM_MIDDLE < RADIUS + 9.0)
SKIN, STEP = np.array([0.36, 0.22, 0.16]), np.array([1.3, 1.5, 1.6])


def lit(light: Floats) -> Floats:
    """Give skin with a pale round patch in a light (H, W)."""
    colour = np.where((FROM_MIDDLE < RADIUS)[..., None], SKIN * STEP, SKIN)
    return np.asarray(colour * light[..., None])


@pytest.mark.parametrize("fall", [0.0, 0.2, 0.5])
def test_the_step_is_that_of_the_skin_whatever_the_light(fall: float) -> None:
    """Light that slopes by half over the picture, and falls off round the middle, is told apart."""
    slope = 1.0 + fall * (_COLUMNS / SIDE - 0.5)
    bowl = np.exp(-fall * (FROM_MIDDLE / 30.0) ** 2)
    step = patch_step(lit(slope * bowl), INSIDE, AROUND, PX_PER_MM)
    assert step is not None
    assert np.allclose(step, STEP, rtol=0.02)
    means = [lit(slope * bowl)[zone].mean(axis=0) for zone in (INSIDE, AROUND)]
    if fall == 0.5:
        assert np.all(np.abs(means[0] / means[1] / STEP - 1.0) > 0.05)


def test_hairs_count_by_their_mean(rng: np.random.Generator) -> None:
    """Dark stubs on the skin around make it darker by what they take."""
    dark = rng.random((SIDE, SIDE)) < 0.2
    picture = lit(np.ones((SIDE, SIDE)))
    picture[dark & AROUND] *= 0.25
    step = patch_step(picture, INSIDE, AROUND, PX_PER_MM)
    assert step is not None
    assert np.allclose(step, STEP / 0.85, rtol=0.02)


def test_too_little_is_no_step() -> None:
    """A few pixels of either side tell nothing of the light."""
    few = np.zeros((SIDE, SIDE), dtype=bool)
    few[100:104, 100:104] = True
    assert patch_step(lit(np.ones((SIDE, SIDE))), few, AROUND, PX_PER_MM) is None
    assert patch_step(lit(np.ones((SIDE, SIDE))), INSIDE, few & False, PX_PER_MM) is None
