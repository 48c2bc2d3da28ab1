"""Find where the head in a photo ends, near where its camera says that it ends.

Colour models alone lose a shiny crown to a pale wall, so the outline is taken as one closed curve:
round the head, the best radius for every angle, by dynamic programming over local colour (inside
against outside at that very angle), edges, and the distance from the ellipsoid.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from smp_sim.model.camera import HeadCamera
from smp_sim.render.camera_geometry import head_centre_px, hit_skin, mean_px_per_mm
from smp_sim.render.head_geometry import place_on_head
from smp_sim.render.pixel_geometry import rim_radii
from smp_sim.render.products import Floats, Mask, Plane

#: One spoke a degree; samples of 0.6 mm from 22 mm inside the ellipsoid to 24 mm outside.
SPOKES = 360
SAMPLE_MM = 0.6
REACH_MM = (-22.0, 24.0)

#: How far the head's own outline strays from the ellipsoid's, in mm: assumed, from fits (2-4 mm)
#: and the tilt of a preset.
STRAY_SIGMA_MM = 7.0

#: Colours vary together over about this length, so a run of samples counts once for it (assumed).
COLOUR_RUN_MM = 4.0

#: A sample's colour can speak for or against the head at most this much (nats), so that a glint
#: or a shirt collar is outvoted.
LOUDEST = 3.0

#: Least spread of a colour model, sRGB-coded: noise and compression (assumed).
LEAST_SPREAD = 0.012

#: Nats for a change of radius by one sample from spoke to spoke: a skull is smooth (assumed).
BEND_CHARGE = 1.0

#: The outline is drawn this far inside the edge found, where pixels mix head and background.
EDGE_MM = 0.5

#: Weight of an edge of full strength, in nats (assumed; tuned by eye on portraits).
EDGE_WEIGHT = 5.0


@dataclass(frozen=True, slots=True)
class Silhouette:
    """The head's outline: ``points_px`` (360, 2) x, y in photo px, ``trusted`` (360,) in [0, 1].

    ``trusted`` says how far the outline there was seen (the dome) rather than taken from the model
    (face and neck, where a head has no end).
    """

    points_px: Floats
    trusted: Floats


def find_silhouette(picture: Plane, step: float, camera: HeadCamera) -> Silhouette:
    """Find the outline of the head.

    Parameters
    ----------
    picture : (h, w, 3) float32, sRGB-coded, [0, 1].
    step : photo px for each picture px.
    camera : the photo's head camera.
    """
    middle = head_centre_px(camera)
    angles = np.radians(np.arange(SPOKES) * 360.0 / SPOKES)
    radii = rim_radii(camera, middle, angles)
    spokes = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    offsets_mm = np.arange(REACH_MM[0], REACH_MM[1], SAMPLE_MM)
    reach_px = radii[:, None] + offsets_mm * mean_px_per_mm(camera)
    places = np.asarray(middle) + reach_px[..., None] * spokes[:, None, :]
    trusted = dome_trust(camera, np.asarray(middle) + 0.985 * radii[:, None] * spokes)
    gain = _gain_of(sample_picture(picture, places / step), offsets_mm) * trusted[:, None]
    gain -= 0.5 * (offsets_mm / STRAY_SIGMA_MM) ** 2
    chosen = _smooth_curve(best_path(gain))
    found_mm = np.interp(chosen, np.arange(len(offsets_mm)), offsets_mm)
    radius = radii + (found_mm - EDGE_MM * trusted) * mean_px_per_mm(camera)
    return Silhouette(np.asarray(middle) + radius[:, None] * spokes, trusted)


def sample_picture(picture: Plane, places: Floats) -> Plane:
    """Read a picture (h, w, 3) at places (..., 2) x, y in its px; nan outside the frame."""
    spots = np.asarray(places - 0.5, dtype=np.float32)
    nothing = (float("nan"),) * 4
    return np.asarray(
        cv2.remap(
            picture,
            spots,
            None,  # type: ignore[call-overload]
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=nothing,
        )
    )


def dome_trust(camera: HeadCamera, pixels: Floats) -> Floats:
    """Say in [0, 1] how far the head's edge at pixels (N, 2) just inside it is the bare dome's.

    Below, the outline is face, ear, neck. Limits by depth as in the outline fit.
    """
    directions, hit = hit_skin(camera, pixels)
    place = place_on_head(np.where(hit[:, None], directions, 1.0), camera.semi_axes_mm)
    lowest = np.interp(place[:, 2], [-90.0, -50.0, -20.0], [-35.0, -25.0, -12.0])
    return np.where(hit, np.clip((place[:, 1] - lowest) / 15.0, 0.0, 1.0), 0.0)


def _gain_of(strip: Plane, offsets_mm: Floats) -> Floats:
    """Give (360, n) how good it is, in nats, to end the head at each sample of each spoke."""
    seen = np.all(np.isfinite(strip), axis=-1)
    colours = np.where(seen[..., None], strip, 0.0).astype(np.float64)
    head = seen & (offsets_mm < -8.0)
    inside = _distance_from(colours, _local_colour(colours, head))
    # Shine, stubble and skin alternate along a crown: a spoke may end in a colour seen elsewhere.
    anywhere = _distance_from(colours, _local_colour(colours, head, half=SPOKES // 6)) + 2.0
    outside = _distance_from(colours, _local_colour(colours, seen & (offsets_mm > 10.0)))
    vote = outside - np.minimum(inside, anywhere)
    vote = np.clip(0.5 * vote, -LOUDEST, LOUDEST) * seen * (SAMPLE_MM / COLOUR_RUN_MM)
    # Samples before the end vote as head, samples behind it as background.
    before = np.cumsum(vote, axis=1) - vote
    return np.asarray(2.0 * before - vote.sum(axis=1, keepdims=True) + _edge_gain(colours, seen))


def _local_colour(colours: Floats, chosen: Mask, half: int = 12) -> tuple[Floats, Floats]:
    """Give each spoke the mean (360, 3) and spread (360, 3) of the chosen samples round it."""
    weight = _ring_sum(chosen.sum(axis=1, keepdims=True).astype(np.float64), half)
    total = np.maximum(weight, 1e-9)
    mean = _ring_sum(np.einsum("sn,snc->sc", chosen, colours), half) / total
    square = _ring_sum(np.einsum("sn,snc->sc", chosen, colours**2), half) / total
    spread = np.sqrt(np.maximum(square - mean**2, 0.0)) + LEAST_SPREAD
    # Where the frame shows nothing there, any colour fits.
    return mean, np.where(weight > 3.0, spread, 1e3)


def _ring_sum(values: Floats, half: int) -> Floats:
    """Sum (360, c) over neighbours up to ``half`` spokes away, round the ring."""
    ring = np.concatenate([values[-half:], values, values[:half]])
    running = np.cumsum(np.concatenate([np.zeros((1, ring.shape[1])), ring]), axis=0)
    return np.asarray(running[2 * half + 1 :] - running[: -2 * half - 1])


def _distance_from(colours: Floats, model: tuple[Floats, Floats]) -> Floats:
    """Give (360, n) squared distances in spreads plus the log of the spread's volume."""
    mean, spread = model
    scaled = (colours - mean[:, None]) / spread[:, None]
    wide = 2.0 * np.log(np.minimum(spread, 1.0)).sum(axis=1)
    return np.asarray(np.einsum("snc,snc->sn", scaled, scaled) + wide[:, None])


def _edge_gain(colours: Floats, seen: Mask) -> Floats:
    """Give (360, n) the edge at each sample, against the strongest one near that angle."""
    soft = cv2.GaussianBlur(colours, (1, 5), 1.0)
    step = np.zeros(colours.shape[:2])
    step[:, 2:-2] = np.linalg.norm(soft[:, 4:] - soft[:, :-4], axis=-1)
    step[:, 2:-2] *= seen[:, 4:] & seen[:, :-4]
    strongest = step.max(axis=1, keepdims=True)
    nearby = _ring_sum(strongest, 8) / 17.0
    return np.asarray(EDGE_WEIGHT * np.clip(step / np.maximum(nearby, 0.02), 0.0, 1.2))


def best_path(gain: Floats, most_steps: int = 1) -> Floats:
    """Give (n,) the closed path of greatest gain through (n, m), a few samples a spoke apart.

    The ring is walked twice and the second half of the first round with the first half of the
    second is kept, so that both ends agree.
    """
    spokes, width = gain.shape
    turns = np.concatenate([gain, gain])
    shifts = np.arange(-most_steps, most_steps + 1)
    charge = BEND_CHARGE * np.abs(shifts)
    came = np.zeros((2 * spokes, width), dtype=np.int64)
    padded = np.full(width + 2 * most_steps, -1e18)
    best = padded[most_steps : most_steps + width]
    best[:] = turns[0]
    reached = np.lib.stride_tricks.sliding_window_view(padded, len(shifts))
    for row in range(1, 2 * spokes):
        choices = reached - charge
        came[row] = np.argmax(choices, axis=1) - most_steps
        best[:] = choices.max(axis=1) + turns[row]
    path = np.zeros(2 * spokes, dtype=np.int64)
    path[-1] = int(np.argmax(best))
    for row in range(2 * spokes - 1, 0, -1):
        path[row - 1] = path[row] + came[row, path[row]]
    half = spokes // 2
    return np.roll(path[half : half + spokes], half).astype(np.float64)


def _smooth_curve(chosen: Floats) -> Floats:
    """Smooth a ring of radii a little: samples are coarser than a skull's bumps."""
    ring = np.concatenate([chosen[-6:], chosen, chosen[:6]])
    kernel = np.exp(-0.5 * (np.arange(-6, 7) / 1.5) ** 2)
    return np.convolve(ring, kernel / kernel.sum(), mode="valid")


def draw_inside(silhouette: Silhouette, shape: tuple[int, int], step: float) -> Plane:
    """Draw the inside of an outline: (h, w) float32 in [0, 1], the edge one px soft."""
    fine = 4
    points = silhouette.points_px / step
    # OpenCV's smooth polygons reach half a px beyond their corners.
    spokes = points - points.mean(axis=0)
    points = points - 0.5 * spokes / np.linalg.norm(spokes, axis=1, keepdims=True)
    points = np.rint((points - 0.5) * 2**fine).astype(np.int32)
    inside = np.zeros(shape, dtype=np.uint8)
    cv2.fillPoly(inside, [points], 255, cv2.LINE_AA, fine)
    return inside.astype(np.float32) / 255.0
