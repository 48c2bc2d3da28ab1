"""Tell hair and mirrored light from bare skin by colour and texture.

Skin is red against hair and against mirrored light; hair is rough where gloss is smooth, and dark
where gloss is bright. So three measures are kept: the log of red over green, which shade does not
change; log luminance; and local contrast at the width of hairs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from smp_sim.render.colour import LUMINANCE
from smp_sim.render.products import Mask, Plane
from smp_sim.render.wide_blur import wide_blur

#: Keeps logarithms of dark pixels quiet: about the noise of an 8-bit photo in linear light.
DARKEST = 0.004

#: Contrast band in mm (hairs and their gaps) and the length over which it is pooled. Source:
#: project measurement on nine portraits, band 0.3-1 mm, unchanged from 3.4 to 1.2 px/mm.
BAND_MM = (0.2, 0.8)
POOL_MM = 2.5

#: Evidence for hair: 0 where it begins to hide skin, 1 where it hides it. Tuned by eye on four
#: portraits of each kind: stubble stays below, 2-6 mm hair lies between, longer hair above.
HAIR_EVIDENCE = (1.15, 2.1)

#: Mirrored share of the light that plain skin seems to show, by its own colour variation, and the
#: one that counts as all (assumed, by eye on bald portraits).
MIRROR_SHARES = (0.25, 0.85)


#: How much brighter than the reference plain skin may be, log of light (assumed).
MIRROR_MARGIN = 0.15


@dataclass(frozen=True, slots=True)
class SkinTones:
    """Measures (h, w) float32 of a picture inside a mask.

    ``red_green`` log of R over G in linear light; ``luminance`` its log; ``contrast`` standard
    deviation of log luminance in the band of hairs.
    """

    red_green: Plane
    luminance: Plane
    contrast: Plane


class SkinReference(NamedTuple):
    """The measures of this person's bare, lit skin."""

    red_green: float
    luminance: float
    contrast: float


def measure_tones(linear: Plane, inside: Plane, px_per_mm: float, noise: float = 0.0) -> SkinTones:
    """Measure colour and texture inside a mask, unmoved by what lies outside.

    Parameters
    ----------
    linear : (h, w, 3) float32, linear light, [0, 1].
    inside : (h, w) float32, [0, 1].
    px_per_mm : of this picture.
    noise : spread of the camera's own grain in a pixel as a share of its luminance, in the median
        of the head; its power is taken off the contrast.
    """
    smooth = masked_blur(linear, inside, 0.8 * px_per_mm)
    rough = np.log(linear @ LUMINANCE + 0.01)
    low, high = (masked_blur(rough, inside, size * px_per_mm) for size in BAND_MM)
    # The head's own edge is no hair: contrast is read 1.2 mm inside it.
    reach = 2 * max(1, round(1.2 * px_per_mm)) + 1
    core = cv2.erode(inside, np.ones((reach, reach), np.uint8))
    power = masked_blur((low - high) ** 2, np.asarray(core), POOL_MM * px_per_mm)
    light = smooth @ LUMINANCE
    power -= _grain_power(light, inside, noise, px_per_mm)
    return SkinTones(
        red_green=np.log((smooth[..., 0] + DARKEST) / (smooth[..., 1] + DARKEST)),
        luminance=np.log(light + 0.01),
        contrast=np.sqrt(np.maximum(power, 0.0)),
    )


def _grain_power(light: Plane, inside: Plane, noise: float, px_per_mm: float) -> Plane | np.float32:
    """Give the square of the contrast that grain makes in the band of hairs.

    Grain without neighbours, even in coded values, so that darker pixels have more of it: as a
    share of luminance it goes with its power -1/2.4 (sRGB, IEC 61966-2-1). ``noise`` holds for the
    median of the head.
    """
    if noise <= 0.0 or not np.any(inside > 0.5):
        return np.float32(0.0)
    reach = math.ceil(4.0 * BAND_MM[1] * px_per_mm)
    spot = np.zeros((2 * reach + 1, 2 * reach + 1), dtype=np.float32)
    spot[reach, reach] = 1.0
    low, high = (wide_blur(spot, max(size * px_per_mm, 0.3)) for size in BAND_MM)
    usual = max(float(np.median(light[inside > 0.5])), DARKEST)
    over = np.maximum(light, DARKEST) / np.float32(usual)
    share = np.float32((noise * float(np.linalg.norm(low - high))) ** 2)
    return np.asarray(share * over ** np.float32(-2.0 / 2.4), dtype=np.float32)


def masked_blur(values: Plane, inside: Plane, sigma_px: float) -> Plane:
    """Blur (h, w) or (h, w, 3) with a Gaussian over the mask alone; 0 far from it."""
    sigma = max(sigma_px, 0.3)
    weight = inside if values.ndim == 2 else inside[..., None]
    share = wide_blur(inside, sigma)
    blurred = wide_blur(values * weight, sigma)
    floor = np.maximum(share, 1e-3)
    return np.asarray(blurred / (floor if values.ndim == 2 else floor[..., None]))


def skin_reference(tones: SkinTones, sample: Mask, fallback: Mask) -> SkinReference:
    """Measure bare skin where it is known to be (the forehead), or in the reddest of the head.

    Parameters
    ----------
    tones : measures of the picture.
    sample : (h, w) bool, where bare skin is expected; used from 200 px on.
    fallback : (h, w) bool, the whole head.
    """
    chosen = sample if np.count_nonzero(sample) >= 200 else fallback
    if not np.any(chosen):
        return SkinReference(0.4, -1.5, 0.05)
    red = tones.red_green[chosen]
    # Gloss and a fringe both lower red over green, so skin is among the reddest.
    reddish = red >= np.percentile(red, 50)
    return SkinReference(
        red_green=float(np.clip(np.percentile(red, 70), 0.15, 1.2)),
        luminance=float(np.median(tones.luminance[chosen][reddish])),
        contrast=float(np.clip(np.percentile(tones.contrast[chosen][reddish], 25), 0.02, 0.12)),
    )


def hair_cover(tones: SkinTones, skin: SkinReference, inside: Plane, px_per_mm: float) -> Plane:
    """Give (h, w) float32 in [0, 1]: how far hair hides the skin."""
    neutral = 1.0 - tones.red_green / skin.red_green
    neutral = masked_blur(np.clip(neutral, -0.4, 0.8), inside, POOL_MM * px_per_mm)
    rough = np.log(np.maximum(tones.contrast, 1e-4) / skin.contrast)
    dark = np.clip(skin.luminance - tones.luminance - 0.4, 0.0, 1.5) * np.clip(neutral, 0.0, 1.0)
    evidence = np.clip(rough, -0.5, 1.6) + 0.8 * neutral + 0.5 * dark
    return smooth_step(evidence, *HAIR_EVIDENCE) * inside


def highlight_share(
    linear: Plane, tones: SkinTones, skin: SkinReference, px_per_mm: float
) -> Plane:
    """Give (h, w) float32 in [0, 0.95]: share of the light that was mirrored.

    Dichromatic model (Shafer 1985): light = m (skin colour) + s (white light); with the skin's
    G / R = q, s = (G - q R) / (1 - q). Pale skin and neutral hair look mirrored too, so the share
    is at most what is brighter than plain skin in full light, or than the skin 5 mm around.
    """
    q = float(np.exp(-skin.red_green))
    mirrored = (linear[..., 1] - q * linear[..., 0]) / (1.0 - q)
    light = linear @ LUMINANCE
    share = smooth_step(mirrored / (light + DARKEST), *MIRROR_SHARES)
    around = wide_blur(tones.luminance, 5.0 * px_per_mm)
    plain = np.minimum(skin.luminance + MIRROR_MARGIN, around + 2.0 * MIRROR_MARGIN)
    excess = 1.0 - np.exp(np.minimum(plain - np.log(light + 0.01), 0.0))
    burnt = smooth_step(linear.min(axis=-1), 0.80, 0.97)
    found = np.clip(np.maximum(np.minimum(share, excess), burnt), 0.0, 0.95)
    return np.asarray(found, dtype=np.float32)


def skin_likeness(tones: SkinTones, skin: SkinReference) -> Plane:
    """Give (h, w) float32 in [0, 1]: how like the dominant skin a close-up's pixel is.

    Scars are paler, so lightness counts little; the colour may stray by twice its usual spread.
    """
    colour = np.abs(tones.red_green - skin.red_green)
    dark = skin.luminance - tones.luminance
    return (1.0 - smooth_step(colour, 0.30, 0.55)) * (1.0 - smooth_step(dark, 1.0, 1.8))


def smooth_step(values: Plane, low: float, high: float) -> Plane:
    """Rise smoothly from 0 at ``low`` to 1 at ``high`` (Hermite)."""
    t = np.clip((values - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t), dtype=np.float32)
