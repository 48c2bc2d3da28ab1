"""What is promised of cameras, held on two drawn heads; the report prints the rest."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.model.camera import Side
from tests.camera_report import (
    measure_camera,
    sample_heads,
    turned_sample,
)


@pytest.mark.parametrize("side", ["front", "threequarter-left"])
def test_a_face_finds_the_camera(side: Side) -> None:
    """Preset up to 12 degrees off: rotation 6, scale 5 %, centre 8 mm, normals 6 degrees."""
    head = next(sample_heads(1))
    miss = measure_camera(turned_sample(head, side, np.random.default_rng(5)), side)
    assert miss.has_face
    assert miss.rotation_deg <= 6.0
    assert abs(miss.scale_percent) <= 5.0
    assert miss.centre_mm <= 8.0
    assert miss.normal_deg <= 6.0


@pytest.mark.parametrize("side", ["top", "back-high"])
def test_without_a_face_the_preset_decides_the_turn(side: Side) -> None:
    """The rotation is off by about what the preset is; scale and centre are found all the same."""
    head = next(sample_heads(1))
    miss = measure_camera(turned_sample(head, side, np.random.default_rng(5)), side)
    assert miss.rotation_deg <= miss.turned_deg + 3.0
    assert abs(miss.scale_percent) <= 6.0
    assert miss.centre_mm <= 8.0
