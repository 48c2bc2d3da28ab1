"""How the colour of lips runs from their border to their middle: ombré, and a lip liner.

Ombré moves pigment between border and middle and adds none: its mean over the lips is that of an
even fill. A liner is a second pass along the border and adds what it adds. Both say how much
pigment lies where, so that they work alike for a wash and for dots.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.plan import Area
from smp_sim.render.area_field import AreaField
from smp_sim.render.edge_profile import EdgeProfile, fade_in, smooth_step

Floats = NDArray[np.float64]

#: How much less pigment the lighter end of the strongest ombré has than its darker end. Assumed:
#: artists' pages show a middle that is hardly tinted beside a full border.
FULL_OMBRE = 0.8
#: Half of the highest lips in mm, beyond which nothing is measured. Assumed.
DEEPEST_MM = 40.0
#: Over how much skin a liner begins at the border, and fades into the fill, in mm. Assumed: the
#: width of a single stroke.
_LINER_BEGINS_MM, _LINER_FADES_MM = 0.3, 0.6


def is_graded(area: Area) -> bool:
    """Say whether an area's colour is told by its distance from the border: lips alone."""
    return area.kind == "lips" and (area.ombre != 0.0 or area.liner_mm > 0.0)


def grade_lips(
    area: Area, field: AreaField, inside_mm: Floats, profile: EdgeProfile
) -> EdgeProfile:
    """Give a profile (N,) with ombré and liner at distances (N,) in mm inside the border.

    Nothing outside the border gets pigment that it had not.
    """
    share, tone = profile.share, profile.tone * _gradient(area, field, inside_mm)
    if area.liner_mm > 0.0:
        line = fade_in(inside_mm, _LINER_BEGINS_MM)
        line = line * (1.0 - fade_in(inside_mm - area.liner_mm, _LINER_FADES_MM))
        share = np.maximum(share, line)
        tone = tone + line * np.maximum(area.liner_tone - tone, 0.0)
    return EdgeProfile(share, profile.strays, tone, profile.size)


def _gradient(area: Area, field: AreaField, inside_mm: Floats) -> Floats:
    """Give the factor (N,) on the tone: 1 in the mean over what the lips would hold evenly."""
    if area.ombre == 0.0:
        return np.ones_like(inside_mm)
    raster = field.planes[..., 0].ravel().astype(np.float64)
    held = fade_in(raster, area.feather_mm)
    deepest = float(np.max(raster))
    mean = np.average(_course(area.ombre, raster, deepest), weights=held)
    return np.asarray(_course(area.ombre, inside_mm, deepest) / mean)


def _course(ombre: float, inside_mm: Floats, deepest_mm: float) -> Floats:
    """Give how much pigment (N,) lies how deep inside lips: 1 at the end that is darker."""
    middle = smooth_step(inside_mm / max(deepest_mm, 1e-6))
    lighter = middle if ombre > 0.0 else 1.0 - middle
    return np.asarray(1.0 - FULL_OMBRE * abs(ombre) * lighter)
