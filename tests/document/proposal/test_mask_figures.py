"""What is promised of masks, held on drawn heads of known skin; the mask report prints the rest."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.model.camera import Side
from tests.camera_report import sample_heads, turned_sample
from tests.mask_report import measure_masks

HEADS = tuple(sample_heads(6))

#: Head and side: light to dark, receding to bald, with a face and without.
CASES = ((0, "left"), (0, "back"), (1, "back-high"), (2, "threequarter-left"), (4, "front"))


@pytest.mark.parametrize(("number", "side"), CASES)
def test_skin_and_stubble_are_told(number: int, side: Side) -> None:
    """Overlap with the truth: skin at least 0.95, stubble at least 0.85; ears are left alone."""
    fit = measure_masks(turned_sample(HEADS[number], side, np.random.default_rng(5)))
    assert fit.skin.share >= 0.95
    assert fit.stubble.share >= 0.85
    assert fit.ears <= 0.03
