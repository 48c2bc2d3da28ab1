"""What an exercise is: goals and tolerances, where the rule comes from, the head to practise on.

An exercise is a value that needs no program to make: it travels as a file
(:mod:`smp_sim.training.exercise_file`). Its sentences are English templates, translated where they
are shown.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from smp_sim.model.camera import Side
from smp_sim.model.client import HairColour
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM, Head, SemiAxis
from smp_sim.model.plan import Depth, Hairline
from smp_sim.model.units import Vec3, limits
from smp_sim.render.sample_head.head import LossGrade

#: What a learner gets better at; progress is kept for each.
Skill = Literal["landmarks", "height", "symmetry", "design", "softness", "spacing", "fill", "touch"]

#: What can be measured on each kind of drawing; :mod:`smp_sim.training.quantities` says what each
#: is, in which unit.
PointQuantity = Literal["landmark-distance"]
LineQuantity = Literal[
    "height",
    "asymmetry",
    "corner-offset",
    "temple-angle",
    "straightness",
    "macro-irregularity",
    "micro-irregularity",
]
DotQuantity = Literal[
    "density",
    "nearest-distance",
    "clark-evans",
    "rows",
    "clumps",
    "holes",
    "edge-density",
    "edge-width",
    "outside",
    "on-follicles",
    "dot-size",
    "swollen",
    "depth",
    "shade",
]
Quantity = Literal[PointQuantity, LineQuantity, DotQuantity]

#: What kind of drawing an exercise takes.
DrawingKind = Literal["points", "line", "dots"]


class PracticeHead(msgspec.Struct, frozen=True, kw_only=True):
    """The head to practise on: a sample client of this loss, tone and shape.

    ``norwood`` is a Norwood or Ludwig grade; ``skin_tone`` 1 to 6, very light to dark;
    ``semi_axes_mm`` its shape (see :data:`smp_sim.training.head_shapes.HEAD_SHAPES`).
    """

    norwood: LossGrade = "6"
    skin_tone: Annotated[int, limits(1, 6, unit="", step=1, label="Skin tone class")] = 2
    semi_axes_mm: tuple[SemiAxis, SemiAxis, SemiAxis] = DEFAULT_SEMI_AXES_MM
    hair_colour: HairColour = "dark-brown"
    seed: Annotated[int, limits(0, 2**31 - 1, unit="", step=1, label="Seed of the head")] = 1

    @property
    def head(self) -> Head:
        """The head as a plan knows it."""
        return Head(semi_axes_mm=self.semi_axes_mm)


class Goal(msgspec.Struct, frozen=True, kw_only=True):
    """One quantity and where it should lie.

    From ``low`` to ``high`` (None: open on that side) a drawing has all points; each ``tolerance``
    beyond costs 30 of 100. ``about`` names the point that it is about, for a landmark.
    ``weight`` says how much the mark counts in the score.
    """

    quantity: Quantity
    low: float | None = None
    high: float | None = None
    tolerance: float
    weight: float = 1.0
    about: str = ""


class Landmark(msgspec.Struct, frozen=True, kw_only=True):
    """A point to be found: its name in a drawing, its title, and where it is.

    ``either_side``: the mirrored place is as good.
    """

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    title: str
    place: Vec3
    either_side: bool = False


class PointTask(msgspec.Struct, frozen=True, kw_only=True, tag="points"):
    """Find points on the head."""

    landmarks: Annotated[tuple[Landmark, ...], msgspec.Meta(min_length=1, max_length=20)]


class LineTask(msgspec.Struct, frozen=True, kw_only=True, tag="line"):
    """Draw a hairline from temple to temple.

    ``reference`` is the engine's own solution; ``given`` a line that is already there, to be put
    right. Goals are measured on the line as drawn, without the plan's waves.
    """

    reference: Hairline
    given: Hairline | None = None


class DrawnDot(msgspec.Struct, frozen=True, kw_only=True):
    """A dot as a learner set it.

    ``place`` a unit direction on the head; ``diameter_mm`` and ``depth_mm`` of the healed dot;
    ``pressure`` [0, 1] of the pen, 0.5 without one.
    """

    place: Vec3
    diameter_mm: Annotated[
        float, limits(0.05, 1.5, unit="mm", step=0.01, label="Size of a drawn dot")
    ] = 0.25
    depth_mm: Depth = 0.3
    pressure: Annotated[float, limits(0.0, 1.0, unit="", step=0.05, label="Pen pressure")] = 0.5


class DotTask(msgspec.Struct, frozen=True, kw_only=True, tag="dots"):
    """Place dots inside a patch.

    ``outline`` unit directions, closed, of the patch; ``soft_edge`` is the index of the outline's
    side (from its corner of that number to the next) toward which the dots thin out, -1 for none.
    ``given`` are follicles, or the dots of an earlier session, already there (``given_are`` says
    which): density and pattern are measured with them. ``reference`` is the engine's own solution.
    ``density_per_cm2`` is the density of dots that the patch should end up with, given ones too.
    """

    outline: Annotated[tuple[Vec3, ...], msgspec.Meta(min_length=3, max_length=200)]
    density_per_cm2: Annotated[
        float, limits(5.0, 400.0, unit="/cm²", step=5.0, label="Density to reach")
    ]
    soft_edge: Annotated[int, limits(-1, 199, unit="", step=1, label="Soft edge")] = -1
    given: Annotated[tuple[Vec3, ...], msgspec.Meta(max_length=20_000)] = ()
    given_are: Literal["follicles", "first-session"] = "follicles"
    reference: Annotated[tuple[DrawnDot, ...], msgspec.Meta(max_length=20_000)] = ()


Task = PointTask | LineTask | DotTask


class Exercise(msgspec.Struct, frozen=True, kw_only=True):
    """A task with its goals, and why they are so.

    ``goal`` is the task in one sentence; ``rule`` why it is done so and ``source`` who says so;
    ``disagreement`` what schools do differently. ``difficulty`` runs from 1 to 5. ``sides`` are the
    sides of the head to draw on, the first shown first; dots are set in a close-up.
    """

    id: Annotated[str, msgspec.Meta(pattern="^[a-z0-9-]{1,64}$")]
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    goal: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
    rule: Annotated[str, msgspec.Meta(max_length=600)]
    source: Annotated[str, msgspec.Meta(max_length=400)]
    disagreement: Annotated[str, msgspec.Meta(max_length=600)] = ""
    skill: Skill
    difficulty: Annotated[int, limits(1, 5, unit="", step=1, label="Difficulty")]
    head: PracticeHead = PracticeHead()
    sides: Annotated[tuple[Side, ...], msgspec.Meta(min_length=1, max_length=9)] = ("front-high",)
    task: Task
    goals: Annotated[tuple[Goal, ...], msgspec.Meta(min_length=1, max_length=24)]

    @property
    def takes(self) -> DrawingKind:
        """What kind of drawing it takes."""
        if isinstance(self.task, PointTask):
            return "points"
        return "line" if isinstance(self.task, LineTask) else "dots"
