"""Simple pictures of a head with a known camera: an ellipsoid over jaw and neck, before a wall."""

from __future__ import annotations

import cv2
import numpy as np

from smp_sim.document.proposal.head_camera import HeadHandles, manual_camera
from smp_sim.model.camera import HeadCamera
from smp_sim.render.camera_geometry import project_places
from smp_sim.render.colour import bytes_of_linear
from smp_sim.render.head_geometry import normal_at, place_on_head
from smp_sim.render.pixel_geometry import geometry_maps
from smp_sim.render.products import Photo, Plane

#: Linear skin, hair and wall colours.
SKIN = (0.45, 0.25, 0.17)
WALL = (0.55, 0.57, 0.58)


def head_camera(handles: HeadHandles, size_px: tuple[int, int] = (600, 700)) -> HeadCamera:
    """Give the true camera of a synthetic photo."""
    return manual_camera(size_px, handles)


def head_picture(
    camera: HeadCamera,
    *,
    skin: tuple[float, float, float] = SKIN,
    wall: tuple[float, float, float] = WALL,
    gloss: float = 0.0,
) -> Plane:
    """Draw a lit bald ellipsoid with jaw and neck under it: (h, w, 3) float32, linear light.

    ``gloss`` is the strength of a mirrored lobe on the crown, in linear light.
    """
    maps = geometry_maps(camera, camera.width, camera.height, 1)
    picture = np.empty((camera.height, camera.width, 3), dtype=np.float32)
    picture[:] = wall
    _draw_jaw(picture, camera, np.asarray(skin, dtype=np.float32))
    hit = np.isfinite(maps.tilt_deg)
    directions = maps.directions[hit].astype(np.float64)
    normals = normal_at(place_on_head(directions, camera.semi_axes_mm), camera.semi_axes_mm)
    lit = 0.55 + 0.45 * np.clip(normals @ np.array([0.2, 0.8, 0.55]), 0.0, 1.0)
    lobe = gloss * np.clip(normals @ np.array([0.0, 0.83, 0.557]), 0.0, 1.0) ** 60
    picture[hit] = lit[:, None] * np.asarray(skin) + lobe[:, None]
    return np.clip(picture, 0.0, 1.0)


def _draw_jaw(picture: Plane, camera: HeadCamera, skin: Plane) -> None:
    base = ((55, -60), (55, 40), (28, 95))
    corners = [(x * side, y, z) for x, z in base for side in (-1, 1) for y in (-40, -190)]
    pixels = project_places(camera, np.array(corners, dtype=np.float64))
    hull = cv2.convexHull(np.rint(pixels).astype(np.int32))
    cv2.fillConvexPoly(picture, hull, [float(v) for v in 0.7 * skin], cv2.LINE_AA)


def photo_of(linear: Plane, rng: np.random.Generator, *, grain: float = 0.01) -> Photo:
    """Make a photo of linear light, with a little grain."""
    noisy = linear * (1.0 + grain * rng.standard_normal(linear.shape[:2])[..., None])
    return Photo(bytes_of_linear(cv2.GaussianBlur(noisy.astype(np.float32), (0, 0), 0.7)))
