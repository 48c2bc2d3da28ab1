"""Find the client's own shaved hair and bare skin in a photo, as windows of about 4 cm²."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from smp_sim.model.camera import HeadCamera
from smp_sim.model.sentence import Sentence
from smp_sim.render.camera_geometry import frame_skin, hit_skin
from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.products import Bytes8, Floats, Mask, Photo, Plane, Surface
from smp_sim.render.realism import Grain, flatten_shading, measure_grain
from smp_sim.render.skin_tones import SkinTones, measure_tones
from smp_sim.render.surface import reduced_photo

#: Side of a window in mm: nine rings of the grain need about 4 cm².
WINDOW_MM = 20.0

#: Windows are taken where the skin is tilted less than this: streaks and shade grow beyond.
_STEEPEST_COS = float(np.cos(np.radians(40.0)))

#: Share of a window that must be of its kind.
_FILLED = 0.85

#: Px per mm at which swatches are compared: the highest ring, 1.5 cycles/mm, needs 3.4.
_ENOUGH_PX_PER_MM = 4.0

#: Most windows of each kind.
_MOST_WINDOWS = 4

#: Log ratios to the person's bare skin from which hair is seen: contrast at hairs' width, and red
#: over green. Tuned on two profiles of one shaved man and three with hair of 1 to 5 mm.
_ROUGHER = 0.30
_GREYER = 0.12

#: Contrast over bare skin's, in log, above which hairs are streaks that no dots can look like.
_STREAKS = 1.15

#: How far down the head hair is looked for: y of the unit direction; below are beard and neck.
_LOWEST = -0.25


class Swatch(NamedTuple):
    """A piece of a picture: (h, w, 3) uint8, px per mm, and its px for a px of the photo."""

    srgb: Bytes8
    px_per_mm: float
    scale: float


class SkinWindow(NamedTuple):
    """A square of the photo: left, top and side in px, and px per mm there."""

    left: int
    top: int
    side: int
    px_per_mm: float

    def cut(self, srgb: Bytes8) -> Swatch:
        """Cut the window out of a picture; shrink it where it shows more than grain needs."""
        part = srgb[self.top : self.top + self.side, self.left : self.left + self.side]
        if self.px_per_mm <= _ENOUGH_PX_PER_MM:
            return Swatch(np.ascontiguousarray(part), self.px_per_mm, 1.0)
        side = round(self.side * _ENOUGH_PX_PER_MM / self.px_per_mm)
        small = cv2.resize(part, (side, side), interpolation=cv2.INTER_AREA)
        scale = side / self.side
        return Swatch(np.asarray(small, dtype=np.uint8), self.px_per_mm * scale, scale)


@dataclass(frozen=True, slots=True)
class HairSample:
    """Shaved hair and bare skin of one photo; ``notes`` say why there is none."""

    hair: tuple[SkinWindow, ...]
    bare: tuple[SkinWindow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadTexture:
    """Maps (h, w) at the surface's step: tones, cosine of tilt, height on the head, px per mm."""

    tones: SkinTones
    cos_tilt: Plane
    height: Plane
    usable: Mask
    px_per_mm: float


def sample_hair(photo: Photo, surface: Surface, camera: HeadCamera) -> HairSample:
    """Find windows of shaved hair and of bare skin.

    Parameters
    ----------
    photo, surface : of the view.
    camera : its head camera, right to the few mm that an automatic one is.

    Returns
    -------
    HairSample
        Both kinds, the most typical first; without hair windows where no stubble of 4 cm² shows
        (bald, hair too long, too much mirrored light, too few px per mm).
    """
    texture = read_texture(photo, surface, camera)
    if texture.px_per_mm * surface.step < 1.8 or not np.any(texture.usable):
        note = "The photo shows too little of the head, or too coarsely, to read its hair."
        return HairSample((), (), (note,))
    stubble, bare = _sort_skin(texture, surface)
    hair = _find_windows(stubble, texture, surface.step)
    skin = _find_windows(bare, texture, surface.step)
    return HairSample(hair, skin, _sample_notes(hair, skin, surface))


def _sample_notes(
    hair: tuple[SkinWindow, ...], bare: tuple[SkinWindow, ...], surface: Surface
) -> tuple[str, ...]:
    if not hair:
        long = np.mean(surface.hair > 0.5) > 0.25 * np.mean(surface.skin + surface.hair > 0.5)
        why = Sentence("the hair is too long") if long else Sentence("none of 4 cm² was found")
        return (
            Sentence(
                "No usable shaved hair: {why}. Shave it short and photograph it again.", why=why
            ),
        )
    return () if bare else ("No bare skin of 4 cm² was found beside the hair.",)


def read_texture(photo: Photo, surface: Surface, camera: HeadCamera) -> HeadTexture:
    """Measure colour, contrast and geometry over the head."""
    linear = linear_of_srgb(reduced_photo(photo, surface.step))
    inside = np.clip(surface.skin + surface.hair, 0.0, 1.0).astype(np.float32)
    cos_tilt, height, scale = _geometry_maps(surface, camera)
    tones = measure_tones(linear, inside, scale)
    usable = (inside > 0.5) & (surface.highlight < 0.15)
    usable &= (cos_tilt > _STEEPEST_COS) & (height > _LOWEST)
    return HeadTexture(tones, cos_tilt, height, usable, scale)


def _geometry_maps(surface: Surface, camera: HeadCamera) -> tuple[Plane, Plane, float]:
    """Give cosine of tilt, height (y of the direction) and map px per mm; read every 4th pixel."""
    rows, columns = surface.skin.shape
    step = 4
    down, across = np.mgrid[0:rows:step, 0:columns:step]
    pixels = (np.stack([across, down], axis=-1) + 0.5) * surface.step
    direction, hit = hit_skin(camera, pixels.reshape(-1, 2))
    frames = frame_skin(camera, direction[hit])
    small = np.full((2, hit.size), -1.0)
    small[0, hit], small[1, hit] = frames.cos_tilt, direction[hit, 1]
    whole = [
        cv2.resize(part.reshape(down.shape), (columns, rows), interpolation=cv2.INTER_LINEAR)
        for part in small.astype(np.float32)
    ]
    scale = np.linalg.norm(frames.px_per_mm, ord=2, axis=(1, 2))
    px_per_mm = float(np.median(scale)) / surface.step if len(scale) else 0.0
    return np.asarray(whole[0]), np.asarray(whole[1]), px_per_mm


def _sort_skin(texture: HeadTexture, surface: Surface) -> tuple[Mask, Mask]:
    """Tell stubble from bare skin: rougher and greyer than the person's reddest, smoothest skin."""
    usable = texture.usable
    log_contrast = np.log(np.maximum(texture.tones.contrast, 1e-4))
    red = float(np.percentile(texture.tones.red_green[usable], 85))
    smooth = float(np.percentile(log_contrast[usable], 15))
    rougher = log_contrast - smooth
    greyer = 1.0 - texture.tones.red_green / max(red, 0.05)
    stubble = usable & (rougher > _ROUGHER) & (greyer > _GREYER)
    stubble &= (rougher < _STREAKS) & (surface.hair < 0.7)
    bare = usable & (greyer < _GREYER) & (rougher < 2 * _ROUGHER) & (surface.hair < 0.1)
    return stubble, bare


def _find_windows(kind: Mask, texture: HeadTexture, step: int) -> tuple[SkinWindow, ...]:
    """Take windows that are filled with a kind, the fullest first, none over another."""
    side = round(WINDOW_MM * texture.px_per_mm)
    if min(kind.shape) <= side:
        return ()
    filled = cv2.boxFilter(kind.astype(np.float32), -1, (side, side), anchor=(0, 0))
    filled[-side:] = filled[:, -side:] = 0.0
    windows: list[SkinWindow] = []
    while len(windows) < _MOST_WINDOWS:
        top, left = (int(v) for v in np.unravel_index(int(filled.argmax()), filled.shape))
        if filled[top, left] < _FILLED:
            break
        scale = texture.px_per_mm * step
        windows.append(SkinWindow(left * step, top * step, side * step, scale))
        filled[max(top - side, 0) : top + side, max(left - side, 0) : left + side] = 0.0
    return tuple(windows)


def grain_of(swatch: Swatch) -> Grain:
    """Measure the grain of a whole swatch of skin or hair."""
    light = np.asarray(linear_of_srgb(swatch.srgb) @ LUMINANCE, dtype=np.float64)
    return measure_grain(light, np.ones(light.shape, dtype=bool), swatch.px_per_mm)


def streak_strength(swatch: Swatch) -> float:
    """Give how far the grain lies in one direction: 0 round dots, 1 parallel lines.

    Mean coherence of the structure tensor over 2 mm, of the band of hairs (0.15 to 0.8 mm). Truly
    shaved hair has 0.16 to 0.33, hair of 2 to 5 mm up to 0.73, a field of dots 0.1 (measured on
    eight views of four men).
    """
    light = np.asarray(linear_of_srgb(swatch.srgb) @ LUMINANCE, dtype=np.float64)
    flat = flatten_shading(light, np.ones(light.shape, dtype=bool), swatch.px_per_mm)
    fine, coarse = (cv2.GaussianBlur(flat, (0, 0), mm * swatch.px_per_mm) for mm in (0.15, 0.8))
    across, down = (cv2.Sobel(fine - coarse, cv2.CV_64F, *way) for way in ((1, 0), (0, 1)))
    xx, yy, xy = (
        cv2.GaussianBlur(product, (0, 0), 2.0 * swatch.px_per_mm)
        for product in (across * across, down * down, across * down)
    )
    return float(np.mean(np.sqrt((xx - yy) ** 2 + 4.0 * xy**2) / np.maximum(xx + yy, 1e-12)))


def mean_colour(swatch: Swatch) -> Floats:
    """Give the mean linear R, G, B (3,) of a swatch."""
    return np.asarray(linear_of_srgb(swatch.srgb).reshape(-1, 3).mean(axis=0), dtype=np.float64)
