"""The fault gallery: each fault lowers its own mark, step by step, and no other."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from smp_sim.document.disk.assets import load_points
from smp_sim.document.studio import Studio
from smp_sim.model.errors import SmpError
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request
from smp_sim.render.products import Bytes8
from smp_sim.training.catalogue import load_exercise
from smp_sim.training.fault_gallery import (
    GalleryFault,
    fault_case,
    fault_drawing,
    fault_practice,
    find_fault,
    gallery_faults,
)
from smp_sim.training.scoring import score_drawing

EVERY = pytest.mark.parametrize("fault", gallery_faults(), ids=lambda fault: fault.name)
SEVERITIES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@EVERY
def test_a_growing_fault_lowers_its_own_mark_alone(fault: GalleryFault) -> None:
    """Its mark falls step by step to under 20 points; no other loses more than 10."""
    exercise = load_exercise(fault.exercise)
    scores = [score_drawing(exercise, fault_drawing(fault, s)) for s in SEVERITIES]
    rows = [{mark.quantity: mark.points for mark in score.marks} for score in scores]
    named = [row[fault.quantity] for row in rows]
    assert named[0] == 100.0
    assert named[-1] < 20.0
    assert all(later <= earlier for earlier, later in pairwise(named))
    for quantity, points in rows[0].items():
        if quantity != fault.quantity:
            assert min(row[quantity] for row in rows) >= points - 10.0
    assert not scores[-1].passed


def test_a_severity_beyond_the_slider_is_held() -> None:
    """Less than good is good, more than bad is bad."""
    fault = find_fault("grid")
    assert fault_drawing(fault, -1.0) == fault_drawing(fault, 0.0)
    assert fault_drawing(fault, 7.0) == fault_drawing(fault, 1.0)


def test_a_fault_that_is_not_there_is_refused() -> None:
    """The names that there are, are said."""
    with pytest.raises(SmpError, match=r"no fault 'ugly'.*grid, clumps"):
        find_fault("ugly")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that keeps drawn heads for this module."""
    return tmp_path_factory.mktemp("heads")


def shown(name: str, severity: float, folder: Path) -> Bytes8:
    """Draw a fault, healed, small."""
    fault = find_fault(name)
    practice = fault_practice(fault, folder=folder, shrink=0.3)
    case = fault_case(fault, severity, practice)
    view = case.case.views[0]
    request = Request(healed_day(case.case.plan))
    return Studio(load_points()).render(case, view.id, request).srgb


def test_blue_is_seen_blue_and_dark_is_seen_dark(drawn: Path) -> None:
    """Too deep, the treated skin turns from red to blue; too dark, it loses light and no hue."""
    good, blue, dark = (
        shown(name, severity, drawn).astype(float)
        for name, severity in (("blue", 0.0), ("blue", 1.0), ("too-dark", 1.0))
    )
    treated = np.abs(good - dark).sum(axis=2) > 12.0
    redness = [float(np.mean((p[..., 0] - p[..., 2])[treated])) for p in (good, blue, dark)]
    assert redness[1] < 0.5 * redness[0]
    assert redness[2] > 0.75 * redness[0]
    assert float(dark[treated].mean()) < float(good[treated].mean()) - 8.0
