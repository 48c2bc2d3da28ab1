"""What one photo tells: which scale is taken, and what is kept of what a person said."""

from __future__ import annotations

from dataclasses import replace as with_pixels

import cv2
import numpy as np
import pytest
from msgspec.structs import replace

from smp_sim.document.proposal.scale_markers import COINS_MM
from smp_sim.document.proposal.view_reading import read_view
from smp_sim.model.case import Landmark, View
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.products import Bytes8, Photo
from smp_sim.render.sample_head import SampleHead, SampleView, render_sample
from tests.document.proposal.case_of_photos import case_of
from tests.document.proposal.phone_photos import phone_photo

WIDTH, HEIGHT = 560, 700


@pytest.fixture(scope="module")
def front() -> SampleView:
    """Draw the sample client from the front."""
    return render_sample(SampleHead(norwood="6"), "front", width=WIDTH, height=HEIGHT)


def view_of(pixels: Bytes8) -> View:
    """Give the view of a case with that front."""
    return case_of({"front": pixels}).case.views[0]


def read(photo: Photo, view: View | None = None) -> tuple[str, float]:
    """Read a front and give where its scale came from, and px per mm at the head's centre."""
    pixels = np.asarray(photo.srgb, dtype=np.uint8)
    reading = read_view(photo, view or view_of(pixels))
    return reading.scale.source, mean_px_per_mm(reading.camera)


def with_marker(view: SampleView, side_mm: float = 25.0) -> Photo:
    """Hold a printed ArUco marker beside the face, in its plane (85 mm before the centre)."""
    camera = view.camera
    near = camera.focal_px / (camera.focal_px / mean_px_per_mm(camera) - 85.0)
    side = round(side_mm * near)
    known = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    marker = cv2.aruco.generateImageMarker(known, 7, side)
    pixels = np.array(view.photo.srgb, dtype=np.uint8)
    quiet = side // 5
    paper = np.full((side + 2 * quiet, side + 2 * quiet), 245, dtype=np.uint8)
    paper[quiet:-quiet, quiet:-quiet] = marker
    pixels[40 : 40 + len(paper), 20 : 20 + len(paper)] = paper[..., None]
    return with_pixels(view.photo, srgb=pixels)


def test_eyes_give_the_scale_of_a_front(front: SampleView) -> None:
    """Without anything of known size the pupils do, to 5 %."""
    source, scale = read(front.photo)
    assert source in ("iris", "pupils")
    assert scale == pytest.approx(mean_px_per_mm(front.camera), rel=0.05)


def test_a_marker_is_preferred_to_the_eyes(front: SampleView) -> None:
    """A marker anywhere in the photo is found by itself, and its scale is right to 3 %."""
    source, scale = read(with_marker(front))
    assert source == "marker"
    assert scale == pytest.approx(mean_px_per_mm(front.camera), rel=0.03)


def test_a_marker_of_another_size_is_not_believed(front: SampleView) -> None:
    """One that would make the head half as large again measures something else."""
    source, scale = read(with_marker(front, side_mm=40.0))
    assert source != "marker"
    assert scale == pytest.approx(mean_px_per_mm(front.camera), rel=0.05)


def test_a_named_coin_is_found_and_an_unnamed_is_not(front: SampleView) -> None:
    """A coin beside the face counts once its kind is said; any disc would do else."""
    camera = front.camera
    near = camera.focal_px / (camera.focal_px / mean_px_per_mm(camera) - 85.0)
    pixels = np.array(front.photo.srgb, dtype=np.uint8)
    radius = round(16 * 4 * near * COINS_MM["2 euro"] / 8.0)
    cv2.circle(pixels, (1100, 1000), radius, (170, 120, 50), -1, cv2.LINE_AA, 4)
    photo, view = with_pixels(front.photo, srgb=pixels), view_of(pixels)
    named = read_view(photo, view, coin="2 euro")
    assert named.scale.source == "marker"
    assert mean_px_per_mm(named.camera) == pytest.approx(mean_px_per_mm(camera), rel=0.05)
    assert read_view(photo, view).scale.source != "marker"


def test_a_scale_that_was_given_is_kept(front: SampleView) -> None:
    """Neither eyes nor marker move a scale that a ruler gave."""
    view = view_of(np.asarray(front.photo.srgb, dtype=np.uint8))
    ruled = replace(view, scale=replace(view.scale, source="ruler", error_percent=2.0))
    source, scale = read(with_marker(front), ruled)
    assert source == "ruler"
    assert scale == pytest.approx(mean_px_per_mm(view.camera), rel=1e-6)


def test_the_focal_length_of_a_phone_is_taken(front: SampleView) -> None:
    """EXIF's 35-mm focal length gives the camera its focal length, to 10 %."""
    photo = phone_photo(front, np.random.default_rng(3))
    pixels = np.asarray(photo.srgb, dtype=np.uint8)
    camera = read_view(photo, view_of(pixels)).camera
    assert camera.focal_px == pytest.approx(front.camera.focal_px, rel=0.1)  # type: ignore[union-attr]


def test_landmarks_set_by_hand_come_back(front: SampleView) -> None:
    """A reading names the face points that it found, and keeps the ear that a person set."""
    pixels = np.asarray(front.photo.srgb, dtype=np.uint8)
    ear = Landmark(name="ear_left", at_px=(430.0, 330.0), by_hand=True)
    reading = read_view(front.photo, replace(view_of(pixels), landmarks=(ear,)))
    assert ear in reading.landmarks
    assert {"pupil_left", "nose_tip"} <= {mark.name for mark in reading.landmarks}
