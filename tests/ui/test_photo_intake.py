"""From a photo's bytes to a head in a view."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.proposal.head_camera import HeadHandles, manual_camera
from smp_sim.model.camera import HeadCamera
from smp_sim.model.case import Landmark, View
from smp_sim.render.camera_geometry import head_centre_px
from smp_sim.render.products import Bytes8
from smp_sim.render.sample_head import SampleHead, render_sample
from smp_sim.ui.photo_intake import propose_side
from tests.document.proposal.case_of_photos import case_of, museum_picture


@pytest.fixture(scope="module")
def profile() -> Bytes8:
    """Draw the sample client's left profile."""
    view = render_sample(SampleHead(norwood="6"), "left", width=300, height=375)
    return np.asarray(view.photo.srgb, dtype=np.uint8)


def only_view(dossier: Dossier) -> tuple[bytes, View]:
    """Give the photo and the view of a case that has one."""
    view = dossier.case.views[0]
    return dossier.photos[view.photo.sha256], view


def test_a_profile_is_taken_as_one(profile: Bytes8) -> None:
    """A photo added as a front that shows a profile becomes a left view."""
    data, view = only_view(case_of({"front": profile}))
    found = propose_side(data, view, None)
    assert found.side == "left"
    assert not found.is_unsure


def test_a_photo_that_tells_nothing_keeps_its_side() -> None:
    """An even picture shows no side and no head: it stays a front, and is said to be unsure."""
    data, view = only_view(case_of({"front": np.full((200, 160, 3), 128, dtype=np.uint8)}))
    found = propose_side(data, view, None)
    assert found.side == "front"
    assert found.is_unsure


def test_inside_the_cap_the_head_is_found(profile: Bytes8) -> None:
    """With two heads in the photo the one under the cap is taken, wherever it is."""
    twice = np.ascontiguousarray(np.concatenate([profile, profile], axis=1))
    data, view = only_view(case_of({"left": twice}))
    laid = manual_camera((600, 375), HeadHandles("left", (452.0, 150.0), 1.15))
    found = propose_side(data, replace(view, camera=laid), "left", inside_cap=True)
    assert isinstance(found.camera, HeadCamera)
    assert head_centre_px(found.camera)[0] > 400.0


def test_where_no_head_is_the_cap_stays() -> None:
    """A cap laid over an even wall is left as it lies, with the landmarks that were set."""
    data, view = only_view(case_of({"left": np.full((200, 160, 3), 128, dtype=np.uint8)}))
    ear = Landmark(name="ear_left", at_px=(80.0, 90.0), by_hand=True)
    found = propose_side(data, replace(view, landmarks=(ear,)), "left", inside_cap=True)
    assert found.camera == view.camera
    assert found.landmarks == (ear,)
    assert found.is_unsure


def test_several_faces_are_asked_about() -> None:
    """Two people in a photo: said, until the cap lies over one; then that one's points are kept."""
    one = museum_picture("astronaut")[:300, :400]
    crowd = np.ascontiguousarray(np.concatenate([one, one], axis=1))
    data, view = only_view(case_of({"front": crowd}))
    assert propose_side(data, view, "front").is_crowd
    laid = manual_camera((800, 300), HeadHandles("front", (620.0, 90.0), 0.7))
    found = propose_side(data, replace(view, camera=laid), "front", inside_cap=True)
    assert not found.is_crowd
    places = {mark.name: mark.at_px for mark in found.landmarks}
    assert not places or places["nose_tip"][0] > 400.0
