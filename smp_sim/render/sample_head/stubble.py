"""Stubble, brows and lashes: hairs rooted on the true surface, drawn as short dark ellipses."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.camera import HeadCamera
from smp_sim.render.camera_geometry import project_places
from smp_sim.render.head_geometry import (
    area_per_steradian,
    fibonacci_sphere,
    normal_at,
    place_of_sphere,
    tangents_at,
    unit,
)
from smp_sim.render.sample_head.curled_hair import grown_way, in_groups, wound
from smp_sim.render.sample_head.hair_ink import BLACK_INK, shaft_inks
from smp_sim.render.sample_head.hair_map import scalp_density, stubble_density
from smp_sim.render.sample_head.head import (
    SampleHead,
    rng_of,
    surface_along,
)
from smp_sim.render.sample_head.shape import HeadShape

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Plane = NDArray[np.float32]

#: Hair shaft, mm (White adults 0.065-0.080), and its relative scatter (assumed).
SHAFT_MM = 0.075
SHAFT_SCATTER = 0.2

#: The ear and the fold round it carry no stubble, mm.
EAR_MARGIN_MM = 0.8

#: The beard is shaved closer than the head: its length as a share of the stubble's (assumed).
BEARD_SHARE = 0.5

#: Angle between a hair and the skin, degrees (exit angles of 45-60° in front, flatter at the
#: sides).
EXIT_DEG = 38.0

#: Whorl of the crown, mm: hair grows away from it.
WHORL_MM = (4.0, 62.0, -58.0)

#: Pieces that a winding hair is drawn in, and the turn in radians below which it is straight.
PIECES, STRAIGHT_RAD = 5, 0.05

#: The most that true skin may outgrow the ellipsoid under it, times the largest density.
_HEADROOM = 1.4


@dataclass(frozen=True, slots=True)
class Hairs:
    """Hairs: root (N, 3) mm, normal (N, 3), growth (N, 3) unit, length (N,) and width (N,) mm.

    ``ink`` (N,) the optical density across a shaft; ``turn`` (N,) radians for a mm of length that
    it winds about the normal.
    """

    root_mm: Floats
    normal: Floats
    growth: Floats
    length_mm: Floats
    width_mm: Floats
    ink: Floats
    turn: Floats

    def __len__(self) -> int:
        """Count the hairs."""
        return len(self.root_mm)

    def taken(self, rows: NDArray[np.intp]) -> Hairs:
        """Take some of the hairs."""
        return Hairs(*(part[rows] for part in _parts(self)))

    def joined(self, other: Hairs) -> Hairs:
        """Put two sets together."""
        pairs = zip(_parts(self), _parts(other), strict=True)
        return Hairs(*(np.concatenate(pair) for pair in pairs))


def _parts(rows: Hairs | Marks) -> list[Floats]:
    return [getattr(rows, field.name) for field in fields(rows)]


def grow_stubble(head: SampleHead, shape: HeadShape, eye_mm: Floats | None = None) -> Hairs:
    """Root the stubble on the true surface with the wanted density per cm² of it.

    Candidates lie on a jittered golden-angle spiral stretched over the ellipsoid; each is kept
    with the probability that makes its place's density right once the true surface's area
    (r² / cos tilt per steradian) is set against the ellipsoid's.

    Parameters
    ----------
    eye_mm : (3,) leave out what surely faces away from this point; every hair kept is the same
        as without it (coiled ones but for the partners of those left out).
    """
    rng = rng_of(head, 2)
    sphere, chance = _candidates(head, rng)
    axes = np.asarray(head.semi_axes_mm)
    flat = place_of_sphere(sphere, head.semi_axes_mm)
    u = unit(flat)
    traits = rng.random((6, len(u)))
    keep = _possible(head, u)
    if eye_mm is not None:
        keep &= np.einsum("ni,ni->n", u, unit(eye_mm - flat)) > -0.3
    u, flat, sphere, chance, traits = (
        u[keep], flat[keep], sphere[keep], chance[keep], traits[:, keep],
    )  # fmt: skip
    places, normals = surface_along(shape, u)
    true_area = np.sum(places**2, axis=1) / np.maximum(np.einsum("ni,ni->n", normals, u), 0.1)
    flat_normals = normal_at(flat, head.semi_axes_mm)
    flat_area = np.sum(flat**2, axis=1) / np.einsum("ni,ni->n", flat_normals, u)
    mm2 = area_per_steradian(sphere, tuple(axes)) * true_area / flat_area
    wanted = stubble_density(head, places) / 100.0 * mm2
    where = places.T.astype(np.float32)
    rooted = (wanted > traits[0] * chance) & (shape.ear_clearance(where) > EAR_MARGIN_MM)
    rooted &= np.abs(shape.bare_distance(where)) < 0.1
    return _hairs(head, places[rooted], normals[rooted], traits[1:, rooted])


def _candidates(head: SampleHead, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Give points (N, 3) of the unit sphere and how many of them there are a steradian (N,)."""
    a, b, c = head.semi_axes_mm
    most = a * b * c / min(head.semi_axes_mm) * max(*head.densities, 1.0) / 100.0 * _HEADROOM
    count = int(np.ceil(4 * np.pi * most))
    points = fibonacci_sphere(count)
    spacing = np.sqrt(4 * np.pi / count)
    first, second = tangents_at(points)
    shift = rng.normal(0.0, 0.26 * spacing, (2, count, 1))
    return unit(points + shift[0] * first + shift[1] * second), np.full(count, count / (4 * np.pi))


def _possible(head: SampleHead, u: Floats) -> NDArray[np.bool_]:
    beard = (u[:, 1] < -0.25) & (u[:, 2] > -0.15)
    return np.asarray(beard | (scalp_density(head, u) > 0.0))


def _hairs(head: SampleHead, places: Floats, normals: Floats, traits: Floats) -> Hairs:
    beard = places[:, 2] > 20.0
    beard &= places[:, 1] < -60.0
    growth, turn = _plain_growth(places, normals, traits, beard), np.zeros(len(places))
    if head.hair_curl != "unknown":
        way = grown_way(head, places, normals, traits[[0, 1, 3]])
        growth, turn = np.where(beard[:, None], growth, way.growth), way.turn
    if head.hair_curl == "coiled":
        places = in_groups(places)
    close = np.where(beard, BEARD_SHARE, 1.0)
    length = head.stubble_mm * (0.55 + 0.9 * traits[1]) * close
    width = (
        _thickness(places)
        * SHAFT_MM
        * (1.0 + SHAFT_SCATTER * 3.46 * (traits[2] - 0.5))
        * (0.4 + 0.6 * close)
    )
    ink = shaft_inks(head.hair_colour, traits[4])
    return Hairs(places, normals, growth, length, width, ink, turn)


def _plain_growth(places: Floats, normals: Floats, traits: Floats, beard: Mask) -> Floats:
    """Give growth (N, 3) away from the whorl, of the beard down, where no curl is told."""
    away = np.where(beard[:, None], [0.0, -1.0, 0.15], places - np.asarray(WHORL_MM))
    along = unit(away - np.einsum("ni,ni->n", away, normals)[:, None] * normals)
    side = np.cross(normals, along)
    swing = (traits[0] - 0.5)[:, None] * 0.9
    lift = np.radians(EXIT_DEG + 24.0 * (traits[1] - 0.5))[:, None]
    return np.asarray(np.cos(lift) * unit(along + swing * side) + np.sin(lift) * normals)


def _thickness(places: Floats) -> Floats:
    """Give how stout hairs grow at places (N, 3), 0.75 to 1.25, changing over a centimetre."""
    x, y, z = places.T
    wave = np.sin(x / 2.9 + 1.7 * np.sin(z / 5.3)) * np.sin(y / 3.1 + 1.3 * np.sin(x / 4.7))
    return np.asarray(1.0 + 0.15 * wave + 0.10 * np.sin(y / 6.1 + z / 4.3))


@dataclass(frozen=True, slots=True)
class Marks:
    """Soft dark ellipses in the picture.

    ``centre_px`` (N, 2); ``covariance_px`` (N, 3: xx, xy, yy) px²; ``volume_px`` (N,) the integral
    of their optical density, px².
    """

    centre_px: Floats
    covariance_px: Floats
    volume_px: Floats

    def joined(self, other: Marks) -> Marks:
        """Put two sets together."""
        pairs = zip(_parts(self), _parts(other), strict=True)
        return Marks(*(np.concatenate(pair) for pair in pairs))


def shaft_marks(hairs: Hairs, camera: HeadCamera, share: float) -> Marks:
    """Give the ellipses of the hairs above the skin, ``share`` as dark as their shafts.

    Hairs that wind are drawn as chains of short pieces.
    """
    winds = bool(np.any(np.abs(hairs.turn * hairs.length_mm) > STRAIGHT_RAD))
    pieces = PIECES if winds else 1
    root, chain = hairs.root_mm, []
    for piece in range(pieces):
        angle = hairs.turn * hairs.length_mm * ((piece + 0.5) / pieces)
        way = wound(hairs.growth, hairs.normal, angle) if winds else hairs.growth
        tip = root + hairs.length_mm[:, None] / pieces * way
        chain.append(_piece_marks(hairs, camera, (root, tip), share, pieces))
        root = tip
    return functools.reduce(Marks.joined, chain)


def _piece_marks(
    hairs: Hairs, camera: HeadCamera, ends_mm: tuple[Floats, Floats], share: float, pieces: int
) -> Marks:
    """Give the ellipses of one piece of each hair; seen end on, all pieces make one round mark."""
    ends = [project_places(camera, places) for places in ends_mm]
    run = ends[1] - ends[0]
    scale = _px_per_mm(camera, hairs.root_mm)
    thick = hairs.width_mm * scale
    across = thick**2 / 12.0
    covariance = _outer(run) / 12.0 + across[:, None] * [1.0, 0.0, 1.0]
    volume = share * hairs.ink * thick * np.maximum(np.hypot(*run.T), thick / pieces)
    return Marks((ends[0] + ends[1]) / 2, covariance, volume)


def root_marks(hairs: Hairs, camera: HeadCamera, *, sigma_mm: float, volume_mm2: float) -> Marks:
    """Give the soft dots of the shafts that show through the skin, laid flat on it.

    ``volume_mm2`` is that of a black hair.
    """
    first, second = tangents_at(hairs.normal)
    middle = project_places(camera, hairs.root_mm)
    edges = [project_places(camera, hairs.root_mm + sigma_mm * t) - middle for t in (first, second)]
    covariance = _outer(edges[0]) + _outer(edges[1])
    area = np.abs(edges[0][:, 0] * edges[1][:, 1] - edges[0][:, 1] * edges[1][:, 0])
    volume = volume_mm2 * hairs.ink / BLACK_INK
    return Marks(middle, covariance, volume * area / sigma_mm**2)


def _outer(vectors: Floats) -> Floats:
    x, y = vectors[:, 0], vectors[:, 1]
    return np.stack([x * x, x * y, y * y], axis=1)


def _px_per_mm(camera: HeadCamera, places: Floats) -> Floats:
    away = np.linalg.norm(places - np.subtract(camera.position_mm, camera.head_centre_mm), axis=1)
    return np.asarray(camera.focal_px / away)


def draw_marks(marks: Marks, shape: tuple[int, int]) -> Plane:
    """Add soft ellipses into a plane (H, W) of optical density, pixel box included."""
    plane = np.zeros(shape, np.float32)
    covariance = marks.covariance_px + (1.0 / 12.0) * np.array([1.0, 0.0, 1.0])
    reach = np.ceil(3.0 * np.sqrt(np.maximum(covariance[:, 0], covariance[:, 2]))).astype(int)
    for radius in np.unique(reach):
        rows = np.flatnonzero(reach == radius)
        part = Marks(marks.centre_px[rows], covariance[rows], marks.volume_px[rows])
        _draw_windows(plane, part, int(radius))
    return plane


def _draw_windows(plane: Plane, marks: Marks, radius: int) -> None:
    """Draw marks that fit a window of one radius, offset by offset."""
    height, width = plane.shape
    xx, xy, yy = marks.covariance_px.T
    det = xx * yy - xy * xy
    peak = (marks.volume_px / (2 * np.pi * np.sqrt(det))).astype(np.float32)
    corner = np.floor(marks.centre_px).astype(int)
    off = corner + 0.5 - marks.centre_px
    form = np.stack([yy / det, -2 * xy / det, xx / det]) * -0.5
    for dy in range(-radius, radius + 1):
        for dx in range(-radius, radius + 1):
            x, y = off[:, 0] + dx, off[:, 1] + dy
            value = peak * np.exp(form[0] * x * x + form[1] * x * y + form[2] * y * y)
            col, row = corner[:, 0] + dx, corner[:, 1] + dy
            inside = (col >= 0) & (col < width) & (row >= 0) & (row < height)
            np.add.at(plane, (row[inside], col[inside]), value[inside].astype(np.float32))
