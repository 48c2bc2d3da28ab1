"""Guess which side of the head a photo shows, from its face; say how sure that is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from smp_sim.document.proposal.face_points import FaceFinding, find_faces
from smp_sim.document.proposal.head_camera import LEAST_FACE_PX
from smp_sim.model.camera import Side
from smp_sim.render.composite import bytes_of_photo
from smp_sim.render.products import Photo

#: Yaw between front and three-quarter, and the spread of a face's yaw, degrees (five points on
#: known heads: 5 to 6; three-quarter portraits read 30 to 50).
_HALFWAY_DEG = 22.0
_YAW_SPREAD_DEG = 6.0

#: Pitch above which the camera stands above a face (mean heads read 0 ± 6; "high" is 40).
_HIGH_DEG = 22.0

#: How sure a guess must be to be taken without asking.
SURE_ENOUGH = 0.6


class SideGuess(NamedTuple):
    """A side, None where nothing tells, and how sure it is, from 0 to 1."""

    side: Side | None
    confidence: float


def guess_side(photo: Photo) -> SideGuess:
    """Guess the side of a photo.

    A face seen whole tells front, front from above and three-quarter. Profiles, backs and tops
    show none: there nothing is guessed.
    """
    if min(photo.width, photo.height) < LEAST_FACE_PX:
        return SideGuess(None, 0.0)
    return side_of_face(find_faces(bytes_of_photo(photo.srgb)))


def side_of_face(found: FaceFinding) -> SideGuess:
    """Give the side that a face shows; nothing without exactly one face."""
    if found.status != "found":
        return SideGuess(None, 0.0)
    pose, score = found.faces[0].pose, found.faces[0].score
    turned = _beyond(abs(pose.yaw_deg), _HALFWAY_DEG)
    high = _beyond(pose.pitch_deg, _HIGH_DEG)
    beside: Side = "threequarter-left" if pose.yaw_deg > 0 else "threequarter-right"
    shares: dict[Side, float] = {
        beside: turned,
        "front-high": (1.0 - turned) * high,
        "front": (1.0 - turned) * (1.0 - high),
    }
    best = max(shares, key=lambda side: shares[side])
    return SideGuess(best, shares[best] * score)


def _beyond(angle_deg: float, limit_deg: float) -> float:
    """Give how surely an angle lies beyond a limit: a logistic of the spread."""
    return float(1.0 / (1.0 + np.exp(-1.7 * (angle_deg - limit_deg) / _YAW_SPREAD_DEG)))
