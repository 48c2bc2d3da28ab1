"""Drawn heads as a phone takes them: a cluttered room behind, blur, noise, compression."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from smp_sim.render.products import Bytes8, Photo
from smp_sim.render.sample_head import SampleView

#: The diagonal of the frame that EXIF's 35-mm focal length refers to, mm.
_FRAME_MM = 43.267


def phone_photo(
    view: SampleView, rng: np.random.Generator, *, blur_px: float = 1.1, noise: float = 5.0
) -> Photo:
    """Give a drawn view as a phone's photo, with the focal length that EXIF would tell.

    ``blur_px`` is the spread of the blur, ``noise`` that of the grain in 8-bit levels.
    """
    shown = np.isfinite(view.depth_mm)
    soft = cv2.GaussianBlur(shown.astype(np.float32), (0, 0), 0.7)[..., None]
    mixed = soft * view.photo.srgb + (1.0 - soft) * cluttered_room(shown.shape, rng)
    blurred = cv2.GaussianBlur(mixed, (0, 0), blur_px)
    grain = noise * rng.standard_normal(blurred.shape)
    noisy = np.clip(blurred + cv2.GaussianBlur(grain, (0, 0), 0.6), 0.0, 255.0)
    camera = view.camera
    focal_35mm = camera.focal_px / float(np.hypot(camera.width, camera.height)) * _FRAME_MM
    return replace(view.photo, srgb=compressed(noisy.astype(np.uint8)), focal_35mm=focal_35mm)


def compressed(pixels: Bytes8, quality: int = 60) -> Bytes8:
    """Give a picture after a JPEG of low quality."""
    done, coded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), dtype=np.uint8)


def cluttered_room(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """Draw a wall with shelves, pictures and lamps of a room's colours, a little out of focus."""
    height, width = shape[:2]
    wall = rng.uniform(110.0, 220.0, 3)
    fall = np.linspace(1.1, 0.75, height)[:, None, None] * np.ones((1, width, 1))
    room = np.ascontiguousarray(fall * wall, dtype=np.float32)
    for _ in range(14):
        x, y = rng.integers(0, width), rng.integers(0, height)
        wide, high = rng.integers(20, 150, 2)
        colour = tuple(float(v) for v in rng.uniform(30.0, 235.0, 3))
        if rng.random() < 0.6:
            cv2.rectangle(room, (int(x), int(y)), (int(x + wide), int(y + high)), colour, -1)
        else:
            cv2.ellipse(
                room, (int(x), int(y)), (int(wide // 2), int(high // 2)), 0, 0, 360, colour, -1
            )
    return np.asarray(cv2.GaussianBlur(room, (0, 0), 3.0))
