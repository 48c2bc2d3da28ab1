"""One interface for head and flat cameras: places to pixels, pixels to places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smp_sim.model.camera import Camera, FlatCamera, HeadCamera
from smp_sim.model.errors import CameraError
from smp_sim.render.head_geometry import joined, normal_at, place_on_head, tangents_at, unit

Floats = NDArray[np.float64]


class Axes(NamedTuple):
    """A head camera's unit vectors: right, up, and toward the viewer, each (3,)."""

    right: Floats
    up: Floats
    toward: Floats


@dataclass(frozen=True, slots=True)
class SkinFrames:
    """Where places on the skin fall in a photo, and how the skin lies there.

    ``centre_px`` (N, 2) x, y; ``px_per_mm`` (N, 2, 2) pixels for a mm along two tangents at right
    angles; ``cos_tilt`` (N,) cosine between the normal and the line of sight, negative on the far
    side; ``in_front`` (N,) whether the place lies in front of the camera.
    """

    centre_px: Floats
    px_per_mm: Floats
    cos_tilt: Floats
    in_front: NDArray[np.bool_]


def axes_of(camera: HeadCamera) -> Axes:
    """Give the camera's axes.

    Raises
    ------
    CameraError
        Where right and up are not unit vectors at right angles (to 1 %).
    """
    right, up = np.asarray(camera.right, float), np.asarray(camera.up, float)
    gram = np.array([right @ right - 1, up @ up - 1, right @ up])
    if not np.all(np.abs(gram) < 0.01):
        raise CameraError("'right' and 'up' must be unit vectors at right angles.", where="camera")
    right = unit(right)
    up = unit(up - right * (right @ up))
    return Axes(right, up, np.cross(right, up))


def require_sees_head(camera: Camera, *, where: str = "camera") -> None:
    """Refuse a camera that stands inside the head, looks away from it or misses it.

    Raises
    ------
    CameraError
        With what is wrong and what to check.
    """
    if isinstance(camera, FlatCamera):
        return
    eye = np.asarray(camera.position_mm, float) - np.asarray(camera.head_centre_mm, float)
    if np.sum((eye / np.asarray(camera.semi_axes_mm)) ** 2) <= 1.0:
        raise CameraError("The camera stands inside the head.", where=where)
    if axes_of(camera).toward @ eye <= 0.0:
        raise CameraError(
            "The camera looks away from the head.",
            where=where,
            next_step="It looks along -(right x up); check these two vectors.",
        )
    x, y = head_centre_px(camera)
    reach = max(camera.semi_axes_mm) * mean_px_per_mm(camera)
    if not (-reach < x < camera.width + reach and -reach < y < camera.height + reach):
        raise CameraError("The head lies outside the picture.", where=where)


def head_centre_px(camera: HeadCamera) -> tuple[float, float]:
    """Give the pixel (x, y) where the head's centre falls."""
    x, y = project_places(camera, np.zeros((1, 3)))[0]
    return float(x), float(y)


def mean_px_per_mm(camera: Camera) -> float:
    """Give px per mm across the line of sight: at the head's centre, or of the flat view."""
    if isinstance(camera, FlatCamera):
        return camera.px_per_mm
    eye = np.asarray(camera.position_mm, float) - np.asarray(camera.head_centre_mm, float)
    return camera.focal_px / float(axes_of(camera).toward @ eye)


def _to_camera(camera: HeadCamera, places_mm: ArrayLike) -> Floats:
    axes = axes_of(camera)
    offset = np.asarray(camera.head_centre_mm, float) - np.asarray(camera.position_mm, float)
    relative = np.asarray(places_mm, dtype=np.float64) + offset
    return _along(relative, axes)


def _along(vectors: Floats, axes: Axes) -> Floats:
    """Give vectors (..., 3) along the camera's axes (..., 3).

    Written out: for a product as small as this a matrix library wakes a thread that then spins
    (a quarter of the processor time of drawing, measured), and no two libraries round alike.
    """
    x, y, z = (vectors[..., i] for i in range(3))
    return joined([x * axis[0] + y * axis[1] + z * axis[2] for axis in axes])


def project_places(camera: Camera, places_mm: ArrayLike) -> Floats:
    """Give the pixels (..., 2) of places (..., 3) in mm from the head's centre.

    For a flat camera the places are (x, y, anything) in the plane. Places behind the camera
    give nan.
    """
    if isinstance(camera, FlatCamera):
        return np.asarray(places_mm, dtype=np.float64)[..., :2] * camera.px_per_mm
    return _pixels_of(camera, _to_camera(camera, places_mm))


def _pixels_of(camera: HeadCamera, q: Floats) -> Floats:
    """Give the pixels (..., 2) of places (..., 3) in the camera's axes."""
    depth = np.where(q[..., 2] < -1e-6, -q[..., 2], np.nan)
    scale = camera.focal_px / depth
    x = camera.centre_px[0] + q[..., 0] * scale
    y = camera.centre_px[1] - q[..., 1] * scale
    return joined([x, y])


def project_directions(camera: Camera, directions: ArrayLike) -> Floats:
    """Give the pixels (..., 2) of unit directions (..., 3), or of mm in a flat view's plane."""
    if isinstance(camera, FlatCamera):
        return project_places(camera, directions)
    return project_places(camera, place_on_head(directions, camera.semi_axes_mm))


def frame_skin(camera: Camera, directions: ArrayLike) -> SkinFrames:
    """Describe how the skin at unit directions (N, 3) (or mm in the plane) lies in the photo."""
    u = np.asarray(directions, dtype=np.float64)
    if isinstance(camera, FlatCamera):
        count = len(u)
        scale = np.broadcast_to(np.eye(2) * camera.px_per_mm, (count, 2, 2))
        return SkinFrames(
            project_places(camera, u), scale, np.ones(count), np.ones(count, dtype=bool)
        )
    return _frame_head(camera, u)


def _frame_head(camera: HeadCamera, u: Floats) -> SkinFrames:
    u = np.asfortranarray(u)
    places = place_on_head(u, camera.semi_axes_mm)
    normals = normal_at(places, camera.semi_axes_mm)
    eye = np.asarray(camera.position_mm, float) - np.asarray(camera.head_centre_mm, float)
    cos_tilt = np.einsum("ni,ni->n", normals, unit(eye - places))
    q = _to_camera(camera, places)
    axes = axes_of(camera)
    px_per_mm = np.empty((len(u), 2, 2))
    for column, tangent in enumerate(tangents_at(normals)):
        px_per_mm[:, :, column] = _moved_px(camera, q, _along(tangent, axes))
    return SkinFrames(_pixels_of(camera, q), px_per_mm, cos_tilt, q[:, 2] < -1e-6)


def _moved_px(camera: HeadCamera, q: Floats, step: Floats) -> Floats:
    """Give (N, 2) pixels, x right, y down, for ``step`` (N, 3) mm along the camera's axes at q."""
    depth = np.maximum(-q[:, 2], 1e-6)
    scale = camera.focal_px / depth
    nearer = step[:, 2] / depth
    across = scale * (step[:, 0] + q[:, 0] * nearer)
    return joined([across, -scale * (step[:, 1] + q[:, 1] * nearer)])


def ray_directions(camera: HeadCamera, pixels: ArrayLike) -> Floats:
    """Give the unit rays (..., 3) in head axes that pass through pixels (..., 2)."""
    p = np.asarray(pixels, dtype=np.float64)
    axes = axes_of(camera)
    x = (p[..., 0] - camera.centre_px[0]) / camera.focal_px
    y = (camera.centre_px[1] - p[..., 1]) / camera.focal_px
    ray = x[..., None] * axes.right + y[..., None] * axes.up - axes.toward
    return unit(ray)


def hit_skin(camera: Camera, pixels: ArrayLike) -> tuple[Floats, NDArray[np.bool_]]:
    """Find what pixels (..., 2) show.

    Returns
    -------
    directions : (..., 3) float64: unit directions on the head (nan where the ray misses it), or mm
        in the plane (x, y, 0) for a flat camera.
    hit : (...) bool.
    """
    p = np.asarray(pixels, dtype=np.float64)
    if isinstance(camera, FlatCamera):
        flat = np.concatenate([p / camera.px_per_mm, np.zeros_like(p[..., :1])], axis=-1)
        return flat, np.ones(p.shape[:-1], dtype=bool)
    return _hit_head(camera, p)


def _hit_head(camera: HeadCamera, pixels: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    axes = np.asarray(camera.semi_axes_mm)
    eye = (np.asarray(camera.position_mm, float) - np.asarray(camera.head_centre_mm, float)) / axes
    ray = ray_directions(camera, pixels) / axes
    a = np.einsum("...i,...i->...", ray, ray)
    b = ray @ eye
    root = b * b - a * (eye @ eye - 1.0)
    hit = (root >= 0.0) & (b < 0.0)
    along = np.where(hit, (-b - np.sqrt(np.maximum(root, 0.0))) / a, np.nan)
    return unit((eye + along[..., None] * ray) * axes), hit
