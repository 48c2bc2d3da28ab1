"""Carry a field out to the head's own outline where the ellipsoid ends before it.

A head is no ellipsoid: at the corners of the crown its outline stands a few mm outside that of the
fitted one, and dots that stop there leave a bare rim that gives the picture away. So near the
ellipsoid's outline dots are moved outward along the line from the head's centre, by what is
missing there; away from it they stay where the camera puts them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.model.camera import Camera, HeadCamera
from smp_sim.render.camera_geometry import head_centre_px, hit_skin, mean_px_per_mm
from smp_sim.render.products import ProjectedDots, Surface

Floats = NDArray[np.float64]

#: Directions round the head's centre, and steps along each.
_TURNS, _STEPS = 120, 160
#: Share of the outline's radius from which dots are moved (assumed; 0.8 is a tilt of about 53°).
_FROM_SHARE = 0.8
#: The farthest that a head is believed to stand outside its ellipsoid, as a share (assumed).
_MOST_REACH = 1.10
#: Outline below this height on the ellipsoid (unit direction) is face, ear or neck: left alone.
_LEAST_HEIGHT = 0.1
#: Steps of undoing a push: what is left halves each time, from a tenth of the radius at most.
_UNDOING_STEPS = 16


@dataclass(frozen=True, slots=True)
class OutlineReach:
    """The head's outline round its centre, in so many turns of the picture, both (T,).

    ``radius_px`` of the ellipsoid's outline; ``reach`` >= 1, how far the head's own lies beyond.
    """

    radius_px: Floats
    reach: Floats


def measure_reach(camera: Camera, surface: Surface) -> OutlineReach | None:
    """Measure where the photo shows the head beyond its ellipsoid; None for a flat camera."""
    if not isinstance(camera, HeadCamera):
        return None
    return _outline_reach(camera, surface, np.array(head_centre_px(camera)))


def reach_outline(
    seen: ProjectedDots, camera: Camera, outline: OutlineReach | None
) -> ProjectedDots:
    """Move the dots near the ellipsoid's outline out to the outline that the photo shows.

    Parameters
    ----------
    seen : dots as the camera sees them.
    camera : the view's camera.
    outline : as :func:`measure_reach` gives it; None moves nothing.

    Returns
    -------
    ProjectedDots with other ``centre_px``; a dot at the share t of the ellipsoid's radius moves by
    ``(reach - 1) smoothstep(0.8, 1, t)`` of its distance from the head's centre.
    """
    if outline is None or not isinstance(camera, HeadCamera) or not seen.visible.any():
        return seen
    away = seen.centre_px - np.array(head_centre_px(camera))
    nearest = _FROM_SHARE * float(outline.radius_px.min())
    near = np.flatnonzero(away[:, 0] ** 2 + away[:, 1] ** 2 > nearest**2)
    moved = seen.centre_px.copy()
    moved[near] += _push(away[near], outline.radius_px, outline.reach)
    return replace(seen, centre_px=moved)


def undo_reach(pixels: Floats, camera: Camera, outline: OutlineReach | None) -> Floats:
    """Give the pixels (N, 2) whose dots :func:`reach_outline` moves onto ``pixels`` (N, 2).

    By fixed point: a push changes by at most half of what its dot moves.
    """
    if outline is None or not isinstance(camera, HeadCamera):
        return pixels
    middle = np.array(head_centre_px(camera))
    aimed = pixels
    for _ in range(_UNDOING_STEPS):
        aimed = pixels - _push(aimed - middle, outline.radius_px, outline.reach)
    return np.asarray(aimed)


def _push(away: Floats, radius: Floats, reach: Floats) -> Floats:
    """Give how far dots (N, 2) px from the head's centre are moved, px."""
    turn = np.mod(np.arctan2(away[:, 1], away[:, 0]) / (2 * np.pi), 1.0) * _TURNS
    first = np.minimum(turn.astype(np.int32), _TURNS - 1)
    part = turn - first
    limit = radius[first] + part * (np.roll(radius, -1) - radius)[first]
    gain = reach[first] + part * (np.roll(reach, -1) - reach)[first] - 1.0
    share = np.hypot(away[:, 0], away[:, 1]) / np.maximum(limit, 1e-9)
    rise = np.clip((share - _FROM_SHARE) / (1.0 - _FROM_SHARE), 0.0, 1.0)
    weight = rise * rise * (3.0 - 2.0 * rise)
    return np.asarray(away * (gain * weight)[:, None])


def _outline_reach(camera: HeadCamera, surface: Surface, middle: Floats) -> OutlineReach:
    """Give for each turn the ellipsoid's radius in px, and how far the head reaches beyond (>= 1).

    Where no end is found within the farthest reach, the ellipsoid's own is taken.
    """
    turns = np.arange(_TURNS) * 2 * np.pi / _TURNS
    aim = np.stack([np.cos(turns), np.sin(turns)], axis=-1)
    largest = 1.4 * max(camera.semi_axes_mm) * mean_px_per_mm(camera)
    steps = np.linspace(0.3, 1.0, 2 * _STEPS) * largest
    u, hit = hit_skin(camera, middle + steps[None, :, None] * aim[:, None])
    last = np.maximum(np.sum(np.cumprod(hit, axis=1), axis=1) - 1, 0)
    radius = steps[last]
    high = np.nan_to_num(u[np.arange(_TURNS), last, 1]) > _LEAST_HEIGHT
    shares = np.linspace(0.9, _MOST_REACH + 0.02, _STEPS)
    shown = _shown_at(surface, middle + (radius[:, None] * shares)[..., None] * aim[:, None])
    ends = np.sum(np.cumprod(shown > 0.5, axis=1), axis=1)
    found = high & (ends > 0) & (shares[np.minimum(ends, _STEPS - 1)] <= _MOST_REACH)
    reach = np.where(found, np.maximum(shares[np.minimum(ends, _STEPS - 1)], 1.0), 1.0)
    return OutlineReach(radius, _smoothed(reach))


def _shown_at(surface: Surface, pixels: Floats) -> Floats:
    """Read how surely pixels (..., 2) of the photo show skin or hair; 0 outside the photo."""
    at = (pixels / surface.step - 0.5).astype(np.float32)
    head = np.maximum(surface.skin, surface.hair)
    return np.asarray(
        cv2.remap(head, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderValue=0.0), dtype=np.float64
    )


def _smoothed(reach: Floats) -> Floats:
    """Take out single turns that went astray (median of 5), then smooth round the head."""
    ring = np.concatenate([reach[-12:], reach, reach[:12]])
    windows = np.lib.stride_tricks.sliding_window_view(ring, 5)
    middle = np.median(windows, axis=1)
    kernel = np.hanning(7)[1:-1] / np.hanning(7)[1:-1].sum()
    return np.asarray(np.convolve(middle, kernel, mode="same")[10:-10])
