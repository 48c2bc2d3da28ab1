"""How dots differ: the mean look holds, whatever the scatter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.model.plan import Area
from smp_sim.render.dot_looks import full_tone, size_scatter, tone_scatter

NORMAL = np.random.default_rng(4).standard_normal((40_000, 2))


@given(st.floats(0.0, 1.0), st.floats(0.0, 0.5))
def test_scatter_keeps_the_mean(variety: float, uptake: float) -> None:
    """Mean area of dots and mean tone stay what they are without scatter."""
    area = Area(id="a", kind="scar-line", variety=variety, uptake_scatter=uptake)
    assert np.mean(size_scatter(area, NORMAL) ** 2) == pytest.approx(1.0, rel=0.05)
    assert np.mean(tone_scatter(area, NORMAL)) == pytest.approx(1.0, rel=0.05)


def test_the_middle_shade_is_the_nominal_one() -> None:
    """A shade of 0.5 asks for the full tone, and twice the shade for twice that."""
    assert full_tone(0.5) == 1.0
    assert full_tone(1.0) == 2.0
