"""Where a photo shows skin that may carry dots, hair and mirrored light; its blur and grain."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.model.camera import Camera, FlatCamera, HeadCamera
from smp_sim.model.case import MaskStroke, View
from smp_sim.model.plan import Area
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.colour import linear_of_srgb
from smp_sim.render.ear_search import ear_shift
from smp_sim.render.head_silhouette import draw_inside, find_silhouette
from smp_sim.render.head_zones import barred_zones, forehead_mask
from smp_sim.render.nape_region import nape_cover
from smp_sim.render.photo_quality import measure_grain, measure_sharpness
from smp_sim.render.products import Bytes8, Mask, Photo, Plane, Surface
from smp_sim.render.skin_tones import (
    hair_cover,
    highlight_share,
    measure_tones,
    skin_likeness,
    skin_reference,
)

#: Longest side of the maps, px: masks gain nothing from more (measured: hair and highlights read
#: the same from 3.4 down to 1.2 px/mm).
LONGEST_MAP_PX = 1600


Floats = NDArray[np.float64]


class SurfaceMaps(NamedTuple):
    """Maps (h, w) float32 in [0, 1] of a view or a part of it, as in ``Surface``."""

    skin: Plane
    hair: Plane
    highlight: Plane


def read_surface(photo: Photo, camera: Camera, strokes: tuple[MaskStroke, ...] = ()) -> Surface:
    """Read the surface of a view.

    Parameters
    ----------
    photo : the upright picture.
    camera : its head camera, or a flat one for a close-up.
    strokes : painted corrections, the later above the earlier; they overrule what was found.

    Returns
    -------
    Surface
        Maps of (ceil(height / step), ceil(width / step)). ``skin`` is 0 on background, ears, eyes,
        brows and under hair that hides it; stubble leaves it near 1.
    """
    step = surface_step(photo)
    coded = reduced_photo(photo, step)
    maps = (
        _read_flat(coded, step, camera)
        if isinstance(camera, FlatCamera)
        else _read_head(coded, step, camera)
    )
    maps = paint_strokes(maps, strokes, step)
    weight = np.maximum(maps.skin, maps.hair)
    return Surface(
        step, *maps, measure_sharpness(photo, weight, step), measure_grain(photo, weight, step)
    )


def lip_rings(areas: tuple[Area, ...], view: View) -> tuple[Floats, ...]:
    """Give the outlines (N, 2) in photo px of the lips that a plan has in a close-up."""
    scale = mean_px_per_mm(view.camera)
    lips = [area for area in areas if area.kind == "lips" and area.view == view.id]
    return tuple(np.asarray(a.outline)[:, :2] * scale for a in lips if len(a.outline) > 2)


def open_lips(
    photo: Photo, surface: Surface, rings_px: tuple[Floats, ...], camera: Camera
) -> Surface:
    """Let pigment lie on lips, however dark or pale they are beside the skin of a close-up.

    What is outlined as lips is lips, except what is unlike the most of it: teeth, and the dark
    gap where lips meet or open. Outside the outlines all stays as it is.

    Parameters
    ----------
    rings_px : outlines (N, 2) of lips, x and y in photo px.
    camera : the close-up's, for its scale.
    """
    skin, hair = surface.skin.copy(), surface.hair.copy()
    px_per_mm = mean_px_per_mm(camera)
    for ring in rings_px:
        inside = _ring_cover(ring, skin.shape, surface.step)
        box = _box_of(inside)
        if inside[box].size == 0:
            continue
        red = inside[box] * _lip_likeness(photo, box, surface.step, inside[box], px_per_mm)
        skin[box] = np.maximum(skin[box], red)
        hair[box] = np.minimum(hair[box], 1.0 - red)
    return replace(surface, skin=skin, hair=hair)


def _ring_cover(ring_px: Floats, shape: tuple[int, ...], step: int) -> Plane:
    drawn = np.zeros(shape, dtype=np.uint8)
    corners = np.rint((np.clip(ring_px, -1e5, 1e5) / step - 0.5) * 16).astype(np.int32)
    cv2.fillPoly(drawn, [corners], 255, cv2.LINE_AA, 4)
    return drawn.astype(np.float32) / 255.0


def _lip_likeness(
    photo: Photo, box: tuple[slice, slice], step: int, inside: Plane, px_per_mm: float
) -> Plane:
    """Give (h, w) in [0, 1] for a box of map pixels: how like the most of the lips each is."""
    rows, columns = (slice(part.start * step, part.stop * step) for part in box)
    linear = linear_of_srgb(reduced_photo(replace(photo, srgb=photo.srgb[rows, columns]), step))
    tones = measure_tones(linear, inside, min(px_per_mm / step, 8.0))
    lips = inside > 0.5
    return skin_likeness(tones, skin_reference(tones, lips, lips))


def surface_step(photo: Photo) -> int:
    """Give how many photo px a map pixel covers: the least that keeps maps within 1600 px."""
    return -(-max(photo.height, photo.width) // LONGEST_MAP_PX)


def reduced_photo(photo: Photo, step: int) -> Plane:
    """Average step x step blocks: (ceil(h / step), ceil(w / step), 3) float32, sRGB-coded."""
    top = np.float32(np.iinfo(photo.srgb.dtype).max)
    # Whole blocks and the rests at the right and bottom apart: no copy of the photo is made.
    whole = photo.srgb[: photo.height // step * step], photo.srgb[photo.height // step * step :]
    rest = photo.width // step * step
    bands = [
        np.concatenate([_block_means(part, step) for part in (rows[:, :rest], rows[:, rest:])], 1)
        for rows in whole
    ]
    return np.asarray(np.concatenate(bands) / top)


def _block_means(part: Bytes8 | NDArray[np.uint16], step: int) -> Plane:
    rows, columns = -(-part.shape[0] // step), -(-part.shape[1] // step)
    if part.size == 0 or step == 1:
        return part.reshape(rows, columns, 3).astype(np.float32)
    down, right = rows * step - part.shape[0], columns * step - part.shape[1]
    blocks: cv2.typing.MatLike = part
    if down or right:
        blocks = cv2.copyMakeBorder(part, 0, down, 0, right, cv2.BORDER_REPLICATE)
    return cv2.resize(blocks, (columns, rows), interpolation=cv2.INTER_AREA).astype(np.float32)


def _read_head(coded: Plane, step: int, camera: HeadCamera) -> SurfaceMaps:
    outline = find_silhouette(coded, step, camera)
    shape = (coded.shape[0], coded.shape[1])
    inside = draw_inside(outline, shape, step)
    nape = nape_cover(coded, inside, step, camera)
    whole = np.maximum(inside, nape)
    ears = ear_shift(coded, step, camera, 1), ear_shift(coded, step, camera, -1)
    barred = barred_zones(camera, shape, step, ears)
    forehead = forehead_mask(camera, shape, step)
    box = _box_of(whole)
    if inside[box].size == 0:
        return SurfaceMaps(*(np.zeros(shape, dtype=np.float32) for _ in SurfaceMaps._fields))
    part = _judge_skin(
        linear_of_srgb(coded[box]),
        whole[box],
        (1.0 - barred[box]),
        forehead[box],
        mean_px_per_mm(camera) / step,
    )
    return SurfaceMaps(*(_set_in(shape, box, plane) for plane in part))


def _judge_skin(
    linear: Plane, inside: Plane, free: Plane, forehead: Mask, px_per_mm: float
) -> SurfaceMaps:
    tones = measure_tones(linear, inside, px_per_mm)
    dome = (inside > 0.99) & (free > 0.99)
    skin = skin_reference(tones, forehead & dome, dome)
    hair = hair_cover(tones, skin, inside, px_per_mm)
    shine = highlight_share(linear, tones, skin, px_per_mm) * (1.0 - hair) * inside
    # Eyes, brows and folds of the ear are as rough as hair.
    return SurfaceMaps(inside * free * (1.0 - hair), hair * free, shine * free)


def _read_flat(coded: Plane, step: int, camera: FlatCamera) -> SurfaceMaps:
    """Read a close-up: all that is near its dominant colour is skin."""
    linear = linear_of_srgb(coded)
    px_per_mm = camera.px_per_mm / step
    whole = np.ones(coded.shape[:2], dtype=np.float32)
    tones = measure_tones(linear, whole, min(px_per_mm, 8.0))
    everywhere = whole > 0.0
    skin = skin_reference(tones, everywhere, everywhere)
    cover = skin_likeness(tones, skin)
    shine = highlight_share(linear, tones, skin, min(px_per_mm, 8.0))
    # Mirrored light is no skin colour, but skin lies below it.
    cover = np.maximum(cover, shine)
    return SurfaceMaps(cover, 1.0 - cover, shine)


def _box_of(whole: Plane) -> tuple[slice, slice]:
    """Give the rows and columns round what is drawn, with a little to spare."""
    left, top, width, height = cv2.boundingRect((whole > 0.0).astype(np.uint8))
    rows = slice(max(top - 8, 0), min(top + height + 8, whole.shape[0]))
    return rows, slice(max(left - 8, 0), min(left + width + 8, whole.shape[1]))


def _set_in(shape: tuple[int, int], box: tuple[slice, slice], part: Plane) -> Plane:
    whole = np.zeros(shape, dtype=np.float32)
    whole[box] = part
    return whole


def paint_strokes(maps: SurfaceMaps, strokes: tuple[MaskStroke, ...], step: int) -> SurfaceMaps:
    """Paint corrections over maps; each stroke overrules what lies below it, soft by one px."""
    skin, hair, highlight = (plane.copy() for plane in maps)
    for stroke in strokes:
        brush = _stroke_cover(stroke, skin.shape, step)
        skin += brush * (float(stroke.paints in ("skin", "matte")) - skin)
        hair += brush * (float(stroke.paints == "hair") - hair)
        if stroke.paints in ("background", "matte"):
            highlight *= 1.0 - brush
    return SurfaceMaps(skin, hair, highlight)


def _stroke_cover(stroke: MaskStroke, shape: tuple[int, ...], step: int) -> Plane:
    points = np.rint((np.asarray(stroke.points_px) / step - 0.5) * 16).astype(np.int32)
    drawn = np.zeros(shape, dtype=np.uint8)
    radius = max(stroke.radius_px / step, 0.5)
    for point in points:
        centre = (int(point[0]), int(point[1]))
        cv2.circle(drawn, centre, round(radius * 16), 255, cv2.FILLED, cv2.LINE_AA, 4)
    width = max(1, round(2 * radius))
    cv2.polylines(drawn, [points], isClosed=False, color=255, thickness=width, shift=4)
    return drawn.astype(np.float32) / 255.0
