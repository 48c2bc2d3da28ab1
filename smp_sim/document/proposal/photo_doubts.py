"""What makes a photo a poor witness: too small, dark, bright, tinted, grey, or no head at all."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from smp_sim.document.proposal.view_reading import ViewReading
from smp_sim.model.camera import HeadCamera
from smp_sim.model.sentence import Sentence
from smp_sim.render.camera_geometry import frame_skin, head_centre_px, mean_px_per_mm
from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.composite import bytes_of_photo
from smp_sim.render.head_geometry import unit
from smp_sim.render.products import Bytes8, Floats

#: Colours are judged in a picture of so many px along its long side.
_JUDGED_PX = 240

#: Below this scale neither stubble nor a hairline can be read, px/mm (contrast of hairs is lost
#: below 1.2: project measurement).
COARSEST_PX_PER_MM = 1.2

#: Median linear luminance of the head below which a photo is very dark, and the share of clipped
#: pixels above which it is overexposed (assumed; portraits of dark skin are at 0.04 and more).
_DARKEST = 0.02
_MOST_CLIPPED = 0.25

#: Log ratios of linear light on a face: red over green 0.2 to 1.1 and blue over green -1.1 to 0.1
#: over all skin tones in daylight; beyond, the light is tinted or it is no skin (assumed).
_RED_GREEN = (0.12, 1.15)
_BLUE_GREEN = (-1.3, 0.12)

#: A scalp less red or bluer than this (log ratios to green) carries neither skin nor hair: grey
#: hair is at 0 in both (assumed).
_LEAST_RED, _MOST_BLUE = -0.15, 0.30

#: Spread of colour below which a picture is black and white.
_LEAST_CHROMA = 0.04


_SEVERAL = Sentence(
    "Several faces were found: lay the cap over the client's head and search inside it, or crop the"
    " photo to the client."
)


class Doubt(NamedTuple):
    """A sentence about a photo, and the most that anything read from it can be sure of."""

    sentence: str
    most: float


class _Judged(NamedTuple):
    """The photo, small, and photo px for each of its pixels."""

    small: Bytes8
    step: float


def find_doubts(reading: ViewReading) -> tuple[Doubt, ...]:
    """Find what speaks against what was read from a photo of the head."""
    camera = reading.camera
    if not isinstance(camera, HeadCamera):
        return ()
    judged = _judged_picture(reading)
    colours = _head_colours(reading, camera, judged)
    if reading.view.scale.source == "camera":
        return _light_doubts(colours)
    covered = _cover_doubts(camera, judged, colours)
    return (*_head_doubts(reading, camera), *covered, *_light_doubts(colours))


def _head_doubts(reading: ViewReading, camera: HeadCamera) -> tuple[Doubt, ...]:
    found = []
    face = reading.face
    if not reading.outline_found:
        found.append(Doubt("No head was found; lay it on the photo by hand.", 0.1))
    if face is not None and face.status == "several":
        found.append(Doubt(_SEVERAL, 0.2))
    if face is not None and face.status == "none":
        found.append(Doubt("No face was found where one is expected; check side and head.", 0.3))
    if reading.swollen:
        found.append(
            Doubt("The outline is larger than the face's head: hair, a hat or a hand?", 0.3)
        )
    if shown_share(camera) < 0.9:
        found.append(Doubt("Part of the head lies outside the photo.", 0.3))
    if mean_px_per_mm(camera) < COARSEST_PX_PER_MM:
        found.append(Doubt("The head is too small in the photo to read hair or hairline.", 0.3))
    return tuple(found)


def shown_share(camera: HeadCamera) -> float:
    """Give how much of the scalp that faces the camera lies inside the photo, from 0 to 1."""
    x, y, z = np.meshgrid(*[np.linspace(-1.0, 1.0, 9)] * 3)
    cube = np.stack([x.ravel(), y.ravel(), z.ravel()], axis=-1)
    cube = cube[(np.max(np.abs(cube), axis=1) == 1.0) & (cube[:, 1] > -0.1)]
    frames = frame_skin(camera, unit(cube))
    seen = frames.centre_px[(frames.cos_tilt > 0.1) & frames.in_front]
    if len(seen) == 0:
        return 0.0
    inside = (seen >= 0.0) & (seen <= (camera.width, camera.height))
    return float(np.mean(np.all(inside, axis=1)))


def _cover_doubts(camera: HeadCamera, judged: _Judged, face: Floats) -> tuple[Doubt, ...]:
    """Doubt a scalp whose colour neither skin nor hair has, in light in which the face has it."""
    small, step = judged
    rise, turn = np.meshgrid(np.radians([35.0, 50.0, 65.0, 80.0]), np.linspace(0.0, 2 * np.pi, 25))
    flat = np.cos(rise)
    top = np.stack([flat * np.sin(turn), np.sin(rise), flat * np.cos(turn)], -1).reshape(-1, 3)
    frames = frame_skin(camera, top)
    seen = frames.centre_px[(frames.cos_tilt > 0.3) & frames.in_front] / step
    spots = np.floor(seen[np.all(np.isfinite(seen), axis=1)]).astype(int)
    limit = np.array(small.shape[1::-1])
    spots = spots[np.all((spots >= 0) & (spots < limit), axis=1)]
    if len(spots) < 5:
        return ()
    colour = np.median(linear_of_srgb(small[spots[:, 1], spots[:, 0]]), axis=0)
    logs = np.log(np.maximum(colour, 1e-3))
    strange = logs[0] - logs[1] < _LEAST_RED or logs[2] - logs[1] > _MOST_BLUE
    if not strange or not _is_skin_colour(face):
        return ()
    return (Doubt("Something of another colour covers the scalp: a hat or a cloth?", 0.3),)


def _light_doubts(colours: Floats) -> tuple[Doubt, ...]:
    if len(colours) < 50:
        return ()
    light = colours @ LUMINANCE
    if float(np.median(light)) < _DARKEST:
        return (Doubt("The photo is very dark.", 0.3),)
    found = []
    if float(np.mean(colours.max(axis=1) > 0.97)) > _MOST_CLIPPED:
        found.append(Doubt("The photo is overexposed.", 0.3))
    spread = np.median(np.ptp(colours, axis=1) / np.maximum(light, 1e-3))
    if float(spread) < _LEAST_CHROMA:
        return (*found, Doubt("The photo is black and white: no tone can be read from it.", 0.4))
    if not _is_skin_colour(colours):
        found.append(Doubt("Its colours are no skin's: tinted light, or no person.", 0.3))
    return tuple(found)


def _is_skin_colour(colours: Floats) -> bool:
    logs = np.log(np.maximum(np.median(colours, axis=0), 1e-4))
    red, blue = logs[0] - logs[1], logs[2] - logs[1]
    return bool(_RED_GREEN[0] < red < _RED_GREEN[1] and _BLUE_GREEN[0] < blue < _BLUE_GREEN[1])


def _head_colours(reading: ViewReading, camera: HeadCamera, judged: _Judged) -> Floats:
    """Give linear colours (N, 3) of the face or, without one, of the middle of the head."""
    small, step = judged
    size = small.shape[1], small.shape[0]
    rows, columns = np.mgrid[0 : size[1], 0 : size[0]]
    x, y, half_x, half_y = _judged_ellipse(reading, camera)
    away = ((columns + 0.5) * step - x) ** 2 / half_x**2
    away += ((rows + 0.5) * step - y) ** 2 / half_y**2
    return np.asarray(linear_of_srgb(small[away < 1.0]), dtype=np.float64).reshape(-1, 3)


def _judged_picture(reading: ViewReading) -> _Judged:
    pixels = bytes_of_photo(reading.photo.srgb)
    step = max(1.0, max(pixels.shape[:2]) / _JUDGED_PX)
    size = (max(1, round(pixels.shape[1] / step)), max(1, round(pixels.shape[0] / step)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return _Judged(np.asarray(small, dtype=np.uint8), step)


def _judged_ellipse(reading: ViewReading, camera: HeadCamera) -> tuple[float, float, float, float]:
    if reading.face is not None and reading.face.status == "found":
        left, top, right, bottom = reading.face.faces[0].box_px
        wide, high = max(right - left, 1.0), max(bottom - top, 1.0)
        return left + wide / 2, top + high / 2, 0.35 * wide, 0.35 * high
    x, y = head_centre_px(camera)
    reach = 55.0 * mean_px_per_mm(camera)
    return x, y, reach, reach
