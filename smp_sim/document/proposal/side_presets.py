"""How the camera stands for each named side, and small turns away from it.

A rotation R (3, 3) has the camera's right, up and toward-the-viewer vectors as rows, in head axes
(x to the client's left, y up, z forward).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smp_sim.model.camera import SIDE_STATIONS_DEG, Side

Floats = NDArray[np.float64]


class Turn(NamedTuple):
    """A turn of the camera round the head, away from its preset, in degrees.

    ``yaw_deg`` takes the camera to its own right, ``pitch_deg`` over the head, ``roll_deg`` tips
    the head counter-clockwise in the picture. The three are one rotation vector, so that no order
    matters and the view from the top has no locked axis.
    """

    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0


#: The preset as it stands.
NO_TURN = Turn()


def preset_rotation(side: Side) -> Floats:
    """Give the rotation (3, 3) of a side's preset.

    ``left`` shows the client's left side, the nose to the picture's left; ``top`` has the nose at
    the bottom of the picture.

    Raises
    ------
    ValueError
        For ``flat``, which sees no head (a fault of the program).
    """
    if side not in SIDE_STATIONS_DEG:
        raise ValueError(f"side {side!r} sees no head")
    yaw, pitch = np.radians(SIDE_STATIONS_DEG[side])
    right = [np.cos(yaw), 0.0, -np.sin(yaw)]
    up = [-np.sin(yaw) * np.sin(pitch), np.cos(pitch), -np.cos(yaw) * np.sin(pitch)]
    return np.array([right, up, np.cross(right, up)])


def rotation_of(vector: ArrayLike) -> Floats:
    """Give the rotation matrix (3, 3) of a rotation vector (3,) in radians (Rodrigues)."""
    w = np.asarray(vector, dtype=np.float64)
    angle = float(np.linalg.norm(w))
    cross = np.array([[0.0, -w[2], w[1]], [w[2], 0.0, -w[0]], [-w[1], w[0], 0.0]])
    # np.sinc(x / pi) is sin(x) / x without a hole at 0.
    first = np.sinc(angle / np.pi)
    second = 0.5 * np.sinc(angle / (2.0 * np.pi)) ** 2
    return np.asarray(np.eye(3) + first * cross + second * cross @ cross)


def vector_of(rotation: ArrayLike) -> Floats:
    """Give the rotation vector (3,) in radians, at most pi long, of a rotation matrix (3, 3)."""
    from scipy.spatial.transform import Rotation  # noqa: PLC0415 (costs 0.1 s of start-up)

    return np.asarray(Rotation.from_matrix(np.asarray(rotation)).as_rotvec())


def turned_rotation(side: Side, turn: Turn) -> Floats:
    """Give the rotation (3, 3) of a side's preset after a turn of the camera."""
    vector = np.radians([turn.pitch_deg, -turn.yaw_deg, turn.roll_deg])
    return np.asarray(rotation_of(vector) @ preset_rotation(side))


def turn_from_preset(side: Side, rotation: ArrayLike) -> Turn:
    """Give the turn that takes a side's preset to a rotation; inverse of the above."""
    vector = np.degrees(vector_of(np.asarray(rotation) @ preset_rotation(side).T))
    return Turn(float(-vector[1]), float(vector[0]), float(vector[2]))
