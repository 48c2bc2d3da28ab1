"""Exercises that find points on the head: glabella, mid-frontal point, temple corner."""

from __future__ import annotations

from smp_sim.model.head import Head
from smp_sim.model.units import Vec3
from smp_sim.render.hairline_curve import hairline_places, preset_hairline, scale_landmark
from smp_sim.render.hairline_measure import temple_corners
from smp_sim.render.head_curve import lift_to_head
from smp_sim.training.curriculum.sources import GARG, SHAPIRO
from smp_sim.training.exercise import Exercise, Goal, Landmark, PointTask, PracticeHead
from smp_sim.training.head_shapes import HEAD_SHAPES
from smp_sim.training.measured import directions_of

#: Height of the mid-frontal point that is asked for, mm (the 8-cm rule).
MID_FRONTAL_MM = 80.0


def point_exercises() -> tuple[Exercise, ...]:
    """Give the exercises that find points."""
    return _glabella(), _mid_frontal(), _temple_corner()


def glabella_of(head: Head) -> Vec3:
    """Give the glabella's unit direction."""
    return directions_of(lift_to_head(scale_landmark("glabella", head), head.semi_axes_mm)[None])[0]


def _found(name: str, high: float, tolerance: float) -> Goal:
    return Goal(quantity="landmark-distance", high=high, tolerance=tolerance, about=name)


def _glabella() -> Exercise:
    practice = PracticeHead(norwood="6", skin_tone=2)
    mark = Landmark(name="glabella", title="Glabella", place=glabella_of(practice.head))
    return Exercise(
        id="find-glabella",
        title="Find the glabella",
        goal="Mark the glabella: the smooth bone between the brows, whence every height counts.",
        rule="Heights of hairlines are measured from here, along the skin.",
        source=GARG,
        disagreement="Some measure from the upper edge of the brows instead: 5 to 10 mm higher.",
        skill="landmarks",
        difficulty=1,
        head=practice,
        sides=("front", "threequarter-left"),
        task=PointTask(landmarks=(mark,)),
        goals=(_found("glabella", 4.0, 3.0),),
    )


def _mid_frontal() -> Exercise:
    practice = PracticeHead(norwood="7", skin_tone=4, semi_axes_mm=HEAD_SHAPES["long"])
    line = preset_hairline("natural", practice.head, MID_FRONTAL_MM)
    middle = line.points[len(line.points) // 2]
    marks = (
        Landmark(name="glabella", title="Glabella", place=glabella_of(practice.head)),
        Landmark(name="mid-frontal-point", title="Mid-frontal point", place=middle),
    )
    return Exercise(
        id="find-mid-frontal-point",
        title="Find the mid-frontal point",
        goal="Mark the glabella, and the mid-frontal point 80 mm above it in the middle.",
        rule="The front of a man's hairline begins about 8 cm above the glabella.",
        source=GARG,
        disagreement="7 cm is called bold, 10 cm careful; men's own lines are at 6.7 cm"
        " (Kashiyama 2021).",
        skill="landmarks",
        difficulty=1,
        head=practice,
        sides=("front-high", "front", "left"),
        task=PointTask(landmarks=marks),
        goals=(_found("glabella", 4.0, 3.0), _found("mid-frontal-point", 4.0, 3.0)),
    )


def _temple_corner() -> Exercise:
    practice = PracticeHead(norwood="5", skin_tone=3)
    right, left = corners_of("natural", 75.0, practice.head)
    marks = (
        Landmark(name="corner-right", title="Right temple corner", place=right),
        Landmark(name="corner-left", title="Left temple corner", place=left),
    )
    return Exercise(
        id="find-temple-corner",
        title="Find the temple corners",
        goal="Mark both temple corners of a hairline 75 mm high: over the outer corner of the eye,"
        " set back from the front.",
        rule="The frontotemporal corner lies on the vertical through the outer corner of the eye"
        " and stays there as loss goes on.",
        source=SHAPIRO,
        disagreement="Garg sets it 8 cm beside the mid-frontal point, a little farther out.",
        skill="landmarks",
        difficulty=2,
        head=practice,
        sides=("front-high", "left", "right"),
        task=PointTask(landmarks=marks),
        goals=(_found("corner-right", 6.0, 4.0), _found("corner-left", 6.0, 4.0)),
    )


def corners_of(preset: str, height_mm: float, head: Head) -> tuple[Vec3, Vec3]:
    """Give the temple corners (right, left) of a preset, mirrored onto each other."""
    places = hairline_places(preset_hairline(preset, head, height_mm), head)
    (_, left), _ = temple_corners(places, head)
    x, y, z = directions_of(places[[left]])[0]
    return (-x, y, z), (x, y, z)
