"""The wireframe cap: its lines on the head and where its handles fall. No Qt."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.camera import HeadCamera
from smp_sim.model.units import Vec2
from smp_sim.render.camera_geometry import (
    axes_of,
    head_centre_px,
    mean_px_per_mm,
    project_places,
)
from smp_sim.render.head_geometry import unit

Floats = NDArray[np.float64]

#: The cap reaches down to this share of the half height below the centre.
_LOWEST = -0.45

#: An axis seen so end-on (share of its length) can't be dragged.
_LEAST_SPREAD = 0.45

#: The turning handles stand off the rim by this share of the mean radius.
_STAND_OFF = 0.28


class CapHandle(NamedTuple):
    """A handle: what it changes, its pixel, and the way (px for a unit) along which it is pulled.

    ``name`` is move, size, yaw, pitch, roll, or axis-0, axis-1, axis-2 (breadth, height, length);
    a landmark's own name where ``is_landmark``.
    """

    name: str
    at_px: Vec2
    along_px: Vec2
    is_landmark: bool = False


def cap_lines(camera: HeadCamera) -> list[Floats]:
    """Give the cap's lines (N, 3) as unit directions: meridians through the vertex and levels."""
    axes = np.asarray(camera.semi_axes_mm)
    low = np.arcsin(_LOWEST)
    rise = np.linspace(low, np.pi / 2, 40)
    turn = np.linspace(0.0, 2.0 * np.pi, 90)
    lines = [_sphere(rise, np.full_like(rise, a)) for a in np.arange(8) * np.pi / 4]
    lines += [_sphere(np.full_like(turn, r), turn) for r in (low, 0.0, 0.5, 1.0)]
    return [unit(line * axes) for line in lines]


def _sphere(rise: Floats, turn: Floats) -> Floats:
    flat = np.cos(rise)
    return np.stack([flat * np.sin(turn), np.sin(rise), flat * np.cos(turn)], axis=1)


def rim_of(camera: HeadCamera) -> Floats:
    """Give the outline of the head (181, 2) in the photo, counter-clockwise from its right.

    The tangent points of a pinhole on an ellipsoid lie on one plane: n·e = 1 on the unit sphere.
    """
    semi = np.asarray(camera.semi_axes_mm)
    eye = (np.asarray(camera.position_mm) - np.asarray(camera.head_centre_mm)) / semi
    far = float(np.linalg.norm(eye))
    toward = eye / far
    right = unit(axes_of(camera).right / semi)
    across = unit(right - toward * (right @ toward))
    up = np.cross(toward, across)
    radius, height = np.sqrt(1.0 - 1.0 / far**2), 1.0 / far
    turn = np.linspace(0.0, 2.0 * np.pi, 181)
    ring = height * toward + radius * (np.cos(turn)[:, None] * across + np.sin(turn)[:, None] * up)
    return project_places(camera, ring * semi)


def cap_handles(camera: HeadCamera) -> list[CapHandle]:
    """Give all handles of a view's head; axes that are seen end-on have none."""
    centre = np.asarray(head_centre_px(camera))
    rim = rim_of(camera)
    reach = float(np.mean(np.linalg.norm(rim - centre, axis=1)))
    off = _STAND_OFF * reach
    top, left = rim[np.argmin(rim[:, 1])], rim[np.argmin(rim[:, 0])]
    bottom = rim[np.argmax(rim[:, 1])]
    corner = rim[22]
    found = [
        CapHandle("move", _pair(centre), (1.0, 1.0)),
        CapHandle(
            "size", _pair(corner), _pair((corner - centre) / np.linalg.norm(corner - centre))
        ),
        CapHandle("roll", _pair(top - (0.0, off)), (1.0, 0.0)),
        CapHandle("pitch", _pair(left - (off, 0.0)), (0.0, 1.0)),
        CapHandle("yaw", _pair(bottom + np.array([0.0, off])), (1.0, 0.0)),
    ]
    return found + _axis_handles(camera, centre)


def _axis_handles(camera: HeadCamera, centre: Floats) -> list[CapHandle]:
    found = []
    scale = mean_px_per_mm(camera)
    for index, length in enumerate(camera.semi_axes_mm):
        tip = np.zeros(3)
        tip[index] = length
        ends = project_places(camera, np.stack([tip, -tip]))
        # The end farther from the middle of the picture's head: the one at the rim.
        far = ends[int(np.argmax(np.linalg.norm(ends - centre, axis=1)))]
        far = ends[0] if index != 0 else far
        way = (far - centre) / length
        if np.linalg.norm(way) >= _LEAST_SPREAD * scale:
            found.append(CapHandle(f"axis-{index}", _pair(far), _pair(way)))
    return found


def _pair(values: Floats) -> Vec2:
    return float(values[0]), float(values[1])
