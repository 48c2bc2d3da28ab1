"""Guess which side of the head a photo shows, from face or outline; say how sure that is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from smp_sim.document.proposal.face_points import FaceFinding, find_faces
from smp_sim.document.proposal.head_camera import LEAST_FACE_PX
from smp_sim.document.proposal.head_outline import HeadOutline, find_outlines
from smp_sim.document.proposal.outline_cues import mirror_roll_deg, profile_nose
from smp_sim.model.camera import Side
from smp_sim.render.composite import bytes_of_photo
from smp_sim.render.products import Photo

#: Yaw between front and three-quarter, and the spread of a face's yaw, degrees (five points on
#: known heads: 5 to 6; three-quarter portraits read 30 to 50).
_HALFWAY_DEG = 22.0
_YAW_SPREAD_DEG = 6.0

#: Pitch above which the camera stands above a face (mean heads read 0 ± 6; "high" is 40).
_HIGH_DEG = 22.0

#: A face turned farther than this may be a profile whose far eye the network made up.
_PROFILE_DEG = 55.0

#: How broad a mask is 1.2 and 1.4 radii below its circle's middle, in radii: from above the face
#: tapers to the nose, from behind there is a neck (drawn heads: 1.10 to 1.24 and 0.4 to 0.7; 1.4
#: to 1.6 both).
_TAPER = ((0.9, 1.35), (0.2, 0.95))
_NECK = (1.3, 1.8)

#: How sure what the outline tells is: shares of drawn heads and portraits that came out right
#: where it told that side, less for what was never tried. A front whose face was missed looks as
#: the back does, level or from above.
_NOSE_TRUST, _TAPER_TRUST, _NECK_TRUST = 0.85, 0.7, 0.45

#: How sure a guess must be to be taken without asking.
SURE_ENOUGH = 0.6


class SideGuess(NamedTuple):
    """A side, None where nothing tells, and how sure it is, from 0 to 1."""

    side: Side | None
    confidence: float


def guess_side(photo: Photo) -> SideGuess:
    """Guess the side of a photo.

    A face seen whole tells front, front from above and three-quarter; a nose on the outline a
    profile; an outline with a mirror axis the top (it tapers to the nose) or the back (a neck is
    below it). From above or level, the back looks alike: that is never sure enough to be taken.
    """
    if min(photo.width, photo.height) < LEAST_FACE_PX:
        return SideGuess(None, 0.0)
    finding = find_faces(bytes_of_photo(photo.srgb))
    guess = side_of_face(finding)
    whole = finding.status == "found" and abs(finding.faces[0].pose.yaw_deg) < _PROFILE_DEG
    if whole or finding.status == "several":
        return guess
    outline = next(find_outlines(photo), None)
    told = SideGuess(None, 0.0) if outline is None else side_of_outline(outline)
    return told if told.side is not None else guess


def side_of_outline(outline: HeadOutline) -> SideGuess:
    """Give the side that an outline shows where no face was found."""
    profiles: tuple[Side, ...] = ("left", "right")
    for side in profiles:
        if profile_nose(outline, side) is not None:
            return SideGuess(side, _NOSE_TRUST)
    if mirror_roll_deg(outline) is None:
        return SideGuess(None, 0.0)
    below, low = (_breadth(outline, share) for share in (1.2, 1.4))
    if _TAPER[0][0] < below < _TAPER[0][1] and _TAPER[1][0] < low < _TAPER[1][1]:
        return SideGuess("top", _TAPER_TRUST)
    if min(below, low) > _NECK[0] and max(below, low) < _NECK[1]:
        return SideGuess("back", _NECK_TRUST)
    return SideGuess(None, 0.0)


def _breadth(outline: HeadOutline, share: float) -> float:
    """Give how broad the mask is so many radii below the circle's middle, in radii."""
    _, y, radius = (value / outline.step_px for value in outline.circle_px)
    row = min(int(y + share * radius), len(outline.mask) - 1)
    return float(np.count_nonzero(outline.mask[row])) / radius


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
