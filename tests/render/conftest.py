"""What the tests of the chain share."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from smp_sim.render.blue_noise import unpack_points
from smp_sim.render.products import PointSet


@pytest.fixture(scope="session")
def points() -> PointSet:
    """Give the point set that ships with the program."""
    with np.load(Path(__file__).resolve().parents[2] / "assets" / "points.npz") as arrays:
        return unpack_points(dict(arrays))
