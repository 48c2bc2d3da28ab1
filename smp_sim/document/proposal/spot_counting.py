"""Count the dark spots of short hair over a photo's map: deeper than its bare skin, not its own.

How deep a hair is depends on its colour, on the skin, on light, blur and gloss, so that the limit
is taken from the client's own densest hair and barest skin in the same photo, and follows the light
from place to place. What share of the hairs lies under the limit is given back.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from skimage.filters import threshold_otsu

from smp_sim.document.proposal.hair_spots import (
    LEAST_DARK,
    darkest_about,
    hidden_area_cm2,
    spot_depth,
)
from smp_sim.document.proposal.scalp_reading import ScalpTexture, ScalpView
from smp_sim.document.proposal.spot_smoothing import SpotRate
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.products import Mask, Plane
from smp_sim.render.skin_tones import masked_blur

#: Spread of depth is pooled over these, mm, one sigma: to find the densest hair and the barest
#: skin, and to follow the light.
ROUGH_MM, LIGHT_MM = 2.5, 6.0

#: The densest hair is what this percentile of the head reaches.
DENSEST_PERCENTILE = 98.0

#: Limits of a hair's depth: shares of the spread that hair has about a place, and of the densest
#: hair's; and the least, log of light (chosen on drawn heads of six tones, 3 to 8 px/mm; a limit
#: half as large again leaves the maps alike).
OF_LOCAL, OF_DENSEST = 0.5, 0.25

#: Least depth of a hair, log of light; and where hairs are resolved, at these px/mm, a share of the
#: valley between the depths of hairs and of pores (Otsu 1979; chosen on close-ups of four tones).
LEAST_DEPTH, OF_VALLEY, RESOLVED_AT = 0.02, 0.8, (6.0, 10.0)

#: Times the spread of bare skin that hair must exceed at 4.5 px/mm; finer photos have more places
#: for chance, and deeper hairs: the power and the range (same heads).
OVER_BARE, OVER_POWER, OVER_RANGE = 2.7, 0.7, (2.0, 4.5)

#: Bare skin is where hair is no likelier than this, with little gloss, and known from so many mm².
CALM_EVIDENCE, CALM_GLOSS, LEAST_CALM_MM2 = 0.1, 0.3, 400.0

#: Skin turned further away tells nothing of either.
_LEAST_COS, _CALM_COS = 0.35, 0.5

#: Share of hairs that are deeper than a limit, the limit in spreads of the densest hair (the same
#: on drawn heads of tone 1 to 6, within 0.05); beyond the last what is deeper is too often no hair.
_LIMITS, _DEEPER = (0.35, 0.5, 0.83), (0.90, 0.85, 0.75)


class _Depths(NamedTuple):
    """The limit (h, w) that hairs exceed, the densest hair's spread, and where skin is bare."""

    least: Plane
    densest: float
    calm: Mask


def count_spots(view: ScalpView, texture: ScalpTexture, evidence: Plane, cos: Plane) -> SpotRate:
    """Count the hairs of a photo on the map of its texture.

    Parameters
    ----------
    evidence : (h, w) how likely hair is, [0, 1]. cos : (h, w) of the skin's tilt, 0 off the head.
    """
    px_per_mm = mean_px_per_mm(view.camera)
    depth = spot_depth(view.photo, px_per_mm)
    size = depth.shape[1], depth.shape[0]
    inside = cv2.resize(texture.inside, size)
    solid = cv2.erode((inside > 0.99).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    peaks = darkest_about(depth, px_per_mm) & (depth > LEAST_DEPTH) & solid
    found = _depths(depth, texture, evidence, cos, _valley(depth[peaks], px_per_mm), px_per_mm)
    spots = np.argwhere(peaks & (depth > cv2.resize(found.least, size)))
    cell_cm2 = (texture.step / px_per_mm) ** 2 / 100.0
    rate = _cells_of(spots, texture) / np.float32(cell_cm2) / _deeper_share(found)
    weight = ((texture.inside > 0.9) & (cos > _LEAST_COS)).astype(np.float32)
    return SpotRate(
        rate=rate,
        weight=weight,
        cos_tilt=cos,
        px_per_mm=texture.px_per_mm,
        hidden_cm2=hidden_area_cm2(px_per_mm, view.surface.sharpness_px),
        false_per_cm2=float(rate[found.calm].mean()) if np.any(found.calm) else 0.0,
    )


def _depths(
    depth: Plane,
    texture: ScalpTexture,
    evidence: Plane,
    cos: Plane,
    valley: float,
    px_per_mm: float,
) -> _Depths:
    shape = texture.inside.shape
    power = cv2.resize(depth**2, (shape[1], shape[0]), interpolation=cv2.INTER_AREA)
    plain = cv2.erode((texture.inside > 0.99).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    if not np.any(plain):
        return _Depths(np.full(shape, np.inf, np.float32), 1.0, plain)
    rough, local = (
        np.sqrt(
            masked_blur(
                np.asarray(power, dtype=np.float32),
                plain.astype(np.float32),
                mm * texture.px_per_mm,
            )
        )
        for mm in (ROUGH_MM, LIGHT_MM)
    )
    densest = max(float(np.percentile(rough[plain], DENSEST_PERCENTILE)), 1e-3)
    calm = plain & (evidence < CALM_EVIDENCE) & (texture.gloss < CALM_GLOSS) & (cos > _CALM_COS)
    if np.count_nonzero(calm) < LEAST_CALM_MM2 * texture.px_per_mm**2:
        calm = np.zeros_like(calm)
    bare = float(np.median(rough[calm])) if np.any(calm) else 0.0
    over = np.clip(OVER_BARE * (px_per_mm / 4.5) ** OVER_POWER, *OVER_RANGE)
    floor = max(OF_DENSEST * densest, over * bare, valley)
    least = np.maximum(OF_LOCAL * np.minimum(local, densest), floor)
    return _Depths(least.astype(np.float32), densest, calm)


def _valley(depths: Plane, px_per_mm: float) -> float:
    """Give the least depth of a hair by the depths (N,) of all spots, where hairs are resolved."""
    if px_per_mm < RESOLVED_AT[0] or len(depths) < 50:
        return LEAST_DEPTH
    valley = OF_VALLEY * float(threshold_otsu(depths))  # type: ignore[no-untyped-call]
    return float(np.interp(px_per_mm, RESOLVED_AT, (LEAST_DEPTH, max(valley, LEAST_DARK))))


def _deeper_share(found: _Depths) -> Plane:
    """Give (h, w) the share of hairs that exceed the limit, against the usual limit's."""
    share = np.interp(found.least / found.densest, _LIMITS, _DEEPER)
    return np.asarray(share / np.interp(OF_LOCAL, _LIMITS, _DEEPER), dtype=np.float32)


def _cells_of(spots: np.ndarray, texture: ScalpTexture) -> Plane:
    """Count spots (N, 2), row and column in photo px, in each px of the map."""
    shape = texture.inside.shape
    rows, columns = (np.minimum(spots[:, i] // int(texture.step), shape[i] - 1) for i in (0, 1))
    counts = np.bincount(rows * shape[1] + columns, minlength=shape[0] * shape[1])
    return counts.reshape(shape).astype(np.float32)
