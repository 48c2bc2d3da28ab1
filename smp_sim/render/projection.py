"""Where the dots of a plan fall in one photo, and how wide each is drawn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.camera import Camera, FlatCamera
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import frame_skin
from smp_sim.render.head_geometry import normal_at, place_on_head, tangents_at
from smp_sim.render.products import DotField, DotGrowth, ProjectedDots

Floats = NDArray[np.float64]

#: Dots so near the outline that the tangent plane is seen edge-on to 1 part in 200 are hidden:
#: there a footprint is thinner than a hundredth of a pixel and its place is not known so well.
_LEAST_COSINE = 0.005

#: Dots this far outside the picture, in mm on the skin, can't reach into it.
_REACH_MM = 3.0


def project_dots(field: DotField, camera: Camera, width: int, height: int) -> ProjectedDots:
    """Say where each dot falls in a photo.

    Parameters
    ----------
    field : DotField of N dots: places on the head, or mm in the plane of a flat view.
    camera : Camera of the view.
    width, height : int
        Size of the photo in px.

    Returns
    -------
    ProjectedDots
        ``visible`` dots face the camera and reach into the picture. Nothing is cut off at a tilt:
        up to the outline a footprint only gets thinner while dots come closer together in the
        picture, so that where they are no longer resolved their mean tone carries on.
    """
    frames = frame_skin(camera, field.place)
    reach = _REACH_MM * stretch_px(frames.px_per_mm)
    x, y = np.nan_to_num(frames.centre_px, nan=-np.inf).T
    inside = (x > -reach) & (x < width + reach) & (y > -reach) & (y < height + reach)
    visible = frames.in_front & (frames.cos_tilt > _LEAST_COSINE) & inside
    shape = frames.px_per_mm
    if field.growth is not None:
        axes = None if isinstance(camera, FlatCamera) else camera.semi_axes_mm
        shape = shape @ drawn_out(field.growth, field.place, axes)
    return ProjectedDots(frames.centre_px, shape, visible, frames.cos_tilt)


def drawn_out(growth: DotGrowth, place: Floats, semi_axes_mm: Vec3 | None) -> Floats:
    """Give the stretch (N, 2, 2) of dots along their growth, on the tangents of ``frame_skin``.

    ``sqrt(ratio)`` along it and ``1 / sqrt(ratio)`` across: the area stays, and with it the tone.
    """
    x, y = _on_tangents(growth.along, place, semi_axes_mm)
    longer, narrower = np.sqrt(growth.ratio), 1.0 / np.sqrt(growth.ratio)
    gain = longer - narrower
    stretch = np.empty((len(x), 2, 2))
    stretch[:, 0, 0] = narrower + gain * x * x
    stretch[:, 1, 1] = narrower + gain * y * y
    stretch[:, 0, 1] = stretch[:, 1, 0] = gain * x * y
    return stretch


def _on_tangents(along: Floats, place: Floats, semi_axes_mm: Vec3 | None) -> tuple[Floats, Floats]:
    """Give the components (N,) of unit tangents (N, 3) along the two of ``frame_skin``."""
    if semi_axes_mm is None:
        return along[:, 0], along[:, 1]
    normals = normal_at(place_on_head(place, semi_axes_mm), semi_axes_mm)
    first, second = tangents_at(normals)
    return (np.einsum("ni,ni->n", along, first), np.einsum("ni,ni->n", along, second))


def stretch_px(shape_px: Floats) -> Floats:
    """Bound how far (N,) in px a mm on the skin reaches in the picture, of shapes (N, 2, 2)."""
    s = np.abs(shape_px)
    return np.asarray(s[:, 0, 0] + s[:, 0, 1] + s[:, 1, 0] + s[:, 1, 1])


def footprint_covariances(
    shape_px: Floats, sigma_mm: Floats, *, scale: float, blur_px: float
) -> Floats:
    """Give the covariance (N, 2, 2) in px² of dots as a picture at ``scale`` shows them.

    Parameters
    ----------
    shape_px : (N, 2, 2) photo px for a mm on the skin.
    sigma_mm : (N,) Gaussian sigma on the skin.
    scale : float
        Picture px for a photo px.
    blur_px : float
        Gaussian sigma of the photo's own blur, photo px.

    Notes
    -----
    ``sigma² S Sᵀ scale² + blur² scale² + box``: variances of blurs one after another add up. The
    box is the area over which one pixel gathers light, of variance 1/12 px² of the picture, or of
    the photo where the picture is an enlargement.
    """
    a, b, c, d = (shape_px[:, i, j] for i in (0, 1) for j in (0, 1))
    spread = np.square(sigma_mm * scale)
    round_px2 = (blur_px * scale) ** 2 + max(1.0, scale) ** 2 / 12.0
    covariance = np.empty_like(shape_px)
    covariance[:, 0, 0] = (a * a + b * b) * spread + round_px2
    covariance[:, 1, 1] = (c * c + d * d) * spread + round_px2
    covariance[:, 0, 1] = covariance[:, 1, 0] = (a * c + b * d) * spread
    return covariance


def footprint_areas(matrices: Floats) -> Floats:
    """Give the area factors (N,) of matrices (N, 2, 2): the absolute determinants."""
    m = matrices
    return np.asarray(np.abs(m[:, 0, 0] * m[:, 1, 1] - m[:, 0, 1] * m[:, 1, 0]))
