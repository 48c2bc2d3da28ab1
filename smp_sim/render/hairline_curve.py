"""The hairline: presets built from landmarks, and its smooth curve on the head."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.errors import PlanError
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM, LANDMARKS_MM, Head
from smp_sim.model.plan import Hairline
from smp_sim.model.units import Vec3
from smp_sim.render.head_curve import smooth_on_head
from smp_sim.render.head_geometry import place_on_head, unit

Floats = NDArray[np.float64]

#: Arc from the glabella to the mid-frontal point in mm: the 8-cm rule for men, 65 to 100 in use
#: (Garg 2017, J Cutan Aesthet Surg 10:203, 431 cases).
HEIGHT_MM = 80.0


@dataclass(frozen=True, slots=True)
class PresetShape:
    """A preset: its line on the client's left half, and how its edge looks.

    ``places_mm`` (x, y, z) from the middle to in front of the ear, near the default head, for a
    height of 80 mm; ``follows`` how far each moves with the mid-frontal point (1 fully, 0 not).
    ``edge`` holds the fields of :class:`Hairline` that differ from their defaults.
    """

    places_mm: tuple[Vec3, ...]
    follows: tuple[float, ...]
    edge: dict[str, float]


#: From below the frontotemporal corner over the temple peak, about 28 mm behind the canthus, and
#: the sideburn to in front of the ear. Assumed; judged by eye on head scans and photos.
_TEMPLE: tuple[Vec3, ...] = (
    (57.0, 35.0, 46.0),
    (66.5, 15.0, 47.0),
    (73.0, 3.0, 33.0),
    (74.0, -14.0, 21.0),
    (66.0, -36.0, 15.0),
)
_TEMPLE_FOLLOWS = (0.5, 0.15, 0.0, 0.0, 0.0)


def _shape(front: tuple[Vec3, ...], **edge: float) -> PresetShape:
    return PresetShape(front + _TEMPLE, (1.0,) * len(front) + _TEMPLE_FOLLOWS, edge)


#: A mature male front: gently curved, its corner above the lateral canthus (Shapiro and
#: Shapiro 2013: it lies on that vertical and stays there), set back about 18 mm. Setback assumed.
_MATURE: tuple[Vec3, ...] = ((0, 61, 61), (16, 60, 60), (32, 57, 54), (45, 53.5, 42.5))

SHAPES: dict[str, PresetShape] = {
    "natural": _shape(_MATURE),
    "soft": _shape(_MATURE, transition_mm=22.0, edge_density=0.2, edge_tone=0.5, edge_size=0.7),
    "broken": _shape(_MATURE, micro_mm=2.5, strays_per_cm=6.0, stray_reach_mm=7.0),
    "straight": _shape(_MATURE, transition_mm=3.0, edge_density=0.8, macro_mm=0.0),
    "widows-peak": _shape(_MATURE),
    "receded": _shape(_MATURE),
    "garg": _shape(_MATURE),
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
            f"There is no hairline '{preset}'.",
            where="hairline",
            next_step=f"Choose one of: {', '.join(SHAPES)}.",
        )
    if not 50.0 <= height_mm <= 140.0:
        raise PlanError(
            f"The hairline's height must be 50 to 140 mm, not {height_mm:g}.", where="hairline"
        )
    shape = SHAPES[preset]
    left = _left_half(shape, head, height_mm)
    right = left[:0:-1] * (-1.0, 1.0, 1.0)
    points = unit(np.concatenate([right, left]) * np.asarray(head.semi_axes_mm))
    rows = tuple((float(x), float(y), float(z)) for x, y, z in points)
    return Hairline(preset=preset, points=rows, **shape.edge)  # type: ignore[arg-type]


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
    control = place_on_head(unit(line.points), head.semi_axes_mm)
    return smooth_on_head(control, head.semi_axes_mm)


def hairline_curve(hairline: Hairline, head: Head | None = None) -> Floats:
    """Give the smooth hairline as unit directions (N, 3), about 0.8 mm apart on the head."""
    return unit(hairline_places(hairline, head or Head()))
