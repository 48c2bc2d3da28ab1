"""Sheets: pictures in rows on neutral grey, labelled, with the mark in head and foot."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from numpy.typing import NDArray

from smp_sim.document.export.picture_sheets import (
    Box,
    Caption,
    Cell,
    _balanced,
    _measures,
    fitting_cell_width,
    sheet,
    treated_box,
)

CAPTION = Caption("Healing", "scale as given ±5 %", "Simulation — not a result · typical")


def cells(count: int, colour: tuple[int, int, int] = (200, 60, 30)) -> list[Cell]:
    """Give plain pictures of 40 x 60 px."""
    picture: NDArray[np.uint8] = np.full((40, 60, 3), colour, dtype=np.uint8)
    return [Cell(picture, f"Session {index}", "Day 0") for index in range(count)]


def test_every_picture_is_on_the_sheet_once() -> None:
    """The colour of the pictures covers as many pixels as the pictures have."""
    page = sheet(cells(7), CAPTION, cell_width=120)
    assert np.count_nonzero((page == (200, 60, 30)).all(axis=-1)) == 7 * 120 * 80


def test_the_ground_is_neutral() -> None:
    """Red, green and blue are equal wherever there is no picture."""
    page = sheet(cells(2, (90, 90, 90)), CAPTION, cell_width=200)
    assert np.all(page.max(axis=-1) == page.min(axis=-1))


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (2, 2), (5, 5), (8, 4), (10, 5), (12, 4)])
def test_rows_are_balanced(count: int, columns: int) -> None:
    """Up to five pictures stand in one row; more break where the fewest places stay empty."""
    one = sheet(cells(1), CAPTION, cell_width=120).shape[1]
    page = sheet(cells(count), CAPTION, cell_width=120)
    assert page.shape[1] == pytest.approx(one * columns, rel=0.25)


def test_the_mark_stands_in_head_and_foot_unless_left_out() -> None:
    """An empty mark leaves the corner of head and foot empty that it would stand in."""
    with_mark = sheet(cells(3), CAPTION, cell_width=300)
    without = sheet(cells(3), Caption("Healing", "", ""), cell_width=300)
    differing = np.flatnonzero((with_mark != without).any(axis=(1, 2)))
    assert differing.min() < 40
    assert differing.max() > with_mark.shape[0] - 40


def test_the_treated_part_is_found_with_its_surroundings() -> None:
    """The box holds the treated pixels with a margin, inside the picture, never too thin."""
    treated = np.zeros((100, 200), dtype=bool)
    treated[10:12, 90:110] = True
    box = treated_box(treated)
    assert (box.top, box.left) <= (10, 90)
    assert box.bottom - box.top >= 30
    assert box.right - box.left >= 70
    assert box.cut(np.zeros((100, 200, 3), dtype=np.uint8)).shape[0] == box.bottom - box.top
    assert treated_box(np.zeros((100, 200), dtype=bool)) == Box(0, 0, 100, 200)


def test_an_empty_sheet_is_a_fault_of_the_program() -> None:
    """No pictures, no sheet."""
    with pytest.raises(ValueError, match="at least one"):
        sheet([], CAPTION, cell_width=100)


@given(st.integers(40, 4000), st.integers(40, 4000), st.integers(1, 30), st.integers(200, 6000))
def test_a_sheet_fits_the_size_it_was_planned_for(
    height: int, width: int, count: int, longest: int
) -> None:
    """The width found is the largest whose sheet is no longer than asked, if any is."""
    found = fitting_cell_width((height, width), count, longest)
    sizes = [
        _measures((height, width), cell, count, _balanced(count)) for cell in (found, found + 1)
    ]
    sides = [max(lay.width, lay.height) for lay in sizes]
    assert sides[0] <= longest or found == 1
    assert sides[1] > longest
