"""The mark says what a picture is, in two corners, on light and on dark."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import smp_sim.document.export.mark
from smp_sim.document.disk.assets import read_catalogue
from smp_sim.document.export.lettering import typeface
from smp_sim.document.export.mark import Mark, day_words, mark_of, marked, scale_words, worded
from smp_sim.document.export.wording import wording_of
from smp_sim.model.camera import Scale
from tests.document.mark_finder import FOUND, find_words
from tests.ui.phrases import marked_in

MARK = Mark("Day 56 · typical retention", "scale as given ±5 %")


def changed(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Give (H, W) bool: where two pictures differ."""
    return np.asarray((before != after).any(axis=-1))


def test_two_opposite_corners_carry_it_and_nothing_else_changes() -> None:
    """Each of two opposite quarters holds the same mark; the other two are untouched."""
    picture = np.full((600, 800, 3), 128, dtype=np.uint8)
    touched = changed(picture, marked(picture, MARK))
    quarters = [touched[:300, :400], touched[:300, 400:], touched[300:, :400], touched[300:, 400:]]
    counts = [int(np.count_nonzero(quarter)) for quarter in quarters]
    assert counts[0] == counts[3] == 0
    assert counts[1] == counts[2] > 1000
    assert np.mean(touched) < 0.08
    assert np.all(picture == 128)


@pytest.mark.parametrize("ground", [0, 70, 128, 255])
def test_it_is_readable_on_any_ground(ground: int) -> None:
    """Letters are far lighter than the plate under them, whatever the picture."""
    picture = np.full((600, 800, 3), ground, dtype=np.uint8)
    out = marked(picture, MARK)
    plate = out[320:][changed(picture, out)[320:]].mean(axis=-1)
    letters, ink = np.percentile(plate, 99.5), np.median(plate)
    assert (letters / 255 + 0.05) / ((ink / 255) ** 2.2 + 0.05) > 3.0


def test_plates_keep_off_the_treated_area() -> None:
    """Of the two pairs of corners they take the one over less of the treatment."""
    picture = np.full((600, 800, 3), 128, dtype=np.uint8)
    treated = np.zeros((150, 200), dtype=bool)
    treated[:60, 100:] = True
    out = marked(picture, MARK, treated=treated)
    inside = worded(picture, MARK, treated)
    touched = changed(inside, out)
    assert not touched[:240, 400:].any()
    assert touched[:240, :400].any()


@pytest.mark.parametrize("ground", [8, 90, 245])
def test_a_reader_finds_it_whole_and_cropped(ground: int) -> None:
    """Plates are read in the whole picture, the inscription in a crop to the treated area."""
    picture = np.full((600, 800, 3), ground, dtype=np.uint8)
    treated = np.zeros((150, 200), dtype=bool)
    treated[40:110, 50:150] = True
    out = marked(picture, MARK, treated=treated)
    for part in (out[:150], out[450:], out[160:440, 200:600]):
        assert find_words(np.ascontiguousarray(part)).likeness > FOUND


def test_small_pictures_carry_it_too() -> None:
    """A picture smaller than the mark takes what fits and keeps its size."""
    picture = np.full((24, 40, 3), 200, dtype=np.uint8)
    out = marked(picture, MARK)
    assert out.shape == picture.shape
    assert changed(picture, out).any()


def test_a_small_picture_carries_one_readable_line_clear_of_its_middle() -> None:
    """At 140 x 180 px the claim alone stands in two corners, and is read; half stays free."""
    picture = np.full((180, 140, 3), 150, dtype=np.uint8)
    out = marked(picture, MARK)
    assert find_words(out, sizes=range(8, 14)).likeness > FOUND
    assert changed(picture, out).any(axis=1).mean() < 0.5


def test_a_thumbnail_still_says_that_it_is_a_simulation() -> None:
    """Where the claim does not fit, its first word stands in two corners, and can be read."""
    picture = np.full((72, 96, 3), 150, dtype=np.uint8)
    out = marked(picture, MARK)
    drawn = changed(picture, out)
    assert drawn[:36].any()
    assert drawn[36:].any()
    assert drawn.any(axis=1).mean() < 0.6
    assert find_words(out, words="Simulation", sizes=range(8, 12)).likeness > FOUND


def test_the_words_say_day_retention_and_scale() -> None:
    """Day (years where they count), retention, scale source with its error, or none known."""
    mark = mark_of(Scale(source="iris", error_percent=4.0), day=56.0, retention="light")
    assert mark.line == "Day 56 · light retention · scale from the iris ±4 %"
    assert "UNCALIBRATED" in scale_words(Scale())
    assert day_words(1461.0) == "Day 1461 (4 years)"
    assert day_words(0.5) == "Day 0.5"
    assert day_words(913.1) == "Day 913.1 (2.5 years)"


def test_it_speaks_german() -> None:
    """In German the mark says in its two lines what it says in English."""
    scale = Scale(source="iris", error_percent=4.2)
    mark = mark_of(scale, day=1500.0, retention="light", words=wording_of("de"))
    assert mark.claim == "Simulation — kein Ergebnis"
    assert mark.line == "Tag 1500 (4,1 Jahre) · schwacher Halt · kalibriert an der Iris ±4,2 %"


def test_every_word_in_pictures_can_be_said_and_drawn_in_german() -> None:
    """Each phrase of the exports has its German, in letters that the typeface can draw."""
    folder = Path(smp_sim.document.export.mark.__file__).parent
    files = ("mark.py", "exports.py", "preview_sheets.py", "healing_strip.py")
    said = {text for name in files for text in marked_in(folder / name, {"say", "phrase"})}
    german = read_catalogue("de")
    assert len(said) > 40
    assert sorted(said - set(german)) == []
    missing = bytes(typeface(20).getmask("\ue123"))
    letters = set("".join(german[text] for text in said)) - set("—äöüÄÖÜ ")
    assert [letter for letter in letters if bytes(typeface(20).getmask(letter)) == missing] == []
