"""Read where a head still carries hair or stubble, in head coordinates, from all its photos."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from smp_sim.model.camera import HeadCamera
from smp_sim.render.camera_geometry import frame_skin, mean_px_per_mm
from smp_sim.render.colour import linear_of_srgb
from smp_sim.render.head_zones import forehead_mask
from smp_sim.render.products import Floats, Photo, Plane, Surface
from smp_sim.render.skin_tones import (
    POOL_MM,
    SkinReference,
    SkinTones,
    masked_blur,
    measure_tones,
    skin_reference,
    smooth_step,
)
from smp_sim.render.surface import reduced_photo

#: Px per mm at which hair is told from skin: it reads the same from 3.4 down to 1.2 px/mm
#: (project measurement on nine portraits).
READ_PX_PER_MM = 1.7

#: Evidence for hair or stubble: 0 below the first, 1 above the second. Measured on 42 photos of
#: drawn heads of known stubble in six skin tones: bare skin -0.4 to 0.3, stubble 0.5 to 1.3; in
#: between the overlap with the truth changes little from 0.35 to 0.45.
STUBBLE_EVIDENCE = (0.15, 0.55)

#: Mirrored light is as neutral as hair: from a third of the light on, colour tells nothing
#: (assumed; gloss on a bald crown else reads as stubble).
GLOSS_WEIGHT = 3.0

#: Log of red over green below which a photo has no colour to tell hair by (skin of all tones is at
#: 0.3 and more; bluish light takes off 0.2).
LEAST_RED = 0.06

#: Contrast of bare skin where none can be compared with (0.02 to 0.035 on portraits and on drawn
#: heads; stubble from 0.045).
SMOOTH_SKIN = 0.028

#: Grain that skin itself has in a photo without noise, as a share of luminance: 0.007 to 0.012 on
#: drawn heads, 0.009 to 0.02 on studio portraits.
QUIET_GRAIN = 0.02

#: Noise from which fine hair is told less surely, and from which hardly, as a share of luminance.
NOISY_GRAIN = (0.03, 0.08)

#: Skin turned further from the camera than this is not read (assumed: streaks and shade grow).
STEEPEST_COS = float(np.cos(np.radians(76.0)))

#: Places that are asked: so many directions spread over the whole sphere, about 8 mm apart.
SPHERE_COUNT = 2400

#: Lowest place of the scalp: y of its unit direction.
LOWEST_Y = -0.2


class ScalpView(NamedTuple):
    """A photo with what was read from it and its head camera."""

    photo: Photo
    surface: Surface
    camera: HeadCamera


@dataclass(frozen=True, slots=True)
class ScalpReading:
    """What was seen of the scalp.

    ``directions`` (N, 3) unit; ``hairy`` (N,) in [0, 1], how surely hair or stubble grows there;
    ``weight`` (N,) how well the place was seen, 0 unseen, 1 straight on in one photo.
    """

    directions: Floats
    hairy: Floats
    weight: Floats


def read_scalp(views: Sequence[ScalpView]) -> ScalpReading:
    """Read the hair that is left from the photos of one head.

    Parameters
    ----------
    views : photos with their surfaces and head cameras, all with the same axes.
    """
    directions = spread_directions(SPHERE_COUNT)
    directions = directions[directions[:, 1] > LOWEST_Y]
    total, weight = np.zeros(len(directions)), np.zeros(len(directions))
    textures = [read_texture(view) for view in views]
    known = [texture.bare for texture in textures if texture.shows_forehead]
    for view, texture in zip(views, textures, strict=True):
        evidence = hair_evidence(texture, bare_skin(texture, known))
        hairy, seen = _look_up(view, texture, evidence, directions)
        total += hairy * seen
        weight += seen
    hairy = np.where(weight > 0.0, total / np.maximum(weight, 1e-9), 0.0)
    return ScalpReading(directions, hairy, weight)


def spread_directions(count: int) -> Floats:
    """Give unit directions (count, 3) spread evenly over the sphere: a golden-angle spiral."""
    index = np.arange(count) + 0.5
    y = 1.0 - 2.0 * index / count
    turn = np.pi * (3.0 - np.sqrt(5.0)) * index
    ring = np.sqrt(1.0 - y * y)
    return np.stack([ring * np.cos(turn), y, ring * np.sin(turn)], axis=-1)


@dataclass(frozen=True, slots=True)
class ScalpTexture:
    """Maps (h, w) of a photo at about 1.7 px/mm: tones, the head, long hair, clear sight.

    ``gloss`` the share of mirrored light about each place; ``step`` photo px per map pixel;
    ``px_per_mm`` of the maps; ``bare`` this photo's bare skin, sure only where it
    ``shows_forehead``.
    """

    tones: SkinTones
    inside: Plane
    long_hair: Plane
    gloss: Plane
    clear: Plane
    step: float
    px_per_mm: float
    bare: SkinReference
    shows_forehead: bool


def read_texture(view: ScalpView) -> ScalpTexture:
    """Measure colour and roughness of a photo's head, and its bare skin where the forehead is."""
    surface = view.surface
    scale = mean_px_per_mm(view.camera) / surface.step
    factor = max(1, int(scale / READ_PX_PER_MM))
    step = surface.step * factor
    linear = linear_of_srgb(reduced_photo(view.photo, step))
    size = (linear.shape[1], linear.shape[0])
    skin, long_hair, shine = (
        np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), dtype=np.float32)
        for plane in (surface.skin, surface.hair, surface.highlight)
    )
    inside = np.clip(skin + long_hair, 0.0, 1.0)
    px_per_mm = scale / factor
    tones = measure_tones(linear, inside, px_per_mm, camera_noise(surface.grain) / step)
    forehead = forehead_mask(view.camera, (size[1], size[0]), step) & (inside > 0.99)
    # Gloss hides grain in part, but only bare skin mirrors that much.
    clear = np.asarray(inside * (1.0 - 0.6 * shine), dtype=np.float32)
    gloss = masked_blur(shine, inside, POOL_MM * px_per_mm)
    bare = skin_reference(tones, forehead, inside > 0.99)
    shows = int(np.count_nonzero(forehead)) >= 200
    return ScalpTexture(tones, inside, long_hair, gloss, clear, float(step), px_per_mm, bare, shows)


def camera_noise(grain: float) -> float:
    """Give what of a photo's grain is the camera's: beyond that of skin in a quiet photo."""
    return float(np.sqrt(max(grain**2 - QUIET_GRAIN**2, 0.0)))


def grain_trust(views: Sequence[ScalpView]) -> float:
    """Give how far fine hair can be told from noise in the clearest of some photos, 0.4 to 1.

    On drawn heads the overlap of stubble with the truth falls by up to 0.2 where noise reaches
    0.08 of luminance (8 of 255 levels); below 0.03 it stays.
    """
    least = min(camera_noise(view.surface.grain) for view in views)
    return float(np.interp(least, NOISY_GRAIN, (1.0, 0.4)))


def bare_skin(texture: ScalpTexture, known: Sequence[SkinReference] = ()) -> SkinReference:
    """Give the bare skin to compare with: this photo's forehead, or what other photos showed.

    A back of the head may be all hair: without another photo the smoothest and reddest of it is
    taken, but no rougher than skin is (``SMOOTH_SKIN``).
    """
    if texture.shows_forehead:
        return texture.bare
    core = texture.inside > 0.99
    if not np.any(core):
        return texture.bare
    smooth = max(float(np.percentile(texture.tones.contrast[core], 8)), 0.01)
    if known:
        red, light, rough = (float(v) for v in np.median(np.array(known), axis=0))
        return SkinReference(red, light, min(rough, smooth))
    reds = texture.tones.red_green[core]
    red = float(np.clip(np.percentile(reds, 90), 0.35, 1.2))
    # The reddest of a head that is bald in part is its bare skin, rougher where it shines.
    reddest = float(np.median(texture.tones.contrast[core][reds >= np.percentile(reds, 80)]))
    rough = min(float(np.sqrt(max(reddest, smooth) * smooth)), SMOOTH_SKIN)
    return SkinReference(red, texture.bare.luminance, rough)


def hair_evidence(texture: ScalpTexture, bare: SkinReference) -> Plane:
    """Give (h, w) hair or stubble in [0, 1]: rougher and less red than this person's bare skin."""
    rough = np.log(np.maximum(texture.tones.contrast, 1e-4) / bare.contrast)
    neutral = np.clip(1.0 - texture.tones.red_green / bare.red_green, -0.4, 0.8)
    neutral = neutral * _has_colour(texture) * (1.0 - np.minimum(GLOSS_WEIGHT * texture.gloss, 1.0))
    grey = masked_blur(
        np.asarray(neutral, dtype=np.float32), texture.inside, POOL_MM * texture.px_per_mm
    )
    evidence = smooth_step(np.clip(rough, -0.5, 1.6) + 0.8 * grey, *STUBBLE_EVIDENCE)
    return np.maximum(evidence, texture.long_hair) * (texture.inside > 0.5)


def _has_colour(texture: ScalpTexture) -> bool:
    """Say whether the reddest of the head is redder than grey: a black and white photo's isn't."""
    core = texture.inside > 0.99
    reds = texture.tones.red_green[core]
    return bool(np.any(core) and np.percentile(reds, 90) > LEAST_RED)


def _look_up(
    view: ScalpView, texture: ScalpTexture, evidence: Plane, directions: Floats
) -> tuple[Floats, Floats]:
    """Give (N,) the hair seen at each place and how well it was seen."""
    frames = frame_skin(view.camera, directions)
    facing = np.where(frames.in_front, frames.cos_tilt, 0.0)
    spots = np.where(np.isfinite(frames.centre_px), frames.centre_px, -1.0) / texture.step
    inside = np.all((spots >= 0) & (spots < np.array(evidence.shape[::-1])), axis=1)
    inside &= facing > STEEPEST_COS
    place = np.floor(spots[inside]).astype(int)
    hairy, seen = np.zeros(len(directions)), np.zeros(len(directions))
    hairy[inside] = evidence[place[:, 1], place[:, 0]]
    seen[inside] = np.sqrt(facing[inside]) * texture.clear[place[:, 1], place[:, 0]]
    return hairy, seen
