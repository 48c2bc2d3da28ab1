"""The tangent-cone fit against outlines of known cameras."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.document.proposal.head_camera import HeadHandles
from smp_sim.document.proposal.head_fit import (
    FitAnswer,
    FitTask,
    HeadPose,
    best_fit,
    outline_miss,
    rim_weight,
)
from smp_sim.document.proposal.side_presets import Turn, preset_rotation
from smp_sim.model.camera import HeadCamera, Side
from smp_sim.render.camera_geometry import head_centre_px, mean_px_per_mm
from smp_sim.render.pixel_geometry import rim_radii
from tests.document.proposal.synthetic_photos import head_camera

AXES = (77.0, 77.0, 100.0)


def outline_of(camera: HeadCamera) -> np.ndarray:
    """Give 240 points of the true outline."""
    middle = head_centre_px(camera)
    angles = np.linspace(0.0, 2.0 * np.pi, 240, endpoint=False)
    radii = rim_radii(camera, middle, angles)[:, None]
    spokes = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    return np.asarray(np.asarray(middle) + radii * spokes)


def task_of(camera: HeadCamera, side: Side, points: np.ndarray, *, scale: float = 0.0) -> FitTask:
    """Give the fit the outline and what EXIF would tell."""
    return FitTask(
        outline_px=points,
        preset=preset_rotation(side),
        picture_centre_px=camera.centre_px,
        focal_px=camera.focal_px,
        px_per_mm=scale,
    )


def fit(camera: HeadCamera, side: Side, points: np.ndarray, *, scale: float = 0.0) -> FitAnswer:
    """Fit from the circle that a mask would give."""
    x, y = head_centre_px(camera)
    circle = (x + 8.0, y + 12.0, 77.0 * mean_px_per_mm(camera))
    task = task_of(camera, side, points, scale=scale)
    answer = best_fit(task, circle_px=circle, top_px=float(points[:, 1].min()))
    assert answer is not None
    return answer


def camera_of(side: Side, turn: Turn = Turn(0.0, 0.0, 0.0)) -> HeadCamera:  # noqa: B008
    """Give a camera off the picture's middle, at 700 mm."""
    return head_camera(HeadHandles(side, (330.0, 310.0), 2.4, turn, 700.0, AXES))


def test_the_true_pose_misses_nothing() -> None:
    """The Sampson distance of the true outline is 0 to rounding."""
    camera = camera_of("front", Turn(4.0, -3.0, 2.0))
    vector = [np.radians(-3.0), np.radians(-4.0), np.radians(2.0), 330.0, 310.0]
    pose = HeadPose(np.array([*vector, np.log(2.4), np.log(700.0), *AXES]))
    miss, rim = outline_miss(task_of(camera, "front", outline_of(camera)), pose)
    assert np.abs(miss).max() < 1e-6
    on_head = np.sum((rim / np.array(AXES)) ** 2, axis=1)
    np.testing.assert_allclose(on_head, 1.0)


def test_points_outside_miss_by_their_distance() -> None:
    """A point 3 mm outside the outline misses it by about +3 mm."""
    camera = camera_of("left")
    middle = np.asarray(head_centre_px(camera))
    spokes = outline_of(camera) - middle
    spokes *= 1.0 + 3.0 * 2.4 / np.linalg.norm(spokes, axis=1, keepdims=True)
    pose = HeadPose(np.array([0, 0, 0, 330.0, 310.0, np.log(2.4), np.log(700.0), *AXES]))
    miss = outline_miss(task_of(camera, "left", middle + spokes), pose)[0]
    assert np.median(miss) == pytest.approx(3.0, abs=0.3)


@pytest.mark.parametrize(
    "side", ["front", "front-high", "left", "threequarter-right", "top", "back-high"]
)
def test_scale_and_centre_are_recovered(side: Side, rng: np.random.Generator) -> None:
    """With the head of the prior, a noisy outline gives scale to 2 % and centre to 4 mm."""
    camera = camera_of(side, Turn(*rng.uniform(-5.0, 5.0, 3)))
    points = outline_of(camera)
    points = points + rng.normal(0.0, 0.5 * 2.4, points.shape)
    pose = fit(camera, side, points).pose
    assert pose.px_per_mm == pytest.approx(2.4, rel=0.02)
    assert np.linalg.norm(pose.centre_px - [330.0, 310.0]) < 4.0 * 2.4


def test_roll_is_seen_in_profile() -> None:
    """A profile is oval, so the outline alone tells two thirds of how the head is tipped."""
    camera = camera_of("left", Turn(roll_deg=8.0))
    turn = np.degrees(fit(camera, "left", outline_of(camera)).pose.turn_rad)
    assert 5.0 <= turn[2] <= 8.5


def test_a_given_scale_is_held() -> None:
    """The fit never moves a scale that was given."""
    camera = camera_of("front")
    pose = fit(camera, "front", outline_of(camera), scale=2.2).pose
    assert pose.px_per_mm == pytest.approx(2.2, rel=1e-12)
    assert pose.axes_mm[0] > 78.0


def test_neck_and_ears_hardly_move_the_fit() -> None:
    """Outline below the dome is down-weighted: a neck changes scale by less than 3 %."""
    camera = camera_of("back")
    points = outline_of(camera)
    low = points[:, 1] > 310.0 + 30.0 * 2.4
    points[low, 0] = np.where(points[low, 0] > 330.0, 330.0 + 130.0, 330.0 - 130.0)
    pose = fit(camera, "back", points).pose
    assert pose.px_per_mm == pytest.approx(2.4, rel=0.03)


def test_the_dome_counts_and_the_neck_does_not() -> None:
    """Rim weights are 1 high on the head and 0 at the nape."""
    weight = rim_weight(np.array([[0.0, 70.0, 0.0], [0.0, -60.0, -60.0]]), 8.0)
    assert weight[0] > 0.99
    assert weight[1] < 0.02


def test_nonsense_gives_a_finite_answer_or_none(rng: np.random.Generator) -> None:
    """Points without any outline in them never raise and never run away."""
    camera = camera_of("front")
    points = rng.uniform(0.0, 600.0, (240, 2))
    answer = best_fit(
        task_of(camera, "front", points), circle_px=(300.0, 300.0, 100.0), top_px=200.0
    )
    if answer is not None:
        assert np.all(np.isfinite(answer.pose.vector))
        assert 0.5 <= answer.pose.px_per_mm * 77.0 / 100.0 <= 1.8
