"""Parts of the head that never carry dots, and the forehead, projected from the head's model."""

from __future__ import annotations

import cv2
import numpy as np

from smp_sim.model.camera import HeadCamera
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM, LANDMARKS_MM
from smp_sim.render.camera_geometry import frame_skin, mean_px_per_mm, project_places
from smp_sim.render.head_geometry import unit
from smp_sim.render.products import Bytes8, Floats, Mask, Plane
from smp_sim.render.wide_blur import wide_blur

#: Half thickness, height and length of an ear in mm: length 64.2 ± 4.5 (ANSUR II), the rest and
#: the backward lean of its top assumed, with 15 % to spare for where it stands.
EAR_HALF_MM = (10.0, 32.0, 19.0)
EAR_LEAN = 0.2

#: How much nearer to the head's middle an ear may begin, mm: from behind, heads narrower than the
#: model's show it inside (drawn heads: 2 to 9 % of it was taken for skin, 0 to 6 % with this).
EAR_INWARD_MM = 4.5

#: A camera sees a head from behind where its direction from the head points back by more than this.
BEHIND = 0.5

#: Standard deviation of a zone's soft edge, mm.
FADE_MM = 1.5

#: The band of eyes and brows: half width and rows above and below the centre, in mm. Pupils lie at
#: -24 and brows at about 0 (model/head.py); a preset's pitch moves them by 8 mm.
BROW_HALF_WIDTH_MM = 62.0
BROW_ROWS_MM = (-42.0, 16.0)

#: How far an ear lies above and in front of the model's place, mm.
EarShift = tuple[float, float]


def _scaled(places_mm: Floats, camera: HeadCamera) -> Floats:
    """Stretch places of the default head to this camera's head."""
    return np.asarray(places_mm * (np.asarray(camera.semi_axes_mm) / DEFAULT_SEMI_AXES_MM))


def ear_places(side: int, shift_mm: EarShift = (0.0, 0.0), inward_mm: float = 0.0) -> Floats:
    """Give places (N, 3) in mm around an ear.

    ``side`` 1 is the client's left, -1 the right; ``shift_mm`` up and forward from the model;
    ``inward_mm`` adds room towards the head's middle.
    """
    angle = np.linspace(0.0, 2.0 * np.pi, 32, endpoint=False)
    up, out = EAR_HALF_MM[1] * np.sin(angle), EAR_HALF_MM[0]
    reach = (-out - inward_mm, out)
    ring = np.stack([0 * angle, up, EAR_HALF_MM[2] * np.cos(angle) - EAR_LEAN * up], axis=-1)
    middle = np.array(LANDMARKS_MM["ear_left"]) * (side, 1, 1) + (0.0, *shift_mm)
    return np.concatenate([ring + middle + (side * x, 0.0, 0.0) for x in reach])


def brow_places() -> Floats:
    """Give a grid (4, 13, 3) of places in mm over eyes and brows, on the default head's front."""
    rows = np.linspace(*BROW_ROWS_MM, 4)
    x, y = np.meshgrid(np.linspace(-1, 1, 13) * BROW_HALF_WIDTH_MM, rows)
    a, _, c = DEFAULT_SEMI_AXES_MM
    return np.stack([x, y, c * np.sqrt(1.0 - (x / a) ** 2)], axis=-1)


def barred_zones(
    camera: HeadCamera, shape: tuple[int, int], step: float, ears: tuple[EarShift, EarShift]
) -> Plane:
    """Draw ears, eyes and brows: (h, w) float32 in [0, 1], fading over some 4 mm.

    ``ears`` the shifts of the left and the right ear from the model. Zones on the far side of the
    head are left out.
    """
    drawn = np.zeros(shape, dtype=np.uint8)
    inward_mm = EAR_INWARD_MM if _is_behind(camera) else 0.0
    for side, shift in zip((1, -1), ears, strict=True):
        places = ear_places(side, shift, inward_mm)
        _draw_hull(drawn, visible_pixels(camera, _scaled(places, camera), -0.45) / step)
    # The band bends round the head: seen from above, its hull would take the forehead in.
    grid = _scaled(brow_places(), camera)
    for row, column in np.ndindex(grid.shape[0] - 1, grid.shape[1] - 1):
        cell = grid[row : row + 2, column : column + 2].reshape(4, 3)
        corners = visible_pixels(camera, cell, -0.05)
        if len(corners) == 4:
            _draw_hull(drawn, corners / step)
    # A field of dots that stops at a line gives the zone away.
    fade = max(FADE_MM * mean_px_per_mm(camera) / step, 0.5)
    return wide_blur(drawn.astype(np.float32) / 255.0, fade)


def _is_behind(camera: HeadCamera) -> bool:
    """Say whether the head is seen from behind."""
    away = np.subtract(camera.position_mm, camera.head_centre_mm)
    return bool(away[2] < -BEHIND * np.linalg.norm(away))


def _draw_hull(drawn: Bytes8, pixels: Floats) -> None:
    """Fill the convex hull of map pixels (N, 2); nothing where there are fewer than three."""
    if len(pixels) >= 3:
        hull = cv2.convexHull((pixels * 16 - 8).astype(np.float32))
        cv2.fillConvexPoly(drawn, np.rint(hull).astype(np.int32), 255, cv2.LINE_AA, 4)


def visible_pixels(camera: HeadCamera, places_mm: Floats, least_cosine: float) -> Floats:
    """Give the pixels (M, 2) of those places whose skin below faces the camera enough."""
    frames = frame_skin(camera, unit(places_mm))
    pixels = project_places(camera, places_mm)
    return np.asarray(pixels[(frames.cos_tilt > least_cosine) & np.isfinite(pixels[:, 0])])


def forehead_mask(camera: HeadCamera, shape: tuple[int, int], step: float) -> Mask:
    """Draw (h, w) bool the forehead and temples below the hairline, where they face the camera."""
    x, y = np.meshgrid(np.linspace(-0.75, 0.75, 13), np.linspace(0.22, 0.5, 5))
    directions = unit(np.stack([x, y, np.sqrt(1.0 - x**2 - y**2)], axis=-1).reshape(-1, 3))
    frames = frame_skin(camera, directions)
    corners = frames.centre_px[(frames.cos_tilt > 0.3) & np.isfinite(frames.centre_px[:, 0])]
    drawn = np.zeros(shape, dtype=np.uint8)
    if len(corners) >= 3:
        hull = cv2.convexHull((corners / step).astype(np.float32))
        cv2.fillConvexPoly(drawn, np.rint(hull).astype(np.int32), 1)
    return drawn > 0
