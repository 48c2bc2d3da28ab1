"""What the camera says about every pixel: place on the head, tilt, mm per px, distance to the rim.

Pixel (row 0, column 0) covers [0, 1) x [0, 1); a map pixel of step s covers s x s of these and is
measured at its middle.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smp_sim.model.camera import Camera, HeadCamera
from smp_sim.render.camera_geometry import axes_of, frame_skin, hit_skin
from smp_sim.render.products import Floats, Plane


@dataclass(frozen=True, slots=True)
class GeometryMaps:
    """Maps (h, w) float32 of a view, nan where no skin of the model is hit.

    ``directions`` (h, w, 3) unit directions on the head, or mm in a flat view's plane;
    ``tilt_deg`` [0, 90] between the normal and the line of sight; ``mm_per_px_along`` mm of skin
    for a photo px in the direction of the tilt, where the skin is foreshortened most;
    ``mm_per_px_across`` at right angles to it.
    """

    directions: Plane
    tilt_deg: Plane
    mm_per_px_along: Plane
    mm_per_px_across: Plane


def pixel_middles(width: int, height: int, step: int) -> Floats:
    """Give the middles (h, w, 2) x, y in photo px of the map pixels of a photo."""
    x = (np.arange(-(-width // step)) + 0.5) * step
    y = (np.arange(-(-height // step)) + 0.5) * step
    return np.stack(np.meshgrid(x, y), axis=-1)


def geometry_maps(camera: Camera, width: int, height: int, step: int) -> GeometryMaps:
    """Measure tilt, mm per px and directions for a photo's pixels.

    Parameters
    ----------
    camera : head or flat camera.
    width, height : size of the photo in px.
    step : photo px for each map pixel, at least 1; maps are (ceil(height / step),
        ceil(width / step)).
    """
    middles = pixel_middles(width, height, step)
    directions, hit = hit_skin(camera, middles)
    frames = frame_skin(camera, directions[hit])
    sizes = np.linalg.svd(frames.px_per_mm, compute_uv=False)
    tilt = np.degrees(np.arccos(np.clip(frames.cos_tilt, -1.0, 1.0)))
    return GeometryMaps(
        np.where(hit[..., None], directions, np.nan).astype(np.float32),
        _spread(tilt, hit),
        _spread(1.0 / np.maximum(sizes[:, 1], 1e-9), hit),
        _spread(1.0 / np.maximum(sizes[:, 0], 1e-9), hit),
    )


def _spread(values: Floats, hit: NDArray[np.bool_]) -> Plane:
    spread = np.full(hit.shape, np.nan, dtype=np.float32)
    spread[hit] = values
    return spread


def rim_distance(camera: HeadCamera, pixels: ArrayLike) -> Floats:
    """Give how far pixels (..., 2) lie outside the head's outline, in mm at the head's centre.

    Negative inside. First-order (Sampson) distance to the tangent cone: exact on the outline,
    good to a few per cent within 20 mm of it.
    """
    form, rays = _cone_and_rays(camera, np.asarray(pixels, dtype=np.float64))
    axes = axes_of(camera)
    along = 2.0 * rays @ form
    steep = np.hypot(along @ axes.right, along @ axes.up)
    eye = np.asarray(camera.position_mm) - np.asarray(camera.head_centre_mm)
    value = np.einsum("...i,...i->...", rays @ form, rays)
    return np.asarray(float(axes.toward @ eye) * value / np.maximum(steep, 1e-12))


def _cone_and_rays(camera: HeadCamera, pixels: Floats) -> tuple[Floats, Floats]:
    """Give the symmetric cone (3, 3) and rays (..., 3) of unit depth, in head axes.

    The cone M = k A - (A o)(A o)' has d'Md = 0 on the outline and positive outside it.
    """
    axes = axes_of(camera)
    inverse = 1.0 / np.square(camera.semi_axes_mm)
    eye = np.asarray(camera.position_mm) - np.asarray(camera.head_centre_mm)
    form = (eye**2 @ inverse - 1.0) * np.diag(inverse) - np.outer(inverse * eye, inverse * eye)
    x = (pixels[..., 0:1] - camera.centre_px[0]) / camera.focal_px
    y = (camera.centre_px[1] - pixels[..., 1:2]) / camera.focal_px
    return form, x * axes.right + y * axes.up - axes.toward


def rim_radii(camera: HeadCamera, middle_px: tuple[float, float], angles_rad: Floats) -> Floats:
    """Give the distances (N,) in px from a pixel inside the outline to it, by picture angle.

    Angles run from the picture's right downward. Along a picture line the cone is a quadratic.
    """
    spokes = np.stack([np.cos(angles_rad), np.sin(angles_rad)], axis=-1)
    form, rays = _cone_and_rays(camera, np.asarray(middle_px) + np.stack([0 * spokes, spokes]))
    start, along = rays[0], rays[1] - rays[0]
    a = np.einsum("ni,ij,nj->n", along, form, along)
    b = np.einsum("ni,ij,nj->n", start, form, along)
    c = np.einsum("ni,ij,nj->n", start, form, start)
    return np.asarray((-b + np.sqrt(np.maximum(b * b - a * c, 0.0))) / np.maximum(a, 1e-30))
