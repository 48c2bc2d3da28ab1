"""Propose a hairline for this face: its height by the face's thirds, its corners by the eyes.

Where the client's own hair still shows at the front, the line follows it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from smp_sim.document.proposal.face_points import FacePoints
from smp_sim.document.proposal.scalp_reading import ScalpReading
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM, LANDMARKS_MM, Head
from smp_sim.model.plan import Hairline
from smp_sim.model.sentence import Sentence, joined
from smp_sim.render.hairline_curve import (
    HEIGHT_MM,
    angle_at_height,
    preset_hairline,
)
from smp_sim.render.head_curve import lift_to_head
from smp_sim.render.head_geometry import place_on_head, unit
from smp_sim.render.products import Floats

#: Distance of the pupils' line to the mouth's on the mean face, mm: the thirds of a face grow with
#: it (assumed; the lower edge of the lower third, the chin, is not found).
_PUPILS_TO_MOUTH_MM = abs(LANDMARKS_MM["mouth_left"][1] - LANDMARKS_MM["pupil_left"][1])

#: A line proposed by the face stays within these heights above the glabella, mm (surgeons' range
#: for men: 65 to 100, aggressive below 70).
LOWEST_MM, HIGHEST_MM = 68.0, 88.0

#: The lateral canthus lies so far outside the pupil, mm (``LANDMARKS_MM``).
_CANTHUS_BEYOND_MM = LANDMARKS_MM["lateral_canthus_left"][0] - LANDMARKS_MM["pupil_left"][0]

#: How far from 1 the breadth of the line may be changed.
_BREADTH_LIMITS = (0.88, 1.12)

#: Own hair is looked for between these heights on the midline, mm (a guard rail warns of lower
#: lines), and within this distance of it.
_OWN_LOW_MM, _OWN_HIGH_MM, _OWN_STEP_MM = 60.0, 95.0, 2.5
_OWN_REACH_MM = 14.0

#: Points of the presets' left half that the breadth moves, and by how much: the front fully, the
#: place below the corner by half.
_FRONT_POINTS = 4


class LineProposal(NamedTuple):
    """A hairline, why it lies so, and how sure that is from 0 to 1."""

    hairline: Hairline
    height_mm: float
    reason: str
    confidence: float


def propose_line(
    head: Head, face: FacePoints | None, px_per_mm: float, reading: ScalpReading | None
) -> LineProposal:
    """Propose a natural hairline.

    Parameters
    ----------
    head : the client's.
    face : of a photo from the front, None where there is none.
    px_per_mm : at the plane of the eyes of that photo.
    reading : where hair still grows, None where it isn't told.
    """
    height, reason, sure = _line_height(head, face, px_per_mm, reading)
    line = preset_hairline("natural", head, height)
    if face is None:
        return LineProposal(line, height, reason, sure)
    wide = _canthus_breadth(face, px_per_mm, head)
    reason = joined(reason, "Its corners stand above the outer corners of the eyes.")
    return LineProposal(_broadened(line, wide, head), height, reason, sure)


def _line_height(
    head: Head, face: FacePoints | None, px_per_mm: float, reading: ScalpReading | None
) -> tuple[float, str, float]:
    own = None if reading is None else own_height(head, reading)
    if own is not None:
        text = Sentence(
            "It follows the client's own line, {height:.0f} mm above the glabella.", height=own
        )
        return own, text, 0.7
    if face is None:
        text = Sentence(
            "No face shows its thirds: it lies {height:.0f} mm above the glabella.",
            height=HEIGHT_MM,
        )
        return HEIGHT_MM, text, 0.35
    height = thirds_height(face, px_per_mm)
    text = Sentence(
        "By the face's thirds it lies {height:.0f} mm above the glabella.", height=height
    )
    return height, text, 0.6


def thirds_height(face: FacePoints, px_per_mm: float) -> float:
    """Give the height in mm above the glabella that fits the thirds of a face.

    The default height suits the mean face; a longer face takes a higher line in proportion.
    """
    eyes = np.mean([face.pupil_right, face.pupil_left], axis=0)
    mouth = np.mean([face.mouth_right, face.mouth_left], axis=0)
    long_mm = float(np.hypot(*(mouth - eyes))) / px_per_mm
    long_mm /= max(float(np.cos(np.radians(face.pose.pitch_deg))), 0.5)
    return float(np.clip(HEIGHT_MM * long_mm / _PUPILS_TO_MOUTH_MM, LOWEST_MM, HIGHEST_MM))


def own_height(head: Head, reading: ScalpReading) -> float | None:
    """Give how high in mm above the glabella the client's own hair begins at the midline.

    None where it doesn't begin between 60 and 95 mm, or that region was not seen.
    """
    heights = np.arange(_OWN_LOW_MM - 10.0, _OWN_HIGH_MM + 10.1, _OWN_STEP_MM)
    places = place_on_head(reading.directions, head.semi_axes_mm)
    hairy = np.array([_hair_about(places, _midline(head, mm), reading) for mm in heights])
    if np.any(np.isnan(hairy)):
        return None
    before = np.array([hairy[:i].mean() if i else 0.0 for i in range(len(heights))])
    after = np.array([hairy[i : i + 5].mean() for i in range(len(heights))])
    jump = after - before
    best = int(np.argmax(jump))
    inside = _OWN_LOW_MM <= heights[best] <= _OWN_HIGH_MM
    return float(heights[best]) if inside and jump[best] > 0.5 and after[best] > 0.6 else None


def _midline(head: Head, height_mm: float) -> Floats:
    angle = angle_at_height(head, height_mm)
    _, b, c = head.semi_axes_mm
    return np.array([0.0, b * np.sin(angle), c * np.cos(angle)])


def _hair_about(places_mm: Floats, spot_mm: Floats, reading: ScalpReading) -> float:
    """Give the hair seen within a short way of a place; nan where nothing was seen."""
    away = np.linalg.norm((places_mm - spot_mm) * (0.5, 1.0, 1.0), axis=1)
    weight = np.where(away < 0.5 * _OWN_REACH_MM, reading.weight, 0.0)
    if weight.sum() < 0.2:
        return float("nan")
    return float(np.average(reading.hairy, weights=weight))


def _canthus_breadth(face: FacePoints, px_per_mm: float, head: Head) -> float:
    """Give the breadth of the line's front, 1 for the preset's, that puts it above the canthi."""
    yaw = np.cos(np.radians(min(abs(face.pose.yaw_deg), 60.0)))
    half_mm = face.pupil_distance_px / px_per_mm / yaw / 2.0
    usual = LANDMARKS_MM["lateral_canthus_left"][0]
    usual *= head.semi_axes_mm[0] / DEFAULT_SEMI_AXES_MM[0]
    return float(np.clip((half_mm + _CANTHUS_BEYOND_MM) / usual, *_BREADTH_LIMITS))


def _broadened(line: Hairline, wide: float, head: Head) -> Hairline:
    """Move the front of the line outward or inward on both sides; temples and sideburns stay."""
    places = place_on_head(np.asarray(line.points), head.semi_axes_mm)
    middle = len(places) // 2
    away = np.abs(np.arange(len(places)) - middle)
    share = np.where(away < _FRONT_POINTS, 1.0, np.where(away == _FRONT_POINTS, 0.5, 0.0))
    places[:, 0] *= 1.0 + share * (wide - 1.0)
    moved = unit(lift_to_head(places, head.semi_axes_mm))
    return replace(line, points=tuple((float(x), float(y), float(z)) for x, y, z in moved))
