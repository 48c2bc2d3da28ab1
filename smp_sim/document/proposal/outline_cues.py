"""What the outline of a head tells of its turn in the picture: its mirror axis, a profile's nose.

The dome itself is nearly round, so that a fit to it leaves the turn open; ears, jaw, neck and nose
stand out of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np

from smp_sim.document.proposal.head_fit import FACE_TURN_SIGMA_DEG, LANDMARK_SIGMA_MM, FitTask
from smp_sim.document.proposal.head_outline import HeadOutline
from smp_sim.document.proposal.side_presets import rotation_of
from smp_sim.model.camera import Side
from smp_sim.model.case import LandmarkName
from smp_sim.model.head import LANDMARKS_MM
from smp_sim.model.units import Vec2, Vec3
from smp_sim.render.products import Floats

#: Sides that see the head's plane of symmetry edge-on.
MIRRORED_SIDES: tuple[Side, ...] = ("front", "front-high", "top", "back", "back-high")

#: Rolls tried, degrees, and shifts of the axis beside the circle's middle, in radii.
_ROLLS_DEG = np.arange(-18.0, 18.1, 2.0)
_SHIFTS = np.arange(-0.12, 0.121, 0.04)

#: Half breadth of the window in radii of the circle, and how far it reaches up and down: a neck's
#: length, no shoulders.
_WIDE, _UP, _DOWN = 1.3, 1.0, 2.0

#: The best axis must leave at most this share of the mismatch of the worst one, or the outline is
#: too round to have an axis (measured on 20 drawn heads: below 0.25 all were right to 1.5°).
_CLEAR = 0.25


def mirror_roll_deg(outline: HeadOutline) -> float | None:
    """Find how far the axis of a mirrored outline is tipped, degrees counter-clockwise.

    Good to 1° on drawn heads from the front, the back and above; None where no axis is clear.
    """
    misses = np.array([_mirror_miss(outline, roll) for roll in _ROLLS_DEG])
    best = int(np.argmin(misses))
    if misses[best] > _CLEAR * misses.max() or best in (0, len(misses) - 1):
        return None
    before, least, after = misses[best - 1 : best + 2]
    bend = before + after - 2.0 * least
    step = _ROLLS_DEG[1] - _ROLLS_DEG[0]
    return float(_ROLLS_DEG[best] + 0.5 * step * (before - after) / max(bend, 1e-9))


def _mirror_miss(outline: HeadOutline, roll_deg: float) -> float:
    """Give the least share of the window that differs from its mirror image, over the shifts."""
    windows = [_window(outline, np.radians(roll_deg), shift) for shift in _SHIFTS]
    return min(float(np.abs(window - window[:, ::-1]).mean()) for window in windows)


def _window(outline: HeadOutline, roll: float, shift: float) -> Floats:
    x, y, radius = (value / outline.step_px for value in outline.circle_px)
    down, across = np.mgrid[-_UP:_DOWN:48j, -_WIDE:_WIDE:41j]
    across = across + shift
    columns = x - 0.5 + radius * (across * np.cos(roll) + down * np.sin(roll))
    rows = y - 0.5 + radius * (-across * np.sin(roll) + down * np.cos(roll))
    return np.asarray(
        cv2.remap(
            outline.mask.astype(np.float32),
            columns.astype(np.float32),
            rows.astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
    )


#: A nose stands out of a profile by this many radii of the circle, over the root above it and the
#: lip below it (measured: profiles 0.12 to 0.20, other views up to 0.09).
NOSE_STANDS_OUT = 0.11

#: Where a nose is looked for below the circle's middle, and how far its root and lip lie from its
#: tip, in radii: nearest and farthest.
_NOSE_ROWS = (-0.1, 1.3)
_ROOT, _LIP = (0.12, 0.45), (0.08, 0.35)


#: So many points make a face, which tells the turn better than the outline.
LEAST_FACE_POINTS = 3

#: The foremost point of a nose's outline, a little above the network's tip (assumed; found 3.5 mm
#: above it on eight drawn profiles).
PROFILE_NOSE_MM: Vec3 = (0.0, -52.0, 122.0)

#: Spread of the turn from a preset once a mirrored outline has told the roll (good to 1.5°, and
#: a neck may lean), degrees.
TIPPED_TURN_SIGMA_DEG: Vec3 = (7.0, 7.0, 3.0)


class NoseTip(NamedTuple):
    """The tip of a nose in profile, x, y in photo px, and how far it stands out, in radii."""

    at_px: Vec2
    stands_out: float


def profile_nose(outline: HeadOutline, side: Side) -> NoseTip | None:
    """Find the tip of the nose on the outline of a profile, ``left`` or ``right``.

    Good to 2 mm across and 5 mm along it on drawn heads; None where nothing stands out like one,
    or the same on the other side: those are ears.
    """
    sign = -1.0 if side == "left" else 1.0
    tip, other = _foremost(outline, sign), _foremost(outline, -sign)
    return tip if other is None else None


def _foremost(outline: HeadOutline, sign: float) -> NoseTip | None:
    """Give what stands out like a nose to the picture's left (-1) or right (1)."""
    height, reach = _front_edge(outline, sign)
    peaks = [(_stands_out(height, reach, index), index) for index in range(len(reach))]
    noses = [(out, index) for out, index in peaks if out >= NOSE_STANDS_OUT]
    if not noses:
        return None
    out, index = max(noses, key=lambda nose: nose[0] + reach[nose[1]])
    x, y, radius = outline.circle_px
    tip = (x + sign * radius * reach[index], y + radius * height[index])
    return NoseTip((float(tip[0]), float(tip[1])), float(out))


def _front_edge(outline: HeadOutline, sign: float) -> tuple[Floats, Floats]:
    """Give rows below the circle's middle and how far the head reaches there, both in radii."""
    x, y, radius = (value / outline.step_px for value in outline.circle_px)
    first, last = (int(y + share * radius) for share in _NOSE_ROWS)
    rows = np.arange(max(first, 0), min(last, len(outline.mask)))
    rows = rows[outline.mask[rows].any(axis=1)]
    ends = [np.flatnonzero(outline.mask[row])[0 if sign < 0 else -1] for row in rows]
    reach = sign * (np.array(ends, dtype=np.float64) + 0.5 + 0.5 * sign - x)
    return np.asarray((rows + 0.5 - y) / radius), np.asarray(reach / radius)


def _stands_out(height: Floats, reach: Floats, index: int) -> float:
    """Give how far a row reaches beyond the root above and the lip below it; -inf off a peak."""
    away = height - height[index]
    root = reach[(away < -_ROOT[0]) & (away > -_ROOT[1])]
    lip = reach[(away > _LIP[0]) & (away < _LIP[1])]
    near = reach[(away >= -_ROOT[0]) & (away <= _LIP[0])]
    if len(root) < 5 or len(lip) < 5 or reach[index] < near.max():
        return -np.inf
    return float(reach[index] - max(root.min(), lip.min()))


def with_cues(task: FitTask, outline: HeadOutline, side: Side) -> FitTask:
    """Add to a fit what the outline tells beside the dome: how it is tipped, where the nose is."""
    if len(task.landmarks_px) >= LEAST_FACE_POINTS:
        return replace(task, turn_sigma_deg=FACE_TURN_SIGMA_DEG)
    roll = mirror_roll_deg(outline) if side in MIRRORED_SIDES else None
    if roll is not None:
        tipped = rotation_of([0.0, 0.0, np.radians(roll)]) @ task.preset
        task = replace(task, preset=tipped, turn_sigma_deg=TIPPED_TURN_SIGMA_DEG)
    nose = profile_nose(outline, side) if side in ("left", "right") else None
    return task if nose is None else _with_nose(task, nose.at_px)


def nose_landmark(outline: HeadOutline, side: Side, px_per_mm: float) -> dict[LandmarkName, Vec2]:
    """Give the tip of a profile's nose as a landmark of the head, none where none was found."""
    nose = profile_nose(outline, side) if side in ("left", "right") else None
    if nose is None:
        return {}
    # The landmark lies a little below the outline's foremost point.
    lower = (PROFILE_NOSE_MM[1] - LANDMARKS_MM["nose_tip"][1]) * px_per_mm
    return {"nose_tip": (nose.at_px[0], nose.at_px[1] + lower)}


def _with_nose(task: FitTask, at_px: Vec2) -> FitTask:
    return replace(
        task,
        landmarks_mm=np.vstack([task.landmarks_mm, PROFILE_NOSE_MM]),
        landmarks_px=np.vstack([task.landmarks_px, at_px]),
        landmarks_sigma_mm=np.append(task.landmarks_sigma_mm, LANDMARK_SIGMA_MM),
    )
