"""Skin that later loss would bare, hatched over a preview: drawn as a drawing, never as skin.

No photo shows the client's scalp as it will be, so that a picture of it without hair would claim
what nobody knows. A hatch says where, and leaves how it looks open.
"""

from __future__ import annotations

import cv2
import numpy as np

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.export.wording import Wording, phrase
from smp_sim.document.studio import Studio
from smp_sim.model.case import View
from smp_sim.model.plan import Plan
from smp_sim.render.loss_outlook import HELD_MM, bare_later_cm2, outlook_depths
from smp_sim.render.products import Bytes8, Plane

#: The hatch's colour: no skin and no hair has it, and it is told from skin without colour by its
#: stripes.
HATCH_RGB = (255, 127, 115)

#: Opacity of the whole region, of its stripes, and of its edge.
_GROUND, _STRIPE, _EDGE = 0.10, 0.55, 0.95

#: Distance of stripes as a share of the picture's longer side, least px, and their part of it.
_PERIOD, _LEAST_PERIOD_PX, _STRIPE_PART = 1 / 90, 7, 0.28

#: Half width of the edge as a share of the picture's longer side.
_EDGE_PART = 1 / 900

#: Longest side of the map of depths: finer ones show no other edge.
_MAP_PX = 500

#: The letters of pictures have no raised two.
_HATCHED = phrase("hatched: bare if loss goes on to Norwood VI, {bare} square cm")

#: Less skin and hair than this at a point is background, beside a head that the ellipsoid misses.
_ON_HEAD = 0.25


def outlook_words(plan: Plan, words: Wording) -> str:
    """Say what the hatch means and how much skin it is."""
    return words.say(_HATCHED, bare=words.number(bare_later_cm2(plan)))


def depths_in_view(studio: Studio, dossier: Dossier, view: View, width: int, height: int) -> Plane:
    """Give the later bare skin in a view, as :func:`hatched` takes it, for a picture's size in px.

    Raises
    ------
    SmpError
        Where the photo can't be read, or an area's outline holds nothing.
    """
    size = map_size(width, height)
    depths = outlook_depths(dossier.case.plan, view.camera, size)
    surface = studio.surface(dossier, view.id)
    shown = cv2.resize(np.maximum(surface.skin, surface.hair), size, interpolation=cv2.INTER_AREA)
    depths[shown < _ON_HEAD] = -HELD_MM
    return depths


def map_size(width: int, height: int) -> tuple[int, int]:
    """Give columns and rows of a map of depths for a picture of width and height px."""
    shrink = min(1.0, _MAP_PX / max(width, height))
    return max(2, round(width * shrink)), max(2, round(height * shrink))


def hatched(srgb: Bytes8, depths_mm: Plane) -> Bytes8:
    """Hatch a copy of a picture where a map is above 0.

    Parameters
    ----------
    srgb : (H, W, 3) uint8.
    depths_mm : (h, w) float32, positive inside the region, at any scale.

    Returns
    -------
    (H, W, 3) uint8
        The picture's own bytes outside the region and its thin edge.
    """
    height, width = srgb.shape[:2]
    depth = cv2.resize(depths_mm, (width, height), interpolation=cv2.INTER_LINEAR)
    opacity = _opacity(np.asarray(depth, dtype=np.float32), max(height, width))
    if not opacity.any():
        return srgb.copy()
    mixed = srgb + opacity[..., None] * (np.array(HATCH_RGB, np.float32) - srgb)
    return np.asarray(np.rint(mixed), dtype=np.uint8)


def _opacity(depth: Plane, longest: int) -> Plane:
    """Give how much of each pixel (H, W) the hatch covers."""
    inside = depth > 0.0
    period = max(_LEAST_PERIOD_PX, round(longest * _PERIOD))
    down, across = np.indices(depth.shape, dtype=np.float32)
    along = (down + across) / (period * np.sqrt(2.0)) % 1.0
    # A stripe fades over a pixel at each side, or it would run in steps.
    soft = np.clip((0.5 * _STRIPE_PART - np.abs(along - 0.5)) * period + 0.5, 0.0, 1.0)
    region = np.where(inside, _GROUND + (_STRIPE - _GROUND) * soft, 0.0)
    reach = max(1, round(longest * _EDGE_PART))
    kernel = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    edge = cv2.morphologyEx(inside.astype(np.uint8), cv2.MORPH_GRADIENT, kernel)
    return np.asarray(np.maximum(region, _EDGE * edge), dtype=np.float32)
