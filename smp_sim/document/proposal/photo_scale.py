"""Propose the scale of a photo from the eyes, by what is known of eyes and how well.

Things of known size in the photo are better: ``scale_markers`` finds them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smp_sim.document.proposal.face_points import FacePoints
from smp_sim.document.proposal.scale_markers import MarkerFinding
from smp_sim.model.camera import ScaleSource
from smp_sim.model.head import LANDMARKS_MM
from smp_sim.model.sentence import Sentence

#: Visible iris, horizontally, in mm and its spread over people. Source: Ruefer et al. 2005, Cornea
#: 24:259 (11.71 ± 0.42 mm).
IRIS_MM = 11.7
IRIS_SPREAD_MM = 0.42

#: Distance of the pupils in mm and its spread over adults. Source: Dodgson 2004, Proc. SPIE
#: 5291:36 (mean about 63 mm); spread as of ANSUR II, both sexes.
PUPILS_MM = 63.0
PUPILS_SPREAD_MM = 3.6

#: Distance of a camera that tells no focal length, and its spread as a share (assumed: a phone at
#: arm's length to a portrait lens).
DISTANCE_MM = 900.0
DISTANCE_SPREAD = 0.3

#: How far before the head's centre a marker is held, and its spread, in mm (assumed: at the face).
MARKER_DEPTH_MM = 85.0
MARKER_DEPTH_SPREAD_MM = 40.0

#: How well the rim of an iris is found: 1.5 % (right against left eye of four portraits), or a
#: third of a pixel (assumed).
_RIM_SHARE = 0.015
_RIM_PX = 0.35

#: How well the yaw of a face is known, degrees (camera from five points on known heads: 5 to 6).
_YAW_ERROR_DEG = 5.0

#: Above this yaw only the near iris is used, and the pupils' distance is foreshortened.
_TURNED_DEG = 14.0

#: A way that differs from the size of the whole face by more than this many joint spreads measures
#: something else; the face (five points) is good to 7 % (measured, 12 portraits).
_DISAGREE = 2.0
_FACE_ERROR = 7.0

#: Said of what was left out, by its source.
_MISFITS = {
    "iris": "The iris doesn't fit the size of the face; check the scale.",
    "pupils": "The pupil distance doesn't fit the size of the face; check the scale.",
}


@dataclass(frozen=True, slots=True)
class ScalePart:
    """One way to the scale: px per mm at the eyes, and its one-sigma error in %."""

    source: ScaleSource
    px_per_mm: float
    error_percent: float


@dataclass(frozen=True, slots=True)
class ScaleFinding:
    """A proposed scale.

    ``px_per_mm`` across the line of sight at the plane that it was measured in: the eyes or the
    marker; ``centre_px_per_mm`` at the head's centre, which lies deeper; errors are one sigma in %.
    """

    source: ScaleSource
    px_per_mm: float
    error_percent: float
    centre_px_per_mm: float
    centre_error_percent: float
    parts: tuple[ScalePart, ...]
    notes: tuple[str, ...]


def propose_scale(face: FacePoints, *, focal_px: float = 0.0) -> ScaleFinding:
    """Propose the scale of a photo from a face in it.

    Parameters
    ----------
    face : of ``face_points.find_faces``.
    focal_px : focal length in px, 0 where it is unknown.

    Returns
    -------
    ScaleFinding
        The iris and the pupils' distance weighted by their errors. One that contradicts the size
        of the whole face is left out, with a note.
    """
    parts = tuple(part for part in (_iris_part(face), _pupil_part(face)) if part is not None)
    used, notes = _agreeing(parts, face.pose.px_per_mm)
    scale, error = combine_parts(used)
    depth = eye_depth_mm(face.pose.yaw_deg, face.pose.pitch_deg)
    centre, extra = scale_at_depth(scale, depth, focal_px=focal_px)
    return ScaleFinding(
        source=used[0].source,
        px_per_mm=scale,
        error_percent=error,
        centre_px_per_mm=centre,
        centre_error_percent=float(np.hypot(error, extra)),
        parts=parts,
        notes=(*notes, *_warnings(face, depth, centre / scale)),
    )


def scale_of_marker(marker: MarkerFinding, *, focal_px: float = 0.0) -> ScaleFinding:
    """Give the scale that a thing of known size shows; it is preferred to every face.

    It is taken to lie as near as the face: ``MARKER_DEPTH_MM`` before the head's centre ± 40 mm.
    """
    centre, extra = scale_at_depth(marker.px_per_mm, MARKER_DEPTH_MM, focal_px=focal_px)
    unsure = 100.0 * MARKER_DEPTH_SPREAD_MM / (DISTANCE_MM + MARKER_DEPTH_MM)
    return ScaleFinding(
        source="marker",
        px_per_mm=marker.px_per_mm,
        error_percent=marker.error_percent,
        centre_px_per_mm=centre,
        centre_error_percent=float(np.hypot(np.hypot(marker.error_percent, extra), unsure)),
        parts=(ScalePart("marker", marker.px_per_mm, marker.error_percent),),
        notes=("The marker is taken to lie in the plane of the face.",),
    )


def _iris_part(face: FacePoints) -> ScalePart | None:
    clear = [iris.diameter_px for iris in face.irises if iris is not None]
    if not clear:
        return None
    diameter = float(np.mean(clear))
    rim = max(_RIM_SHARE, _RIM_PX / diameter)
    error = np.hypot(IRIS_SPREAD_MM / IRIS_MM, rim)
    return ScalePart("iris", diameter / IRIS_MM, float(100.0 * np.hypot(error, _turn_error(face))))


def _pupil_part(face: FacePoints) -> ScalePart:
    yaw = abs(face.pose.yaw_deg)
    shown = float(np.cos(np.radians(yaw))) if yaw > _TURNED_DEG else 1.0
    # Where no rim was found the pupils are good to 5 % of their distance (measured, 12 portraits).
    points = 0.01 if None not in face.irises else 0.05
    error = np.hypot(np.hypot(PUPILS_SPREAD_MM / PUPILS_MM, points), _turn_error(face))
    scale = face.pupil_distance_px / max(shown, 0.3) / PUPILS_MM
    return ScalePart("pupils", scale, float(100.0 * error))


def _turn_error(face: FacePoints) -> float:
    """Give the share by which an unsure yaw shifts a foreshortened length."""
    yaw = abs(face.pose.yaw_deg)
    return float(np.tan(np.radians(min(yaw, 60.0))) * np.radians(_YAW_ERROR_DEG))


def combine_parts(parts: tuple[ScalePart, ...]) -> tuple[float, float]:
    """Give the geometric mean weighted by inverse squared errors, and its error in %."""
    weight = np.array([part.error_percent**-2.0 for part in parts])
    logs = np.log([part.px_per_mm for part in parts])
    return float(np.exp(np.average(logs, weights=weight))), float(weight.sum() ** -0.5)


def _agreeing(
    parts: tuple[ScalePart, ...], face_px_per_mm: float
) -> tuple[tuple[ScalePart, ...], tuple[str, ...]]:
    """Drop what doesn't fit the size of the whole face; always keep one part."""
    misses = [abs(float(np.log(part.px_per_mm / face_px_per_mm))) for part in parts]
    limits = [_DISAGREE / 100 * np.hypot(part.error_percent, _FACE_ERROR) for part in parts]
    kept = tuple(
        part for part, miss, limit in zip(parts, misses, limits, strict=True) if miss <= limit
    )
    if len(kept) == len(parts):
        return parts, ()
    kept = kept or (parts[int(np.argmin(misses))],)
    gone = tuple(_MISFITS[part.source] for part in parts if part not in kept)
    return kept, gone or ("The face's parts don't fit each other; check the scale.",)


def eye_depth_mm(yaw_deg: float, pitch_deg: float) -> float:
    """Give how much nearer the eyes are to the camera than the head's centre, in mm (mean head)."""
    yaw, pitch = np.radians([yaw_deg, pitch_deg])
    toward = np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch), np.cos(yaw) * np.cos(pitch)])
    middle = np.mean([LANDMARKS_MM["pupil_left"], LANDMARKS_MM["pupil_right"]], axis=0)
    return float(middle @ toward)


def scale_at_depth(
    px_per_mm: float, depth_mm: float, *, focal_px: float = 0.0
) -> tuple[float, float]:
    """Carry a scale to a plane that lies deeper: px per mm there, and the error added, in %.

    A pinhole sees ``px_per_mm = focal_px / distance``; without a focal length the distance is
    ``DISTANCE_MM`` ± 30 %.
    """
    near = focal_px / px_per_mm if focal_px > 0 else DISTANCE_MM
    spread = 0.0 if focal_px > 0 else DISTANCE_SPREAD
    factor = near / (near + depth_mm)
    return px_per_mm * factor, float(100.0 * spread * abs(depth_mm) / (near + depth_mm))


def _warnings(face: FacePoints, depth_mm: float, factor: float) -> tuple[str, ...]:
    notes: list[str] = [
        Sentence(
            "The eyes are {depth:.0f} mm nearer than the head's centre, where the scale is"
            " {share:.0f} % smaller.",
            depth=depth_mm,
            share=100.0 * (1.0 - factor),
        )
    ]
    if face.glasses:
        notes.append("Glasses change the size of the eyes by up to about 5 %.")
    if abs(face.pose.yaw_deg) > _TURNED_DEG:
        notes.append("The head is turned: the scale is less sure than from the front.")
    return tuple(notes)
