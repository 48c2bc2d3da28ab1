"""Hairs as dark spots at the width of follicles: how dark, where, and how many hide each other.

The logarithm of light is compared over a hair's width with its surround, so that shade and the
tone of the skin fall away. Hairs closer than a photo tells apart count once: how many there are
behind a count follows from how near two may be to be seen as two, by the photo's scale and blur.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from skimage.feature import peak_local_max
from skimage.filters import threshold_otsu

from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.products import Floats, Mask, Photo, Plane

#: Hairs as dark spots: widths in mm of the centre and of its surround; least distance of two.
SPOT_MM, SURROUND_MM, APART_MM = 0.08, 0.25, 0.20

#: Log luminance by which a spot must be darker than its surround to be a single hair (measured on
#: drawn close-ups: pores and relief of bare skin stay below 0.05, hairs lie at 0.1 to 0.4).
LEAST_DARK = 0.06

#: How near two hairs may be to be seen as two, in mm for a sharp photo without limit of scale, and
#: the px of the photo and of its blur that add to it as squares. Fitted on drawn heads of six skin
#: tones, 20 to 300 hairs per cm² of the picture, at 4.5, 7.5 and 14 px/mm: within 12 %.
NEAR_MM, NEAR_PX, NEAR_BLURS = 0.151, 1.834, 2.2

#: Blur in px that a sharp photo's measure shows anyway (drawn heads: 0.35 to 0.69).
SHARP_PX = 0.7

#: A lying hair is a streak: half its length in mm as far as it is kept, the length in mm over which
#: its direction is told, and how clear the direction is at least and at best (structure tensor's
#: coherence; drawn close-ups of 8 to 16 px/mm: a tenth below 0.25, half above 0.43 to 0.57).
HALF_LENGTH_MM, DIRECTION_MM, CLEAR_DIRECTION = 0.24, 0.18, (0.25, 0.6)

#: Share of the picture beyond which spots can't be closer: where a count stops telling.
FULL_SHARE = 0.9


def spot_depth(photo: Photo, px_per_mm: float) -> Plane:
    """Give (H, W) float32 by how much each px is darker than its surround, in logs of light."""
    light = np.log(linear_of_srgb(photo.srgb) @ LUMINANCE + np.float32(0.01)).astype(np.float32)
    wide, fine = (cv2.GaussianBlur(light, (0, 0), mm * px_per_mm) for mm in (SURROUND_MM, SPOT_MM))
    return np.asarray(wide - fine)


def darkest_about(depth: Plane, px_per_mm: float) -> Mask:
    """Say which px (H, W) are as deep as any within ``APART_MM``, or their eight neighbours."""
    side = 2 * max(1, int(APART_MM * px_per_mm)) + 1
    return np.asarray(depth >= cv2.dilate(depth, np.ones((side, side), np.uint8)))


def sharp_scale(px_per_mm: float, blur_px: float) -> float:
    """Give the scale, px/mm, of a sharp photo that shows as much as one blurred so many px."""
    return px_per_mm / max(blur_px / SHARP_PX, 1.0)


def hidden_area_cm2(px_per_mm: float, blur_px: float) -> float:
    """Give the area in cm² of the picture in which hairs hide each other, by scale and blur."""
    blurred = max(blur_px**2 - SHARP_PX**2, 0.0) * NEAR_BLURS**2
    return math.pi * (NEAR_MM**2 + (NEAR_PX**2 + blurred) / px_per_mm**2) / 100.0


def behind_count(counted_per_cm2: Plane, hidden_cm2: float) -> Plane:
    """Give the density behind a count in which hairs that hide each other count once.

    For hairs strewn at random n' = (1 - exp(-n a)) / a with a the area in which they hide each
    other (Matérn II thinning; checked on drawn heads of 20 to 300 /cm² of the picture).
    """
    seen = np.minimum(counted_per_cm2 * np.float32(hidden_cm2), FULL_SHARE)
    return np.asarray(-np.log1p(-seen) / np.float32(hidden_cm2))


def count_of(per_cm2: Plane, hidden_cm2: float) -> Plane:
    """Give the count that a density leads to: the inverse of :func:`behind_count`."""
    return np.asarray(-np.expm1(-per_cm2 * np.float32(hidden_cm2)) / np.float32(hidden_cm2))


def unmerged(counted_per_cm2: Plane) -> Plane:
    """Give the density behind a count of :func:`find_hairs`, hairs within ``APART_MM`` merged."""
    return behind_count(counted_per_cm2, math.pi * APART_MM**2 / 100.0)


def find_hairs(photo: Photo, px_per_mm: float) -> Floats:
    """Find single shaved hairs: (N, 2) row and column in photo px.

    Dark spots by difference of Gaussians; the valley between noise and hairs by Otsu 1979 (IEEE
    Trans. SMC 9:62), never below what relief of bare skin reaches.
    """
    dark = spot_depth(photo, px_per_mm)
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


def hair_ends(photo: Photo, spots: Floats, px_per_mm: float) -> Floats:
    """Give both ends (M, 2), row and column, of hairs that lie, and the middles of standing ones.

    A photo shows the middle of a hair, not which end grows from the skin: dots have to keep off
    both. A hair lies along the direction in which its depth changes least (structure tensor,
    Bigun & Granlund 1987).

    Parameters
    ----------
    spots : (N, 2) of :func:`find_hairs`.
    """
    depth = spot_depth(photo, px_per_mm)
    across, down = (cv2.Sobel(depth, cv2.CV_32F, *order, ksize=3) for order in ((1, 0), (0, 1)))
    rows, columns = spots.astype(int).T
    xx, xy, yy = (
        cv2.GaussianBlur(product, (0, 0), DIRECTION_MM * px_per_mm)[rows, columns]
        for product in (across * across, across * down, down * down)
    )
    clear = np.hypot(xx - yy, 2.0 * xy) / np.maximum(xx + yy, 1e-12)
    angle = 0.5 * np.arctan2(2.0 * xy, xx - yy) + np.pi / 2.0
    reach = HALF_LENGTH_MM * px_per_mm * np.minimum(clear / CLEAR_DIRECTION[1], 1.0)
    away = (reach * np.stack([np.sin(angle), np.cos(angle)])).T
    lies = clear > CLEAR_DIRECTION[0]
    return np.concatenate([spots[~lies], spots[lies] + away[lies], spots[lies] - away[lies]])
