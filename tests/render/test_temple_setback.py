"""Temples set back: the corners move along the skin, the middle and the ears do not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.model.head import Head
from smp_sim.render.hairline_curve import hairline_places, preset_hairline
from smp_sim.render.hairline_measure import measure_hairline
from smp_sim.render.head_geometry import place_on_head
from smp_sim.render.temple_setback import set_back_temples

HEAD = Head()


@given(st.floats(-12.0, 20.0), st.sampled_from(["natural", "rounded", "soft"]))
def test_the_corners_go_back_and_the_middle_stays(back_mm: float, preset: str) -> None:
    """The farthest point goes about as far as asked, the height stays, and both sides alike."""
    line = preset_hairline(preset, HEAD, 73.0)
    moved = set_back_temples(line, HEAD, back_mm)
    before, after = (place_on_head(np.asarray(x.points), HEAD.semi_axes_mm) for x in (line, moved))
    way = np.linalg.norm(after - before, axis=1)
    assert way.max() == pytest.approx(abs(back_mm), rel=0.25, abs=0.1)
    assert np.all((after[:, 2] - before[:, 2]) * back_mm <= 1e-9)
    height = measure_hairline(moved, HEAD).height_mm
    assert height == pytest.approx(
        measure_hairline(line, HEAD).height_mm, abs=1.0 + 0.05 * abs(back_mm)
    )
    assert way == pytest.approx(way[::-1], abs=1e-9)
    assert way[0] == way[-1] == 0.0


def test_deeper_corners_make_a_longer_line() -> None:
    """A line that goes back at the temples has farther to go."""
    line = preset_hairline("natural", HEAD)
    lengths = [
        len(hairline_places(set_back_temples(line, HEAD, back), HEAD)) for back in (-8.0, 0.0, 12.0)
    ]
    assert lengths == sorted(lengths)


def test_no_setback_leaves_a_line() -> None:
    """Zero changes no place."""
    line = preset_hairline("natural", HEAD)
    points = set_back_temples(line, HEAD, 0.0).points
    assert np.asarray(points) == pytest.approx(np.asarray(line.points), abs=1e-12)
