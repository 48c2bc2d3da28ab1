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
    """Mean area and mean pigment (area by tone) stay what they are without scatter."""
    area = Area(id="a", kind="scar-line", variety=variety, uptake_scatter=uptake)
    assert np.mean(size_scatter(area, NORMAL) ** 2) == pytest.approx(1.0, rel=0.05)
    pigment = size_scatter(area, NORMAL) ** 2 * tone_scatter(area, NORMAL)
    assert np.mean(pigment) == pytest.approx(1.0, rel=0.06)


def test_no_dot_of_a_scar_is_both_large_and_dark() -> None:
    """Uneven uptake spreads some dots and darkens others; one that spread holds no more pigment."""
    area = Area(id="a", kind="scar-line", variety=0.5, uptake_scatter=0.35)
    size, tone = size_scatter(area, NORMAL), tone_scatter(area, NORMAL)
    large = size > np.quantile(size, 0.9)
    pigment = size**2 * tone
    assert np.mean(tone[large]) < 0.6 * np.mean(tone[~large])
    assert np.mean(pigment[large]) < 1.3 * np.mean(pigment)
    assert np.std(size) / np.mean(size) > 0.33


def test_the_middle_shade_is_the_nominal_one() -> None:
    """A shade of 0.5 asks for the full tone, and twice the shade for twice that."""
    assert full_tone(0.5) == 1.0
    assert full_tone(1.0) == 2.0
