"""Lips found in a close-up by their hue.

The red of lips is blood seen through a thin cover, so that its hue lies nearer to red and blue than
that of the skin round it, whatever the tone of both: on eight mouths (four real ones, the samples)
the angle of a* and b* tells lips from skin better than redness, lightness or the pseudo-hue
R / (R + G) of Hulbert and Poggio 1998, which fails on dark lips. Lightness is not read: lips lie
half in shadow.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_fill_holes, gaussian_filter1d

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.edits import add_area
from smp_sim.document.progress_report import Progress, counted, unheard
from smp_sim.document.proposal.found_areas import free_names
from smp_sim.document.studio import Studio
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, View
from smp_sim.model.errors import PlanError
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.colour import lab_of_linear, linear_of_srgb
from smp_sim.render.head_curve import resample_line
from smp_sim.render.treatment_fills import filled_area

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: Scale at which hue is read, and its blur, mm: creases and grain are finer.
_PX_PER_MM, _BLUR_MM = 3.0, 0.45
#: Greyer than this has no hue to speak of: teeth, cloth, a wall; it counts as no lip.
_LEAST_CHROMA, _NO_HUE_DEG = 3.0, 90.0
#: Lips differ from the skin round them by this many degrees of hue at least.
LEAST_HUE_DEG = 7.0
#: Least width of a mouth and widths of what may be a part of one, mm, with room for an error of the
#: scale; width over height; share of its convex hull that a mouth fills (measured: 0.89 to 0.97).
LEAST_SOLIDITY = 0.8
LEAST_WIDTH_MM, _SEED_WIDTHS_MM, _SHAPES = 30.0, (15.0, 85.0), (1.4, 8.0)
#: Shares of the picture, %, that may be lips; rounds in which their border is judged anew, and how
#: far it may move out in each, mm; where between the hues of skin and lips the border lies, and how
#: wide at least what reaches up or down out of a mouth is, mm (assumed).
_LEVELS, _ROUNDS, _STRIDE_MM = (4.0, 7.0, 10.0, 14.0, 18.0, 24.0, 30.0), 4, 3.0
_BORDER_SHARE, _TONGUE_MM = 0.5, 5.0
#: The gap between the lips is closed up to this height; single specks are smaller; the ring of skin
#: that the border is judged against; smoothing along the border; all mm, assumed.
_GAP_MM, _SPECK_MM, _RING_MM, _SMOOTH_MM = 3.0, 1.5, (1.5, 6.0), 0.5


@dataclass(frozen=True, slots=True)
class FoundLips:
    """An outline of both lips, mm in the close-up's plane, and how clearly they differ, degrees."""

    outline: tuple[Vec3, ...]
    hue_apart_deg: float


def find_lips(dossier: Dossier, studio: Studio, view: View) -> FoundLips | None:
    """Find the lips in a close-up, None where it shows none.

    Raises
    ------
    PlanError
        For a photo of the head.
    """
    require_close_up(view)
    hue = hue_plane(np.asarray(studio.photo(dossier, view.id).srgb), mean_px_per_mm(view.camera))
    return lips_in(hue)


def require_close_up(view: View) -> None:
    """Refuse a photo of the head. Raises PlanError."""
    if not isinstance(view.camera, FlatCamera):
        raise PlanError(
            Sentence("Lips lie in a close-up, and '{view}' shows the head.", view=view.id),
            where="lips",
            next_step="Add a close-up photo of the mouth with a known scale.",
        )


def hue_plane(srgb: NDArray[np.generic], px_per_mm: float) -> Floats:
    """Give the hue angle (h, w) in degrees of a photo (H, W, 3), at 3 px/mm, smoothed."""
    scale = _PX_PER_MM / px_per_mm
    way = cv2.INTER_AREA if scale < 1.0 else cv2.INTER_LINEAR
    linear = cv2.resize(linear_of_srgb(srgb), None, fx=scale, fy=scale, interpolation=way)
    smooth = cv2.GaussianBlur(linear, (0, 0), _BLUR_MM * _PX_PER_MM)
    lab = lab_of_linear(smooth.reshape(-1, 3)).reshape(smooth.shape)
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1]))
    return np.where(np.hypot(lab[..., 1], lab[..., 2]) > _LEAST_CHROMA, hue, _NO_HUE_DEG)


def lips_in(hue: Floats) -> FoundLips | None:
    """Find lips in a plane of hue (h, w), see :func:`hue_plane`; None where there are none.

    Begins with the part that differs most from the skin round it, then judges the border by both.
    """
    seeds = (_mouth_in(hue < level, _SEED_WIDTHS_MM) for level in np.percentile(hue, _LEVELS))
    mouth = max((s for s in seeds if s is not None), key=lambda s: _apart_deg(hue, s), default=None)
    if mouth is None:
        return None
    for _ in range(_ROUNDS):
        lips, skin = _typical_hues(hue, mouth)
        near = _grown(mouth, _STRIDE_MM)
        redder = near & (hue < skin - _BORDER_SHARE * (skin - lips))
        # Where it would run out into the skin, the border stays as it was.
        mouth = _smoothed(_mouth_in(redder, _SEED_WIDTHS_MM), mouth)
    if _width_mm(mouth) < LEAST_WIDTH_MM or _solidity(mouth) < LEAST_SOLIDITY:
        return None
    apart = _apart_deg(hue, mouth)
    return FoundLips(_border_mm(mouth), apart) if apart >= LEAST_HUE_DEG else None


def _smoothed(found: Mask | None, before: Mask) -> Mask:
    """Give a found mouth without the narrow tongues that reach up or down out of it."""
    if found is None:
        return before
    line = np.ones((1, 2 * round(0.5 * _TONGUE_MM * _PX_PER_MM) + 1), np.uint8)
    body = cv2.morphologyEx(found.astype(np.uint8), cv2.MORPH_OPEN, line) > 0
    return np.asarray(body) if body.any() else found


def _solidity(mouth: Mask) -> float:
    """Give the share of its convex hull that a mouth fills."""
    points = np.argwhere(mouth)[:, ::-1].astype(np.int32)
    return float(mouth.sum()) / max(cv2.contourArea(cv2.convexHull(points)), 1.0)


def _apart_deg(hue: Floats, mouth: Mask) -> float:
    lips, skin = _typical_hues(hue, mouth)
    return skin - lips


def _width_mm(mouth: Mask) -> float:
    return float(np.ptp(np.flatnonzero(mouth.any(axis=0)))) / _PX_PER_MM


def _typical_hues(hue: Floats, mouth: Mask) -> tuple[float, float]:
    """Give the median hue of the lips and of the ring of skin round them."""
    ring = _grown(mouth, _RING_MM[1]) & ~_grown(mouth, _RING_MM[0])
    return float(np.median(hue[mouth])), float(np.median(hue[ring]))


def _grown(mask: Mask, by_mm: float) -> Mask:
    return np.asarray(cv2.dilate(mask.astype(np.uint8), _disc(by_mm)) > 0)


def _disc(radius_mm: float) -> NDArray[np.uint8]:
    size = 2 * max(1, round(radius_mm * _PX_PER_MM)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), dtype=np.uint8)


def _mouth_in(red: Mask, widths_mm: tuple[float, float]) -> Mask | None:
    """Give the largest part (h, w) of a mask that is like a mouth, both lips in one."""
    tall = np.ones((2 * round(0.5 * _GAP_MM * _PX_PER_MM) + 1, 1), np.uint8)
    closed = cv2.morphologyEx(red.astype(np.uint8), cv2.MORPH_CLOSE, tall)
    whole = binary_fill_holes(closed).astype(np.uint8)
    clean = cv2.morphologyEx(whole, cv2.MORPH_OPEN, _disc(0.5 * _SPECK_MM))
    count, parts, stats, _ = cv2.connectedComponentsWithStats(clean)
    fitting = [n for n in range(1, count) if _is_mouth(stats[n], red.shape, widths_mm)]
    if not fitting:
        return None
    best = max(fitting, key=lambda n: int(stats[n, cv2.CC_STAT_AREA]))
    return np.asarray(parts == best)


def _is_mouth(
    stat: NDArray[np.int32], shape: tuple[int, ...], widths_mm: tuple[float, float]
) -> bool:
    left, top, width, height = (int(value) for value in stat[:4])
    wide = widths_mm[0] <= width / _PX_PER_MM <= widths_mm[1]
    inside = left > 0 and top > 0 and left + width < shape[1] and top + height < shape[0]
    return wide and inside and _SHAPES[0] <= width / height <= _SHAPES[1]


def _border_mm(mouth: Mask) -> tuple[Vec3, ...]:
    """Give the smoothed border of a mask as corners in mm of the close-up's plane."""
    found, _ = cv2.findContours(mouth.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    line = max(found, key=cv2.contourArea).reshape(-1, 2) + 0.5
    ring = np.concatenate([line, line[:1]]) / _PX_PER_MM
    even = resample_line(np.column_stack([ring, np.zeros(len(ring))]), 0.2)[:-1]
    smooth = gaussian_filter1d(even, _SMOOTH_MM / 0.2, axis=0, mode="wrap")
    corners = cv2.approxPolyDP(smooth[:, None, :2].astype(np.float32), 0.08, closed=True)
    return tuple((float(x), float(y), 0.0) for x, y in corners.reshape(-1, 2))


def with_lips(
    dossier: Dossier, studio: Studio, progress: Progress = unheard
) -> tuple[Case, tuple[str, ...]]:
    """Add the lips that the close-ups show to a plan, filled as lips are.

    Close-ups whose lips are in the plan are left alone.

    Returns
    -------
    case : with new areas after those that it has.
    found : the ids of the new areas.

    Raises
    ------
    PlanError
        Where no close-up shows lips that can be told from skin.
    """
    case, found = dossier.case, []
    flat = [view for view in case.views if isinstance(view.camera, FlatCamera)]
    if not flat:
        require_close_up(case.views[0])
    known = {area.view for area in case.plan.areas if area.kind == "lips"}
    for view in counted([view for view in flat if view.id not in known], progress):
        lips = find_lips(dossier, studio, view)
        if lips is None:
            continue
        (name,) = free_names([area.id for area in case.plan.areas], ["lips"])
        case = add_area(case, filled_area(name, "lips", lips.outline, view=view.id))
        found.append(name)
    if not found:
        raise _nothing_found(bool(known))
    return case, tuple(found)


def _nothing_found(has_lips: bool) -> PlanError:  # noqa: FBT001
    if has_lips:
        return PlanError("The lips that the close-ups show are in the plan.", where="find-lips")
    return PlanError(
        "No lips were found in the close-ups.",
        where="find-lips",
        next_step="Draw round them by hand, or take a closer photo in even light.",
    )
