"""Fit a circle to the rim of an iris (the limbus): centre to a fraction of a pixel, diameter.

The idea is Daugman's integro-differential operator (Daugman 2004, "How iris recognition works",
IEEE Trans. Circuits Syst. Video Technol. 14:21, eq. 1) on the two arcs beside the pupil that the
lids leave free, then a robust circle through the steepest place on each ray.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.render.products import Bytes8, Floats

_Single = NDArray[np.float32]

#: Side of the patch that the fit works on, and the radius that the guess has in it.
_PATCH_SIDE = 161
_PATCH_RADIUS = 24.0

#: Rays, degrees below the horizontal on each side of the pupil: the upper lid covers more of the
#: iris than the lower one (assumed from portraits).
_RAYS_DEG = np.arange(-30.0, 51.0, 3.0)

#: Radii tried, in patch px: 0.6 to 1.5 of the guess.
_RADII = np.arange(12.0, 39.0, 0.5)

#: Half-width in steps of the ring on either side of a tried radius.
_RING = 5


#: Weight of the brightness just inside the rim against the step across it (chosen on portraits).
_DARKNESS = 0.2

#: Cost of a squared log ratio to the guessed radius, in the search alone: the fit that follows
#: doesn't know the guess. Chosen so that half the size costs as much as a whole side's step.
_UNLIKE = 0.6


@dataclass(frozen=True, slots=True)
class IrisFit:
    """A fitted iris.

    ``centre_px`` (2,) x, y in photo px; ``diameter_px`` along the iris' long axis; ``contrast``
    [0, 1] step from iris to white on the weaker side, as a share of the eye's own range;
    ``roughness`` rms distance of the rim from the circle, as a share of the radius.
    """

    centre_px: tuple[float, float]
    diameter_px: float
    contrast: float
    roughness: float

    @property
    def is_clear(self) -> bool:
        """Tell whether this is an open eye's iris, seen from the front (limits measured)."""
        return self.contrast >= 0.12 and self.roughness <= 0.04


class _Circle(NamedTuple):
    x: float
    y: float
    radius: float


def fit_iris(
    rgb: Bytes8, guess_px: tuple[float, float], radius_px: float, *, aspect: float = 1.0
) -> IrisFit:
    """Fit the rim of an iris near a guess.

    Parameters
    ----------
    rgb : (H, W, 3) uint8, sRGB.
    guess_px : x, y within half an iris of the centre.
    radius_px : guess of the radius, right to a factor of 1.5.
    aspect : (0, 1], breadth over height of the iris in the picture: the cosine of the eye's turn.

    Returns
    -------
    IrisFit
        Always one; whether it is an iris is said by ``is_clear``.
    """
    patch = _eye_patch(rgb, guess_px, radius_px, aspect)
    circle, contrast = _search_circle(patch)
    circle, roughness = _refine_circle(patch, circle)
    scale = radius_px / _PATCH_RADIUS
    centre = (guess_px[0] + circle.x * scale * aspect, guess_px[1] + circle.y * scale)
    return IrisFit(centre, 2.0 * circle.radius * scale, contrast, roughness)


def _eye_patch(
    rgb: Bytes8, guess_px: tuple[float, float], radius_px: float, aspect: float
) -> _Single:
    """Cut the eye out at a fixed size, stretched to a round iris; levels in [0, 1]."""
    scale = radius_px / _PATCH_RADIUS
    half = _PATCH_SIDE // 2
    eye_region, corner = _region_about(rgb, guess_px, int(half * scale) + 8)
    # Pixel centres lie at whole numbers for OpenCV, at halves for us.
    x, y = guess_px[0] - 0.5 - corner[0], guess_px[1] - 0.5 - corner[1]
    back = np.array(
        [[scale * aspect, 0.0, x - half * scale * aspect], [0.0, scale, y - half * scale]]
    )
    source = cv2.GaussianBlur(eye_region, (0, 0), scale / 2) if scale > 1.4 else eye_region
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    size = (_PATCH_SIDE, _PATCH_SIDE)
    patch = cv2.warpAffine(source, back, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    # Red and green: blue is noisy, and a blue iris is brightest there.
    grey = patch[..., :2].astype(np.float32).mean(axis=-1)
    eye = grey[half - 30 : half + 31, half - 40 : half + 41]
    # A glint is cut off at the white of the eye.
    low, high = np.percentile(eye, [2.0, 90.0])
    level = np.clip((grey - low) / max(high - low, 1.0), 0.0, 1.0)
    return np.asarray(cv2.GaussianBlur(level.astype(np.float32), (0, 0), 1.2))


def _region_about(
    rgb: Bytes8, middle_px: tuple[float, float], reach: int
) -> tuple[Bytes8, tuple[int, int]]:
    """Cut the square about a point that lies in the picture; give its left top corner too."""
    height, width = rgb.shape[:2]
    x = min(max(int(middle_px[0]), 0), width - 1)
    y = min(max(int(middle_px[1]), 0), height - 1)
    left, top = max(x - reach, 0), max(y - reach, 0)
    return rgb[top : y + reach + 1, left : x + reach + 1], (left, top)


def _rays() -> tuple[Floats, Floats]:
    """Give the cosines and sines of all rays: those to the right first, then those to the left."""
    angle = np.radians(np.concatenate([_RAYS_DEG, 180.0 - _RAYS_DEG]))
    return np.cos(angle), np.sin(angle)


def _along_rays(patch: _Single, x: float, y: float, radii: Floats) -> _Single:
    """Read the patch at radii (R,) on all rays (A,) from (x, y): (R, A)."""
    cos, sin = _rays()
    half = _PATCH_SIDE // 2
    columns = (half + x + radii[:, None] * cos).astype(np.float32)
    rows = (half + y + radii[:, None] * sin).astype(np.float32)
    border = cv2.BORDER_REPLICATE
    return np.asarray(cv2.remap(patch, columns, rows, cv2.INTER_LINEAR, borderMode=border))


def _search_circle(patch: _Single) -> tuple[_Circle, float]:
    """Find the dark disc with the strongest step on both sides, and the step on the weaker one."""
    wide = np.arange(-20.0, 20.1, 4.0)
    start = _best_of(patch, [(float(x), float(y)) for y in wide for x in wide])[0]
    close = np.arange(-4.0, 4.1, 2.0)
    return _best_of(patch, [(start.x + float(x), start.y + float(y)) for y in close for x in close])


def _best_of(patch: _Single, centres: list[tuple[float, float]]) -> tuple[_Circle, float]:
    best = (-np.inf, _Circle(0.0, 0.0, _PATCH_RADIUS), 0.0)
    for x, y in centres:
        score, weaker = _disc_scores(_along_rays(patch, x, y, _RADII))
        i = int(score.argmax())
        if score[i] > best[0]:
            best = (float(score[i]), _Circle(x, y, float(_RADII[i + _RING])), float(weaker[i]))
    return best[1], max(best[2], 0.0)


def _disc_scores(values: _Single) -> tuple[Floats, Floats]:
    """Score each radius as an iris' rim; give the mean step outward on the weaker side too.

    One bright lash or glint counts no more than 0.35, so that it can't make an edge alone. The
    darkness inside keeps the circle off corners of the lids; its weight is chosen on portraits.
    """
    total = np.cumsum(np.vstack([np.zeros((1, values.shape[1])), values]), axis=0)
    ring = (total[_RING:] - total[:-_RING]) / _RING
    step = np.clip(ring[_RING:] - ring[:-_RING], -0.1, 0.35)
    count = len(_RAYS_DEG)
    right, left = step[:, :count].mean(axis=1), step[:, count:].mean(axis=1)
    inside = ring[: len(step)].mean(axis=1)
    weaker = np.minimum(right, left)
    unlike = np.log(_RADII[_RING : _RING + len(step)] / _PATCH_RADIUS) ** 2
    return weaker + 0.25 * (right + left) - _DARKNESS * inside - _UNLIKE * unlike, weaker


def _refine_circle(patch: _Single, circle: _Circle) -> tuple[_Circle, float]:
    """Move the circle onto the steepest places of its rays; give the roughness too."""
    roughness = 0.0
    for width in (0.2, 0.12, 0.12, 0.12, 0.12, 0.12):
        rim_x, rim_y, weight = _rim_points(patch, circle, width)
        circle, roughness = _fit_circle(rim_x, rim_y, weight, circle)
    return circle, roughness / circle.radius


def _rim_points(patch: _Single, circle: _Circle, width: float) -> tuple[Floats, Floats, Floats]:
    """Find the steepest rise on each ray near the circle: x, y and weight, each (A,)."""
    radii = np.arange(0.7 * circle.radius, 1.35 * circle.radius, 0.25)
    slope = np.gradient(_along_rays(patch, circle.x, circle.y, radii), 0.25, axis=0)
    slope = cv2.GaussianBlur(slope, (1, 9), 0.01, sigmaY=3)
    near = np.exp(-0.5 * ((radii - circle.radius) / (width * circle.radius)) ** 2)
    rise = np.maximum(slope, 0.0) * near[:, None]
    at = rise.argmax(axis=0)
    height = rise[at, np.arange(rise.shape[1])]
    cos, sin = _rays()
    weight = np.clip(height / (np.median(height) + 1e-9), 0.0, 1.5)
    return circle.x + radii[at] * cos, circle.y + radii[at] * sin, weight


def _fit_circle(
    rim_x: Floats, rim_y: Floats, weight: Floats, start: _Circle
) -> tuple[_Circle, float]:
    """Fit a circle by Gauss-Newton with Cauchy weights; give it and the rms distance."""
    state = np.array(start)
    for _ in range(12):
        dx, dy = rim_x - state[0], rim_y - state[1]
        length = np.maximum(np.hypot(dx, dy), 1e-9)
        miss = length - state[2]
        spread = max(0.4, 1.5 * float(np.median(np.abs(miss))))
        share = weight / (1.0 + (miss / spread) ** 2) + 1e-9
        slopes = np.stack([-dx / length, -dy / length, -np.ones_like(dx)], axis=-1)
        # Two short arcs say little about the height: half a ray's worth holds it where it was.
        normal = slopes.T @ (share[:, None] * slopes) + np.diag([1e-9, 0.5, 1e-9])
        state = state - np.linalg.solve(normal, slopes.T @ (share * miss))
        state[2] = np.clip(state[2], 0.4 * _PATCH_RADIUS, 2.0 * _PATCH_RADIUS)
    return _Circle(*(float(v) for v in state)), float(np.sqrt(np.average(miss**2, weights=share)))
