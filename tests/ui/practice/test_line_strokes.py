"""Strokes join the line: going on, drawing a stretch anew, and beginning apart from it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.model.head import DEFAULT_SEMI_AXES_MM
from smp_sim.model.units import Vec3
from smp_sim.render.head_curve import lift_to_head
from smp_sim.training.measured import directions_of
from smp_sim.ui.practice.line_strokes import joined_line

Line = tuple[Vec3, ...]

AXES = DEFAULT_SEMI_AXES_MM


def stroke(
    start_mm: float, end_mm: float, up_mm: float = 60.0, count: int = 12
) -> tuple[Vec3, ...]:
    """Give a stroke across the forehead, from left to right in mm of the head's x."""
    x = np.linspace(start_mm, end_mm, count)
    places = np.stack([x, np.full(count, up_mm), np.full(count, 70.0)], axis=1)
    return directions_of(lift_to_head(places, AXES))


def across_mm(line: tuple[Vec3, ...]) -> list[float]:
    """Give how far to the left each point of a line lies, in a measure that keeps their order."""
    return [place[0] for place in line]


def test_the_first_stroke_is_the_line() -> None:
    """Nothing is added to it and nothing taken."""
    first = stroke(-40.0, 40.0)
    assert joined_line((), first, AXES) == first


@pytest.mark.parametrize("turned", [False, True])
def test_a_stroke_goes_on_at_the_end_that_it_begins_at(turned: bool) -> None:  # noqa: FBT001
    """It doesn't matter which way round the line or the stroke was drawn."""
    line, more = stroke(-40.0, 0.0), stroke(1.0, 40.0)
    line = line[::-1] if turned else line
    joined = across_mm(joined_line(line, more, AXES))
    assert joined in (sorted(joined), sorted(joined, reverse=True))
    assert (min(joined), max(joined)) == (line[0 if not turned else -1][0], more[-1][0])


def test_a_stroke_on_the_line_replaces_that_stretch_alone() -> None:
    """The ends stay to the bit; the middle is the new stroke."""
    line = stroke(-50.0, 50.0, count=40)
    anew = stroke(-15.0, 15.0, up_mm=63.0)
    joined = joined_line(line, anew, AXES)
    assert joined[:5] == line[:5]
    assert joined[-5:] == line[-5:]
    assert set(anew) <= set(joined)
    assert across_mm(joined) == sorted(across_mm(joined))


def test_a_stroke_apart_from_the_line_is_joined_to_the_nearer_end() -> None:
    """Left of the line it comes first, and a single click counts as a stroke."""
    line = stroke(0.0, 30.0)
    joined = joined_line(line, stroke(-45.0, -30.0), AXES)
    assert across_mm(joined) == sorted(across_mm(joined))
    click = stroke(48.0, 48.0, count=1)
    assert joined_line(line, click, AXES) == line + click


def test_a_stroke_that_leaves_the_line_ends_it_anew() -> None:
    """From where it leaves, the old end on that side is gone."""
    line = stroke(-50.0, 50.0, count=40)
    away = stroke(20.0, 44.0, up_mm=60.0)[:1] + stroke(24.0, 46.0, up_mm=85.0)
    joined = joined_line(line, away, AXES)
    assert joined[-1] == away[-1]
    assert line[-1] not in joined
    assert joined[0] == line[0]


@given(st.lists(st.tuples(st.floats(-50.0, 50.0), st.floats(-50.0, 50.0)), min_size=1, max_size=8))
def test_the_newest_stroke_is_in_the_line_whole(
    ends: list[tuple[float, float]],
) -> None:
    """Whatever was drawn before, the newest stroke is there, whole and in one piece."""
    line: tuple[Vec3, ...] = ()
    for start, end in ends:
        newest = stroke(start, end, count=5)
        line = joined_line(line, newest, AXES)
        at = min(line.index(newest[0]), line.index(newest[-1]))
        assert line[at : at + 5] in (newest, newest[::-1])
