"""A teacher makes an exercise of a case and a tolerance, to be shared as a file.

The case's hairline, or the dots of one of its patches, become the reference; what they measure
become the goals. Nothing of the client goes along: learners draw on the sample client's head, of
the same size and skin class.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

import msgspec

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.model.case import Case
from smp_sim.model.errors import SmpError
from smp_sim.model.plan import Area
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import checked, limits
from smp_sim.render.dot_field import place_dots
from smp_sim.render.hairline_curve import hairline_places
from smp_sim.render.sample_head import SampleHead
from smp_sim.render.sample_head.head import LossGrade
from smp_sim.render.sample_head.skin import sample_ita
from smp_sim.training.curriculum.dots import DEPTH, DOT_SIZE, pattern_goals, shade_goal
from smp_sim.training.dot_marks import FEWEST_DOTS, MOST_DOTS, measure_dots
from smp_sim.training.drawing import Drawing
from smp_sim.training.exercise import DotTask, DrawnDot, Exercise, Goal, LineTask, PracticeHead
from smp_sim.training.exercise_check import check_exercise
from smp_sim.training.line_marks import drawn_points, measure_line
from smp_sim.training.measured import directions_of

#: What a tolerance of a millimetre on lines allows of angles, degrees. Assumed: over the 15 mm of a
#: temple corner's arm a millimetre turns it by as much.
DEGREES_A_MM = 4.0
#: Most corners of a patch that an exercise keeps.
_MOST_CORNERS = 200


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """What a teacher asks for.

    ``of`` the hairline or the dots of a patch (``area``, the first one where empty);
    ``tolerance`` in mm for lines; dots are held to 4 % of the density for each.
    """

    title: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    goal: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
    of: Literal["hairline", "dots"] = "hairline"
    area: str = ""
    tolerance: Annotated[
        float, limits(0.2, 20.0, unit="mm", step=0.2, label="Tolerance of the exercise")
    ] = 3.0
    difficulty: Annotated[int, limits(1, 5, unit="", step=1, label="Difficulty")] = 3
    norwood: LossGrade = "6"
    reason: Annotated[str, msgspec.Meta(max_length=600)] = ""


def make_exercise(dossier: Dossier, wish: Assignment) -> Exercise:
    """Make an exercise of a case.

    Raises
    ------
    PlanError
        For a tolerance or difficulty out of range, or a plan that can't be drawn.
    SmpError
        Where the case has no such hairline or patch, or its own design can't meet the goals.
    """
    checked(wish)
    head = _head_of(dossier.case, wish)
    task: LineTask | DotTask
    if wish.of == "hairline":
        task, goals = _line_task(dossier.case, wish)
    else:
        task, goals = _dot_task(dossier.case, wish, head)
    exercise = Exercise(
        id=_id_of(wish.title),
        title=wish.title,
        goal=wish.goal,
        rule=wish.reason,
        source="",
        skill="design" if wish.of == "hairline" else "spacing",
        difficulty=wish.difficulty,
        head=head,
        sides=("front-high", "front", "left", "right"),
        task=task,
        goals=goals,
    )
    return check_exercise(exercise)


def _id_of(title: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60]
    return plain or "exercise"


def _head_of(case: Case, wish: Assignment) -> PracticeHead:
    """Give a head of the same size and the nearest of the six skin classes."""
    ita = case.client.skin_ita_deg
    tones = range(1, 7)
    near = 2 if ita is None else min(tones, key=lambda t: abs(sample_ita(SampleHead(t)) - ita))
    return PracticeHead(
        norwood=wish.norwood,
        skin_tone=near,
        semi_axes_mm=case.plan.head.semi_axes_mm,
        hair_colour=case.client.hair_colour,
    )


def _line_task(case: Case, wish: Assignment) -> tuple[LineTask, tuple[Goal, ...]]:
    plan = case.plan
    drawn = plan.hairline.points or directions_of(hairline_places(plan.hairline, plan.head)[::2])
    points = drawn_points(drawn, plan.head)
    found = measure_line(points, plan.head)
    slack = wish.tolerance

    def around(quantity: str, room: float) -> Goal:
        value = found[quantity].value  # type: ignore[index]
        if value is None:
            raise SmpError("The hairline of this case does not cross the middle of the forehead.")
        return Goal(
            quantity=quantity,  # type: ignore[arg-type]
            low=round(value - room, 2),
            high=round(value + room, 2),
            tolerance=room,
        )

    uneven = found["asymmetry"].value or 0.0
    goals = (
        around("height", slack),
        Goal(quantity="asymmetry", high=round(uneven + slack / 2.0, 2), tolerance=slack / 2.0),
        around("corner-offset", 2.0 * slack),
        around("temple-angle", DEGREES_A_MM * slack),
    )
    reference = msgspec.structs.replace(plan.hairline, points=points)
    return LineTask(reference=reference), goals


def _dot_task(case: Case, wish: Assignment, head: PracticeHead) -> tuple[DotTask, tuple[Goal, ...]]:
    area = _patch_of(case, wish.area)
    step = -(-len(area.outline) // _MOST_CORNERS)
    plan = msgspec.structs.replace(case.plan, areas=(area,))
    field = place_dots(plan, load_points())
    _require_some(len(field), area)
    task = DotTask(
        outline=area.outline[::step],
        density_per_cm2=area.density_per_cm2,
        reference=tuple(
            DrawnDot(place=place, diameter_mm=round(float(size), 3), depth_mm=area.depth_mm)
            for place, size in zip(directions_of(field.place), field.diameter_mm, strict=True)
        ),
    )
    found = measure_dots(task, head.head, Drawing(exercise="", dots=task.reference))
    reached = found["density"].value or area.density_per_cm2
    task = msgspec.structs.replace(task, density_per_cm2=round(min(max(reached, 5.0), 400.0), 1))
    room = 0.04 * wish.tolerance * reached
    goals = (
        Goal(quantity="density", low=reached - room, high=reached + room, tolerance=room),
        *(goal for goal in pattern_goals(reached) if goal.quantity not in {"density", "holes"}),
        Goal(
            quantity="holes",
            high=round((found["holes"].value or 0.0) + wish.tolerance / 10.0, 2),
            tolerance=wish.tolerance / 5.0,
        ),
        DOT_SIZE,
        DEPTH,
        shade_goal(head.skin_tone),
    )
    return task, goals


def _patch_of(case: Case, name: str) -> Area:
    """Find the patch that is meant: closed, on the head, small enough to be filled by hand."""
    closed = [a for a in case.plan.areas if a.kind == "patch" and not a.view and a.outline]
    found = next((area for area in closed if name in ("", area.id)), None)
    if found is None:
        raise SmpError(
            "The case has no such patch on the head.",
            where="areas",
            next_step="Draw a patch of a few cm² on the scalp and try again.",
        )
    return found


def _require_some(count: int, area: Area) -> None:
    if not FEWEST_DOTS <= count <= MOST_DOTS:
        raise SmpError(
            Sentence(
                "The patch '{area}' has {count:,} dots; an exercise takes {fewest} to {most:,}.",
                area=area.id,
                count=count,
                fewest=FEWEST_DOTS,
                most=MOST_DOTS,
            ),
            where="areas",
        )
