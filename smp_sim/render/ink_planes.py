"""Planes of optical density in half their room; their weighted sum is what a day shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import cv2
import numpy as np

from smp_sim.render.band_crew import BAND_ROWS, BandCrew
from smp_sim.render.composite import Code16
from smp_sim.render.products import Plane


class Inks(NamedTuple):
    """Planes of optical density kept in half their room: ``codes`` (H, W) uint16 times ``step``.

    ``spans`` are the columns, from and to, that hold all that is not 0 in each band of rows.
    """

    codes: tuple[Code16, ...]
    steps: tuple[float, ...]
    spans: tuple[tuple[int, int], ...]


def pack_inks(planes: Iterable[Plane]) -> Inks:
    """Keep planes of optical density (H, W), one after another, in 16 bits; 0 stays 0."""
    packed = [_pack_ink(plane) for plane in planes]
    codes, steps = tuple(item[0] for item in packed), tuple(item[1] for item in packed)
    starts = range(0, len(codes[0]), BAND_ROWS)
    return Inks(codes, steps, tuple(_ink_span(codes, start) for start in starts))


def _pack_ink(density: Plane) -> tuple[Code16, float]:
    step = max(float(density.max(initial=0.0)), 1e-6) / 65535.0
    codes = cv2.addWeighted(density, 1.0 / step, density, 0.0, 0.0, dtype=cv2.CV_16U)
    return np.asarray(codes, dtype=np.uint16), step


def _ink_span(codes: tuple[Code16, ...], start: int) -> tuple[int, int]:
    rows = slice(start, start + BAND_ROWS)
    inked = np.any([code[rows].any(axis=0) for code in codes], axis=0)
    columns = np.flatnonzero(inked)
    return (int(columns[0]), int(columns[-1]) + 1) if len(columns) else (0, 0)


def weighted_sum(inks: Inks, weights: Mapping[int, float], crew: BandCrew) -> Plane:
    """Add up some inks by number and weight (> 0), band by band.

    As a running mean, since OpenCV reads 16 bits for that without a copy: each plane comes in by
    its share of the weights so far; then the mean times the sum of the weights.
    """
    codes = [inks.codes[number] for number in weights]
    gains = np.array([inks.steps[number] * weight for number, weight in weights.items()])
    shares = [float(share) for share in gains / np.cumsum(gains)]
    total = np.zeros(codes[0].shape, dtype=np.float32)

    def add_rows(start: int, stop: int) -> None:
        part = slice(start, stop), slice(*inks.spans[start // BAND_ROWS])
        if total[part].size:
            for code, share in zip(codes, shares, strict=True):
                cv2.accumulateWeighted(code[part], total[part], share)
            total[part] *= np.float32(gains.sum())

    crew.each_band(total.shape, BAND_ROWS, add_rows)
    return total
