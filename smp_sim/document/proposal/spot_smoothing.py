"""Even out a count of spots as widely as chance asks for, and as finely as its changes do.

A wide look is sure, a narrow one is sharp: the wide one stands wherever a narrower one differs from
it by no more than chance (after Lepski 1991, Theory of Probability and its Applications 35:454).
Lines without hair, such as strip scars, are looked for with long narrow windows in all directions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from skimage.filters import apply_hysteresis_threshold

from smp_sim.document.proposal.hair_spots import behind_count, count_of
from smp_sim.render.products import Plane
from smp_sim.render.skin_tones import masked_blur, smooth_step

#: Windows in mm, one sigma: the widest, those that may take its place, and a line's across and
#: along, in so many directions.
WIDEST_MM, NARROWER_MM, LINE_MM, DIRECTIONS = 8.0, (3.5, 1.4), (1.0, 4.5), 8

#: Scale that is worked at, px/mm: the narrowest window is then two px wide.
WORK_PX_PER_MM = 1.7

#: Hair is more even than chance: spread of its count as a share of a Poisson count's (measured on
#: drawn heads); and the least count per cm² that a spread is taken from.
EVENNESS, LEAST_COUNT = 0.8, 20.0

#: A difference counts from so many spreads on, where it reaches so many somewhere.
WEAK, STRONG = 1.7, 3.3

#: A line has to differ so much more clearly than a round window does.
LINE_ODDS = 1.25


@dataclass(frozen=True, slots=True)
class SpotRate:
    """Spots per cm² of the picture in each px of a map.

    ``rate`` (h, w) float32, spots in a px over its area; ``weight`` (h, w) where it counts, [0, 1];
    ``cos_tilt`` (h, w); ``hidden_cm2`` the area in which hairs hide each other, ``false_per_cm2``
    the spots that bare skin shows anyway.
    """

    rate: Plane
    weight: Plane
    cos_tilt: Plane
    px_per_mm: float
    hidden_cm2: float
    false_per_cm2: float

    def hairs_of(self, counted: Plane) -> Plane:
        """Give hairs per cm² of skin behind a count per cm² of the picture."""
        return behind_count(counted, self.hidden_cm2) * self.cos_tilt

    def count_of(self, per_cm2: Plane) -> Plane:
        """Give the count that hairs per cm² of skin lead to."""
        slant = np.maximum(self.cos_tilt, np.float32(0.35))
        return count_of(np.asarray(per_cm2 / slant), self.hidden_cm2)

    def above_false(self, counted: Plane) -> Plane:
        """Take off the spots of bare skin, as many as hair leaves room for."""
        room = 1.0 - self.false_per_cm2 * self.hidden_cm2
        return np.asarray(np.maximum(counted - self.false_per_cm2, 0.0) / room)


def smooth_density(spots: SpotRate) -> tuple[Plane, Plane]:
    """Give hairs per cm² of skin (h, w), and the one-sigma chance of each as a share of it.

    Both are worked out where the weight is and on no finer map than ``WORK_PX_PER_MM`` asks for.
    """
    x, y, wide, high = cv2.boundingRect((spots.weight > 0.0).astype(np.uint8))
    density, chance = (np.zeros(spots.rate.shape, np.float32) for _ in range(2))
    if wide == 0:
        return density, chance
    box = np.s_[y : y + high, x : x + wide]
    for whole, part in zip((density, chance), _smoothed(_reduced(spots, box)), strict=True):
        whole[box] = cv2.resize(part, (wide, high), interpolation=cv2.INTER_LINEAR)
    return density, chance


def _reduced(spots: SpotRate, box: tuple[slice, slice]) -> SpotRate:
    """Cut a box out and average it to the working scale, skin weighing as much as it counts."""
    factor = max(1, round(spots.px_per_mm / WORK_PX_PER_MM))
    high, wide = spots.weight[box].shape
    size = max(1, wide // factor), max(1, high // factor)
    weight, kept, cos = (
        cv2.resize(plane[box], size, interpolation=cv2.INTER_AREA)
        for plane in (spots.weight, spots.rate * spots.weight, spots.cos_tilt)
    )
    return replace(
        spots,
        rate=np.asarray(kept / np.maximum(weight, 1e-3), dtype=np.float32),
        weight=np.asarray(weight, dtype=np.float32),
        cos_tilt=np.asarray(cos, dtype=np.float32),
        px_per_mm=spots.px_per_mm / factor,
    )


def _smoothed(spots: SpotRate) -> tuple[Plane, Plane]:
    density = spots.hairs_of(_looked(spots, WIDEST_MM))
    window = np.full(density.shape, _area_cm2(WIDEST_MM, WIDEST_MM), np.float32)
    for sigma_mm in NARROWER_MM:
        area = _area_cm2(sigma_mm, sigma_mm)
        counted = _looked(spots, sigma_mm)
        off = _differences(spots, density, counted, area)
        if sigma_mm == NARROWER_MM[-1]:
            counted, off = _with_lines(spots, density, counted, off)
        share = _where_different(off, spots, 0.5 * sigma_mm)
        density = density * (1.0 - share) + spots.hairs_of(counted) * share
        window = window * (1.0 - share) + area * share
    return density, _chance(spots, density, window)


def _chance(spots: SpotRate, density: Plane, window_cm2: Plane) -> Plane:
    """Give the share of a density that chance in its window makes: more where hairs hide."""
    count = np.maximum(spots.count_of(density), LEAST_COUNT)
    room = np.maximum(1.0 - count * spots.hidden_cm2, 0.1)
    spread = EVENNESS * np.sqrt(count / window_cm2) / room * spots.cos_tilt
    return np.asarray(spread / np.maximum(density, LEAST_COUNT), dtype=np.float32)


def _looked(spots: SpotRate, sigma_mm: float) -> Plane:
    sigma_px = sigma_mm * spots.px_per_mm
    return spots.above_false(masked_blur(spots.rate * spots.weight, spots.weight, sigma_px))


def _area_cm2(across_mm: float, along_mm: float) -> float:
    """Give the area in cm² that a Gaussian window counts in: 4 pi sigma sigma."""
    return float(4.0 * np.pi * across_mm * along_mm / 100.0)


def _differences(spots: SpotRate, density: Plane, counted: Plane, area_cm2: float) -> Plane:
    """Give by how many spreads a count differs from what a density leads to."""
    usual = spots.count_of(density)
    spread = EVENNESS * np.sqrt(np.maximum(usual, LEAST_COUNT) / area_cm2)
    return np.asarray((counted - usual) / spread * (spots.weight > 0.0), dtype=np.float32)


def _with_lines(spots: SpotRate, density: Plane, counted: Plane, off: Plane) -> tuple[Plane, Plane]:
    """Put the count of a long window where it lacks hairs more clearly than the round one."""
    across, along = LINE_MM
    kept = spots.rate * spots.weight
    for turn in range(DIRECTIONS):
        window = _long_window(across * spots.px_per_mm, along * spots.px_per_mm, turn)
        seen = np.maximum(cv2.filter2D(spots.weight, -1, window), 0.2)
        line = spots.above_false(np.asarray(cv2.filter2D(kept, -1, window) / seen))
        lacks = _differences(spots, density, line, _area_cm2(across, along))
        clearer = (lacks < 0.0) & (-lacks > LINE_ODDS * np.abs(off))
        counted, off = np.where(clearer, line, counted), np.where(clearer, lacks, off)
    return counted, off


def _long_window(across_px: float, along_px: float, turn: int) -> Plane:
    """Give a Gaussian window that is longer in one direction, its sum 1."""
    reach = int(np.ceil(2.5 * along_px))
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    angle = np.pi * turn / DIRECTIONS
    along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    window = np.exp(-0.5 * ((along / along_px) ** 2 + (across / across_px) ** 2))
    return np.asarray(window / window.sum(), dtype=np.float32)


def _where_different(off: Plane, spots: SpotRate, soft_mm: float) -> Plane:
    """Give (h, w) in [0, 1] where a difference counts, its border softened."""
    clear = apply_hysteresis_threshold(np.abs(off), WEAK, STRONG)  # type: ignore[no-untyped-call]
    soft = cv2.GaussianBlur(clear.astype(np.float32), (0, 0), soft_mm * spots.px_per_mm)
    return smooth_step(np.asarray(soft), 0.1, 0.6)
