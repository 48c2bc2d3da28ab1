"""Find the ear in a photo near where the head's model expects it.

Ears sit up to 25 mm from the model's place (people differ, and so do presets). Seen from the side
an ear is a patch of strong edges as wide as a finger, in a face and scalp that have fewer.
"""

from __future__ import annotations

import cv2
import numpy as np

from smp_sim.model.camera import HeadCamera
from smp_sim.model.head import LANDMARKS_MM
from smp_sim.render.camera_geometry import frame_skin, mean_px_per_mm, project_places
from smp_sim.render.head_geometry import unit
from smp_sim.render.products import Floats, Plane

#: Half height and length of the ear as its edges show it, mm, and the backward lean of its top.
EAR_HALF_MM = (29.0, 18.0)
EAR_LEAN = 0.2

#: The patch searched, in mm from the expected middle, and the farthest shift believed.
PATCH_HALF_MM = 60
FARTHEST_MM = 26

#: Spread of ears about the model's place, up and along the head, mm (assumed, from portraits).
SPREAD_MM = (12.0, 10.0)

#: Only an ear seen this squarely is looked for; below this response there is none to be seen.
LEAST_COSINE = 0.8
LEAST_RESPONSE = 0.4


def ear_shift(picture: Plane, step: float, camera: HeadCamera, side: int) -> tuple[float, float]:
    """Find how far an ear lies above and in front of the model's place, in mm.

    Parameters
    ----------
    picture : (h, w, 3) float32, sRGB-coded, [0, 1].
    step : photo px for each picture px.
    camera : the photo's head camera.
    side : 1 for the client's left ear, -1 for the right.

    Returns
    -------
    up_mm, forward_mm : (0, 0) where the ear faces away or none is seen.
    """
    middle = np.array(LANDMARKS_MM["ear_left"]) * (side, 1, 1)
    if frame_skin(camera, unit(middle[None])).cos_tilt[0] < LEAST_COSINE:
        return 0.0, 0.0
    response = _ear_response(_edge_patch(picture, step, camera, middle))
    return _best_shift(response)


def _edge_patch(picture: Plane, step: float, camera: HeadCamera, middle: Floats) -> Plane:
    """Give (121, 121) edges of log light round the ear, 1 px per mm, up is row 0, front right."""
    offsets = np.arange(-PATCH_HALF_MM, PATCH_HALF_MM + 1.0)
    forward, up = np.meshgrid(offsets, -offsets)
    places = middle + np.stack([0 * up, up, forward], axis=-1)
    spots = (project_places(camera, places) / step - 0.5).astype(np.float32)
    corner = np.clip(np.floor(spots.min(axis=(0, 1))).astype(int) - 8, 0, None)
    far = np.ceil(spots.max(axis=(0, 1))).astype(int) + 9
    part = picture[corner[1] : max(far[1], corner[1] + 1), corner[0] : max(far[0], corner[0] + 1)]
    if part.size == 0:
        return np.zeros(up.shape, dtype=np.float32)
    light = part.mean(axis=-1)
    light = cv2.GaussianBlur(light, (0, 0), max(0.5 * mean_px_per_mm(camera) / step, 0.3))
    spots -= corner.astype(np.float32)
    seen = cv2.remap(
        light,
        spots[..., 0],
        spots[..., 1],
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    soft = cv2.GaussianBlur(np.log(seen + 0.03), (0, 0), 1.0)
    down, right = np.gradient(np.asarray(soft))
    return np.asarray(np.hypot(down, right), dtype=np.float32)


def _ear_response(edges: Plane) -> Plane:
    """Give how much stronger edges are inside an ear's ellipse than round it, by its middle."""
    strong = float(np.percentile(edges, 90))
    level = np.minimum(edges / max(strong, 1e-6), 1.5)
    inner, outer = _ellipse(1.0), _ellipse(1.5) - _ellipse(1.1)
    kernel = inner / inner.sum() - outer / outer.sum()
    return np.asarray(cv2.filter2D(level, cv2.CV_32F, kernel, borderType=cv2.BORDER_REFLECT))


def _ellipse(size: float) -> Plane:
    up, forward = np.mgrid[45:-46:-1, -45:46]
    along = (forward + EAR_LEAN * up) / (EAR_HALF_MM[1] * size)
    across = up / (EAR_HALF_MM[0] * size)
    return np.asarray(np.hypot(along, across) < 1.0, dtype=np.float32)


def _best_shift(response: Plane) -> tuple[float, float]:
    near = slice(PATCH_HALF_MM - FARTHEST_MM, PATCH_HALF_MM + FARTHEST_MM + 1)
    window = response[near, near]
    offsets = np.arange(-FARTHEST_MM, FARTHEST_MM + 1.0)
    prior = 0.5 * ((offsets[:, None] / SPREAD_MM[0]) ** 2 + (offsets / SPREAD_MM[1]) ** 2)
    score = 1.5 * window / max(float(response.std()), 1e-6) - prior
    row, column = np.unravel_index(int(np.argmax(score)), score.shape)
    if window[row, column] < LEAST_RESPONSE:
        return 0.0, 0.0
    return float(-offsets[row]), float(offsets[column])
