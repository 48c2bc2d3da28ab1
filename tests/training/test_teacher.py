"""A teacher's exercise: made of a case and a tolerance, solvable, with nothing of the client."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from smp_sim.document.case.case_file import Dossier
from smp_sim.model.case import Case
from smp_sim.model.client import Client
from smp_sim.model.errors import SmpError
from smp_sim.model.head import Head
from smp_sim.model.plan import Area, Plan
from smp_sim.model.units import Vec3
from smp_sim.render.hairline_curve import preset_hairline
from smp_sim.training.engine_lines import LineShape, engine_line
from smp_sim.training.exercise_file import read_exercise, write_exercise
from smp_sim.training.patch_plane import rectangle
from smp_sim.training.scoring import score_drawing
from smp_sim.training.solution import reference_solution
from smp_sim.training.teacher import Assignment, make_exercise

HEAD = Head(semi_axes_mm=(74.0, 78.0, 104.0))
TOP: Vec3 = (0.1946, 0.9428, 0.2706)
PATCH = Area(
    id="top",
    kind="patch",
    outline=rectangle(TOP, 20.0, 14.0, HEAD),
    density_per_cm2=90.0,
    feather_mm=0.0,
    variety=0.2,
)
CASE = Case(
    client=Client(reference="SECRET-77", skin_ita_deg=-40.0, hair_colour="black"),
    plan=Plan(head=HEAD, hairline=preset_hairline("receded", HEAD, 84.0), areas=(PATCH,)),
)
WISH = Assignment(title="My client's line", goal="Draw it as I did.", tolerance=2.0)


@pytest.mark.parametrize("of", ["hairline", "dots"])
def test_a_case_becomes_an_exercise_that_can_be_shared(of: str, tmp_path: Path) -> None:
    """Its own design solves it, the head has its size and skin, and no client's code is in it."""
    exercise = make_exercise(Dossier(CASE), replace(WISH, of=of))
    path = tmp_path / "a.smpx"
    write_exercise(exercise, path)
    assert read_exercise(path) == exercise
    assert score_drawing(exercise, reference_solution(exercise)).points >= 95.0
    assert exercise.head.semi_axes_mm == HEAD.semi_axes_mm
    assert exercise.head.skin_tone == 6
    assert b"SECRET" not in path.read_bytes()


def test_a_tighter_tolerance_gives_fewer_points() -> None:
    """A line 4 mm too low loses more at 1 mm of tolerance than at 5."""
    low = engine_line(LineShape("receded", 80.0), HEAD)
    points = []
    for tolerance in (1.0, 5.0):
        exercise = make_exercise(Dossier(CASE), replace(WISH, tolerance=tolerance))
        drawing = replace(reference_solution(exercise), line=low.points)
        points.append(score_drawing(exercise, drawing).points)
    assert points[0] < 60.0
    assert points[1] > 95.0


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (replace(WISH, tolerance=0.0), "tolerance: expected a number >= 0.2"),
        (replace(WISH, tolerance=float("nan")), "not a finite number"),
        (replace(WISH, title=""), "title"),
        (replace(WISH, of="dots", area="crown"), "no such patch"),
    ],
)
def test_an_assignment_that_cannot_be_is_refused(wish: Assignment, said: str) -> None:
    """No tolerance, no number, no title, no patch: a sentence each."""
    with pytest.raises(SmpError, match=said):
        make_exercise(Dossier(CASE), wish)
