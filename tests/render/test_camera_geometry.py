"""Cameras: places to pixels and back, and cameras that can't see the head."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.model.camera import FlatCamera, HeadCamera
from smp_sim.model.errors import CameraError
from smp_sim.render.camera_geometry import (
    axes_of,
    frame_skin,
    head_centre_px,
    hit_skin,
    mean_px_per_mm,
    project_directions,
    project_places,
    require_sees_head,
)
from smp_sim.render.head_geometry import normal_at, place_on_head, tangents_at, unit


def make_camera(yaw_deg: float = 0.0, pitch_deg: float = 0.0) -> HeadCamera:
    """Make a camera 900 mm from the head, turned round it."""
    yaw, pitch = np.radians([yaw_deg, pitch_deg])
    toward = np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch), np.cos(yaw) * np.cos(pitch)])
    right = np.array([np.cos(yaw), 0.0, -np.sin(yaw)])
    up = np.cross(toward, right)
    return HeadCamera(
        width=800,
        height=1000,
        position_mm=tuple((toward * 900).tolist()),
        right=tuple(right.tolist()),
        up=tuple(up.tolist()),
        focal_px=2700.0,
        centre_px=(400.0, 500.0),
    )


@given(st.floats(-180, 180), st.floats(-80, 80), st.integers(0, 1000))
def test_a_pixel_on_the_head_projects_back_to_itself(yaw: float, pitch: float, seed: int) -> None:
    """What a pixel shows falls on that pixel again."""
    camera = make_camera(yaw, pitch)
    pixels = np.random.default_rng(seed).uniform([200, 300], [600, 700], (100, 2))
    directions, hit = hit_skin(camera, pixels)
    assert hit.any()
    np.testing.assert_allclose(project_directions(camera, directions[hit]), pixels[hit], atol=1e-6)


@given(st.floats(-180, 180), st.floats(-80, 80))
def test_pixels_per_mm_is_the_slope_of_the_projection(yaw: float, pitch: float) -> None:
    """Moving 0.1 µm along a tangent moves the pixel as the frame says."""
    camera = make_camera(yaw, pitch)
    directions, hit = hit_skin(camera, np.array([[400.0, 500.0], [330.0, 450.0]]))
    assert hit.all()
    frames = frame_skin(camera, directions)
    places = place_on_head(directions, camera.semi_axes_mm)
    for axis, tangent in enumerate(tangents_at(normal_at(places, camera.semi_axes_mm))):
        moved = project_places(camera, places + 1e-4 * tangent) - project_places(camera, places)
        np.testing.assert_allclose(moved / 1e-4, frames.px_per_mm[:, :, axis], atol=1e-3)


def test_the_client_s_left_is_on_the_picture_s_right_from_the_front() -> None:
    """From the front, +x falls right of the middle and +y above it."""
    left, top = project_places(make_camera(), np.array([[50.0, 0.0, 0.0], [0.0, 50.0, 0.0]]))
    assert left[0] > 400.0
    assert top[1] < 500.0


def test_the_near_side_faces_the_camera() -> None:
    """The cosine of the tilt is 1 in front and negative behind."""
    frames = frame_skin(make_camera(), np.array([[0.0, 0.0, 1.0], [0.0, 0.0, -1.0]]))
    assert frames.cos_tilt[0] == pytest.approx(1.0)
    assert frames.cos_tilt[1] < 0.0


def test_scale_at_the_head_s_centre_is_focal_length_over_distance() -> None:
    """2700 px at 900 mm is 3 px/mm."""
    assert mean_px_per_mm(make_camera(40, 20)) == pytest.approx(3.0)
    assert head_centre_px(make_camera(40, 20)) == pytest.approx((400.0, 500.0))


def test_a_flat_camera_has_one_scale_everywhere() -> None:
    """In a flat view pixels are mm times the scale, with no tilt."""
    camera = FlatCamera(px_per_mm=8.0)
    directions, hit = hit_skin(camera, np.array([[80.0, 16.0]]))
    assert hit.all()
    np.testing.assert_allclose(directions, [[10.0, 2.0, 0.0]])
    np.testing.assert_allclose(frame_skin(camera, directions).px_per_mm[0], np.eye(2) * 8.0)
    assert mean_px_per_mm(camera) == 8.0


def test_rays_beside_the_head_hit_nothing() -> None:
    """A corner of the picture shows no head."""
    directions, hit = hit_skin(make_camera(), np.array([[1.0, 1.0]]))
    assert not hit.any()
    assert np.isnan(directions).all()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"position_mm": (0.0, 0.0, 10.0)}, "inside the head"),
        ({"position_mm": (0.0, 0.0, -900.0)}, "looks away"),
        ({"right": (2.0, 0.0, 0.0)}, "right angles"),
        ({"centre_px": (9000.0, 500.0)}, "outside the picture"),
    ],
)
def test_a_camera_that_cannot_see_the_head_is_refused(
    changes: dict[str, object], sentence: str
) -> None:
    """Each way of missing the head has its own sentence."""
    camera = msgspec.structs.replace(make_camera(), **changes)
    with pytest.raises(CameraError, match=sentence):
        require_sees_head(camera)


def test_axes_are_made_exactly_orthonormal() -> None:
    """Rounded axes of a camera file are put right."""
    camera = msgspec.structs.replace(make_camera(30, 10), right=(0.866, 0.002, -0.5))
    axes = axes_of(camera)
    np.testing.assert_allclose(np.stack(axes) @ np.stack(axes).T, np.eye(3), atol=1e-12)
    assert unit(axes.toward) == pytest.approx(axes.toward)
