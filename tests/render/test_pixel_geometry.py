"""What the camera says about every pixel, held against the projection it inverts."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.document.proposal.head_camera import HeadHandles, manual_camera
from smp_sim.document.proposal.side_presets import Turn
from smp_sim.model.camera import FlatCamera
from smp_sim.render.camera_geometry import head_centre_px, project_directions
from smp_sim.render.pixel_geometry import geometry_maps, pixel_middles, rim_distance, rim_radii

CAMERA = manual_camera((300, 260), HeadHandles("left", (140.0, 130.0), 1.0, Turn(8.0, 5.0, 3.0)))


def test_directions_fall_back_on_their_pixel() -> None:
    """Projecting a pixel's direction gives the middle of that pixel."""
    maps = geometry_maps(CAMERA, 300, 260, 4)
    hit = np.isfinite(maps.tilt_deg)
    pixels = project_directions(CAMERA, maps.directions[hit])
    np.testing.assert_allclose(pixels, pixel_middles(300, 260, 4)[hit], atol=1e-3)


def test_scale_follows_the_tilt() -> None:
    """Seen at a tilt, a px covers more mm along it (1 / cos) and as many as ever across."""
    maps = geometry_maps(CAMERA, 300, 260, 4)
    flat = maps.tilt_deg < 10.0
    steep = (maps.tilt_deg > 55.0) & (maps.tilt_deg < 65.0)
    ratio = maps.mm_per_px_along / maps.mm_per_px_across
    np.testing.assert_allclose(ratio[flat], 1.0, atol=0.03)
    np.testing.assert_allclose(
        ratio[steep] * np.cos(np.radians(maps.tilt_deg[steep])), 1.0, atol=0.02
    )


def test_maps_cover_pictures_that_are_no_multiple() -> None:
    """A 10 x 7 photo at step 4 gives maps of 2 rows and 3 columns."""
    maps = geometry_maps(FlatCamera(px_per_mm=5.0), 10, 7, 4)
    assert maps.tilt_deg.shape == (2, 3)
    np.testing.assert_allclose(maps.mm_per_px_along, 0.2, rtol=1e-6)
    np.testing.assert_allclose(maps.directions[1, 2], (2.0, 1.2, 0.0), rtol=1e-6)


def test_the_rim_is_where_rays_begin_to_miss() -> None:
    """The rim's distance is 0 on the radii, negative where pixels hit, positive where not."""
    middle = head_centre_px(CAMERA)
    angles = np.linspace(0.0, 6.0, 40)
    spokes = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    rim = np.asarray(middle) + rim_radii(CAMERA, middle, angles)[:, None] * spokes
    np.testing.assert_allclose(rim_distance(CAMERA, rim), 0.0, atol=1e-9)
    distance = rim_distance(CAMERA, pixel_middles(300, 260, 4))
    hit = np.isfinite(geometry_maps(CAMERA, 300, 260, 4).tilt_deg)
    assert np.array_equal(distance < 0.0, hit)


def test_rim_distance_is_in_mm() -> None:
    """Ten mm outside the outline of a front view reads 10 mm to 8 %."""
    camera = manual_camera((300, 300), HeadHandles("front", (150.0, 150.0), 1.2))
    radius = rim_radii(camera, (150.0, 150.0), np.array([0.0]))[0]
    outside = np.array([[150.0 + radius + 12.0, 150.0]])
    assert rim_distance(camera, outside)[0] == pytest.approx(10.0, rel=0.08)
