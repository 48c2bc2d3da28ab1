"""Where the camera stands for each side, framed as clinics do."""

from __future__ import annotations

import numpy as np

from smp_sim.model.camera import SIDE_STATIONS_DEG, HeadCamera, Side
from smp_sim.model.errors import CameraError
from smp_sim.model.units import Vec3
from smp_sim.render.sample_head.head import SampleHead, as_vec

#: Middle of the picture relative to the head's centre (height y and forward z, mm), and the
#: height that the picture covers there (mm): the head takes 60 to 75 % of it.
_UPRIGHT = ((0.0, -58.0, 0.0), 336.0)
_TILTED = ((0.0, -22.0, 8.0), 322.0)
_TOP = ((0.0, 0.0, 6.0), 320.0)

#: Distance of the camera from the head, mm: a portrait lens in a small room.
DISTANCE_MM = 1000.0


def sample_camera(
    side: Side,
    width: int,
    height: int,
    px_per_mm: float | None = None,
    *,
    head: SampleHead | None = None,
) -> HeadCamera:
    """Place a pinhole camera 1 m from the sample head.

    Parameters
    ----------
    side : any side but ``flat``.
    width, height : picture size, px.
    px_per_mm : scale at the head's middle; as large as the framing allows where not given.
    head : whose semi-axes the camera carries: those of the ellipsoid that fits the true scalp
        best (``fit_scalp``; ``shape_of`` stretches the skull until they are the head's own).

    Raises
    ------
    CameraError
        For ``flat``: a close-up shows no head.
    """
    if side not in SIDE_STATIONS_DEG:
        raise CameraError("The sample head has no flat view.", where="side")
    yaw, pitch = np.radians(SIDE_STATIONS_DEG[side])
    aim, cover_mm = _framing(pitch)
    scale = px_per_mm or min(height / cover_mm, width / (0.78 * cover_mm))
    toward = np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch), np.cos(yaw) * np.cos(pitch)])
    right = np.array([np.cos(yaw), 0.0, -np.sin(yaw)])
    eye = np.asarray(aim) + DISTANCE_MM * toward
    return HeadCamera(
        width=width,
        height=height,
        position_mm=as_vec(eye),
        right=as_vec(right),
        up=as_vec(np.cross(toward, right)),
        focal_px=scale * DISTANCE_MM,
        centre_px=(width / 2, height / 2),
        semi_axes_mm=(head or SampleHead()).semi_axes_mm,
    )


def _framing(pitch: float) -> tuple[Vec3, float]:
    if pitch > 1.2:
        return _TOP
    return _TILTED if pitch > 0.3 else _UPRIGHT
