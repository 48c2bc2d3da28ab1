"""A close-up of the sample client's forearm, with a pale patch whose place is known.

Drawn as a cylinder seen from straight above, in the studio's light, with the skin of the head's own
tone. Its radius, creases and hair are assumed, by eye.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.render.colour import srgb_of_linear
from smp_sim.render.products import Photo
from smp_sim.render.sample_head import light, skin
from smp_sim.render.sample_head.conditions import AFFECTED, blended_colour
from smp_sim.render.sample_head.head import SampleHead, rng_of
from smp_sim.render.sample_head.noise import layered_noise, noise_atlas, space_noise

Plane = NDArray[np.float32]

#: Radius of the arm, mm, and how far from the face its skin is read in the noise of the head, mm.
RADIUS_MM, _AWAY_MM = 46.0, (0.0, 30.0, -400.0)
#: Where the patch lies: middle from the picture's, mm, and radius; its lobes add and take a third.
_PATCH_MM, _PATCH_RADIUS_MM = (3.0, 1.0), 14.0
#: Hairs a cm², their length and their optical density where a line of one pixel is full.
_HAIRS_PER_CM2, _HAIR_MM, _HAIR_DENSITY = 5.0, 8.0, 0.35
#: How much light skin scatters sideways before it comes out, and blur of the lens: sigma px.
_LENS_BLUR_PX = 0.55
#: Shine of a forearm beside that of a bald crown.
_GLOSS = 0.3


@dataclass(frozen=True, slots=True)
class ForearmView:
    """The picture, and how deep inside the patch each pixel (H, W) lies, mm; negative outside."""

    photo: Photo
    depth_mm: Plane


def draw_forearm(head: SampleHead, *, width: int, height: int, px_per_mm: float) -> ForearmView:
    """Draw the inside of a forearm that runs across the picture.

    Parameters
    ----------
    head : whose skin it is: tone and seed.
    width, height : size, px; the height must show less than the arm's own thickness.
    px_per_mm : scale in the middle of the arm.
    """
    atlas = noise_atlas(rng_of(head, 4))
    flat = _flat_mm(width, height, px_per_mm)
    places, normals = _on_arm(flat)
    depth = _depth_mm(_lobed(atlas, flat).reshape(height, width) > 0.0, px_per_mm).ravel()
    colour = _coloured(head, atlas, places, depth, px_per_mm)
    bumped = _bumped(normals, _relief(atlas, places, px_per_mm), px_per_mm, (height, width))
    open_sky = np.ones(width * height, np.float32)
    glow = light.shaded_light(bumped, open_sky, open_sky)
    gloss = np.full(width * height, _GLOSS, np.float32)
    shine = light.sheen(bumped, open_sky, open_sky, gloss)
    linear = ((colour * glow * _hair_left(head, width, height, px_per_mm)) + shine).T
    exposed = light.expose(linear.reshape(height, width, 3))
    coded = light.lens_and_grain(srgb_of_linear(exposed), rng_of(head, 5), _LENS_BLUR_PX)
    bytes_of = np.asarray(np.rint(np.clip(coded, 0.0, 1.0) * 255.0), dtype=np.uint8)
    return ForearmView(Photo(bytes_of), depth.reshape(height, width))


def _flat_mm(width: int, height: int, px_per_mm: float) -> Plane:
    """Give each pixel's place (2, N) from the picture's middle, mm, x right and y up."""
    rows, cols = np.indices((height, width), dtype=np.float32)
    x, y = (cols + 0.5 - width / 2) / px_per_mm, (height / 2 - rows - 0.5) / px_per_mm
    return np.asarray(np.stack([x.ravel(), y.ravel()]), dtype=np.float32)


def _on_arm(flat: Plane) -> tuple[Plane, Plane]:
    """Give the places (3, N) of the arm's skin, mm, and its normals (3, N) in camera axes."""
    x, y = flat
    up = np.clip(y / np.float32(RADIUS_MM), -0.95, 0.95)
    toward = np.sqrt(1.0 - up * up)
    places = np.stack([x, RADIUS_MM * np.arcsin(up), RADIUS_MM * (toward - 1.0)])
    away = np.array(_AWAY_MM, np.float32)[:, None]
    normals = np.stack([np.zeros_like(up), up, toward])
    return np.asarray(places + away, np.float32), np.asarray(normals, np.float32)


def _depth_mm(inside: NDArray[np.bool_], px_per_mm: float) -> Plane:
    """Give how far (H, W) from the edge of a mask its pixels lie, mm; negative outside."""
    ways = [cv2.distanceTransform(m.astype(np.uint8), cv2.DIST_L2, 5) for m in (inside, ~inside)]
    return np.asarray((ways[0] - ways[1]) / px_per_mm, dtype=np.float32)


def _lobed(atlas: Plane, flat: Plane) -> Plane:
    """Give a field (N,) that is positive inside the patch: lobed, as vitiligo's edges are."""
    dx, dy = flat[0] - _PATCH_MM[0], flat[1] - _PATCH_MM[1]
    turn = np.arctan2(dy, dx)
    lobes = 1.0 + 0.16 * np.sin(3.0 * turn + 0.7) + 0.09 * np.sin(5.0 * turn + 2.0)
    raised = np.stack([flat[0], flat[1], np.zeros_like(dx)])
    edge = 1.1 * layered_noise(atlas, raised, (6.0, 2.5))
    return np.asarray(_PATCH_RADIUS_MM * lobes + edge - np.hypot(dx, dy), dtype=np.float32)


def _coloured(
    head: SampleHead, atlas: Plane, places: Plane, depth_mm: Plane, px_per_mm: float
) -> Plane:
    affected = AFFECTED["vitiligo"]
    inside = np.clip(depth_mm / affected.soft_mm + 0.5, 0.0, 1.0)
    colour = skin.reflectance(head, atlas, places, px_per_mm)
    return blended_colour(affected, colour, affected.share * inside)


def _relief(atlas: Plane, places: Plane, px_per_mm: float) -> Plane:
    """Give the height (N,) of the skin, mm: its own grain, and fine creases across the arm."""
    creased = places * np.array([[1.0], [0.3], [1.0]], np.float32)
    creases = np.float32(0.012) * space_noise(atlas, creased, 1.6)
    return np.asarray(skin.relief_mm(atlas, places, px_per_mm) + creases, dtype=np.float32)


def _bumped(normals: Plane, relief: Plane, px_per_mm: float, size: tuple[int, int]) -> Plane:
    """Tilt normals (3, N) by the slopes of the relief (N,)."""
    height = relief.reshape(size)
    scale = np.float32(0.5 * px_per_mm)
    across = cv2.filter2D(height, -1, np.array([[-1.0, 0.0, 1.0]])) * scale
    up = cv2.filter2D(height, -1, np.array([[1.0], [0.0], [-1.0]])) * scale
    slopes = np.clip(np.stack([across.ravel(), up.ravel()]), -0.35, 0.35)
    tilted = np.stack([normals[0] - slopes[0], normals[1] - slopes[1], normals[2]])
    return np.asarray(tilted / np.linalg.norm(tilted, axis=0), dtype=np.float32)


def _hair_left(head: SampleHead, width: int, height: int, px_per_mm: float) -> Plane:
    """Give the share (N,) of light that thin hairs leave, lying along the arm."""
    rng = rng_of(head, 31)
    count = round(width * height / (10.0 * px_per_mm) ** 2 * _HAIRS_PER_CM2)
    starts = rng.random((count, 2)) * (width, height)
    angles = rng.normal(0.25, 0.3, count)
    bends = rng.normal(0.0, 0.5, count)
    drawn = np.zeros((height, width), np.uint8)
    along = np.linspace(0.0, 1.0, 12)
    for start, angle, bend in zip(starts, angles, bends, strict=True):
        turned = angle + bend * along
        step = _HAIR_MM * rng.uniform(0.6, 1.3) * px_per_mm / len(along)
        path = start + step * np.cumsum(np.stack([np.cos(turned), np.sin(turned)], axis=1), axis=0)
        line = np.rint(path * 16.0).astype(np.int32)
        cv2.polylines(drawn, [line], isClosed=False, color=255, lineType=cv2.LINE_AA, shift=4)
    density = np.float32(_HAIR_DENSITY / 255.0) * drawn.astype(np.float32)
    return np.asarray(np.exp(-density).ravel(), dtype=np.float32)
