"""Colour of shaved hair beside bare skin."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.document.proposal.hair_colour import colour_difference, grey_return_of
from smp_sim.render.colour import LUMINANCE


@pytest.mark.parametrize("grey", [0.0, 0.3, 0.7])
def test_the_grey_return_is_read_from_two_colours(grey: float) -> None:
    """Hair mixed of bare skin and grey light gives its share back, in any light."""
    bare = np.array([0.39, 0.22, 0.19])
    own = float(bare @ LUMINANCE)
    hair = 0.5 * bare + 0.5 * grey * own
    tone = float(hair @ LUMINANCE) / own
    assert grey_return_of(1.3 * hair, bare, tone) == pytest.approx(grey, abs=0.02)


def test_colour_is_compared_at_equal_lightness() -> None:
    """Half the light is no difference; a tint is."""
    skin = np.array([0.4, 0.25, 0.2])
    assert colour_difference(0.5 * skin, skin) == pytest.approx(0.0, abs=0.05)
    assert colour_difference(skin * [0.9, 1.0, 1.1], skin) > 2.0
