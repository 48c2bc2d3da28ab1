"""Dots are carried out to the head's own outline, and nowhere else moved."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.model.camera import FlatCamera, HeadCamera
from smp_sim.render.camera_geometry import head_centre_px, hit_skin
from smp_sim.render.outline_reach import OutlineReach, measure_reach, reach_outline, undo_reach
from smp_sim.render.products import ProjectedDots, Surface

CAMERA = HeadCamera(
    width=400,
    height=400,
    position_mm=(0.0, 0.0, 900.0),
    right=(1.0, 0.0, 0.0),
    up=(0.0, 1.0, 0.0),
    focal_px=1800.0,
    centre_px=(200.0, 200.0),
)


def head_grown(by: float) -> Surface:
    """Make a surface whose head is the camera's ellipse, larger by a share all round."""
    rows, cols = np.indices((400, 400)) + 0.5
    pixels = np.stack([cols, rows], axis=-1)
    middle = np.array(head_centre_px(CAMERA))
    _, hit = hit_skin(CAMERA, middle + (pixels - middle) / by)
    skin = hit.astype(np.float32)
    return Surface(1, skin, 0.0 * skin, 0.0 * skin, sharpness_px=0.5, grain=0.0)


def outline_grown(by: float) -> OutlineReach | None:
    """Measure the outline of such a head."""
    return measure_reach(CAMERA, head_grown(by))


def dots_at(centre_px: np.ndarray) -> ProjectedDots:
    """Make visible dots at given pixels."""
    count = len(centre_px)
    shape = np.broadcast_to(np.eye(2), (count, 2, 2))
    return ProjectedDots(centre_px, shape, np.ones(count, dtype=bool), np.full(count, 0.5))


def upper_ray(shares: np.ndarray, radius: float = 158.5) -> np.ndarray:
    """Give pixels straight above the head's centre, at shares of the outline's radius."""
    middle = np.array(head_centre_px(CAMERA))
    return middle + np.stack([0.0 * shares, -radius * shares], axis=-1)


def test_dots_at_the_ellipse_s_rim_go_to_a_larger_head_s_rim() -> None:
    """A head 5 % larger than its ellipsoid moves rim dots 5 % outward and inner dots not at all."""
    shares = np.array([0.2, 0.5, 0.75, 0.9, 0.995])
    before = dots_at(upper_ray(shares))
    after = reach_outline(before, CAMERA, outline_grown(1.05))
    middle = np.array(head_centre_px(CAMERA))
    gain = (after.centre_px - middle)[:, 1] / (before.centre_px - middle)[:, 1]
    np.testing.assert_allclose(gain[:3], 1.0, atol=1e-12)
    assert 1.01 < gain[3] < 1.04
    assert gain[4] == pytest.approx(1.05, abs=0.012)


def test_order_along_a_ray_is_kept() -> None:
    """Dots never overtake each other on their way outward."""
    shares = np.linspace(0.1, 1.0, 200)
    after = reach_outline(dots_at(upper_ray(shares)), CAMERA, outline_grown(1.09))
    assert (np.diff(after.centre_px[:, 1]) < 0.0).all()


@pytest.mark.parametrize("by", [0.9, 1.0, 1.3])
def test_a_head_as_large_smaller_or_not_believable_moves_nothing(by: float) -> None:
    """Only a head a little larger than its ellipsoid moves dots."""
    before = dots_at(upper_ray(np.linspace(0.1, 1.0, 50)))
    after = reach_outline(before, CAMERA, outline_grown(by))
    np.testing.assert_allclose(after.centre_px, before.centre_px, atol=1.5)


def test_the_face_s_side_and_flat_views_are_left_alone() -> None:
    """Below the ears' height, and in a close-up, dots stay to the bit."""
    middle = np.array(head_centre_px(CAMERA))
    below = dots_at(middle + np.array([[20.0, 140.0], [-60.0, 120.0]]))
    np.testing.assert_array_equal(
        reach_outline(below, CAMERA, outline_grown(1.05)).centre_px,
        below.centre_px,
    )
    flat = FlatCamera(px_per_mm=3.0)
    assert reach_outline(below, flat, measure_reach(flat, head_grown(1.05))) is below


def test_a_push_can_be_undone() -> None:
    """What is aimed at a pixel is moved onto it, near the rim as in the middle."""
    outline = outline_grown(1.08)
    wanted = upper_ray(np.linspace(0.1, 1.05, 60))
    after = reach_outline(dots_at(undo_reach(wanted, CAMERA, outline)), CAMERA, outline)
    np.testing.assert_allclose(after.centre_px, wanted, atol=0.05)
    np.testing.assert_array_equal(undo_reach(wanted, FlatCamera(px_per_mm=8.0), outline), wanted)
    np.testing.assert_array_equal(undo_reach(wanted, CAMERA, None), wanted)
