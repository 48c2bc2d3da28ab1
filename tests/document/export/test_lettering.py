"""Text in pictures: measured, fitted and drawn with the built-in typeface."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from smp_sim.document.export.lettering import draw_line, fitting_size, line_height, text_width


def drawn(text: str, size_px: int = 20) -> np.ndarray:
    """Draw white text on black and give it as (40, 400) uint8."""
    page = Image.new("L", (400, 40), 0)
    draw_line(ImageDraw.Draw(page), (2, 2), text, size_px, fill=(255,))
    return np.asarray(page)


def test_ink_stays_inside_the_measured_width() -> None:
    """What is drawn is as wide as what was measured, long dash included."""
    text = "Simulation — not a result · ±4 %"
    columns = np.flatnonzero(drawn(text).any(axis=0))
    assert columns[0] >= 1
    assert columns[-1] == pytest.approx(2 + text_width(text, 20), abs=3)


def test_the_long_dash_is_a_rule() -> None:
    """The typeface has no long dash; a rule stands for it, not an empty box."""
    ink = drawn("—")
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    assert len(rows) <= 3
    assert len(columns) > 4 * len(rows)


def test_a_size_is_found_that_fits() -> None:
    """The text gets smaller until it fits, never below the smallest size."""
    text = "Day 56 · typical retention"
    assert text_width(text, fitting_size(text, 40, 200.0)) <= 200.0
    assert fitting_size(text, 18, 10_000.0) == 18
    assert fitting_size(text, 40, 1.0, smallest_px=7) == 7
    assert line_height(20) > 20


@pytest.mark.parametrize("letter", "äöüÄÖÜ")
def test_umlauts_are_their_letter_with_two_dots_above(letter: str) -> None:
    """The typeface has no umlauts: the letter stays as wide, two dots stand clear above it."""
    base = letter.translate(str.maketrans("äöüÄÖÜ", "aouAOU"))
    bare, dotted = drawn(base, 24).astype(int), drawn(letter, 24).astype(int)
    assert text_width(letter, 24) == text_width(base, 24)
    dots = (dotted - bare) > 60
    rows, columns = np.flatnonzero(dots.any(axis=1)), np.flatnonzero(dots.any(axis=0))
    assert rows[-1] < np.flatnonzero((bare > 60).any(axis=1))[0]
    assert np.count_nonzero(np.diff(columns) > 1) == 1
