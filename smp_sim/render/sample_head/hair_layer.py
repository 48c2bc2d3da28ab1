"""Stubble, brows and lashes as a layer of optical density, and the light that it leaves."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.render.head_geometry import unit
from smp_sim.render.sample_head import stubble
from smp_sim.render.sample_head.brows import grow_brows
from smp_sim.render.sample_head.hair_ink import HAIR_INK
from smp_sim.render.sample_head.raycast import eye_of
from smp_sim.render.sample_head.scene import Scene

Plane = NDArray[np.float32]
Floats = NDArray[np.float64]

#: The part of a shaft that shows through the skin: sigma (mm) and integral of its optical density
#: for black hair (mm²). Assumed; set so that shaved sides come out near 0.75 of bare skin.
ROOT_SIGMA_MM = 0.40
ROOT_VOLUME_MM2 = 0.11
#: A cut end stands in its own light: its darkness as a share of a lying hair's (assumed).
STUBBLE_SHARE = 0.75
#: How far light that crossed a hair spreads in the skin, mm, R, G, B (by eye beside a real
#: shaved side: hairs crisp on a smooth grey).
SPREAD_MM = (0.90, 0.60, 0.50)
#: The buried part takes more red than blue from the light that spreads, as all that is dark under
#: skin does: a shaved head reads as grey whatever its hair's colour (assumed; a real one's sides
#: had 0.57 of the bald skin's chroma).
SPREAD_TINT = (1.7, 1.0, 0.5)


#: How much more than a standing hair a lying one shades the skin under it (assumed).
LYING_SHARE = 1.4


def hair_density(scene: Scene, depth: Plane) -> tuple[Plane, Plane]:
    """Draw stubble, then brows and lashes: optical density (H, W) each."""
    eye = eye_of(scene.camera)[:, 0].astype(np.float64)
    seen = _seen(scene, depth, stubble.grow_stubble(scene.head, scene.shape, eye), eye)
    marks = stubble.shaft_marks(seen, scene.camera, STUBBLE_SHARE)
    roots = stubble.root_marks(
        seen, scene.camera, sigma_mm=ROOT_SIGMA_MM, volume_mm2=ROOT_VOLUME_MM2
    )
    brows = _seen(scene, depth, grow_brows(scene.head, scene.shape), eye)
    lying = stubble.shaft_marks(brows, scene.camera, HAIR_INK[scene.head.hair_colour][0])
    short = stubble.draw_marks(marks.joined(roots), scene.size)
    return short, stubble.draw_marks(lying, scene.size)


def _seen(scene: Scene, depth: Plane, hairs: stubble.Hairs, eye: Floats) -> stubble.Hairs:
    """Keep the hairs whose roots face the camera, lie in the picture and are hidden by nothing."""
    rel = hairs.root_mm - eye
    right, up, toward = scene.axes.astype(np.float64)
    away = -(rel @ toward)
    x = scene.camera.centre_px[0] + scene.camera.focal_px * (rel @ right) / away
    y = scene.camera.centre_px[1] - scene.camera.focal_px * (rel @ up) / away
    height, width = scene.size
    inside = (x >= 0) & (y >= 0) & (x < width) & (y < height)
    row = np.clip(y, 0, height - 1).astype(int)
    col = np.clip(x, 0, width - 1).astype(int)
    facing = np.einsum("ni,ni->n", hairs.normal, -unit(rel)) > 0.04
    near = np.abs(depth[row, col] - away) < 2.5
    return hairs.taken(np.flatnonzero(inside & facing & near))


def light_left(scene: Scene, short: Plane, lying: Plane) -> Plane:
    """Give what hair leaves of the light, (H, W, 3).

    Stubble (``short``) takes light once where it stands and once where light comes out of the skin
    again, spread; brows and lashes (``lying``, above the skin) only where they are.
    """
    tint = HAIR_INK[scene.head.hair_colour][1]
    left = np.empty((*short.shape, 3), np.float32)
    for channel, amount in enumerate(tint):
        sharp = np.exp(np.float32(-amount) * (short + np.float32(LYING_SHARE) * lying))
        soft = np.exp(np.float32(-0.5 * amount * SPREAD_TINT[channel]) * short)
        sigma = max(SPREAD_MM[channel] * scene.px_per_mm, 0.3)
        left[..., channel] = sharp * cv2.GaussianBlur(soft, (0, 0), sigma)
    return left
