"""A drawing on a head: the chain shows the dots that were set, where they were set."""

from __future__ import annotations

from dataclasses import replace as swap
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from smp_sim.document.case.case_checks import check_case
from smp_sim.document.case.case_file import Dossier, open_case, save_case
from smp_sim.document.disk.assets import load_points
from smp_sim.document.studio import Studio
from smp_sim.render.camera_geometry import project_directions
from smp_sim.render.pipeline import Request
from smp_sim.training.catalogue import load_exercise
from smp_sim.training.drawing import Drawing, pressed_dot
from smp_sim.training.drawing_case import drawing_case, practice_case
from smp_sim.training.exercise import DotTask, Exercise
from smp_sim.training.solution import reference_solution

SECOND = load_exercise("second-session")
LINE = load_exercise("put-right-too-low")
SMALL = 0.3


@pytest.fixture(scope="module")
def heads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that keeps drawn heads for this module."""
    return tmp_path_factory.mktemp("heads")


def practice(exercise: Exercise, heads: Path) -> Dossier:
    """Draw the head of an exercise small, its first side alone."""
    return practice_case(replace(exercise, sides=exercise.sides[:1]), folder=heads, shrink=SMALL)


def test_a_practice_case_has_no_client_and_can_be_saved(heads: Path, tmp_path: Path) -> None:
    """A training case of the sample head; what was drawn badly is on it already."""
    dossier = practice(LINE, heads)
    assert dossier.case.training
    assert dossier.case.plan.areas[0].kind == "behind-hairline"
    save_case(dossier, tmp_path / "practice.smp")
    assert open_case(tmp_path / "practice.smp").case == check_case(dossier.case)


def test_a_head_is_drawn_once(heads: Path) -> None:
    """The second time the photo comes from the folder, to the byte, and nothing is added."""
    first = practice(SECOND, heads)
    before = {path: path.stat().st_mtime_ns for path in heads.iterdir()}
    assert practice(SECOND, heads).photos == first.photos
    assert {path: path.stat().st_mtime_ns for path in heads.iterdir()} == before


def test_a_spoilt_photo_in_the_folder_is_drawn_anew(heads: Path) -> None:
    """Rubbish in place of a kept photo costs time and nothing else."""
    first = practice(LINE, heads)
    for path in heads.iterdir():
        path.write_bytes(b"rubbish")
    assert practice(LINE, heads).photos == first.photos


def test_dots_are_seen_where_they_were_set(heads: Path) -> None:
    """The close-up gets darker at the dots of both sessions, and nowhere else."""
    solved = reference_solution(SECOND)
    dossier = drawing_case(SECOND, solved, practice(SECOND, heads))
    studio, view = Studio(load_points()), dossier.case.views[0]
    healed = studio.render(dossier, view.id, Request(60.0)).srgb.astype(float).sum(axis=2)
    bare = swap(dossier, case=replace(dossier.case, plan=replace(dossier.case.plan, areas=())))
    photo = studio.render(bare, view.id, Request(60.0)).srgb.astype(float).sum(axis=2)
    assert isinstance(SECOND.task, DotTask)
    every = [*SECOND.task.given, *(dot.place for dot in solved.dots)]
    x, y = np.floor(project_directions(view.camera, every)).astype(int).T
    darker = photo - healed
    assert np.mean(darker[y, x] > 10.0) > 0.95
    assert float(np.median(darker)) < 10.0


def test_sessions_depth_and_shade_reach_the_plan(heads: Path) -> None:
    """The learner's dots are session 2, grouped by depth; the first session lies under them."""
    place = reference_solution(SECOND).dots[0].place
    drawing = Drawing(
        exercise=SECOND.id,
        dots=(pressed_dot(place, 0.0), pressed_dot(place, 0.5), pressed_dot(place, 1.0)),
        shade=0.6,
    )
    first, *mine = drawing_case(SECOND, drawing, practice(SECOND, heads)).case.plan.areas
    assert {dot.session for dot in first.dots} == {1}
    assert [area.depth_mm for area in mine] == pytest.approx([0.11, 0.3, 0.8])
    assert {dot.session for area in mine for dot in area.dots} == {2}
    assert {area.shade for area in mine} == {0.6}


def test_more_pressure_makes_a_larger_and_deeper_dot() -> None:
    """Size and depth rise with pressure and are held at its ends."""
    dots = [pressed_dot((0.0, 1.0, 0.0), p) for p in (-1.0, 0.0, 0.3, 0.5, 0.8, 1.0, 2.0)]
    sizes = [dot.diameter_mm for dot in dots]
    assert sizes == sorted(sizes)
    assert (sizes[0], sizes[3], sizes[-1]) == pytest.approx((0.15, 0.25, 0.42))
    assert [dot.depth_mm for dot in dots] == sorted(dot.depth_mm for dot in dots)


def test_a_drawn_line_is_filled_behind(heads: Path) -> None:
    """The plan's hairline is the line as drawn, with no waves of the engine's own."""
    solved = reference_solution(LINE)
    plan = drawing_case(LINE, solved, practice(LINE, heads)).case.plan
    assert np.allclose(plan.hairline.points, solved.line)
    assert (plan.hairline.macro_mm, plan.hairline.micro_mm) == (0.0, 0.0)
