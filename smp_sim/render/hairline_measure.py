"""What a hairline measures: height, symmetry, temple angles, straightness, length."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.head import Head
from smp_sim.model.plan import Hairline
from smp_sim.render.hairline_curve import hairline_places, midline_arc
from smp_sim.render.head_curve import arc_lengths, nearest_on_line
from smp_sim.render.head_geometry import normal_at, unit

Floats = NDArray[np.float64]

#: Length in mm of the two arms over which the angle of a temple corner is read. Assumed.
ARM_MM = 15.0
#: How far from the middle of the line a temple corner may lie, in mm: before the sideburn. Assumed.
FRONT_MM = 85.0


@dataclass(frozen=True, slots=True)
class HairlineMeasures:
    """A hairline in numbers.

    ``height_mm`` arc from the glabella to where the line crosses the midline (nan if nowhere);
    ``asymmetry_mm`` RMS distance between the line and its mirror image; ``temple_angle_deg``
    (right, left) inner angle of the frontotemporal corners, 180 straight; ``waviness_mm`` RMS
    distance of the front between the corners from a plane cut, 0 for a ruled edge; ``length_mm``.
    """

    height_mm: float
    asymmetry_mm: float
    temple_angle_deg: tuple[float, float]
    waviness_mm: float
    length_mm: float


def measure_hairline(hairline: Hairline, head: Head) -> HairlineMeasures:
    """Measure a hairline on a head; its waves and strays are not part of the line.

    Raises
    ------
    PlanError
        Where the hairline has a single point.
    """
    line = hairline_places(hairline, head)
    corners, angles = temple_corners(line, head)
    return HairlineMeasures(
        height_mm=height_above_glabella(line, head),
        asymmetry_mm=mirror_distance(line),
        temple_angle_deg=angles,
        waviness_mm=plane_residual(line[corners[0] : corners[1] + 1]),
        length_mm=float(arc_lengths(line)[-1]),
    )


def height_above_glabella(line_mm: Floats, head: Head) -> float:
    """Give the arc in mm from the glabella to the lowest crossing of the midline; nan if none."""
    x = line_mm[:, 0]
    crossing = np.flatnonzero(x[:-1] * x[1:] <= 0.0)
    if not len(crossing):
        return float("nan")
    gap = x[crossing + 1] - x[crossing]
    share = np.where(gap == 0.0, 0.0, -x[crossing] / np.where(gap == 0.0, 1.0, gap))
    place = line_mm[crossing] + share[:, None] * (line_mm[crossing + 1] - line_mm[crossing])
    _, b, c = head.semi_axes_mm
    angle, arc = midline_arc(head)
    return float(np.interp(np.arctan2(place[:, 1] / b, place[:, 2] / c), angle, arc).min())


def mirror_distance(line_mm: Floats) -> float:
    """Give the RMS distance in mm between a line and its mirror image across the midline."""
    distance, _ = nearest_on_line(line_mm, line_mm * (-1.0, 1.0, 1.0))
    return float(np.sqrt(np.mean(distance**2)))


def temple_corners(line_mm: Floats, head: Head) -> tuple[tuple[int, int], tuple[float, float]]:
    """Find the frontotemporal corners: their samples (right, left) and inner angles in degrees.

    On each side the sample where the line turns most toward the face, over arms of 15 mm.
    """
    step = float(arc_lengths(line_mm)[-1]) / max(len(line_mm) - 1, 1)
    arm = max(min(round(ARM_MM / step), (len(line_mm) - 1) // 4), 1)
    before = unit(line_mm[arm:-arm] - line_mm[: -2 * arm])
    after = unit(line_mm[2 * arm :] - line_mm[arm:-arm])
    normal = normal_at(line_mm[arm:-arm], head.semi_axes_mm)
    turn = np.einsum("ni,ni->n", normal, np.cross(before, after))
    cosine = np.clip(np.einsum("ni,ni->n", before, after), -1.0, 1.0)
    half = len(turn) // 2
    turn[np.abs(np.arange(len(turn)) - half) * step > FRONT_MM] = np.inf
    right, left = int(np.argmin(turn[:half])), half + int(np.argmin(turn[half:]))
    angles = 180.0 - np.degrees(np.arccos(cosine[[right, left]]))
    return (right + arm, left + arm), (float(angles[0]), float(angles[1]))


def plane_residual(line_mm: Floats) -> float:
    """Give the RMS distance in mm of a line (N, 3) from the plane that fits it best."""
    centred = line_mm - line_mm.mean(axis=0)
    spread = np.linalg.svd(centred, compute_uv=False)
    return float(spread[-1] / np.sqrt(len(line_mm)))
