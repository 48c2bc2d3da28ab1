"""Lips found by their hue: in the samples, in real mouths, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import replace_areas
from smp_sim.document.proposal.lip_search import find_lips, hue_plane, lips_in, with_lips
from smp_sim.document.samples.lip_samples import LIP_SAMPLES, lip_sample
from smp_sim.document.samples.sample_client import sample_dossier
from smp_sim.document.studio import Studio
from smp_sim.model.errors import PlanError
from smp_sim.model.units import Vec3

Mask = NDArray[np.bool_]

#: Points of the outer lip in the templates of the real fronts, round the mouth.
OUTER_LIP = (87, 88, 89, 90, 91, 92, 93, 108, 107, 106, 105, 104)


@cache
def sample(name: str) -> Dossier:
    """Draw a sample of lips, small, once for all tests."""
    return lip_sample(name, width=480, height=330)


def bare(dossier: Dossier) -> Dossier:
    """Give a sample without its plan."""
    return replace(dossier, case=replace_areas(dossier.case, ()))


def drawn(outline: tuple[Vec3, ...], size_mm: tuple[float, float] = (85.0, 60.0)) -> Mask:
    """Draw an outline in mm at 10 cells a millimetre."""
    cells = np.zeros((round(size_mm[1] * 10), round(size_mm[0] * 10)), np.uint8)
    cv2.fillPoly(cells, [np.rint(np.asarray(outline)[:, :2] * 10).astype(np.int32)], 1)
    return cells > 0


def overlap(one: Mask, other: Mask) -> float:
    """Give the intersection of two masks over their union."""
    return float((one & other).sum() / (one | other).sum())


@pytest.mark.parametrize("name", LIP_SAMPLES)
def test_the_samples_lips_are_found(name: str) -> None:
    """Full, dark and closed-cleft lips: nine tenths of found and true outline are in common."""
    dossier = sample(name)
    found = find_lips(dossier, Studio(load_points()), dossier.case.views[0])
    assert found is not None
    assert overlap(drawn(found.outline), drawn(dossier.case.plan.areas[0].outline)) > 0.88
    assert found.hue_apart_deg > 12.0


def test_found_lips_are_filled_as_lips_are() -> None:
    """They join the plan as an area of their kind; a second search says that they are there."""
    studio, dossier = Studio(load_points()), bare(sample("lips"))
    case, found = with_lips(dossier, studio)
    assert found == ("lips",)
    assert (case.plan.areas[0].kind, case.plan.areas[0].tissue) == ("lips", "lip")
    with pytest.raises(PlanError, match="are in the plan"):
        with_lips(replace(dossier, case=case), studio)


def test_skin_without_a_mouth_is_refused() -> None:
    """Plain skin, noise, and a red blot of another shape: no lips, and nothing changes."""
    rng = np.random.default_rng(3)
    skin = np.full((330, 480, 3), (190, 155, 134)) + rng.normal(0.0, 6.0, (330, 480, 3))
    blot = skin.copy()
    cv2.circle(blot, (240, 160), 60, (170, 95, 95), cv2.FILLED)
    for picture in (skin, blot):
        srgb = np.clip(picture, 0, 255).astype(np.uint8)
        assert lips_in(hue_plane(srgb, 6.0)) is None


def test_a_head_is_no_close_up() -> None:
    """A photo of the head is refused with the way out; so is a case of heads alone."""
    dossier = sample_dossier(sides=("front",), width=120, height=150)
    studio = Studio(load_points())
    with pytest.raises(PlanError, match="shows the head"):
        with_lips(dossier, studio)
    with pytest.raises(PlanError, match="shows the head"):
        find_lips(dossier, studio, dossier.case.views[0])


@pytest.mark.photos
@pytest.mark.parametrize("person", ["021", "105", "172"])
def test_real_mouths_are_found(photos: Path, person: str) -> None:
    """Of men's thin lips at 3 px/mm two thirds and more are found where hands marked them."""
    rows = (photos / f"london_{person}_neutral_front.tem").read_text().split("\n")
    points = np.array([row.split()[:2] for row in rows[1 : 1 + int(rows[0])]], dtype=np.float64)
    picture = cv2.imread(str(photos / f"london_{person}_neutral_front.jpg"))
    assert picture is not None
    px_per_mm = float(np.linalg.norm(points[1] - points[0])) / 63.0
    middle, half = points[list(OUTER_LIP)].mean(axis=0), np.array([38.0, 27.0]) * px_per_mm
    (left, top), (right, low) = (middle - half).astype(int), (middle + half).astype(int)
    part = np.ascontiguousarray(picture[top:low, left:right, ::-1])
    found = lips_in(hue_plane(part, px_per_mm))
    assert found is not None
    marked = (points[list(OUTER_LIP)] - (left, top)) / px_per_mm
    true = tuple((float(x), float(y), 0.0) for x, y in marked)
    assert overlap(drawn(found.outline), drawn(true)) > 0.72
