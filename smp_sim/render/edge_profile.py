"""How dots thin out at an edge: hairline transition, waves, strays, feather; and brush strokes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area, BrushStroke, Hairline
from smp_sim.model.units import Vec3
from smp_sim.render.blue_noise import child_rng
from smp_sim.render.head_curve import arc_lengths, nearest_on_line, place_directions, resample_line

Floats = NDArray[np.float64]
Plane = NDArray[np.float32]
Ints = NDArray[np.int64]

#: Size of a noise tile, and its texels for each wavelength: the tile repeats after 32 waves.
NOISE_SIZE = 192
TEXELS_PER_WAVE = 6.0
#: Relative width of the band of wavelengths. Assumed: broad enough not to look periodic.
BAND_WIDTH = 0.35
#: The share of a brush's radius over which its edge softens. Assumed.
BRUSH_SOFTNESS = 0.25


@dataclass(frozen=True, slots=True)
class EdgeProfile:
    """What the edges leave at each place, all (N,).

    ``share`` of the area's density; ``strays`` dots per cm² on top, in front of the hairline;
    ``tone`` and ``size`` factors up to 1.
    """

    share: Floats
    strays: Floats
    tone: Floats
    size: Floats


def smooth_step(share: Floats) -> Floats:
    """Rise from 0 at 0 to 1 at 1 without a kink (3 x² - 2 x³), held beyond."""
    x = np.clip(share, 0.0, 1.0)
    return np.asarray(x * x * (3.0 - 2.0 * x))


def noise_tile(rng: np.random.Generator) -> Plane:
    """Give a periodic noise tile of one band of wavelengths, values in [-1, 1], mean 0.

    Two standard deviations reach 1; beyond it is cut off. Rounded to 1/4096, so that the last bit
    of a machine's Fourier transform doesn't matter.
    """
    white = np.fft.rfft2(rng.standard_normal((NOISE_SIZE, NOISE_SIZE)))
    fx = np.fft.rfftfreq(NOISE_SIZE) * TEXELS_PER_WAVE
    fy = np.fft.fftfreq(NOISE_SIZE) * TEXELS_PER_WAVE
    band = np.exp(-0.5 * ((np.hypot(fx[None, :], fy[:, None]) - 1.0) / BAND_WIDTH) ** 2)
    band[0, 0] = 0.0
    noise = np.fft.irfft2(white * band, s=(NOISE_SIZE, NOISE_SIZE))
    held = np.clip(noise / (2.0 * noise.std()), -1.0, 1.0)
    return np.asarray(np.round(held * 4096.0) / 4096.0, dtype=np.float32)


def read_noise(tile: Plane, x_mm: Floats, y_mm: Floats, wave_mm: float) -> Floats:
    """Read a noise tile at places (N,) in mm, its wavelength ``wave_mm``, bilinearly."""
    size = len(tile)
    scale = TEXELS_PER_WAVE / wave_mm
    x, y = x_mm * scale, y_mm * scale
    column, row = np.floor(x).astype(np.int32), np.floor(y).astype(np.int32)
    fx, fy = (x - column).astype(np.float32), (y - row).astype(np.float32)
    c0, r0 = column % np.int32(size), row % np.int32(size)
    c1, r1 = np.where(c0 == size - 1, 0, c0 + 1), np.where(r0 == size - 1, 0, r0 + 1)
    flat = tile.ravel()
    top, low = flat[r0 * size + c0], flat[r1 * size + c0]
    top += (flat[r0 * size + c1] - top) * fx
    low += (flat[r1 * size + c1] - low) * fx
    return np.asarray(top + (low - top) * fy, dtype=np.float64)


def hairline_reach(hairline: Hairline) -> float:
    """Give how far in front of the drawn line a dot may stand, in mm."""
    return hairline.stray_reach_mm + hairline.macro_mm + hairline.micro_mm


def hairline_depth(hairline: Hairline) -> float:
    """Give how far behind the drawn line the density, size and tone are full, in mm."""
    return hairline.transition_mm + hairline.macro_mm + hairline.micro_mm


def full_profile(count: int) -> EdgeProfile:
    """Give the profile of ``count`` places away from every edge."""
    return EdgeProfile(np.ones(count), np.zeros(count), np.ones(count), np.ones(count))


def feather_profile(area: Area, rear_mm: Floats) -> EdgeProfile:
    """Give the profile at distances (N,) in mm inside an edge without a hairline."""
    share = fade_in(rear_mm, area.feather_mm)
    zero, one = np.zeros_like(share), np.ones_like(share)
    return EdgeProfile(share, zero, one, one)


def fade_in(distance_mm: Floats, width_mm: float) -> Floats:
    """Rise smoothly from 0 at an edge to 1 at ``width_mm`` inside it; 0 outside."""
    if width_mm < 1e-3:
        return (distance_mm >= 0.0).astype(np.float64)
    return smooth_step(distance_mm / width_mm)


def edge_tiles(seed: int) -> tuple[Plane, Plane]:
    """Make the noise of a plan's macro waves and of its micro irregularity."""
    return noise_tile(child_rng(seed, 10)), noise_tile(child_rng(seed, 11))


def hairline_profile(
    area: Area, hairline: Hairline, distances: Plane, tiles: tuple[Plane, Plane]
) -> EdgeProfile:
    """Give the profile of an area behind a hairline.

    Parameters
    ----------
    distances : (N, 3) float32, mm: inside the rear edge, behind the hairline, along the hairline.
    tiles : the noise of macro and micro waves, see :func:`edge_tiles`.
    """
    rear = distances[:, 0].astype(np.float64)
    front = distances[:, 1].astype(np.float64)
    zone = front < hairline_depth(hairline)
    front[zone] += edge_waves(hairline, distances[zone], tiles)
    ramp = fade_in(front, hairline.transition_mm)
    edge = hairline.edge_density
    share = np.where(front >= 0.0, edge + (1.0 - edge) * ramp, 0.0)
    blend = fade_in(rear, area.feather_mm)
    strays = stray_density(hairline, area.density_per_cm2, front)
    tone = hairline.edge_tone + (1.0 - hairline.edge_tone) * ramp
    size = hairline.edge_size + (1.0 - hairline.edge_size) * ramp
    return EdgeProfile(share * blend, strays * blend, tone, size)


def edge_waves(hairline: Hairline, distances: Plane, tiles: tuple[Plane, Plane]) -> Floats:
    """Give how far (N,) in mm the edge is moved forward: macro waves and micro irregularity.

    The noise is read over the length along and the distance behind the hairline, so that its
    wavelengths are true on the skin. At most ``macro_mm + micro_mm`` either way.
    """
    along, behind = distances[:, 2].astype(np.float64), distances[:, 1].astype(np.float64)
    macro, micro = tiles
    waves = hairline.macro_mm * read_noise(macro, along, behind, hairline.macro_wave_mm)
    return np.asarray(
        waves + hairline.micro_mm * read_noise(micro, along, behind, hairline.micro_wave_mm)
    )


def stray_density(hairline: Hairline, density: float, front_mm: Floats) -> Floats:
    """Give dots per cm² (N,) in front of the edge, falling to none at the reach of strays.

    Their integral over the reach is ``strays_per_cm``; never denser than half the edge itself,
    so that they thin out together with the area.
    """
    reach = hairline.stray_reach_mm
    if reach <= 0.0:
        return np.zeros_like(front_mm)
    peak = min(20.0 * hairline.strays_per_cm / reach, 0.5 * hairline.edge_density * density)
    fall = np.clip(1.0 + front_mm / reach, 0.0, 1.0)
    return np.where(front_mm < 0.0, peak * fall, 0.0)


def brush_share(distance_mm: Floats, radius_mm: Floats) -> Floats:
    """Give how fully (N,) a brush covers places at a distance from its path: soft at the rim."""
    soft = np.maximum(BRUSH_SOFTNESS * radius_mm, 1e-9)
    return smooth_step((radius_mm - distance_mm) / soft)


def stroke_line(stroke: BrushStroke, semi_axes_mm: Vec3 | None) -> tuple[Floats, Floats]:
    """Give a stroke's path (N, 3) and its radius (N,) along it, in mm, in steps below 1 mm.

    Raises
    ------
    PlanError
        For a stroke without points, or without one radius for each.
    """
    radii = np.asarray(stroke.radii_mm, dtype=np.float64)
    if not len(radii) or len(radii) != len(stroke.points):
        raise PlanError("A brush stroke needs points with one radius each.", where="strokes")
    places = np.asarray(stroke.points, dtype=np.float64)
    if semi_axes_mm is not None:
        places = place_directions(stroke.points, semi_axes_mm, "strokes")
    if len(places) == 1:
        return places, radii
    fine = resample_line(np.column_stack([places, radii]))
    return fine[:, :3], fine[:, 3]


def brush_profile(
    strokes: tuple[BrushStroke, ...], axes: Vec3 | None, places_mm: Floats, profile: EdgeProfile
) -> EdgeProfile:
    """Let brush strokes add to the profile and take from it, in the order they were painted."""
    share, strays = profile.share.copy(), profile.strays.copy()
    tone, size = profile.tone.copy(), profile.size.copy()
    for stroke in strokes:
        if stroke.effect == "keep-out":
            continue
        index, cover = _stroke_cover(stroke, axes, places_mm)
        if stroke.effect == "erase":
            share[index] *= 1.0 - cover
            strays[index] *= 1.0 - cover
            continue
        share[index] = np.maximum(share[index], cover)
        tone[index] = np.maximum(tone[index], cover)
        size[index] = np.maximum(size[index], cover)
    return EdgeProfile(share, strays, tone, size)


def _stroke_cover(stroke: BrushStroke, axes: Vec3 | None, places_mm: Floats) -> tuple[Ints, Floats]:
    """Give the places (indices) that a stroke touches, and how fully [0, 1] it covers each."""
    index, distance, radius = near_stroke(stroke, axes, places_mm)
    return index, brush_share(distance, radius)


def near_stroke(
    stroke: BrushStroke, axes: Vec3 | None, places_mm: Floats
) -> tuple[Ints, Floats, Floats]:
    """Give places (indices) inside a stroke, their distance from its path, its radius there."""
    line, radii = stroke_line(stroke, axes)
    low, high = line.min(axis=0) - radii.max(), line.max(axis=0) + radii.max()
    index = np.flatnonzero(np.all((places_mm >= low) & (places_mm <= high), axis=1))
    distance, along = nearest_on_line(places_mm[index], line)
    return index, distance, np.interp(along, arc_lengths(line), radii)
