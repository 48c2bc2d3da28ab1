"""A grade of loss is told from where hair was seen, and only where enough was seen."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.document.proposal.line_proposal import own_height, propose_line
from smp_sim.document.proposal.loss_grade import (
    LossGrade,
    expected_hair,
    grade_loss,
    scalp_mask,
)
from smp_sim.document.proposal.scalp_reading import ScalpReading, spread_directions
from smp_sim.model.head import Head
from smp_sim.render.hairline_curve import HEIGHT_MM
from smp_sim.render.head_geometry import place_on_head

HEAD = Head()


def reading_of(name: str, *, seen_below_y: float = 2.0) -> ScalpReading:
    """Give what photos would tell of a grade, all of the scalp seen, or what lies low."""
    directions = spread_directions(2400)
    directions = directions[directions[:, 1] > -0.2]
    places = place_on_head(directions, HEAD.semi_axes_mm)
    hairy = np.where(scalp_mask(places, HEAD), expected_hair(name, places, HEAD), 0.0)
    return ScalpReading(directions, hairy, (directions[:, 1] < seen_below_y).astype(float))


@pytest.mark.parametrize("grade", [2, 3, 4, 5, 6, 7])
def test_a_grade_seen_whole_is_told(grade: int) -> None:
    """Each Norwood template is recognised from all sides, and surely."""
    told = grade_loss(reading_of(f"norwood-{grade}"), HEAD)
    assert told.name == f"norwood-{grade}"
    assert told.confidence > 0.5


def test_a_full_head_of_hair_is_no_loss() -> None:
    """Hair all over is told as none."""
    assert grade_loss(reading_of("none"), HEAD).name == "none"


def test_a_hidden_top_makes_the_grade_unsure() -> None:
    """With the upper scalp unseen the grade is less sure than with it."""
    whole = grade_loss(reading_of("norwood-6"), HEAD)
    part = grade_loss(reading_of("norwood-6", seen_below_y=0.35), HEAD)
    assert part.confidence < whole.confidence


def test_nothing_seen_is_not_told() -> None:
    """Without any sight of the scalp no grade is named."""
    told = grade_loss(reading_of("norwood-4", seen_below_y=-1.0), HEAD)
    assert told == LossGrade(None, 0.0, (), 0.0)


def test_noise_is_not_told() -> None:
    """Hair and skin strewn at random fit no grade."""
    reading = reading_of("none")
    strewn = np.random.default_rng(3).integers(0, 2, len(reading.hairy)).astype(float)
    told = grade_loss(ScalpReading(reading.directions, strewn, reading.weight), HEAD)
    assert told.confidence < 0.25


def test_the_own_line_is_found_where_hair_begins() -> None:
    """A full head of hair behind a line at 75 mm: its height is read to 8 mm."""
    found = own_height(HEAD, reading_of("none"))
    assert found == pytest.approx(HEIGHT_MM, abs=8.0)


def test_a_bald_front_has_no_own_line() -> None:
    """Where the front is lost the line isn't read from hair."""
    assert own_height(HEAD, reading_of("norwood-6")) is None


def test_without_a_face_the_line_is_the_usual_one() -> None:
    """The default height, and less sure than one that a face gave."""
    line = propose_line(HEAD, None, 1.0, None)
    assert line.height_mm == HEIGHT_MM
    assert line.confidence < 0.5
