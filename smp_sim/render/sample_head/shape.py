"""The head's true surface as a distance function: skull, face, ears, neck, shoulders, shirt.

Frame of the head: x to the client's left, y up, z forward, mm; the origin is the centre of the
ellipsoid that fits the scalp best (``scalp_fit``), which the surface itself is not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.units import Vec3
from smp_sim.render.sample_head.bands import each_piece
from smp_sim.render.sample_head.ear import ear_distance, ear_frame
from smp_sim.render.sample_head.face import add_features, face_block
from smp_sim.render.sample_head.mouth import LipStyle, add_mouth
from smp_sim.render.sample_head.primitives import (
    Column,
    Points,
    capsule,
    ellipsoid,
    melt,
    select,
)

#: Points worked on at a time: columns of that length stay in the processor's cache.
BLOCK = 32_768

#: Bumps and dents of the skull against its ellipsoid: direction (|x|, y, z), height in mm,
#: concentration. Anatomy from any atlas (temporal fossa, parietal and frontal eminences,
#: occipital bulge, flat obelion); the sizes are assumed, so that the scalp misses its best
#: ellipsoid by 1 to 3 mm RMS and 5 degrees, as a scanned head did.
SKULL_RELIEF: tuple[tuple[Vec3, float, float], ...] = (
    ((0.0, -0.30, -0.95), 3.2, 7.0),
    ((0.0, -0.80, -0.60), -2.0, 8.0),
    ((0.0, 0.66, -0.75), -4.4, 7.0),
    ((0.70, 0.55, -0.42), 4.4, 9.0),
    ((0.84, 0.05, 0.54), -5.6, 9.0),
    ((0.34, 0.44, 0.83), 3.0, 12.0),
    ((0.0, 0.47, 0.88), 3.6, 11.0),
    ((0.0, 0.85, 0.5), -1.6, 12.0),
    ((0.95, 0.15, -0.25), 2.2, 9.0),
    ((0.0, 1.0, -0.1), 1.8, 14.0),
)


@dataclass(frozen=True, slots=True)
class HeadShape:
    """One person's head: the skull's semi-axes, relief heights, asymmetry and place.

    ``relief_mm`` has one height for each row of ``SKULL_RELIEF``; ``lean_mm`` shifts the left
    half against the right along x by a slow wave of that height (amplitude, phase); ``offset_mm``
    is added to points before the distance is taken, so that the scalp's ellipsoid is centred.
    ``lips`` is how the mouth is drawn.
    """

    semi_axes_mm: Vec3
    relief_mm: tuple[float, ...]
    lean_mm: tuple[float, float]
    offset_mm: Vec3 = (0.0, 0.0, 0.0)
    lips: LipStyle = "plain"

    def distances(self, places_mm: NDArray[np.float32]) -> tuple[Column, Column]:
        """Give the distances (N,) of places (3, N) to the skin and to the shirt, mm."""
        count = places_mm.shape[1]
        skin, shirt = np.empty(count, np.float32), np.empty(count, np.float32)

        def work(rows: slice) -> None:
            p = self._folded(places_mm[:, rows])
            body, shirt[rows] = _body(p, self._bare_head(p))
            skin[rows] = _with_ears(p, body)

        each_piece(count, BLOCK, work)
        return skin, shirt

    def distance(self, places_mm: NDArray[np.float32]) -> Column:
        """Give the distance (N,) of places (3, N) to whatever is nearest, mm."""
        skin, shirt = self.distances(places_mm)
        return np.asarray(np.minimum(skin, shirt))

    def bare_distance(self, places_mm: NDArray[np.float32]) -> Column:
        """Give the distance (N,) of places (3, N) to head and neck without ears and shirt."""
        out = np.empty(places_mm.shape[1], np.float32)

        def work(rows: slice) -> None:
            p = self._folded(places_mm[:, rows])
            out[rows] = _body(p, self._bare_head(p))[0]

        each_piece(len(out), BLOCK, work)
        return out

    def ear_clearance(self, places_mm: NDArray[np.float32]) -> Column:
        """Give the distance (N,) of places (3, N) to the nearer ear, mm."""
        return ear_distance(ear_frame(self._folded(places_mm)))

    def face_points(self, places_mm: NDArray[np.float32]) -> Points:
        """Give places (3, N) in the frame that the face is told in: no offset, no lean."""
        x, y, z = (axis + np.float32(o) for axis, o in zip(places_mm, self.offset_mm, strict=True))
        height, phase = self.lean_mm
        return x + np.float32(height) * np.sin(y * np.float32(0.03) + np.float32(phase)), y, z

    def _folded(self, places_mm: NDArray[np.float32]) -> Points:
        x, y, z = self.face_points(places_mm)
        return np.sqrt(x * x + np.float32(4.0)), y, z

    def _bare_head(self, p: Points) -> Column:
        skull = ellipsoid(p, (0.0, 0.0, 0.0), self.semi_axes_mm)
        near = np.flatnonzero((p[1] > -110.0) & (skull < 60.0))
        skull[near] -= self._relief(select(p, near))
        base = ellipsoid(p, (0.0, -42.0, -12.0), (67.0, 44.0, 68.0))
        nape = ellipsoid(p, (0.0, -50.0, -38.0), (52.0, 55.0, 52.0))
        head = melt(melt(skull, base, 22.0), nape, 24.0)
        mouth = None if self.lips == "plain" else add_mouth
        return add_features(p, melt(head, face_block(p), 20.0), mouth)

    def _relief(self, p: Points) -> Column:
        q = [axis / np.float32(a) for axis, a in zip(p, self.semi_axes_mm, strict=True)]
        length = np.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2]) + np.float32(1e-6)
        total = np.zeros_like(length)
        for (direction, _, tight), height in zip(SKULL_RELIEF, self.relief_mm, strict=True):
            along = (q[0] * direction[0] + q[1] * direction[1] + q[2] * direction[2]) / length
            total += np.float32(height) * np.exp(np.float32(tight) * (along - np.float32(1.0)))
        return np.asarray(total, dtype=np.float32)


def _body(p: Points, head: Column) -> tuple[Column, Column]:
    """Give the distances to the skin without ears, and to the shirt."""
    low = np.flatnonzero(p[1] < -10.0)
    shirt = np.full_like(head, 1e3)
    if len(low) == 0:
        return head, shirt
    part = select(p, low)
    torso = melt(_neck(part), _shoulders(part), 34.0)
    body = melt(torso, _cords(part), 16.0)
    out = head.copy()
    out[low] = melt(head[low], body, 20.0)
    shirt[low] = _shirt(part, torso)
    return out, shirt


def _neck(p: Points) -> Column:
    x, y, z = p
    t = np.clip((np.float32(-60.0) - y) / np.float32(150.0), -0.4, 1.4)
    middle = np.float32(-18.0) - np.float32(20.0) * t
    wide, deep = np.float32(57.0) + np.float32(7.0) * t * t, np.float32(61.0)
    a, b = x / wide, (z - middle) / deep
    level = np.sqrt(a * a + b * b)
    steep = np.sqrt((a / wide) ** 2 + (b / deep) ** 2) + np.float32(1e-9)
    neck = level * (level - np.float32(1.0)) / steep
    return np.asarray(np.maximum(neck, y + np.float32(30.0)))


def _cords(p: Points) -> Column:
    """Give the distance to the two cords of the neck (sternomastoid) and the larynx."""
    cord = capsule(p, (60.0, -78.0, -20.0), (14.0, -214.0, 22.0), (8.0, 6.0))
    return melt(cord, ellipsoid(p, (0.0, -166.0, 26.0), (9.0, 17.0, 9.0)), 12.0)


def _shoulders(p: Points) -> Column:
    rounded = (np.sqrt(p[0] * p[0] + np.float32(600.0)), p[1], p[2])
    slope = capsule(rounded, (30.0, -208.0, -50.0), (165.0, -258.0, -48.0), (50.0, 44.0))
    arm = capsule(rounded, (176.0, -268.0, -46.0), (196.0, -420.0, -46.0), (50.0, 44.0))
    chest = ellipsoid(p, (0.0, -340.0, -34.0), (168.0, 150.0, 98.0))
    return melt(melt(slope, arm, 26.0), chest, 40.0)


def _shirt(p: Points, torso: Column) -> Column:
    """Give the distance to a crew-neck shirt: the torso, thicker, outside an oval hole."""
    x, y, z = p
    plan = np.sqrt((x / np.float32(72.0)) ** 2 + ((z + np.float32(32.0)) / np.float32(67.0)) ** 2)
    flare = np.float32(1.0) + np.clip((y + np.float32(212.0)) / np.float32(180.0), 0.0, 0.8)
    hole = (flare - plan) * np.float32(64.0)
    band = np.float32(1.0) * np.exp(-(((hole + 8.0) / 7.0) ** 4))
    thick = torso - np.float32(2.4) - band
    return np.asarray(-melt(-thick, -hole, 3.0), dtype=np.float32)


def _with_ears(p: Points, body: Column) -> Column:
    x, y, z = p
    near = np.flatnonzero(
        (x > 52.0) & (x < 112.0) & (y > -92.0) & (y < 12.0) & (z > -58.0) & (z < 30.0)
    )
    if len(near) == 0:
        return body
    out = body.copy()
    out[near] = melt(body[near], ear_distance(ear_frame(select(p, near))), 4.0)
    return out
