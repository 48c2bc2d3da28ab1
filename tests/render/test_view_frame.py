"""A window on a photo: where its pixels lie, and how surface maps are read in it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.render.view_frame import frame_view, read_map, shrink_map


def test_the_whole_photo_at_scale_one_is_itself() -> None:
    """Photo px and canvas px differ by the margin alone."""
    frame = frame_view((120, 90), None, 1.0, 7)
    assert (frame.width, frame.height, frame.canvas) == (120, 90, (104, 134))
    np.testing.assert_allclose(frame.to_canvas(np.array([[3.5, 2.0]])), [[10.5, 9.0]])


@pytest.mark.parametrize("region", [(200, 0, 300, 50), (5, 5, 5, 9)])
def test_a_window_that_shows_nothing_is_refused(region: tuple[int, int, int, int]) -> None:
    """Outside the photo, or without width."""
    with pytest.raises(ValueError, match="shows nothing"):
        frame_view((120, 90), region, 1.0, 0)


@given(st.floats(0.2, 3.0), st.integers(1, 4), st.integers(0, 30), st.integers(0, 30))
def test_a_ramp_is_read_where_it_lies(scale: float, step: int, left: int, top: int) -> None:
    """A map that rises linearly across the photo gives each canvas px its own place."""
    rows, columns = np.mgrid[0:60, 0:80].astype(np.float32)
    ramp = (columns + 0.5) * step + 2.0 * (rows + 0.5) * step
    frame = frame_view((80 * step, 60 * step), (left, top, left + 60, top + 50), scale, 0)
    height, width = frame.canvas
    found = read_map(
        shrink_map(ramp.astype(np.float32), step, frame), step, frame, (0, 0, width, height)
    )
    x = frame.left + (np.arange(width) + 0.5) / frame.scale_x
    y = frame.top + (np.arange(height) + 0.5) / frame.scale_y
    expected = x + 2.0 * y[:, None]
    inner = slice(6, -6)
    np.testing.assert_allclose(found[inner, inner], expected[inner, inner], atol=0.25 * step)
