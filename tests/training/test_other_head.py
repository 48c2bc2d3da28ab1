"""Exercises on other heads: the engine's solution moves along and still solves them."""

from __future__ import annotations

import itertools

import pytest
from msgspec.structs import replace

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.samples.sample_client import sample_dossier
from smp_sim.model.case import Case
from smp_sim.model.errors import SmpError
from smp_sim.model.head import Head
from smp_sim.render.sample_head import SampleHead
from smp_sim.training.catalogue import list_exercises, load_exercise
from smp_sim.training.exercise import Exercise, PracticeHead
from smp_sim.training.head_shapes import HEAD_SHAPES
from smp_sim.training.other_head import on_head, on_own_photo
from smp_sim.training.scoring import score_drawing
from smp_sim.training.solution import reference_solution

LINE = load_exercise("put-right-too-low")


@pytest.mark.parametrize("exercise", list_exercises(), ids=lambda exercise: exercise.id)
def test_the_solution_moves_along_to_every_shape_of_head(exercise: Exercise) -> None:
    """On all five shapes, with another loss and skin, it still has 90 points or more."""
    grades = itertools.cycle(("ludwig-1", "ludwig-2", "3v", "7", "none"))
    for tone, (shape, grade) in enumerate(zip(HEAD_SHAPES.values(), grades, strict=False), 2):
        head = PracticeHead(norwood=grade, skin_tone=tone, semi_axes_mm=shape)  # type: ignore[arg-type]
        moved = on_head(exercise, head)
        assert moved.head.skin_tone == tone
        assert score_drawing(moved, reference_solution(moved)).points >= 90.0


def test_an_own_photo_gives_the_head_its_size() -> None:
    """A line is drawn on the head of the photo; dots are not."""
    axes = (82.0, 81.0, 108.0)
    own = sample_dossier(SampleHead(semi_axes_mm=axes), ("front",), 90, 112)
    case = replace(own.case, plan=replace(own.case.plan, head=Head(semi_axes_mm=axes)))
    dossier = Dossier(case, own.photos)
    assert on_own_photo(LINE, dossier).head.semi_axes_mm == axes
    with pytest.raises(SmpError, match="close-up of the practice head"):
        on_own_photo(load_exercise("first-patch"), dossier)
    with pytest.raises(SmpError, match="no photo of the head"):
        on_own_photo(LINE, Dossier(Case()))
