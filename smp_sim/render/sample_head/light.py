"""Studio light: soft boxes on the camera's side, occlusion, sheen, tone curve, background.

Everything is in the camera's axes (x right, y up, z toward the viewer), so that the light stays
where it is while the client turns, as in a studio. Intensities are relative to the light that
falls on a brow turned a little upward, which is 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.model.units import Vec3
from smp_sim.render.sample_head.shape import HeadShape

Plane = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SoftBox:
    """A soft box: direction to it, half angles across and up (radians), light, and glare.

    ``glare`` is how much more of it the sheen mirrors than its light would tell (barn doors, grids
    and oil on the scalp; by eye).
    """

    toward: Vec3
    half_angles: tuple[float, float]
    strength: float
    glare: float


#: A large key above on the left, a fill on the right, an overhead light and the room. Assumed,
#: by eye beside studio portraits.
KEY = SoftBox((-0.42, 0.66, 0.80), (0.34, 0.34), 0.52, 1.0)
BOXES = (
    KEY,
    SoftBox((0.80, 0.20, 0.75), (0.30, 0.45), 0.30, 0.7),
    SoftBox((0.04, 0.97, 0.30), (0.42, 0.20), 0.34, 3.6),
)
ROOM = 0.26
#: Share of the light that wraps round the terminator by scattering in the skin, R, G, B (assumed).
WRAP = (0.42, 0.30, 0.25)
#: The normal at which the light is 1.
REFERENCE_NORMAL: Vec3 = (0.0, 0.42, 0.907)
#: Reflectance of skin at normal incidence (refractive index 1.4) and roughness of the sheen's
#: two lobes: (blur in radians, weight). Weights assumed.
FRESNEL = 0.028
LOBES = ((0.15, 0.40), (0.40, 0.60))


def unit_of(v: Vec3) -> NDArray[np.float32]:
    """Scale a vector (3,) to length 1."""
    array = np.asarray(v, np.float32)
    return np.asarray(array / np.linalg.norm(array), dtype=np.float32)


def shaded_light(normals: Plane, open_sky: Plane, key_seen: Plane) -> Plane:
    """Give the diffuse light (3 channels, N) on skin with normals (3, N).

    ``open_sky`` [0, 1] is how open the place is; ``key_seen`` [0, 1] how much of the key.
    """
    reference = _light(np.asarray(REFERENCE_NORMAL, np.float32)[:, None], 1.0, 1.0)
    return np.asarray(_light(normals, open_sky, key_seen) / reference, dtype=np.float32)


def _light(normals: Plane, open_sky: Plane | float, key_seen: Plane | float) -> Plane:
    total = np.zeros((3, normals.shape[1]), np.float32)
    for number, box in enumerate(BOXES):
        facing = np.tensordot(unit_of(box.toward), normals, axes=1)
        seen = key_seen if number == 0 else np.float32(0.35) + np.float32(0.65) * open_sky
        for channel, wrap in enumerate(WRAP):
            soft = np.maximum((facing + wrap) / (1.0 + wrap), 0.0)
            total[channel] += box.strength * soft * seen
    up = 0.62 + 0.38 * normals[1]
    bleed = np.array([[1.0], [0.93], [0.90]], np.float32)
    closed = 1.0 - np.asarray(open_sky)
    room = ROOM * up * (np.asarray(open_sky) + 0.25 * closed * bleed)
    return np.asarray(total + room, dtype=np.float32)


def sheen(normals: Plane, open_sky: Plane, key_seen: Plane, gloss: Plane) -> Plane:
    """Give the mirrored light (N,) of the soft boxes toward the viewer; ``gloss`` scales it."""
    facing = np.clip(normals[2], 0.02, 1.0)
    mirrored = 2.0 * normals * facing
    mirrored[2] -= 1.0
    fresnel = np.float32(FRESNEL) + np.float32(1 - FRESNEL) * (1.0 - facing) ** 5 * np.float32(0.55)
    total = np.zeros(normals.shape[1], np.float32)
    for number, box in enumerate(BOXES):
        seen = key_seen if number == 0 else open_sky
        for blur, weight in LOBES:
            total += (
                np.float32(weight * box.strength * box.glare)
                * _seen_box(box, mirrored, blur)
                * seen
            )
    return np.asarray(total * fresnel * gloss * np.float32(30.0), dtype=np.float32)


def _seen_box(box: SoftBox, ray: Plane, blur: float) -> Plane:
    """Give how bright a box looks along rays (3, N), blurred by the sheen's roughness."""
    middle = unit_of(box.toward)
    across = unit_of((float(middle[2]), 0.0, float(-middle[0])))
    above = np.cross(middle, across)
    front = np.tensordot(middle, ray, axes=1)
    a, b = np.tensordot(across, ray, axes=1), np.tensordot(above, ray, axes=1)
    half_a, half_b = box.half_angles
    lit = _edge(a, half_a, blur) * _edge(b, half_b, blur)
    energy = half_a * half_b / ((half_a + blur) * (half_b + blur))
    return np.asarray(lit * energy * (front > 0.0), dtype=np.float32)


def _edge(offset: Plane, half: float, blur: float) -> Plane:
    inside = (np.float32(half) - np.abs(offset)) / np.float32(blur)
    return np.asarray(1.0 / (1.0 + np.exp(np.clip(-2.2 * inside, -30.0, 30.0))), dtype=np.float32)


def open_sky(shape: HeadShape, places_mm: Plane, normals: Plane) -> Plane:
    """Give how open places (3, N) lie, [0, 1]: distance field read at steps along the normal.

    Source: Evans 2006, "Fast approximations for global illumination on dynamic scenes".
    """
    closed = np.zeros(places_mm.shape[1], np.float32)
    for reach, weight in ((3.0, 0.36), (8.0, 0.30), (20.0, 0.24), (45.0, 0.20)):
        gap = shape.distance(places_mm + normals * np.float32(reach))
        closed += np.float32(weight / reach) * np.maximum(np.float32(reach) - gap, 0.0)
    return np.asarray(np.clip(1.0 - closed, 0.0, 1.0), dtype=np.float32)


def key_seen(shape: HeadShape, places_mm: Plane, normals: Plane, toward: Plane) -> Plane:
    """Give the share of the key seen from places (3, N); ``toward`` (3,) points at it.

    Soft shadow by the narrowest pass of the distance field (Quilez, "Soft shadows").
    """
    start = places_mm + normals * np.float32(1.2)
    seen = np.ones(places_mm.shape[1], np.float32)
    along = np.full(places_mm.shape[1], 2.0, np.float32)
    facing = np.flatnonzero(np.tensordot(toward, normals, axes=1) > -0.35)
    for _ in range(11):
        if facing.size == 0:
            break
        gap = shape.distance(start[:, facing] + toward[:, None] * along[facing])
        seen[facing] = np.minimum(seen[facing], 0.5 + 1.9 * gap / along[facing])
        along[facing] += np.clip(gap * 0.9, 3.0, 40.0)
        facing = facing[(along[facing] < 230.0) & (seen[facing] > 0.0)]
    seen = np.clip(seen, 0.0, 1.0)
    return np.asarray(seen * seen * (3.0 - 2.0 * seen), dtype=np.float32)


def backdrop(height: int, width: int) -> Plane:
    """Give the studio wall (H, W, 3), linear: neutral grey, brighter low and in the middle."""
    y = np.linspace(0.0, 1.0, height, dtype=np.float32)[:, None]
    x = np.linspace(-1.0, 1.0, width, dtype=np.float32)[None, :]
    glow = 0.40 + 0.20 * np.exp(-((x / 0.95) ** 2 + ((y - 0.72) / 0.62) ** 2))
    return np.stack([glow * 0.995, glow, glow * 0.992], axis=-1).astype(np.float32)


def expose(linear: Plane) -> Plane:
    """Roll highlights off as a camera does: straight to 0.55, then a shoulder toward 1."""
    knee = np.float32(0.55)
    over = np.maximum(linear - knee, 0.0)
    rolled = knee + (1.0 - knee) * (1.0 - np.exp(-over / (1.0 - knee)))
    return np.asarray(np.where(linear > knee, rolled, linear), dtype=np.float32)


def lens_and_grain(coded: Plane, rng: np.random.Generator, blur_px: float) -> Plane:
    """Soften an sRGB-coded picture (H, W, 3) as a lens does and add a camera's fine grain."""
    soft = cv2.GaussianBlur(coded, (0, 0), blur_px)
    size = coded.shape[:2]
    luma = cv2.GaussianBlur(rng.standard_normal(size, dtype=np.float32), (0, 0), 0.55)
    weight = np.float32(0.0085) * (1.25 - np.clip(soft[..., 1], 0.0, 1.0))
    grainy = soft + (luma * weight)[..., None]
    coarse = rng.standard_normal((size[0] // 2 + 1, size[1] // 2 + 1, 3), dtype=np.float32)
    tint = cv2.resize(coarse, (size[1], size[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(grainy + np.float32(0.0022) * tint, dtype=np.float32)
