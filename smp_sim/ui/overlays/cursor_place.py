"""Where on the head the cursor is: mm from the glabella, and how far the skin tilts. No Qt."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from smp_sim.model.camera import Camera, FlatCamera
from smp_sim.model.head import Head
from smp_sim.render.camera_geometry import frame_skin, hit_skin
from smp_sim.ui.overlays.skin_ruler import SkinRuler


class CursorPlace(NamedTuple):
    """A place on the skin.

    ``x_mm`` to the client's left of the midline and ``y_mm`` up from the glabella, both along the
    skin (in a close-up: from the upper left corner); ``tilt_deg`` 0 where the skin faces us.
    """

    x_mm: float
    y_mm: float
    tilt_deg: float


def place_under(point_px: tuple[float, float], camera: Camera, head: Head) -> CursorPlace | None:
    """Give the place on the skin under a photo point, or None beside the head."""
    directions, hit = hit_skin(camera, np.asarray([point_px]))
    if not hit[0]:
        return None
    if isinstance(camera, FlatCamera):
        return CursorPlace(float(directions[0, 0]), float(directions[0, 1]), 0.0)
    across, up = SkinRuler(head).measure(directions)
    cos_tilt = frame_skin(camera, directions).cos_tilt[0]
    tilt = float(np.degrees(np.arccos(np.clip(cos_tilt, -1.0, 1.0))))
    return CursorPlace(float(across[0]), float(up[0]), tilt)
