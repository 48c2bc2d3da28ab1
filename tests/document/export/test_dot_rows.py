"""Dots as text: agreed columns, awkward names quoted, dots behind the camera without a place."""

from __future__ import annotations

import csv
import io

import numpy as np

from smp_sim.document.export.dot_rows import COLUMNS, dots_csv
from smp_sim.document.studio import DotsTable
from smp_sim.model.plan import Area, Plan
from smp_sim.render.products import DotField, ProjectedDots

FIELD = DotField(
    identity=np.array([7, 9]),
    place=np.array([[0.0, 1.0, 0.0], [0.6, 0.0, -0.8]]),
    area=np.zeros(2, dtype=np.int32),
    session=np.array([0, 2], dtype=np.int32),
    diameter_mm=np.full(2, 0.25),
    tone=np.ones(2),
    depth_mm=np.full(2, 0.3),
)
SEEN = ProjectedDots(
    centre_px=np.array([[12.5, 3.25], [np.nan, np.nan]]),
    shape_px=np.zeros((2, 2, 2)),
    visible=np.array([True, False]),
    cos_tilt=np.ones(2),
)


def test_rows_read_back_as_they_were_written() -> None:
    """Any CSV reader gets names with commas and quotes back whole."""
    plan = Plan(areas=(Area(id='top, "soft"', kind="crown"),))
    table = DotsTable(FIELD, SEEN, FIELD.diameter_mm, np.array([1.2, 0.0]))
    text = dots_csv(table, plan).decode()
    first, second = csv.DictReader(io.StringIO(text))
    assert tuple(first) == COLUMNS
    assert first["area"] == 'top, "soft"'
    assert (first["id"], first["session"], first["visible"]) == ("7", "1", "1")
    assert (float(first["x_px"]), float(first["y_px"])) == (12.5, 3.25)
    assert (second["x_px"], second["y_px"], second["visible"]) == ("", "", "0")
    assert (second["session"], float(second["uz"])) == ("3", -0.8)
