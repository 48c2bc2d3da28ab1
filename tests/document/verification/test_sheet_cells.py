"""The pictures of a sheet are found by the grey they stand on, to the pixel."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.document.export.picture_sheets import GROUND, Box, Caption, Cell, sheet
from smp_sim.document.verification.sheet_cells import cell_placing, find_cells
from smp_sim.render.products import Bytes8


def noise(seed: int) -> Bytes8:
    """Give a picture of 120 x 160 px that is nowhere like the ground."""
    grain = np.random.default_rng(seed).integers(120, 220, (120, 160, 3))
    return np.asarray(grain, dtype=np.uint8)


@pytest.mark.parametrize("count", [1, 3, 7])
def test_every_picture_of_a_sheet_is_found(count: int) -> None:
    """Each cell cut out is the picture that was laid there; titles and words are none."""
    pictures = [noise(seed) for seed in range(count)]
    cells = [Cell(picture, "Session 1, fresh", "the same day") for picture in pictures]
    page = sheet(cells, Caption("Healing", "note", "the mark"), cell_width=160)
    found = find_cells(page)
    assert len(found) == count
    for box, picture in zip(found, pictures, strict=True):
        np.testing.assert_array_equal(box.cut(page), picture)


def test_a_picture_without_ground_has_no_cells() -> None:
    """What fills all of the picture is no sheet; bare ground is none either."""
    assert find_cells(noise(1)) == []
    assert find_cells(np.full((90, 120, 3), GROUND, np.uint8)) == []


def test_a_placing_lays_the_part_onto_its_cell() -> None:
    """The corners of the part fall on those of the cell; other proportions give none."""
    cell, part = Box(20, 10, 80, 130), Box(100, 40, 400, 640)
    placing = cell_placing(cell, part)
    assert placing is not None
    corners = np.array([[40.0, 100.0, 1.0], [640.0, 400.0, 1.0]])
    np.testing.assert_allclose(corners @ placing.matrix.T, [[10.0, 20.0], [130.0, 80.0]])
    assert cell_placing(cell, Box(0, 0, 300, 500)) is None
