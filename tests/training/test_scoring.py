"""Marks: fair, whatever the photo, and a sentence for everything that can't be marked."""

from __future__ import annotations

import time

import numpy as np
import pytest
from msgspec.structs import replace

from smp_sim.model.camera import HeadCamera
from smp_sim.model.errors import SmpError
from smp_sim.render.camera_geometry import frame_skin, hit_skin, project_directions
from smp_sim.render.head_geometry import unit
from smp_sim.render.sample_head.framing import sample_camera
from smp_sim.training.catalogue import list_exercises, load_exercise
from smp_sim.training.drawing import Drawing, mirrored
from smp_sim.training.exercise import DrawnDot, Exercise, Goal
from smp_sim.training.measured import directions_of
from smp_sim.training.score import Mark, Score
from smp_sim.training.scoring import points_of, score_drawing
from smp_sim.training.solution import reference_solution
from tests.training.scribbles import scribble

EVERY = pytest.mark.parametrize("exercise", list_exercises(), ids=lambda exercise: exercise.id)
LINE = load_exercise("for-age-25")
DOTS = load_exercise("steady-hand")


def mark_of(score: Score, quantity: str) -> Mark:
    """Find one mark."""
    return next(mark for mark in score.marks if mark.quantity == quantity)


@EVERY
def test_scribbles_have_at_most_20_points(exercise: Exercise, rng: np.random.Generator) -> None:
    """Ten drawings by chance are refused, or get no more than 20 points."""
    for _ in range(10):
        try:
            score = score_drawing(exercise, scribble(exercise, rng))
        except SmpError:
            continue
        assert score.points <= 20.0


def test_points_fall_by_30_for_each_tolerance() -> None:
    """All points within the goal, 70 one tolerance beyond it on either side, none at four."""
    goal = Goal(quantity="height", low=70.0, high=80.0, tolerance=3.0)
    values = (70.0, 80.0, 67.0, 83.0, 92.0, None)
    assert [points_of(goal, value) for value in values] == pytest.approx(
        [100.0, 100.0, 70.0, 70.0, 0.0, 0.0]
    )


@EVERY
def test_marks_are_the_same_in_a_mirror(exercise: Exercise) -> None:
    """An exercise mirrored with its drawing, a faulty one, has the same marks."""
    good = reference_solution(exercise)
    drawing = replace(
        good,
        line=tuple(directions_of(np.array(good.line[:-6]))) if good.line else (),
        dots=good.dots[:-40],
    )
    other = _mirrored_exercise(exercise)
    seen = [score_drawing(exercise, drawing), score_drawing(other, mirrored(drawing))]
    pairs = zip(seen[0].marks, seen[1].marks, strict=True)
    for one, two in pairs:
        assert one.points == pytest.approx(two.points, abs=1.0)


def _mirrored_exercise(exercise: Exercise) -> Exercise:
    """Give an exercise for the other side of the head: only patches have a side."""
    task = exercise.task
    turn = np.array([-1.0, 1.0, 1.0])
    if exercise.takes == "points":
        marks = tuple(
            replace(mark, place=directions_of(np.array([mark.place]) * turn)[0])
            for mark in task.landmarks  # type: ignore[union-attr]
        )
        return replace(exercise, task=replace(task, landmarks=marks))
    if exercise.takes == "line":
        return exercise
    outline = directions_of(np.array(task.outline) * turn)  # type: ignore[union-attr]
    given = directions_of(np.array(task.given).reshape(-1, 3) * turn)  # type: ignore[union-attr]
    return replace(exercise, task=replace(task, outline=outline, given=given))


@pytest.mark.parametrize("width", [600, 4000])
def test_marks_do_not_depend_on_the_photo(width: int) -> None:
    """A line drawn in whole pixels of a small or a large photo has the marks of the line itself."""
    camera = sample_camera("front-high", width, width * 5 // 4)
    good = reference_solution(LINE)
    seen = _as_clicked(good, camera)
    for mark, other in zip(
        score_drawing(LINE, good).marks, score_drawing(LINE, seen).marks, strict=True
    ):
        assert mark.points == pytest.approx(other.points, abs=6.0)


def _as_clicked(drawing: Drawing, camera: HeadCamera) -> Drawing:
    """Put a line's points onto whole pixels of a photo, those that the camera sees."""
    line = np.array(drawing.line)
    found, hit = hit_skin(camera, np.round(project_directions(camera, line)))
    seen = hit & (frame_skin(camera, line).cos_tilt > 0.2)
    return replace(drawing, line=directions_of(np.where(seen[:, None], found, line)))


def test_a_line_may_be_drawn_from_either_end() -> None:
    """Right to left or left to right: the same marks."""
    good = reference_solution(LINE)
    turned = replace(good, line=good.line[::-1])
    assert score_drawing(LINE, turned) == score_drawing(LINE, good)


UP = (0.0, 0.8, 0.6)
LOOP = unit([(-0.7, 0.6, 0.5), (0.4, 0.7, 0.6), (0.4, 0.9, 0.3), (-0.1, 0.6, 0.8), (0.7, 0.6, 0.5)])
BELOW = unit([(-0.7, 0.6, 0.5), (0.0, 0.8, 0.6), (0.3, -0.9, 0.2)])


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        (Drawing(exercise=""), "no line yet"),
        (Drawing(exercise="", line=(UP, UP)), "2 points is no hairline"),
        (Drawing(exercise="", line=(UP, (0.01, 0.8, 0.6), (0.02, 0.8, 0.6))), "too short"),
        (Drawing(exercise="", line=directions_of(LOOP)), "crosses itself"),
        (Drawing(exercise="", line=directions_of(BELOW)), "leaves the head at its point 3"),
        (Drawing(exercise="", line=(UP, (0.0, 0.0, 0.0), UP)), "leaves the head at its point 2"),
        (Drawing(exercise="steady-hand"), "belongs to the exercise 'steady-hand'"),
    ],
)
def test_a_line_that_is_none_is_refused_in_a_sentence(drawing: Drawing, said: str) -> None:
    """Nothing drawn, two points, a stub, a loop, a line off the head, another's drawing."""
    with pytest.raises(SmpError, match=said):
        score_drawing(LINE, drawing)


@pytest.mark.parametrize(
    ("count", "said"), [(0, "no dots yet"), (2, "2 dots are too few"), (100_000, "100,000 dots")]
)
def test_too_few_and_too_many_dots_are_refused(count: int, said: str) -> None:
    """No dots, two dots and 100,000 dots: a sentence each."""
    dots = (DrawnDot(place=UP),) * count
    with pytest.raises(SmpError, match=said):
        score_drawing(DOTS, Drawing(exercise="", dots=dots))


def test_dots_anywhere_on_the_head_are_marked() -> None:
    """A hundred dots on one spot far from the patch get a score, and it is nothing."""
    score = score_drawing(DOTS, Drawing(exercise="", dots=(DrawnDot(place=UP),) * 100))
    assert score.points < 1.0
    assert mark_of(score, "density").value is None


def test_a_missing_landmark_has_no_points() -> None:
    """Of two points one is marked: the other says that it wasn't."""
    exercise = load_exercise("find-mid-frontal-point")
    good = reference_solution(exercise)
    score = score_drawing(exercise, replace(good, points=good.points[:1]))
    assert [mark.points for mark in score.marks] == [100.0, 0.0]
    assert str(score.marks[1].sentence) == "This point was not marked."


def test_faults_are_shown_where_they_are() -> None:
    """Two dots put side by side are the places of the clump, and nothing else is."""
    good = reference_solution(DOTS)
    beside = tuple(
        replace(dot, place=directions_of(np.add([dot.place], (0.001, 0.0, 0.0)))[0])
        for dot in good.dots[:8]
    )
    mark = mark_of(score_drawing(DOTS, replace(good, dots=good.dots + beside)), "clumps")
    (fault,) = mark.faults
    wanted = np.array([dot.place for dot in good.dots[:8] + beside])
    assert len(fault.places) == 16
    assert np.allclose(np.sort(wanted, axis=0), np.sort(fault.places, axis=0), atol=1e-6)
    assert mark.points < 100.0


@pytest.mark.bench
def test_two_thousand_dots_are_marked_at_once() -> None:
    """A drawing of 2,000 dots is marked in a blink: under 0.5 s even on a busy machine."""
    task = replace(DOTS.task, density_per_cm2=400.0)
    places = [dot.place for dot in reference_solution(DOTS).dots]
    spread = np.repeat(np.array(places), 11, axis=0)[:2000]
    spread = spread + np.random.default_rng(1).normal(size=spread.shape) * 0.004
    dots = tuple(DrawnDot(place=place) for place in directions_of(spread))
    exercise = replace(DOTS, task=task)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        score_drawing(exercise, Drawing(exercise="", dots=dots))
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5
