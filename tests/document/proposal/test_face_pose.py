"""Pose of a face from five points: on points projected by a known camera."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.document.proposal.face_pose import POINT_NAMES, pose_of_points
from smp_sim.document.proposal.side_presets import Turn, turned_rotation
from smp_sim.model.head import LANDMARKS_MM
from smp_sim.render.products import Floats


def seen_points(rotation: Floats, px_per_mm: float) -> Floats:
    """Project the mean face's five points without perspective."""
    model = np.array([LANDMARKS_MM[name] for name in POINT_NAMES])
    flat = (model @ rotation.T)[:, :2] * px_per_mm
    return np.asarray(flat * [1.0, -1.0] + [500.0, 400.0])


@given(
    yaw=st.floats(-50, 50),
    pitch=st.floats(-20, 20),
    roll=st.floats(-20, 20),
    scale=st.floats(0.3, 12),
)
def test_the_pose_of_a_mean_face_is_found(
    yaw: float, pitch: float, roll: float, scale: float
) -> None:
    """Where the camera stands and the scale come back from exact points."""
    rotation = turned_rotation("front", Turn(yaw, pitch, roll))
    pose = pose_of_points(seen_points(rotation, scale))
    toward = rotation[2]
    assert pose.px_per_mm == pytest.approx(scale, rel=1e-3)
    assert pose.yaw_deg == pytest.approx(np.degrees(np.arctan2(toward[0], toward[2])), abs=0.2)
    assert pose.pitch_deg == pytest.approx(np.degrees(np.arcsin(toward[1])), abs=0.2)
    assert pose.miss_mm < 0.1


def test_a_left_three_quarter_has_positive_yaw() -> None:
    """The camera stands toward the client's left."""
    pose = pose_of_points(seen_points(turned_rotation("threequarter-left", Turn()), 3.0))
    assert pose.yaw_deg == pytest.approx(45.0, abs=0.5)
