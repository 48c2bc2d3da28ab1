"""Bald patches found within hair, against the sample's own truth."""

from __future__ import annotations

from dataclasses import replace as changed

import cv2
import numpy as np
import pytest

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import replace_areas
from smp_sim.document.proposal.hair_density import HairDensity, Method
from smp_sim.document.proposal.patch_search import bald_spots, with_patches
from smp_sim.document.samples.treatment_samples import TREATMENT_SAMPLES, treatment_sample
from smp_sim.document.studio import Studio
from smp_sim.model.errors import PlanError
from smp_sim.render.camera_geometry import frame_skin
from smp_sim.render.head_geometry import unit
from smp_sim.render.sample_head.conditions import patch_outlines


@pytest.fixture(scope="module")
def areata() -> Dossier:
    """Draw the sample with bald patches, 3.6 px/mm from the left, its plan taken away."""
    dossier = treatment_sample("alopecia-areata", width=960, height=1200)
    return changed(dossier, case=replace_areas(dossier.case, ()))


def drawn_patch(dossier: Dossier, directions: np.ndarray) -> np.ndarray:
    """Give a patch's px in the only photo of a case."""
    view = dossier.case.views[0]
    outline = np.rint(frame_skin(view.camera, directions).centre_px).astype(np.int32)
    mask = np.zeros((view.photo.height, view.photo.width), np.uint8)
    return np.asarray(cv2.fillPoly(mask, [outline], 1)) > 0


def test_a_bald_patch_is_found_where_it_is(areata: Dossier) -> None:
    """The patch that faces the camera is found once, three quarters of it the true one."""
    case, found = with_patches(areata, Studio(load_points()))
    assert found == ("patch",)
    (area,) = case.plan.areas
    assert area.kind == "alopecia-patch"
    seen = drawn_patch(areata, np.array(area.outline))
    outlines = patch_outlines(TREATMENT_SAMPLES["alopecia-areata"].head)
    true = drawn_patch(areata, unit(outlines[0]))
    assert np.count_nonzero(seen & true) / np.count_nonzero(seen | true) >= 0.75
    with pytest.raises(PlanError, match="in the plan"):
        with_patches(changed(areata, case=case), Studio(load_points()))


def map_of(per_cm2: np.ndarray, method: Method = "contrast") -> HairDensity:
    """Give a map of one px a mm."""
    plane = per_cm2.astype(np.float32)
    return HairDensity(plane, 0.2 * plane, 1.0, method)


def test_only_what_hair_goes_round_is_a_patch() -> None:
    """A round patch is one; a receding front, a thin parting and mere bare skin are none."""
    y, x = np.mgrid[:120, :120]
    hair = np.full((120, 120), 150.0)
    patch = np.where(np.hypot(x - 60, y - 60) < 14, 0.0, hair)
    (spot,) = bald_spots(map_of(patch), 1.0)
    assert spot.area_px == pytest.approx(np.pi * 14**2, rel=0.05)
    assert np.abs(np.hypot(*(spot.outline_px - 60.5).T) - 14.0).max() < 1.5
    front = np.where(y < 40, 0.0, hair)
    parting = np.where(np.abs(x - 60) < 2, 0.0, hair)
    thinned = np.where(np.hypot(x - 60, y - 60) < 14, 60.0, hair)
    for none in (front, parting, thinned, hair):
        assert bald_spots(map_of(none), 1.0) == []
    assert bald_spots(map_of(0.0 * hair, "none"), 1.0) == []


def test_a_head_without_patches_says_so() -> None:
    """Thinning all over is no patch, and that is said with what to do."""
    dossier = treatment_sample("thinning", width=720, height=900)
    with pytest.raises(PlanError, match="No bald patch") as refused:
        with_patches(dossier, Studio(load_points()))
    assert "by hand" in str(refused.value)
