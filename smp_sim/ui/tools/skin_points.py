"""From photo pixels to places on the skin and back, for a hand. No Qt; needs the engine's imports.

Places are unit directions on the head, or (x, y, 0) in mm in a flat view's plane.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smp_sim.model.camera import Camera, FlatCamera
from smp_sim.model.units import Vec2, Vec3
from smp_sim.render.camera_geometry import (
    frame_skin,
    head_centre_px,
    hit_skin,
    mean_px_per_mm,
)
from smp_sim.render.head_geometry import place_on_head

Floats = NDArray[np.float64]

#: Skin tilted further than this (cosine) is at the outline: a handle there can't be held.
LEAST_COS = 0.06

#: Bisections from the head's middle to its rim: below a thousandth of a pixel.
_BISECTIONS = 24


class SkinPoint(NamedTuple):
    """A place on the skin, and whether the hand was beside the head, so that it lies at the rim."""

    place: Vec3
    at_rim: bool


def skin_under(point_px: Vec2, camera: Camera) -> SkinPoint:
    """Give the place under a photo point; beside the head the nearest on the way to its middle."""
    found, hit = hit_skin(camera, np.asarray([point_px]))
    if hit[0]:
        return SkinPoint(_vec3(found[0]), at_rim=False)
    if isinstance(camera, FlatCamera):
        raise TypeError("a flat view has no rim")
    inner, outer = np.asarray(head_centre_px(camera)), np.asarray(point_px, dtype=np.float64)
    for _ in range(_BISECTIONS):
        middle = (inner + outer) / 2.0
        inside = bool(hit_skin(camera, middle[None])[1][0])
        inner, outer = (middle, outer) if inside else (inner, middle)
    # A hair inside the rim, so that the point faces the camera and can be taken again.
    held = inner + (np.asarray(head_centre_px(camera)) - inner) * 0.004
    return SkinPoint(_vec3(hit_skin(camera, held[None])[0][0]), at_rim=True)


def seen_points(places: ArrayLike, camera: Camera) -> list[tuple[int, float, float]]:
    """Give number and pixel of every place (N, 3) that faces the camera."""
    array = np.asarray(places, dtype=np.float64).reshape(-1, 3)
    if not len(array):
        return []
    frames = frame_skin(camera, array)
    seen = frames.in_front & (frames.cos_tilt > LEAST_COS)
    return [
        (int(i), float(frames.centre_px[i, 0]), float(frames.centre_px[i, 1]))
        for i in np.flatnonzero(seen)
    ]


def nudged(place: Vec3, camera: Camera, toward_px: Vec2, by_mm: float) -> SkinPoint:
    """Move a place along the skin by so many mm, in the picture toward (right, down)."""
    frame = frame_skin(camera, np.asarray([place]))
    jacobian = frame.px_per_mm[0]
    across = np.linalg.solve(jacobian, np.asarray(toward_px, dtype=np.float64))
    step = jacobian @ (across / np.linalg.norm(across) * by_mm)
    x, y = frame.centre_px[0] + step
    return skin_under((float(x), float(y)), camera)


def circle_on_skin(place: Vec3, radius_mm: float, camera: Camera) -> Floats:
    """Give the pixels (33, 2) of a circle of ``radius_mm`` on the skin about a place."""
    frame = frame_skin(camera, np.asarray([place]))
    angle = np.linspace(0.0, 2.0 * np.pi, 33)
    ring = radius_mm * np.stack([np.cos(angle), np.sin(angle)])
    return np.asarray(frame.centre_px[0] + (frame.px_per_mm[0] @ ring).T)


def chord_mm(first_px: Vec2, second_px: Vec2, camera: Camera) -> float:
    """Give the distance in mm between two photo points: on the skin where both hit it.

    Elsewhere at the depth of the head's centre, across the line of sight.
    """
    ends = np.asarray([first_px, second_px], dtype=np.float64)
    found, hit = hit_skin(camera, ends)
    if isinstance(camera, FlatCamera):
        return math.dist(found[0], found[1])
    if bool(hit.all()):
        places = place_on_head(found, camera.semi_axes_mm)
        return float(np.linalg.norm(places[1] - places[0]))
    return math.dist(first_px, second_px) / mean_px_per_mm(camera)


def _vec3(values: Floats) -> Vec3:
    return float(values[0]), float(values[1]), float(values[2])
