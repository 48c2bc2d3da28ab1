"""A drawing as a case, so that the same chain shows it fresh, healed, and years later."""

from __future__ import annotations

import dataclasses
import hashlib
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

import numpy as np
from msgspec.structs import replace

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.export.picture_file import encode_picture
from smp_sim.document.progress_report import Progress, unheard
from smp_sim.document.studio import Studio
from smp_sim.model.case import Case
from smp_sim.model.plan import Area, Hairline, PlacedDot, Session
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request
from smp_sim.training.drawing import Drawing
from smp_sim.training.exercise import DotTask, DrawnDot, Exercise, LineTask
from smp_sim.training.line_marks import drawn_points
from smp_sim.training.practice_heads import PHOTO_QUALITY, practice_views

#: How a drawn line is filled to be looked at. Chosen by eye to sit beside the sample's stubble.
FILL_PER_CM2, FILL_SHADE = 200.0, 0.7
#: A line that is there already, done badly: hard and dark. Assumed.
GIVEN_FILL_SHADE = 0.8
#: A shaved hair as the close-up shows it: narrower and darker than a dot. Assumed.
HAIR_MM, HAIR_SHADE = 0.17, 0.9
#: Dots of nearly one depth heal alike; they share an area of the plan. Steps of depth, mm.
DEPTH_STEP_MM = 0.05
#: The sittings: what was there before, healed, and what the learner adds.
ONE_SESSION = (Session(number=1, day=0.0, share=1.0),)
TWO_SESSIONS = (
    Session(number=1, day=0.0, share=0.5, tone=0.8),
    Session(number=2, day=28.0, share=0.5),
)


def practice_case(
    exercise: Exercise,
    *,
    folder: Path | None = None,
    shrink: float = 1.0,
    progress: Progress = unheard,
) -> Dossier:
    """Make the case that an exercise is done on: the head, and what is on it already.

    A training case without a client. Drawing a side takes seconds the first time; see
    :func:`smp_sim.training.practice_heads.practice_views` for the parameters.
    """
    bare = practice_views(exercise, folder=folder, shrink=shrink, progress=progress)
    task = exercise.task
    if isinstance(task, DotTask) and task.given and task.given_are == "follicles":
        bare = _with_hairs(bare, task)
    return drawing_case(exercise, Drawing(exercise=exercise.id), bare)


def drawing_case(exercise: Exercise, drawing: Drawing, practice: Dossier) -> Dossier:
    """Put a drawing on the head of a practice case.

    Parameters
    ----------
    practice : the exercise's case (:func:`practice_case`), or one of the learner's own photos.

    Raises
    ------
    SmpError
        For a line that is none.
    """
    task, case = exercise.task, practice.case
    if isinstance(task, DotTask):
        case = _with_dots(case, task, drawing)
    elif isinstance(task, LineTask):
        case = _with_line(case, exercise, task, drawing)
    return dataclasses.replace(practice, case=case)


def _with_line(case: Case, exercise: Exercise, task: LineTask, drawing: Drawing) -> Case:
    """Fill behind the drawn line; where nothing is drawn yet, behind the given one, if any."""
    if drawing.line:
        points = drawn_points(drawing.line, exercise.head.head)
        return _filled(case, replace(task.reference, points=points), FILL_SHADE)
    if task.given is not None:
        return _filled(case, task.given, GIVEN_FILL_SHADE)
    return _with_areas(case, ())


def _filled(case: Case, line: Hairline, shade: float) -> Case:
    area = Area(
        id="behind-hairline", kind="behind-hairline", density_per_cm2=FILL_PER_CM2, shade=shade
    )
    plan = replace(case.plan, hairline=line, areas=(area,), sessions=ONE_SESSION)
    return replace(case, plan=plan)


def _with_areas(case: Case, areas: tuple[Area, ...]) -> Case:
    return replace(case, plan=replace(case.plan, areas=areas, sessions=ONE_SESSION))


def _with_dots(case: Case, task: DotTask, drawing: Drawing) -> Case:
    """Put the drawn dots into the plan, and the first session's where there was one."""
    earlier = task.given_are == "first-session" and bool(task.given)
    session = 2 if earlier else 1
    areas = [
        _area_of(task, f"dots-{number}", dots, drawing.shade, session)
        for number, dots in enumerate(_by_depth(drawing.dots))
    ]
    if earlier:
        first = [DrawnDot(place=place) for place in task.given]
        areas.insert(0, _area_of(task, "first-session", first, drawing.shade, 1))
    plan = replace(case.plan, areas=tuple(areas), sessions=TWO_SESSIONS if earlier else ONE_SESSION)
    return replace(case, plan=plan)


def _by_depth(dots: tuple[DrawnDot, ...]) -> list[list[DrawnDot]]:
    def step(dot: DrawnDot) -> int:
        return max(round(dot.depth_mm / DEPTH_STEP_MM), 1)

    return [list(group) for _, group in groupby(sorted(dots, key=step), key=step)]


def _area_of(task: DotTask, name: str, dots: list[DrawnDot], shade: float, session: int) -> Area:
    depth = float(np.mean([dot.depth_mm for dot in dots]))
    return Area(
        id=name,
        kind="placed",
        outline=task.outline,
        feather_mm=0.0,
        shade=shade,
        depth_mm=round(depth, 3),
        dots=tuple(
            PlacedDot(place=dot.place, diameter_mm=dot.diameter_mm, session=session) for dot in dots
        ),
    )


def _with_hairs(bare: Dossier, task: DotTask) -> Dossier:
    """Draw the given follicles into the photo: hair doesn't heal or fade as pigment does."""
    hairs = [DrawnDot(place=place, diameter_mm=HAIR_MM) for place in task.given]
    area = _area_of(task, "hairs", hairs, HAIR_SHADE, 1)
    case = _with_areas(bare.case, (area,))
    view = case.views[0]
    healed = Request(day=healed_day(case.plan))
    picture = Studio(load_points()).render(dataclasses.replace(bare, case=case), view.id, healed)
    data = encode_picture(picture.srgb, view.photo.suffix, quality=PHOTO_QUALITY)
    photo = replace(view.photo, sha256=hashlib.sha256(data).hexdigest())
    haired = replace(bare.case, views=(replace(view, photo=photo),))
    return dataclasses.replace(bare, case=haired, photos=MappingProxyType({photo.sha256: data}))
