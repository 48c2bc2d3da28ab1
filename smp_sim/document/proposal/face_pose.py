"""Where a face looks and how large it is, from five points under scaled orthography."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smp_sim.document.proposal.side_presets import rotation_of
from smp_sim.model.case import LandmarkName
from smp_sim.model.head import LANDMARKS_MM
from smp_sim.render.products import Floats

#: The five points, in the order of the face networks.
POINT_NAMES: tuple[LandmarkName, ...] = (
    "pupil_right",
    "pupil_left",
    "nose_tip",
    "mouth_right",
    "mouth_left",
)


@dataclass(frozen=True, slots=True)
class FacePose:
    """How a face stands to the camera.

    ``yaw_deg`` how far the camera stands toward the client's left, ``pitch_deg`` above the
    horizon, ``roll_deg`` how far the head is tipped counter-clockwise in the picture;
    ``px_per_mm`` of a face of mean size; ``miss_mm`` rms distance of the points from that face.
    """

    yaw_deg: float
    pitch_deg: float
    roll_deg: float
    px_per_mm: float
    miss_mm: float


def pose_of_points(points_px: Floats) -> FacePose:
    """Fit a mean face to five points by Gauss-Newton, from three starts.

    Parameters
    ----------
    points_px : (5, 2) x, y in px, in the order of ``POINT_NAMES``.

    Returns
    -------
    FacePose
        Right to about 5° for a real face (heads differ; ``model.head.LANDMARKS_MM`` is a mean).
    """
    model = np.array([LANDMARKS_MM[name] for name in POINT_NAMES])
    model = model - model.mean(axis=0)
    target = (points_px - points_px.mean(axis=0)) * [1.0, -1.0]
    fits = [_fit_turn(model, target, start) for start in (-0.7, 0.0, 0.7)]
    rotation, scale, miss = min(fits, key=lambda fit: fit[2])
    toward = rotation[2]
    return FacePose(
        yaw_deg=float(np.degrees(np.arctan2(toward[0], toward[2]))),
        pitch_deg=float(np.degrees(np.arcsin(np.clip(toward[1], -1.0, 1.0)))),
        roll_deg=float(np.degrees(np.arctan2(rotation[1, 0], rotation[0, 0]))),
        px_per_mm=scale,
        miss_mm=miss / scale,
    )


def _fit_turn(model: Floats, target: Floats, yaw: float) -> tuple[Floats, float, float]:
    """Give the rotation (rows right, up, toward), the scale and the rms miss in px.

    Turns are small rotations in camera axes on top of the last one, so that no axis locks.
    """
    rotation = rotation_of([0.0, -yaw, 0.0])
    for _ in range(25):
        seen = model @ rotation.T
        flat = seen[:, :2]
        scale = max(float(np.sum(flat * target) / np.sum(flat**2)), 1e-6)
        miss = target - scale * flat
        step = _turn_step(seen, scale, miss)
        # Longer steps than a quarter of a radian leave where the slope holds.
        rotation = (
            rotation_of(step * min(1.0, 0.25 / max(float(np.linalg.norm(step)), 1e-9))) @ rotation
        )
    return rotation, scale, float(np.sqrt(np.mean(np.sum(miss**2, axis=1))))


def _turn_step(seen: Floats, scale: float, miss: Floats) -> Floats:
    """Solve for the rotation vector (3,) that lessens the miss (N, 2), the scale left free."""
    x, y, z = seen.T
    zero = np.zeros_like(x)
    # d(w × p) for each axis of w, seen in the picture, and the change of scale.
    right = np.stack([zero, z, -y, x / scale], axis=-1)
    up = np.stack([-z, zero, x, y / scale], axis=-1)
    slopes = scale * np.concatenate([right, up])
    answer = np.linalg.lstsq(slopes, np.concatenate([miss[:, 0], miss[:, 1]]), rcond=None)[0]
    return np.asarray(answer[:3])
