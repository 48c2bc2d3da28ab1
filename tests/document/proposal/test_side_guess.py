"""A side is guessed from a face, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from smp_sim.document.proposal.face_points import FaceFinding, FacePoints
from smp_sim.document.proposal.face_pose import FacePose
from smp_sim.document.proposal.head_outline import HeadOutline
from smp_sim.document.proposal.side_guess import (
    SURE_ENOUGH,
    guess_side,
    side_of_face,
    side_of_outline,
)
from smp_sim.render.products import Photo

FACE = FacePoints(
    pupil_right=(100.0, 100.0),
    pupil_left=(160.0, 100.0),
    nose_tip=(130.0, 130.0),
    mouth_right=(108.0, 165.0),
    mouth_left=(152.0, 165.0),
    irises=(None, None),
    pose=FacePose(0.0, 0.0, 0.0, 1.0, 1.0),
    box_px=(80.0, 60.0, 180.0, 190.0),
    score=1.0,
    glasses=False,
)


@pytest.mark.parametrize(
    ("yaw", "pitch", "side"),
    [
        (0.0, 0.0, "front"),
        (40.0, 5.0, "threequarter-left"),
        (-40.0, -5.0, "threequarter-right"),
        (3.0, 40.0, "front-high"),
    ],
)
def test_the_turn_of_a_face_tells_the_side(yaw: float, pitch: float, side: str) -> None:
    """Far from the limits between sides the guess is right and sure."""
    face = replace(FACE, pose=FacePose(yaw, pitch, 0.0, 1.0, 1.0))
    guess = side_of_face(FaceFinding("found", (face,), ()))
    assert guess.side == side
    assert guess.confidence > 0.9


def test_between_two_sides_nothing_is_sure() -> None:
    """A face half turned is not sure enough to be taken without asking."""
    face = replace(FACE, pose=FacePose(22.0, 0.0, 0.0, 1.0, 1.0))
    assert side_of_face(FaceFinding("found", (face,), ())).confidence < SURE_ENOUGH


def test_several_faces_or_none_tell_nothing() -> None:
    """Without exactly one face there is no guess."""
    assert side_of_face(FaceFinding("several", (FACE, FACE), ())).side is None
    assert side_of_face(FaceFinding("none", (), ())).side is None


def test_a_tiny_picture_tells_nothing() -> None:
    """A picture too small for a face is not even searched."""
    assert guess_side(Photo(np.zeros((8, 8, 3), dtype=np.uint8))).side is None


@pytest.mark.photos
@pytest.mark.parametrize("person", ["021", "061", "105", "172"])
def test_sides_of_real_photos(photos: Path, person: str) -> None:
    """Front, three-quarter and profile are told rightly, and surely enough to be taken."""
    for name, side in (
        ("front", "front"),
        ("left_3quarter", "threequarter-left"),
        ("right_3quarter", "threequarter-right"),
        ("left_profile", "left"),
        ("right_profile", "right"),
    ):
        with Image.open(photos / f"london_{person}_neutral_{name}.jpg") as picture:
            guess = guess_side(Photo(np.asarray(picture.convert("RGB").resize((800, 800)))))
        assert guess.side == side, name
        assert guess.confidence >= SURE_ENOUGH, name


def outline_of(mask: np.ndarray, circle: tuple[float, float, float]) -> HeadOutline:
    """Give a drawn mask as an outline."""
    return HeadOutline(np.empty((0, 2)), circle, 0.0, mask > 0, 1.0)


def test_an_outline_tells_back_and_top() -> None:
    """A neck below means the back, which is never sure; a taper to a nose means the top."""
    back = np.zeros((300, 260), dtype=np.uint8)
    cv2.circle(back, (130, 130), 70, 1, -1)
    for side in (-1, 1):
        cv2.ellipse(back, (130 + side * 72, 160), (10, 22), 0, 0, 360, 1, -1)
    cv2.rectangle(back, (80, 150), (180, 299), 1, -1)
    guess = side_of_outline(outline_of(back, (130.0, 130.0, 70.0)))
    assert guess.side == "back"
    assert guess.confidence < SURE_ENOUGH
    top = np.zeros((300, 260), dtype=np.uint8)
    cv2.ellipse(top, (130, 140), (70, 92), 0, 0, 360, 1, -1)
    cv2.fillConvexPoly(top, np.array([[100, 215], [160, 215], [130, 250]], dtype=np.int32), 1)
    guess = side_of_outline(outline_of(top, (130.0, 130.0, 70.0)))
    assert guess.side == "top"
    assert guess.confidence >= SURE_ENOUGH


def test_a_disc_tells_no_side() -> None:
    """An outline without nose or mirror axis may be a ball."""
    disc = np.zeros((300, 260), dtype=np.uint8)
    cv2.circle(disc, (130, 130), 70, 1, -1)
    assert side_of_outline(outline_of(disc, (130.0, 130.0, 70.0))).side is None
