"""Map the hair that is there in hairs per cm², as far as a photo's resolution allows.

From 2.5 px/mm dark spots are counted, and what a count means follows from how near two hairs may be
to be seen as two. That is sure from about 8 px/mm; the coarser the photo, the more its densest hair
is held against natural density by follicle counts. Below that only roughness is left: it grows with
density, how much depends on hair and light, and the densest hair stands for natural density.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import cv2
import numpy as np
from skimage.measure import find_contours

from smp_sim.document.proposal.follicle_counts import HAIR_COUNTS, HairCount
from smp_sim.document.proposal.hair_spots import sharp_scale
from smp_sim.document.proposal.loss_patterns import behind_line
from smp_sim.document.proposal.scalp_reading import (
    ScalpTexture,
    ScalpView,
    bare_skin,
    hair_evidence,
    read_texture,
)
from smp_sim.document.proposal.spot_counting import count_spots
from smp_sim.document.proposal.spot_smoothing import SpotRate, smooth_density
from smp_sim.model.client import Ancestry
from smp_sim.model.head import Head
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.pixel_geometry import geometry_maps
from smp_sim.render.products import Floats, Mask, Plane
from smp_sim.render.skin_tones import SkinReference, masked_blur

Method = Literal["counted", "contrast", "none"]

#: Lines in photo px where a class of density begins, by its name.
DensityLines = dict[str, tuple[tuple[tuple[float, float], ...], ...]]

#: Px per mm from which spots are counted; and from which a count needs no other density to be held
#: against, and single hairs are told, so that dots can keep off them (drawn close-ups of 8 to 16
#: px/mm: 0.86 to 0.97 of all hairs found, 0.95 to 1.0 of those found true).
SPOT_PX_PER_MM, COUNT_PX_PER_MM = 2.5, 8.0

#: How sure a count is, one sigma of its logarithm: hairs hidden behind each other, and scale (px/mm
#: where it is nothing but a guess, to this power; drawn heads came within 0.15 at 4.5 px/mm and
#: 0.6 at 3.1). A photo blurred beyond a sharp one's px counts as coarser by that.
COUNT_SPREAD, GUESS_PX_PER_MM, GUESS_POWER = 0.08, 2.7, 3.7

#: Hairs per cm² where roughness has got half as far as it can: hairs in each other's way add
#: less and less. Measured on drawn heads of 16 to 160 /cm² in five skin tones (60 to 100).
HALF_ROUGH_PER_CM2 = 80.0

#: Scatter of roughness between places of equal density (measured on drawn heads: 18 to 27 %).
ROUGH_SPREAD = 0.22

#: Skin turned further away than this is not read; the percentiles of a count and of roughness,
#: which scatters more, that stand for the densest hair.
STEEPEST_DEG = 58.0
DENSEST_COUNT_PERCENTILE, DENSEST_PERCENTILE = 90.0, 75.0

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
    maps = geometry_maps(view.camera, view.photo.width, view.photo.height, int(texture.step))
    cos = np.cos(np.radians(np.nan_to_num(maps.tilt_deg, nan=90.0))).clip(0.0, 1.0)
    readable = _readable_skin(maps.directions, texture, cos, view.camera.semi_axes_mm)
    hairy = (evidence > 0.5) & readable
    scale = mean_px_per_mm(view.camera)
    if _is_bare(hairy, texture) and scale < COUNT_PX_PER_MM:
        nothing = np.zeros(evidence.shape, dtype=np.float32)
        return _map_of(nothing, nothing + CLASSES["sparse"], readable, texture, "none")
    if scale >= SPOT_PX_PER_MM:
        spots = count_spots(view, texture, evidence, cos)
        return _by_spots(view, texture, spots, readable, native)
    density = _against_densest(texture, bare, hairy, native) * (evidence > 0.1)
    spread = ROUGH_SPREAD * (1.0 + density / HALF_ROUGH_PER_CM2)
    error = density * np.hypot(spread, native.spread) + CLASSES["sparse"] / 2.0
    return _map_of(density, error, readable, texture, "contrast")


def _by_spots(
    view: ScalpView, texture: ScalpTexture, spots: SpotRate, told: Mask, native: HairCount
) -> HairDensity:
    density, chance = smooth_density(spots)
    scale = sharp_scale(mean_px_per_mm(view.camera), view.surface.sharpness_px)
    factor, spread = _against_native(density[told], scale, native)
    density = density * np.float32(factor)
    error = density * np.hypot(chance, spread) + CLASSES["sparse"] / 3.0
    return _map_of(
        density, error, told, texture, "counted" if scale >= COUNT_PX_PER_MM else "contrast"
    )


def _against_native(found: Plane, px_per_mm: float, native: HairCount) -> tuple[float, float]:
    """Weigh a count's densest hair (N,) against natural density: the factor, and what is unsure.

    Both are normal in logarithms, so their product is: the surer one draws more.
    """
    count = float(np.hypot(COUNT_SPREAD, (GUESS_PX_PER_MM / px_per_mm) ** GUESS_POWER))
    if px_per_mm >= COUNT_PX_PER_MM or not np.any(found > CLASSES["sparse"]):
        return 1.0, count
    hair = found[found > CLASSES["sparse"]]
    densest = float(np.percentile(hair, DENSEST_COUNT_PERCENTILE))
    pull = count**2 / (count**2 + native.spread**2)
    spread = float(count * native.spread / np.hypot(count, native.spread))
    return float((native.per_cm2 / densest) ** pull), spread


def _is_bare(hairy: Mask, texture: ScalpTexture) -> bool:
    return bool(np.count_nonzero(hairy) < LEAST_HAIR_MM2 * texture.px_per_mm**2)


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


def _readable_skin(directions: Plane, texture: ScalpTexture, cos: Plane, axes_mm: Vec3) -> Mask:
    """Say which map pixels show scalp squarely enough, not under long hair."""
    scalp = behind_line(np.nan_to_num(directions), Head(semi_axes_mm=axes_mm))
    plain = (texture.inside > 0.9) & (texture.long_hair < 0.5) & scalp
    return np.asarray(plain & (cos > np.cos(np.radians(STEEPEST_DEG))))


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
