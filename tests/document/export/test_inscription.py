"""Words across the treatment: read on light and dark, kept by crops, in the way of little."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from smp_sim.document.export.inscription import inscribed, treated_patches
from tests.document.mark_finder import FOUND, find_words

LINES = ("Simulation — not a result", "Day 56 · typical retention")


def skin(level: int, size: tuple[int, int] = (600, 800)) -> NDArray[np.uint8]:
    """Give (H, W, 3) of one tone with the grain of a photo."""
    grain = np.random.default_rng(3).normal(0.0, 4.0, (*size, 1))
    tone = level * np.array([1.0, 0.82, 0.72]) + grain
    return np.clip(tone, 0, 255).astype(np.uint8)


def ellipse(shape: tuple[int, int], *, share: float = 0.6) -> NDArray[np.bool_]:
    """Give (h, w) bool: an ellipse in the middle that takes a share of height and width."""
    down, across = np.mgrid[-1 : 1 : shape[0] * 1j, -1 : 1 : shape[1] * 1j]
    return np.asarray(down**2 + across**2 < share**2)


@pytest.mark.parametrize("level", [15, 70, 130, 190, 250])
def test_the_words_are_read_on_light_and_dark(level: int) -> None:
    """An independent reader finds them on any tone of skin, and not before they were written."""
    picture = skin(level, (300, 400))
    assert find_words(picture).likeness < FOUND - 0.1
    assert find_words(inscribed(picture, LINES, ellipse((150, 200)))).likeness > FOUND


def test_every_crop_that_shows_the_treatment_shows_the_words() -> None:
    """Each half of the treated box, left, right, upper and lower, carries them."""
    out = inscribed(skin(170), LINES, ellipse((150, 200)))
    box = out[120:480, 160:640]
    for crop in (box[:180], box[180:], box[:, :240], box[:, 240:]):
        assert find_words(np.ascontiguousarray(crop)).likeness > FOUND


def test_most_of_the_treatment_stays_as_it_was() -> None:
    """Words take a few percent of the treated pixels, and nothing far from them changes."""
    picture, treated = skin(170), ellipse((600, 800))
    changed = (inscribed(picture, LINES, treated) != picture).any(axis=-1)
    assert 0.005 < changed[treated].mean() < 0.12
    assert not changed[:60].any()
    assert not changed[-60:].any()


def test_each_treated_part_has_words_of_its_own() -> None:
    """A patch at the left and one at the right are both written on; a speck is not."""
    treated = np.zeros((150, 200), dtype=bool)
    treated[40:110, 10:80] = treated[40:110, 120:190] = True
    treated[2:4, 2:4] = True
    assert len(treated_patches(treated, (600, 800))) == 2
    picture = skin(170)
    changed = (inscribed(picture, LINES, treated) != picture).any(axis=-1)
    assert changed[:, :400].any()
    assert changed[:, 400:].any()


def test_a_treatment_of_dots_counts_as_one_part() -> None:
    """Gaps between dots are no edges."""
    treated = ellipse((150, 200)) & (np.indices((150, 200)).sum(axis=0) % 3 == 0)
    picture = skin(170)
    out = inscribed(picture, LINES, treated)
    assert find_words(np.ascontiguousarray(out[150:450, 200:600])).likeness > FOUND


def test_nothing_treated_stands_for_everywhere() -> None:
    """A preview in which nothing changes is a preview all the same."""
    out = inscribed(skin(170), LINES, np.zeros((150, 200), dtype=bool))
    assert find_words(out).likeness > FOUND


@pytest.mark.parametrize("size", [(1, 1), (9, 300), (300, 9), (40, 60)])
def test_pictures_too_small_for_words_keep_their_size(size: tuple[int, int]) -> None:
    """What does not fit is cut off; nothing breaks."""
    picture = skin(170, size)
    assert inscribed(picture, LINES, np.ones((3, 3), dtype=bool)).shape == picture.shape
