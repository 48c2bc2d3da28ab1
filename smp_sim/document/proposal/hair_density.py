"""Map the hair that is there in hairs per cm², as far as a photo's resolution allows.

From about 13 px/mm single hairs are counted. A coarser photo shows only how rough the stubble is:
roughness grows with density, but how much depends on hair and light, so the densest hair of the
same photo is taken for a natural density by follicle counts, and the rest is measured against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import cv2
import numpy as np
from skimage.feature import peak_local_max
from skimage.filters import threshold_otsu
from skimage.measure import find_contours

from smp_sim.document.proposal.follicle_counts import HAIR_COUNTS, HairCount
from smp_sim.document.proposal.loss_patterns import behind_line
from smp_sim.document.proposal.scalp_reading import (
    ScalpTexture,
    ScalpView,
    bare_skin,
    hair_evidence,
    read_texture,
)
from smp_sim.model.client import Ancestry
from smp_sim.model.head import Head
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.pixel_geometry import geometry_maps
from smp_sim.render.products import Floats, Mask, Photo, Plane
from smp_sim.render.skin_tones import SkinReference, masked_blur

Method = Literal["counted", "contrast", "none"]

#: Lines in photo px where a class of density begins, by its name.
DensityLines = dict[str, tuple[tuple[tuple[float, float], ...], ...]]

#: Px per mm from which single hairs are counted: a hair of 0.08 mm is a pixel wide
#: (domain figures section 6: 13).
COUNT_PX_PER_MM = 12.0

#: Hairs as dark spots: widths in mm of the centre and of its surround; least distance of two.
SPOT_MM, SURROUND_MM, APART_MM = 0.08, 0.25, 0.20

#: Log luminance by which a spot must be darker than its surround to be a hair (measured on drawn
#: close-ups: pores and relief of bare skin stay below 0.05, hairs lie at 0.1 to 0.4).
LEAST_DARK = 0.06

#: Counts are taken over squares of this side, mm.
COUNT_MM = 8.0

#: Hairs per cm² where roughness has got half as far as it can: hairs in each other's way add
#: less and less. Measured on drawn heads of 16 to 160 /cm² in five skin tones (60 to 100).
HALF_ROUGH_PER_CM2 = 80.0

#: Scatter of roughness between places of equal density (measured on drawn heads: 18 to 27 %).
ROUGH_SPREAD = 0.22

#: Error of a count besides its chance: hairs hidden behind each other (measured, drawn close-ups).
COUNT_SPREAD = 0.08

#: Skin turned further away than this is not read, and the percentile of roughness that stands for
#: the densest hair.
STEEPEST_DEG = 58.0
DENSEST_PERCENTILE = 75.0

#: Roughness is averaged over this, one sigma in mm: single squares of 2.5 mm scatter by a third.
SMOOTH_MM = 3.0

#: Least hair that a reference can be taken from, mm².
LEAST_HAIR_MM2 = 400.0

#: Lines between classes: the map is blurred by so many of its px, and specks with fewer corners are
#: left out.
LINE_BLUR_PX, SHORTEST_LINE = 4.0, 40

#: Lower limits of the classes, hairs per cm².
CLASSES = {"none": 0.0, "sparse": 15.0, "medium": 60.0, "dense": 120.0}


@dataclass(frozen=True, slots=True)
class HairDensity:
    """Hairs per cm² of skin over a photo.

    ``per_cm2`` and ``error_per_cm2`` (h, w) float32, one sigma; nan where nothing can be told:
    off the head, too steep, under long hair. ``step`` photo px for each map px.
    """

    per_cm2: Plane
    error_per_cm2: Plane
    step: float
    method: Method


class DensitySummary(NamedTuple):
    """A map in numbers: the median where hair is and its error, and the share of each class."""

    method: Method
    median_per_cm2: float
    error_per_cm2: float
    classes: dict[str, float]


def map_density(
    views: Sequence[ScalpView], ancestry: Ancestry = "unknown"
) -> tuple[HairDensity, ...]:
    """Map the density of hair or stubble in each photo of one head.

    Parameters
    ----------
    views : photos of the head with their surfaces and cameras; those that show the forehead tell
        the bare skin for the others.
    ancestry : tells how dense hair without loss is, where hairs can't be counted.
    """
    native = HAIR_COUNTS[ancestry]
    textures = [read_texture(view) for view in views]
    known = [texture.bare for texture in textures if texture.shows_forehead]
    return tuple(_map_one(*pair, known, native) for pair in zip(views, textures, strict=True))


def _map_one(
    view: ScalpView, texture: ScalpTexture, known: Sequence[SkinReference], native: HairCount
) -> HairDensity:
    bare = bare_skin(texture, known)
    evidence = hair_evidence(texture, bare)
    readable = _readable_skin(view, texture)
    if mean_px_per_mm(view.camera) >= COUNT_PX_PER_MM:
        counted = _counted(view, texture)
        error = counted * COUNT_SPREAD + np.sqrt(counted / (COUNT_MM**2 / 100.0))
        return _map_of(counted, error, readable, texture, "counted")
    hairy = (evidence > 0.5) & readable
    if np.count_nonzero(hairy) < LEAST_HAIR_MM2 * texture.px_per_mm**2:
        nothing = np.zeros(evidence.shape, dtype=np.float32)
        return _map_of(nothing, nothing + CLASSES["sparse"], readable, texture, "none")
    density = _against_densest(texture, bare, hairy, native) * (evidence > 0.1)
    spread = ROUGH_SPREAD * (1.0 + density / HALF_ROUGH_PER_CM2)
    error = density * np.hypot(spread, native.spread) + CLASSES["sparse"] / 2.0
    return _map_of(density, error, readable, texture, "contrast")


def summarise_density(found: HairDensity) -> DensitySummary:
    """Put a map into numbers; a median of 0 where no hair was seen."""
    told = np.isfinite(found.per_cm2)
    values = found.per_cm2[told]
    hair = told & (found.per_cm2 >= CLASSES["sparse"])
    limits = np.array([*CLASSES.values(), np.inf])
    counts = np.histogram(values, limits)[0] / max(len(values), 1)
    shares = {name: round(float(c), 3) for name, c in zip(CLASSES, counts, strict=True)}
    if not np.any(hair):
        return DensitySummary(found.method, 0.0, CLASSES["sparse"], shares)
    middle, error = (float(np.median(p[hair])) for p in (found.per_cm2, found.error_per_cm2))
    return DensitySummary(found.method, round(middle, 1), round(error, 1), shares)


def density_lines(found: HairDensity) -> DensityLines:
    """Give the lines where each class begins, in photo px; the map evened out over 2 mm or so.

    What can't be told counts as no hair, so that lines end where the telling does.
    """
    plane = cv2.GaussianBlur(np.nan_to_num(found.per_cm2), (0, 0), LINE_BLUR_PX)
    plane = np.pad(plane, 1)
    lines = {}
    for name in ("sparse", "medium", "dense"):
        rings = find_contours(plane, CLASSES[name])  # type: ignore[no-untyped-call]
        lines[name] = tuple(
            tuple((float(x), float(y)) for y, x in (ring[::2] - 0.5) * found.step)
            for ring in rings
            if len(ring) >= SHORTEST_LINE
        )
    return lines


def _map_of(
    density: Floats | Plane, error: Floats | Plane, told: Mask, texture: ScalpTexture, by: Method
) -> HairDensity:
    value, spread = (np.where(told, p, np.nan).astype(np.float32) for p in (density, error))
    return HairDensity(value, spread, texture.step, by)


def _readable_skin(view: ScalpView, texture: ScalpTexture) -> Mask:
    """Say which map pixels show scalp squarely enough, not under long hair."""
    size = view.photo.width, view.photo.height
    maps = geometry_maps(view.camera, *size, int(texture.step))
    scalp = behind_line(np.nan_to_num(maps.directions), Head(semi_axes_mm=view.camera.semi_axes_mm))
    plain = (texture.inside > 0.9) & (texture.long_hair < 0.5) & scalp
    return np.asarray(plain & (np.nan_to_num(maps.tilt_deg, nan=90.0) < STEEPEST_DEG))


def _against_densest(
    texture: ScalpTexture, bare: SkinReference, hairy: Mask, native: HairCount
) -> Plane:
    """Give density by roughness: variance r = n / (n + half), the densest at a natural density."""
    rough = np.maximum(texture.tones.contrast**2 - bare.contrast**2, 0.0)
    rough = masked_blur(rough, texture.inside, SMOOTH_MM * texture.px_per_mm)
    plain = hairy & (texture.gloss < 0.2)
    densest = float(np.percentile(rough[plain if np.any(plain) else hairy], DENSEST_PERCENTILE))
    full = native.per_cm2 / (native.per_cm2 + HALF_ROUGH_PER_CM2)
    share = np.minimum(rough / max(densest, 1e-9), 1.1) * full
    return np.asarray(HALF_ROUGH_PER_CM2 * share / (1.0 - share))


def _counted(view: ScalpView, texture: ScalpTexture) -> Plane:
    """Count hairs in the photo itself, spread over squares, per cm² of skin in the map."""
    shape = texture.inside.shape
    spots = find_hairs(view.photo, mean_px_per_mm(view.camera))
    counts = np.zeros(shape, dtype=np.float32)
    rows, columns = (np.minimum(spots[:, i] / texture.step, shape[i] - 1) for i in (0, 1))
    np.add.at(counts, (rows.astype(int), columns.astype(int)), 1.0)
    maps = geometry_maps(view.camera, view.photo.width, view.photo.height, int(texture.step))
    cm2 = (
        np.nan_to_num(maps.mm_per_px_along * maps.mm_per_px_across * texture.step**2)
        * (texture.inside > 0.9)
        / 100.0
    )
    side = max(1, round(COUNT_MM * texture.px_per_mm))
    found, area = (
        cv2.boxFilter(np.asarray(plane, dtype=np.float32), -1, (side, side), normalize=False)
        for plane in (counts * (cm2 > 0.0), cm2)
    )
    return unmerged(np.asarray(found / np.maximum(area, 1e-6), dtype=np.float32))


def unmerged(counted_per_cm2: Plane) -> Plane:
    """Give the density behind a count in which hairs nearer than ``APART_MM`` count once.

    For hairs strewn at random n' = (1 - exp(-n a)) / a with a the area of that radius (Matérn II
    thinning; checked on drawn close-ups of 60 to 150 /cm²).
    """
    area_cm2 = np.pi * APART_MM**2 / 100.0
    return np.asarray(-np.log1p(-np.minimum(counted_per_cm2 * area_cm2, 0.9)) / area_cm2)


def find_hairs(photo: Photo, px_per_mm: float) -> Floats:
    """Find single shaved hairs: (N, 2) row and column in photo px.

    Dark spots by difference of Gaussians; the valley between noise and hairs by Otsu 1979 (IEEE
    Trans. SMC 9:62), never below what relief of bare skin reaches.
    """
    light = np.log(linear_of_srgb(photo.srgb) @ LUMINANCE + np.float32(0.01)).astype(np.float32)
    wide, fine = (cv2.GaussianBlur(light, (0, 0), mm * px_per_mm) for mm in (SURROUND_MM, SPOT_MM))
    dark = wide - fine
    apart = max(1, round(APART_MM * px_per_mm))
    spots = peak_local_max(  # type: ignore[no-untyped-call]
        dark, min_distance=apart, threshold_abs=0.01, exclude_border=False
    )
    depth = dark[spots[:, 0], spots[:, 1]]
    if len(depth) < 2:
        return np.asarray(spots, dtype=np.float64)
    valley = float(threshold_otsu(depth))  # type: ignore[no-untyped-call]
    limit = max(valley, LEAST_DARK)
    return np.asarray(spots[depth > limit], dtype=np.float64)
