"""The hairline: presets built from landmarks, and its smooth curve on the head."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from smp_sim.model.errors import PlanError
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM, LANDMARKS_MM, Head
from smp_sim.model.plan import Hairline
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import Vec3
from smp_sim.render.head_curve import arc_lengths, lift_to_head, place_directions, smooth_on_head
from smp_sim.render.head_geometry import unit

Floats = NDArray[np.float64]

#: Arc from the glabella to the mid-frontal point in mm. Surgeons' rule for men is 80 (65 to 100 in
#: use; Garg 2017, J Cutan Aesthet Surg 10:203, 431 cases), men's own lines are at 66.5 (Kashiyama
#: 2021, PRS-GO 9:e3751, n = 456). Between the two, assumed: at 80 on this ellipsoid the line hardly
#: shows from the front, and the haired men of four measured portraits have theirs at 68 to 73.
HEIGHT_MM = 75.0
#: The sides of the 8-cm construction in mm; on a narrower head than the default less in proportion.
GARG_SIDE_MM = 80.0


@dataclass(frozen=True, slots=True)
class PresetShape:
    """A preset: its line on the client's left half, and how its edge looks.

    ``places_mm`` (x, y, z) from the middle to in front of the ear, near the default head; the
    mid-frontal point is then turned to the height asked, and ``follows`` says how far each place
    goes with it (1 fully, 0 not). No places: they are constructed (:func:`garg_half`).
    ``edge`` holds the fields of :class:`Hairline` that differ from their defaults.
    """

    places_mm: tuple[Vec3, ...]
    follows: tuple[float, ...]
    edge: dict[str, float]


_EAR = ((74.5, -6.0, 19.0), (71.5, -22.0, 15.0), (64.5, -38.0, 13.0))

#: From below the frontotemporal corner over the temple peak, about 28 mm behind the canthus, and
#: the sideburn to in front of the ear. Assumed; judged by eye on head scans and photos.
_TEMPLE = ((56.0, 38.0, 43.0), (65.5, 17.0, 48.5), (71.5, 4.0, 37.0), *_EAR)
_TEMPLE_FOLLOWS = (0.5, 0.15, 0.0, 0.0, 0.0, 0.0)

#: A mature male front: gently curved, its corner above the lateral canthus (Shapiro and
#: Shapiro 2013: it lies on that vertical and stays there), set back about 18 mm. Setback assumed.
_MATURE = ((0.0, 61.0, 61.0), (16.0, 60.2, 60.0), (32.0, 57.5, 54.0), (45.0, 53.0, 41.5))


def _shape(
    front: tuple[Vec3, ...],
    temple: tuple[Vec3, ...] = _TEMPLE,
    follows: tuple[float, ...] = _TEMPLE_FOLLOWS,
    **edge: float,
) -> PresetShape:
    return PresetShape(front + temple, (1.0,) * len(front) + follows, edge)


#: A woman's front: an arch without corners that runs on into closed temples, a mound on each side
#: half way to them (98 % of women, Nusbaum and Fuentefria 2009 by a surgeon's page), the temporal
#: point about 10 mm outside the lateral canthus (Korean women). How far the mounds stand out, and
#: the arch between these places: assumed, judged by eye.
_ARCH = (
    (0.0, 61.0, 61.0),
    (11.0, 60.6, 60.4),
    (24.0, 57.0, 60.2),
    (35.0, 53.4, 55.5),
    (46.0, 45.5, 52.0),
)
_CLOSED = ((54.0, 35.5, 53.0), (61.0, 23.0, 54.0), (66.5, 11.5, 50.0), (71.0, 3.0, 38.0), *_EAR)
_CLOSED_FOLLOWS = (0.6, 0.3, 0.1, 0.0, 0.0, 0.0, 0.0)

#: What SMP calls soft or faded, broken, natural, straight edge-up, widow's peak and receded (domain
#: figures section 4); shapes and edges assumed, widow's peak 10 x 21 mm (Spanish women, [S121]).
SHAPES: dict[str, PresetShape] = {
    "soft": _shape(
        ((0.0, 61.0, 61.0), (16.0, 60.2, 60.0), (31.0, 57.0, 55.0), (43.0, 51.0, 47.0)),
        ((52.5, 42.0, 46.5), (61.0, 28.0, 48.0), (66.5, 15.0, 47.0), (71.5, 4.0, 36.0), *_EAR),
        (0.6, 0.3, 0.1, 0.0, 0.0, 0.0, 0.0),
        transition_mm=22.0,
        edge_density=0.2,
        edge_tone=0.5,
        edge_size=0.7,
    ),
    "broken": _shape(
        _MATURE,
        transition_mm=16.0,
        edge_density=0.25,
        macro_mm=3.5,
        macro_wave_mm=28.0,
        micro_mm=2.5,
        micro_wave_mm=6.5,
        strays_per_cm=6.0,
        stray_reach_mm=7.0,
    ),
    "natural": _shape(_MATURE),
    "straight": _shape(
        ((0.0, 61.0, 61.0), (15.0, 60.6, 60.0), (30.0, 59.0, 56.0), (43.5, 56.2, 48.0)),
        (
            (46.0, 52.0, 49.0),
            (56.0, 36.0, 53.0),
            (65.0, 17.0, 50.0),
            (67.5, 11.0, 47.0),
            (71.0, 6.0, 38.0),
            (74.0, 2.0, 27.0),
            (75.0, -3.0, 20.0),
            (72.0, -22.0, 16.0),
            (64.5, -38.0, 14.0),
        ),
        (0.9, 0.5, 0.15, 0.05, 0.0, 0.0, 0.0, 0.0, 0.0),
        transition_mm=4.0,
        edge_density=0.7,
        edge_tone=0.85,
        edge_size=0.9,
        macro_mm=0.5,
        micro_mm=0.4,
        strays_per_cm=1.0,
        stray_reach_mm=1.5,
    ),
    "widows-peak": _shape(
        (
            (0.0, 61.0, 61.0),
            (1.4, 61.2, 60.6),
            (2.8, 61.8, 59.5),
            (5.3, 63.3, 56.6),
            (7.9, 64.8, 53.6),
            (11.5, 65.7, 51.8),
            (22.0, 64.8, 50.0),
            (34.0, 61.0, 44.0),
            (45.0, 55.5, 36.0),
        ),
    ),
    "receded": _shape(
        (
            (0.0, 61.0, 61.0),
            (13.0, 61.3, 58.5),
            (25.0, 62.8, 50.0),
            (35.0, 62.8, 37.0),
            (43.5, 59.5, 27.0),
        ),
        ((54.0, 49.0, 26.0), (64.5, 30.0, 35.0), (69.5, 14.0, 37.0), (73.0, 3.0, 29.0), *_EAR),
        (0.7, 0.35, 0.1, 0.0, 0.0, 0.0, 0.0),
        transition_mm=18.0,
    ),
    "garg": PresetShape((), (), {}),
    "rounded": _shape(
        _ARCH,
        _CLOSED,
        _CLOSED_FOLLOWS,
        transition_mm=12.0,
        edge_density=0.2,
        edge_tone=0.55,
        edge_size=0.7,
        macro_mm=2.0,
        micro_mm=1.5,
        strays_per_cm=5.0,
        stray_reach_mm=6.0,
    ),
}


def scale_landmark(name: str, head: Head) -> Floats:
    """Give a landmark (3,) in mm, scaled from the default head by the ratio of the semi-axes."""
    ratio = np.asarray(head.semi_axes_mm) / np.asarray(DEFAULT_SEMI_AXES_MM)
    return np.asarray(np.asarray(LANDMARKS_MM[name]) * ratio)


def midline_arc(head: Head) -> tuple[Floats, Floats]:
    """Tabulate the midline: angle on the stretched sphere, arc in mm above the glabella.

    The angle runs from the glabella (near 0) over the vertex (pi/2); a place on the midline is
    (0, b sin angle, c cos angle).
    """
    _, b, c = head.semi_axes_mm
    glabella = scale_landmark("glabella", head)
    start = float(np.arctan2(glabella[1] / b, glabella[2] / c))
    angle = np.linspace(start, np.pi, 2000)
    speed = np.hypot(b * np.cos(angle), c * np.sin(angle))
    steps = 0.5 * (speed[1:] + speed[:-1]) * np.diff(angle)
    return angle, np.concatenate([[0.0], np.cumsum(steps)])


def angle_at_height(head: Head, height_mm: float) -> float:
    """Give the midline angle (see :func:`midline_arc`) at an arc of ``height_mm``."""
    angle, arc = midline_arc(head)
    return float(np.interp(height_mm, arc, angle))


def preset_hairline(preset: str, head: Head, height_mm: float = HEIGHT_MM) -> Hairline:
    """Give a preset's hairline on a head, its mid-frontal point ``height_mm`` above the glabella.

    Raises
    ------
    PlanError
        For a preset that there is none of, or a height outside 50 to 140 mm.
    """
    if preset not in SHAPES:
        raise PlanError(
            Sentence("There is no hairline '{preset}'.", preset=preset),
            where="hairline",
            next_step=Sentence("Choose one of: {names}.", names=", ".join(SHAPES)),
        )
    if not 50.0 <= height_mm <= 140.0:
        raise PlanError(
            Sentence(
                "The hairline's height must be 50 to 140 mm, not {height_mm:g}.",
                height_mm=height_mm,
            ),
            where="hairline",
        )
    shape = SHAPES[preset]
    left = _left_half(shape, head, height_mm) if shape.places_mm else garg_half(head, height_mm)
    right = left[:0:-1] * (-1.0, 1.0, 1.0)
    points = unit(np.concatenate([right, left]) * np.asarray(head.semi_axes_mm))
    rows = tuple((float(x), float(y), float(z)) for x, y, z in points)
    return msgspec.convert({"preset": preset, "points": rows, **shape.edge}, Hairline)


def _left_half(shape: PresetShape, head: Head, height_mm: float) -> Floats:
    """Give the left half (N, 3) on the unit sphere before stretching, turned to its height."""
    sphere = unit(np.asarray(shape.places_mm) / np.asarray(DEFAULT_SEMI_AXES_MM))
    wanted = angle_at_height(head, height_mm)
    middle = np.arctan2(sphere[0, 1], sphere[0, 2])
    turn = (wanted - middle) * np.asarray(shape.follows)
    y, z = sphere[:, 1].copy(), sphere[:, 2].copy()
    sphere[:, 1] = y * np.cos(turn) + z * np.sin(turn)
    sphere[:, 2] = z * np.cos(turn) - y * np.sin(turn)
    return sphere


def garg_half(head: Head, height_mm: float) -> Floats:
    """Build the left half of the 8-cm construction (N, 3) on the unit sphere before stretching.

    A glabella, B above it at the height, E 80 mm lateral to A, C (the frontotemporal corner) 80 mm
    lateral to B and the height above E, D (the temple peak) on C-E at 5/8 of the way; all along the
    skin (Garg 2017, J Cutan Aesthet Surg 10:203). From D the sideburn of the other presets.
    """
    axes = head.semi_axes_mm
    side = GARG_SIDE_MM * min(axes[0] / DEFAULT_SEMI_AXES_MM[0], 1.0)
    a = lift_to_head(scale_landmark("glabella", head), axes)
    b = np.array([0.0, *_midline_place(head, height_mm)])
    e = _walk_sideways(a, side, axes)
    c = _meet_arcs(b, side, e, height_mm, axes)
    between = lift_to_head(b + np.linspace(0.0, 1.0, 4)[1:3, None] * (c - b), axes)
    d = lift_to_head(c + 0.625 * (e - c), axes)
    ear = np.asarray(_EAR) / np.asarray(DEFAULT_SEMI_AXES_MM) * np.asarray(axes)
    return unit(np.concatenate([b[None], between, c[None], d[None], ear]) / np.asarray(axes))


def _midline_place(head: Head, height_mm: float) -> tuple[float, float]:
    angle = angle_at_height(head, height_mm)
    return head.semi_axes_mm[1] * np.sin(angle), head.semi_axes_mm[2] * np.cos(angle)


def skin_distance(start_mm: Floats, end_mm: Floats, semi_axes_mm: Vec3) -> Floats:
    """Give the way (N,) in mm over the skin from places (N, 3) or (3,) to places (N, 3).

    Along the cut through the head's centre: within 1 % of the shortest way over 10 cm of a head.
    """
    share = np.linspace(0.0, 1.0, 33)[:, None, None]
    start, end = np.atleast_2d(start_mm), np.atleast_2d(end_mm)
    path = lift_to_head(start + share * (end - start), semi_axes_mm)
    return np.asarray(np.linalg.norm(np.diff(path, axis=0), axis=2).sum(axis=0))


def _walk_sideways(start_mm: Floats, distance_mm: float, semi_axes_mm: Vec3) -> Floats:
    """Go to the client's left over the skin, level, from a place on the midline."""
    angle = np.linspace(0.0, np.pi, 721)
    level = np.sqrt(max(1.0 - (start_mm[1] / semi_axes_mm[1]) ** 2, 0.0))
    x, z = semi_axes_mm[0] * level * np.sin(angle), semi_axes_mm[2] * level * np.cos(angle)
    path = np.stack([x, np.full_like(x, start_mm[1]), z], axis=1)
    along = arc_lengths(path)
    return np.array([np.interp(distance_mm, along, column) for column in path.T])


def _meet_arcs(
    b_mm: Floats, from_b_mm: float, e_mm: Floats, from_e_mm: float, semi_axes_mm: Vec3
) -> Floats:
    """Find the place at given ways over the skin from B and from E: the nearest of a fine grid."""
    rise, turn = np.meshgrid(np.linspace(0.2, 1.4, 90), np.linspace(0.1, 1.6, 120))
    sphere = np.stack([np.cos(rise) * np.sin(turn), np.sin(rise), np.cos(rise) * np.cos(turn)], -1)
    places = sphere.reshape(-1, 3) * np.asarray(semi_axes_mm)
    miss_b = skin_distance(b_mm, places, semi_axes_mm) - from_b_mm
    miss_e = skin_distance(e_mm, places, semi_axes_mm) - from_e_mm
    return np.asarray(places[np.argmin(miss_b**2 + miss_e**2)])


def hairline_places(hairline: Hairline, head: Head) -> Floats:
    """Give the smooth hairline (N, 3) in mm on the head, from the right temple to the left.

    A hairline without points is its preset at the default height.

    Raises
    ------
    PlanError
        Where the hairline has a single point.
    """
    line = hairline if hairline.points else preset_hairline(hairline.preset, head)
    if len(line.points) < 2:
        raise PlanError(
            "A hairline needs at least two points.",
            where="hairline",
            next_step="Draw it from one temple to the other.",
        )
    control = place_directions(line.points, head.semi_axes_mm, "hairline")
    return smooth_on_head(control, head.semi_axes_mm)


def hairline_curve(hairline: Hairline, head: Head | None = None) -> Floats:
    """Give the smooth hairline as unit directions (N, 3), about 0.8 mm apart on the head."""
    return unit(hairline_places(hairline, head or Head()))
