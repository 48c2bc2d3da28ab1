"""A grade of loss is told from where hair was seen, and only where enough was seen."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from smp_sim.document.proposal.line_proposal import own_height, propose_line
from smp_sim.document.proposal.loss_grade import LossGrade, grade_loss
from smp_sim.document.proposal.loss_patterns import LOSS_SHAPES, LossShape, expected_hair
from smp_sim.document.proposal.scalp_reading import ScalpReading, spread_directions
from smp_sim.model.head import Head
from smp_sim.render.hairline_curve import HEIGHT_MM
from smp_sim.render.head_geometry import unit
from smp_sim.render.sample_head import SampleHead
from smp_sim.render.sample_head.hair_map import scalp_density
from smp_sim.render.sample_head.head import LossGrade as SampleLoss

HEAD = Head()
PLACES = spread_directions(2400)
PLACES = PLACES[PLACES[:, 1] > -0.2]

#: Directions that photos are taken from, and sets of photos that cases have.
SIGHTS = {
    "front": (0.0, 0.1, 1.0),
    "front-high": (0.0, 0.7, 0.7),
    "left": (1.0, 0.0, 0.0),
    "right": (-1.0, 0.0, 0.0),
    "threequarter-left": (0.7, 0.1, 0.7),
    "top": (0.0, 1.0, 0.0),
    "back": (0.0, 0.1, -1.0),
    "back-high": (0.0, 0.7, -0.7),
}
CASES = (
    ("front", "left", "threequarter-left"),
    ("front", "left", "right"),
    ("front", "left", "right", "top"),
    ("front-high", "left", "back-high"),
    ("front", "top", "back"),
    ("front", "left", "right", "threequarter-left"),
    ("top",),
)


def reading_of(name: SampleLoss, *, seen_below_y: float = 2.0) -> ScalpReading:
    """Give what photos would tell of a drawn head's loss, all of it seen, or what lies low."""
    density = scalp_density(SampleHead(norwood=name), PLACES)
    seen = (PLACES[:, 1] < seen_below_y).astype(float)
    return ScalpReading(PLACES, np.clip(density / 45.0, 0.0, 1.0), seen)


def disturbed_reading(name: SampleLoss, rng: np.random.Generator) -> ScalpReading:
    """Give a reading as photos give it: a cap some degrees off, blots of error, sides unseen."""
    turned = Rotation.from_rotvec(np.radians(rng.normal(0.0, 3.5, 3))).apply(PLACES)
    hair = np.clip(scalp_density(SampleHead(norwood=name), turned) / 45.0, 0.0, 1.0)
    middles = unit(rng.normal(size=(40, 3)))
    blots = np.exp((PLACES @ middles.T - 1.0) / (2 * 0.12**2)) @ rng.normal(0.0, 0.3, 40)
    sights = unit([SIGHTS[side] for side in CASES[rng.integers(len(CASES))]])
    facing = PLACES @ sights.T
    weight = np.sqrt(np.where(facing > 0.25, facing, 0.0)).sum(axis=1)
    return ScalpReading(PLACES, np.clip(hair + blots, 0.0, 1.0), weight)


@pytest.mark.parametrize("grade", ["2", "3", "4", "5", "6", "7"])
def test_a_grade_seen_whole_is_told(grade: SampleLoss) -> None:
    """Heads drawn by another hand than the shapes: seen whole they are told to one grade."""
    told = grade_loss(reading_of(grade), HEAD)
    assert abs(number_of(told) - int(grade)) <= 1
    assert told.about > 0.7


def number_of(grade: LossGrade) -> int:
    """Give the Norwood number of a suggestion; 1 for no loss and for Ludwig's thinning."""
    return int(grade.name[-1]) if grade.name and grade.name.startswith("norwood") else 1


@pytest.fixture(scope="module")
def told() -> list[tuple[int, LossGrade]]:
    """Tell the grades of 70 disturbed readings of known loss."""
    rng = np.random.default_rng(8)
    grades: list[SampleLoss] = ["none", "2", "3", "4", "5", "6", "7"] * 10
    return [
        (1 if name == "none" else int(name), grade_loss(disturbed_reading(name, rng), HEAD))
        for name in grades
    ]


def test_disturbed_readings_are_told_to_a_grade(told: list[tuple[int, LossGrade]]) -> None:
    """Mean error at most 0.5 grades, never more than two; most are told exactly."""
    misses = np.array([abs(number_of(grade) - true) for true, grade in told])
    assert misses.mean() <= 0.5
    assert misses.max() <= 2
    assert np.mean(misses == 0) >= 0.65


def test_confidence_is_what_it_says(told: list[tuple[int, LossGrade]]) -> None:
    """Of the surer half more are right than of the other, and none promises more than it keeps.

    The mean confidence stays at or below the share that is right, overall and in both halves;
    so does the chance of being right to one grade.
    """
    ranked = sorted(told, key=lambda pair: pair[1].confidence)
    halves = ranked[: len(ranked) // 2], ranked[len(ranked) // 2 :]
    right = [np.mean([number_of(grade) == true for true, grade in half]) for half in halves]
    sure = [np.mean([grade.confidence for _, grade in half]) for half in halves]
    assert right[1] >= right[0]
    assert all(s <= r + 0.05 for s, r in zip(sure, right, strict=True))
    near = np.mean([abs(number_of(grade) - true) <= 1 for true, grade in told])
    assert np.mean([grade.about for _, grade in told]) <= near


def test_a_full_head_of_hair_is_no_loss() -> None:
    """Hair all over is told as none."""
    assert grade_loss(reading_of("none"), HEAD).name == "none"


def test_a_hidden_top_makes_the_grade_unsure() -> None:
    """With the upper scalp unseen the grade is less sure than with it."""
    whole = grade_loss(reading_of("6"), HEAD)
    part = grade_loss(reading_of("6", seen_below_y=0.35), HEAD)
    assert part.confidence < whole.confidence


def test_nothing_seen_is_not_told() -> None:
    """Without any sight of the scalp no grade is named."""
    told = grade_loss(reading_of("4", seen_below_y=-1.0), HEAD)
    assert told == LossGrade(None, 0.0, (), 0.0)


def test_noise_is_not_told() -> None:
    """Hair and skin strewn at random fit no grade."""
    reading = reading_of("none")
    strewn = np.random.default_rng(3).integers(0, 2, len(reading.hairy)).astype(float)
    told = grade_loss(ScalpReading(reading.directions, strewn, reading.weight), HEAD)
    assert told.confidence < 0.25


def test_the_own_line_is_found_where_hair_begins() -> None:
    """A full head of hair behind a line at 75 mm: its height is read to 8 mm."""
    shapes = expected_hair("none", PLACES, HEAD)
    lines = [shapes[LOSS_SHAPES["none"].index(LossShape(mm, 0.0))] for mm in (-4.0, 4.0)]
    hairy = (np.mean(lines, axis=0) > 0.5).astype(float)
    found = own_height(HEAD, ScalpReading(PLACES, hairy, np.ones(len(PLACES))))
    assert found == pytest.approx(HEIGHT_MM, abs=8.0)


def test_a_bald_front_has_no_own_line() -> None:
    """Where the front is lost the line isn't read from hair."""
    assert own_height(HEAD, reading_of("6")) is None


def test_without_a_face_the_line_is_the_usual_one() -> None:
    """The default height, and less sure than one that a face gave."""
    line = propose_line(HEAD, None, 1.0, None)
    assert line.height_mm == HEIGHT_MM
    assert line.confidence < 0.5
