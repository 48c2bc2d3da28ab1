"""Cases of pictures made by code, as the proposal gets them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import cv2
import numpy as np
from skimage import data

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.edits import add_view
from smp_sim.document.export.picture_file import encode_picture
from smp_sim.document.intake.new_case import with_default_plan
from smp_sim.document.proposal.head_camera import HeadHandles, manual_camera
from smp_sim.model.camera import Side
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.render.products import Bytes8


def case_of(pictures: Mapping[Side, Bytes8]) -> Dossier:
    """Make a case of (h, w, 3) pictures by side, a head laid into the middle of each."""
    case, photos = Case(), {}
    for side, pixels in pictures.items():
        data = encode_picture(np.ascontiguousarray(pixels), ".png")
        height, width = pixels.shape[:2]
        digest = hashlib.sha256(data).hexdigest()
        ref = PhotoRef(sha256=digest, suffix=".png", width=width, height=height)
        scale = 0.4 * min(width, height) / 155.0
        handles = HeadHandles(side, (0.5 * width, 0.45 * height), max(scale, 0.06))
        camera = manual_camera((width, height), handles)
        case = add_view(case, View(id=side, side=side, photo=ref, camera=camera))
        photos[digest] = data
    return Dossier(with_default_plan(case), photos)


def scaled_light(pixels: Bytes8, gains: tuple[float, float, float]) -> Bytes8:
    """Give a picture in another light: linear gains on R, G, B, clipped as a camera does."""
    light = (pixels / 255.0) ** 2.2 * np.array(gains)
    return np.asarray(np.rint(255.0 * np.clip(light, 0.0, 1.0) ** (1 / 2.2)), dtype=np.uint8)


def grey_of(pixels: Bytes8) -> Bytes8:
    """Give a picture in black and white."""
    return np.repeat(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2).astype(
        np.uint8
    )


def with_hat(pixels: Bytes8) -> Bytes8:
    """Pull a blue woollen hat over a head in the middle: crown, and a brim above the brows."""
    painted = pixels.copy()
    height, width = pixels.shape[:2]
    centre = (width // 2, int(0.36 * height))
    axes = (int(0.33 * width), int(0.27 * height))
    cv2.ellipse(painted, centre, axes, 0, 180, 360, (30, 50, 140), cv2.FILLED, cv2.LINE_AA)
    return painted


def with_hand(pixels: Bytes8) -> Bytes8:
    """Lay a hand over the top and one side of a head in the middle: palm and four fingers."""
    painted = pixels.copy()
    height, width = pixels.shape[:2]
    for number in range(4):
        x = int((0.40 + 0.07 * number) * width)
        start, end = (x, int(0.05 * height)), (x - int(0.02 * width), int(0.30 * height))
        cv2.line(painted, start, end, (205, 160, 135), int(0.055 * width), cv2.LINE_AA)
    cv2.ellipse(
        painted,
        (int(0.52 * width), int(0.08 * height)),
        (int(0.17 * width), int(0.10 * height)),
        0,
        0,
        360,
        (200, 155, 130),
        cv2.FILLED,
    )
    return painted


def drawn_face(width: int = 400, height: int = 500) -> Bytes8:
    """Draw a face in ink on white paper."""
    paper = np.full((height, width, 3), 250, dtype=np.uint8)
    ink = (20, 20, 20)
    centre = (width // 2, int(0.45 * height))
    cv2.ellipse(paper, centre, (int(0.26 * width), int(0.3 * height)), 0, 0, 360, ink, 3)
    for side in (-1, 1):
        eye = (centre[0] + side * int(0.1 * width), centre[1])
        cv2.circle(paper, eye, int(0.03 * width), ink, cv2.FILLED)
    cv2.line(paper, centre, (centre[0], centre[1] + int(0.1 * height)), ink, 3)
    mouth = (centre[0], centre[1] + int(0.17 * height))
    cv2.ellipse(paper, mouth, (int(0.08 * width), int(0.03 * height)), 0, 0, 180, ink, 3)
    return paper


def drawn_cat(width: int = 400, height: int = 500) -> Bytes8:
    """Draw a grey cat's head with ears, eyes and whiskers before a green wall."""
    picture = np.full((height, width, 3), (120, 150, 110), dtype=np.uint8)
    fur = (88, 84, 80)
    centre = (width // 2, int(0.5 * height))
    cv2.ellipse(picture, centre, (int(0.28 * width), int(0.22 * height)), 0, 0, 360, fur, -1)
    for side in (-1, 1):
        x = centre[0] + side * int(0.18 * width)
        ear = np.array([[x - 45, centre[1] - 60], [x + 45, centre[1] - 60], [x, centre[1] - 170]])
        cv2.fillConvexPoly(picture, ear.astype(np.int32), fur, cv2.LINE_AA)
        cv2.circle(picture, (x, centre[1] - 20), 18, (190, 200, 60), -1)
        cv2.line(picture, centre, (x + side * 90, centre[1] + 50), (230, 230, 230), 1)
    noise = np.random.default_rng(1).integers(-12, 12, picture.shape)
    return np.asarray(np.clip(picture + noise, 0, 255), dtype=np.uint8)


def museum_picture(name: str) -> Bytes8:
    """Give a picture of scikit-image as (H, W, 3): astronaut, chelsea (a cat) or coins."""
    pixels = np.asarray(getattr(data, name)(), dtype=np.uint8)
    return pixels if pixels.ndim == 3 else np.repeat(pixels[..., None], 3, axis=2)
