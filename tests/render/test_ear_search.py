"""Finding the ear near where the model expects it."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from smp_sim.document.proposal.head_camera import HeadHandles, find_head_camera, manual_camera
from smp_sim.model.camera import HeadCamera
from smp_sim.model.head import LANDMARKS_MM
from smp_sim.render.camera_geometry import project_places
from smp_sim.render.ear_search import ear_shift
from smp_sim.render.products import Photo, Plane

CAMERA = manual_camera((500, 500), HeadHandles("left", (250.0, 220.0), 2.0))

#: Middle of the ear on portraits, x and y in px, marked by eye to about 5 px.
EARS_PX = {
    ("021", "left"): (785, 585),
    ("021", "right"): (595, 612),
    ("061", "left"): (720, 652),
    ("061", "right"): (628, 650),
    ("105", "left"): (758, 637),
    ("105", "right"): (577, 614),
    ("172", "left"): (768, 616),
    ("172", "right"): (585, 628),
}


def picture_with_ear(up_mm: float, forward_mm: float) -> Plane:
    """Draw concentric folds, as an ear has, off the model's place on even skin."""
    middle = np.add(LANDMARKS_MM["ear_left"], (0.0, up_mm, forward_mm))
    x, y = project_places(CAMERA, middle[None])[0]
    picture = np.full((500, 500, 3), 0.55, dtype=np.float32)
    for size, tone in ((1.0, 0.45), (0.75, 0.62), (0.5, 0.35), (0.25, 0.6)):
        axes = (round(36 * size), round(58 * size))
        cv2.ellipse(picture, (round(x), round(y)), axes, -12, 0, 360, (tone,) * 3, cv2.FILLED)
    return picture


@pytest.mark.parametrize("shift", [(0.0, 0.0), (-15.0, -8.0), (10.0, 6.0)])
def test_a_drawn_ear_is_found(shift: tuple[float, float]) -> None:
    """Its shift from the model is read to 4 mm."""
    np.testing.assert_allclose(ear_shift(picture_with_ear(*shift), 1.0, CAMERA, 1), shift, atol=4.0)


def test_the_far_ear_and_bare_skin_give_no_shift() -> None:
    """An ear that faces away, or isn't there, stays where the model has it."""
    assert ear_shift(picture_with_ear(-15.0, -8.0), 1.0, CAMERA, -1) == (0.0, 0.0)
    even = np.full((500, 500, 3), 0.5, dtype=np.float32)
    assert ear_shift(even, 1.0, CAMERA, 1) == (0.0, 0.0)


def test_an_ear_outside_the_frame_gives_no_shift() -> None:
    """A head that leaves the picture raises nothing."""
    camera = manual_camera((300, 300), HeadHandles("left", (150.0, -200.0), 2.0))
    assert ear_shift(np.zeros((300, 300, 3), dtype=np.float32), 1.0, camera, 1) == (0.0, 0.0)


@pytest.mark.photos
@pytest.mark.parametrize(("person", "side"), EARS_PX)
def test_ears_of_profiles_are_found(photos: Path, person: str, side: str) -> None:
    """On real profiles the ear's middle is found to 12 mm."""
    with Image.open(photos / f"london_{person}_neutral_{side}_profile.jpg") as picture:
        srgb = np.asarray(picture.convert("RGB"))
    camera = find_head_camera(Photo(srgb), "left" if side == "left" else "right").camera
    sign = 1 if side == "left" else -1
    shift = ear_shift(srgb.astype(np.float32) / 255.0, 1.0, camera, sign)
    assert _miss_mm(camera, shift, sign, EARS_PX[person, side]) < 12.0


def _miss_mm(
    camera: HeadCamera, shift: tuple[float, float], sign: int, true_px: tuple[int, int]
) -> float:
    middle = np.multiply(LANDMARKS_MM["ear_left"], (sign, 1, 1)) + np.array([0.0, *shift])
    found = project_places(camera, np.array([middle, np.add(middle, (0.0, 10.0, 0.0))]))
    px_per_mm = np.linalg.norm(found[1] - found[0]) / 10.0
    return float(np.linalg.norm(found[0] - true_px) / px_per_mm)
