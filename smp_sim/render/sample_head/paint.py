"""Painting the picture: skin and shirt in their light, over the studio wall, through the lens."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.render.colour import srgb_of_linear
from smp_sim.render.sample_head import eye, light, mouth, skin
from smp_sim.render.sample_head.conditions import relief_left
from smp_sim.render.sample_head.head import rng_of
from smp_sim.render.sample_head.noise import space_noise
from smp_sim.render.sample_head.scene import LitGrid, Scene, each_band, read_grid

Plane = NDArray[np.float32]
Mask = NDArray[np.bool_]

#: Blur of the lens, sigma px, and of the outline's coverage.
LENS_BLUR_PX = 0.55
OUTLINE_BLUR_PX = 0.5
#: What hair itself sends back of the light that falls on it: makes stubble greyer than skin,
#: but never lighter than a good part of it.
HAIR_GREY = 0.07
#: Reflectance of the shirt, and its tint.
SHIRT = (0.0436, 0.045, 0.0477)


@dataclass(frozen=True, slots=True)
class Layers:
    """What the painter needs of every pixel.

    ``depth``, ``normals``, whether it shows skin or the eye between the lids (the rest of the body
    is shirt), and the light that hair leaves.
    """

    depth: Plane
    normals: Plane
    skin_mask: Mask
    eye_mask: Mask
    hair_light: Plane


def painted(scene: Scene, lit: LitGrid, layers: Layers) -> NDArray[np.uint8]:
    """Paint the picture (H, W, 3), sRGB bytes."""
    body = np.zeros((*scene.size, 3), np.float32)
    slopes = _relief_slopes(scene, layers)

    def paint(band: slice) -> None:
        _paint_skin(scene, lit, layers, slopes, body, band)
        _paint_shirt(scene, lit, layers, body, band)
        _paint_eyes(scene, lit, layers, body, band)

    each_band(scene.size[0], paint)
    linear = _over_wall(body, np.isfinite(layers.depth))
    coded = light.lens_and_grain(srgb_of_linear(linear), rng_of(scene.head, 5), LENS_BLUR_PX)
    return np.asarray(np.rint(np.clip(coded, 0.0, 1.0) * 255.0), dtype=np.uint8)


def _over_wall(body: Plane, met: Mask) -> Plane:
    """Lay the body over the wall, its outline softened over a pixel."""
    cover = cv2.GaussianBlur(met.astype(np.float32), (0, 0), OUTLINE_BLUR_PX)[..., None]
    spread = cv2.GaussianBlur(body, (0, 0), OUTLINE_BLUR_PX) / np.maximum(cover, 1e-3)
    filled = np.where(met[..., None], body, spread)
    wall = light.backdrop(*met.shape)
    return np.asarray(cover * light.expose(filled) + (1.0 - cover) * wall, dtype=np.float32)


def _relief_slopes(scene: Scene, layers: Layers) -> Plane:
    """Give the relief's slope across and up the picture (2, H, W), mm per mm."""
    height = np.zeros(scene.size, np.float32)

    def raise_band(band: slice) -> None:
        rows, cols = np.nonzero(layers.skin_mask[band])
        rows = rows + band.start
        places = scene.places_at(layers.depth, rows, cols)
        relief = skin.relief_mm(scene.atlas, places, scene.px_per_mm)
        height[rows, cols] = _lip_relief(scene, places, relief * relief_left(scene.head, places))

    each_band(scene.size[0], raise_band)
    scale = np.float32(0.5 * scene.px_per_mm)
    across = cv2.filter2D(height, -1, np.array([[-1.0, 0.0, 1.0]])) * scale
    up = cv2.filter2D(height, -1, np.array([[1.0], [0.0], [-1.0]])) * scale
    return np.clip(np.stack([across, up]), -0.35, 0.35)


def _lip_relief(scene: Scene, places: Plane, relief: Plane) -> Plane:
    lips = scene.head.lips
    if lips == "plain":
        return relief
    return mouth.lip_relief_mm(lips, scene.atlas, scene.face_points(places), relief)


def _skin_looks(scene: Scene, places: Plane) -> tuple[Plane, Plane]:
    """Give reflectance (3, N) and gloss (N,) of skin, with finely drawn lips on it."""
    head, atlas = scene.head, scene.atlas
    colour = skin.reflectance(head, atlas, places, scene.px_per_mm)
    gloss = skin.gloss_map(atlas, places)
    if head.lips == "plain":
        return colour, gloss
    p = scene.face_points(places)
    colour = mouth.lip_colour(head.lips, head.skin_tone, atlas, p, colour)
    return colour, mouth.lip_gloss(head.lips, p, gloss)


def _paint_skin(
    scene: Scene, lit: LitGrid, layers: Layers, slopes: Plane, body: Plane, band: slice
) -> None:
    """Paint a band's skin: diffuse light through hair, and the sheen on top."""
    rows, cols = np.nonzero(layers.skin_mask[band])
    rows = rows + band.start
    places = scene.places_at(layers.depth, rows, cols)
    smooth = scene.axes @ layers.normals[rows, cols].T
    bumped = _bumped(smooth, slopes[:, rows, cols])
    glow = np.stack([read_grid(plane, rows, cols, scene.step) for plane in lit.light])
    colour, gloss = _skin_looks(scene, places)
    sky, key = (read_grid(p, rows, cols, scene.step) for p in (lit.open_sky, lit.key_seen))
    shine = light.sheen(bumped, sky, key, gloss)
    left = layers.hair_light[rows, cols].T
    diffuse = colour * glow * _relief_gain(bumped, smooth) * left
    grey = np.minimum(HAIR_GREY, 0.4 * colour[1]) * (1.0 - left[1]) * glow.mean(axis=0)
    body[rows, cols] = (diffuse + grey + shine * (0.35 + 0.65 * left)).T


def _bumped(smooth: Plane, slopes: Plane) -> Plane:
    """Tilt normals (3, N) in camera axes by the relief's slopes."""
    facing = np.clip(smooth[2], 0.1, 1.0)
    n = np.stack([smooth[0] - slopes[0] * facing, smooth[1] - slopes[1] * facing, smooth[2]])
    return np.asarray(n / np.sqrt(np.sum(n * n, axis=0)), dtype=np.float32)


def _relief_gain(bumped: Plane, smooth: Plane) -> Plane:
    """Give how much brighter relief makes the diffuse light, softened by scattering."""
    rise = np.tensordot(light.unit_of(light.KEY.toward), bumped - smooth, axes=1)
    softened = np.array([[0.45], [0.7], [0.8]], np.float32)
    return np.asarray(np.clip(1.0 + softened * rise, 0.6, 1.4), dtype=np.float32)


def _paint_shirt(scene: Scene, lit: LitGrid, layers: Layers, body: Plane, band: slice) -> None:
    """Paint the dark grey knitted shirt of a band."""
    rows, cols = np.nonzero(
        np.isfinite(layers.depth[band]) & ~(layers.skin_mask | layers.eye_mask)[band]
    )
    rows = rows + band.start
    places = scene.places_at(layers.depth, rows, cols)
    glow = np.stack([read_grid(p, rows, cols, scene.step) for p in lit.light]).mean(axis=0)
    fine = np.float32(0.10 * skin.fine_share(scene.px_per_mm, 0.9))
    knit = 1.0 + fine * space_noise(scene.atlas, places, 0.9)
    drawn = places * np.array([[1.0], [0.35], [1.0]], np.float32)
    fold = 1.0 + np.float32(0.10) * space_noise(scene.atlas, drawn, 22.0)
    body[rows, cols] = (glow * knit * fold)[:, None] * np.array(SHIRT, np.float32)


def _paint_eyes(scene: Scene, lit: LitGrid, layers: Layers, body: Plane, band: slice) -> None:
    """Paint what shows of the eyes between the lids."""
    rows, cols = np.nonzero(layers.eye_mask[band])
    rows = rows + band.start
    places = scene.places_at(layers.depth, rows, cols)
    glow = np.stack([read_grid(p, rows, cols, scene.step) for p in lit.light])
    shade = eye.lid_shade(places) * layers.hair_light[rows, cols].T
    colour = eye.eye_reflectance(scene.atlas, places) * glow * shade
    body[rows, cols] = (colour + eye.catch_light(places)).T
