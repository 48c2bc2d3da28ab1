"""Proposing a whole case: of the sample client, of portraits, of photos that can't tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from smp_sim.document.case.case_checks import check_plan
from smp_sim.document.disk.assets import load_points
from smp_sim.document.intake.new_case import PhotoOrder, new_case
from smp_sim.document.progress_report import Cancelled
from smp_sim.document.proposal.case_proposal import Proposal, propose_case
from smp_sim.document.proposal.photo_scale import eye_depth_mm
from smp_sim.document.samples.sample_client import sample_dossier
from smp_sim.document.studio import Studio
from smp_sim.model.camera import HeadCamera
from smp_sim.render.camera_geometry import axes_of, mean_px_per_mm, require_sees_head
from smp_sim.render.products import Bytes8
from smp_sim.render.sample_head import SampleHead, render_sample
from tests.document.proposal.case_of_photos import (
    case_of,
    drawn_cat,
    drawn_face,
    grey_of,
    museum_picture,
    scaled_light,
    with_hand,
    with_hat,
)

#: Pixels per mm at the face plane: pupil distance over 63 mm, good to about 6 %.
FACE_PX_PER_MM = {"021": 3.24, "061": 3.60, "105": 3.10, "172": 3.19}


@pytest.fixture(scope="module")
def studio() -> Studio:
    """Give the engine."""
    return Studio(load_points())


@pytest.fixture(scope="module")
def front() -> Bytes8:
    """Give the sample client from the front."""
    view = render_sample(SampleHead(norwood="6"), "front", width=400, height=500)
    return np.asarray(view.photo.srgb, dtype=np.uint8)


def sureness(proposal: Proposal, topic: str) -> float:
    """Give how sure the surest note about something is; 0 where nothing is said."""
    return max((note.confidence for note in proposal.notes if note.topic == topic), default=0.0)


def _half(pixels: Bytes8) -> Bytes8:
    return np.ascontiguousarray(pixels[:, : pixels.shape[1] // 2])


def _blank(pixels: Bytes8) -> Bytes8:
    return np.full_like(pixels, 180)


def _thumbnail(pixels: Bytes8) -> Bytes8:
    return np.ascontiguousarray(pixels[::3, ::3])


BAD: dict[str, Callable[[Bytes8], Bytes8]] = {
    "no head": _blank,
    "half a head": _half,
    "hat": with_hat,
    "hand": with_hand,
    "cat": lambda _: drawn_cat(),
    "a real cat": lambda _: museum_picture("chelsea"),
    "coins": lambda _: museum_picture("coins"),
    "several people": lambda pixels: np.ascontiguousarray(np.concatenate([pixels] * 2, axis=1)),
    "drawing": lambda _: drawn_face(),
    "thumbnail": _thumbnail,
    "black and white": grey_of,
    "blue light": lambda pixels: scaled_light(pixels, (0.35, 0.8, 1.6)),
    "red light": lambda pixels: scaled_light(pixels, (2.0, 0.5, 0.25)),
    "very dark": lambda pixels: scaled_light(pixels, (0.02, 0.02, 0.02)),
    "very bright": lambda pixels: scaled_light(pixels, (7.0, 7.0, 7.0)),
    "one pixel": lambda pixels: pixels[:1, :1],
}


@pytest.mark.parametrize("kind", BAD)
def test_a_poor_photo_gets_a_low_confidence_and_a_sentence(
    kind: str, front: Bytes8, studio: Studio
) -> None:
    """Whatever is shown: a case that can be drawn, no grade or shade that is sure, and the why."""
    proposal = propose_case(case_of({"front": BAD[kind](front)}), studio)
    check_plan(proposal.case.plan, ("front",))
    require_sees_head(proposal.case.views[0].camera)
    for topic in ("head", "loss", "area", "match", "shade", "skin"):
        assert sureness(proposal, topic) <= 0.45, topic
    assert all(note.sentence.endswith((".", "?")) for note in proposal.notes)
    assert any(note.topic == "head" and note.confidence <= 0.45 for note in proposal.notes)


def test_a_good_photo_is_trusted_more_than_a_poor_one(front: Bytes8, studio: Studio) -> None:
    """The sample client's own front gives a surer head than the same one in the dark."""
    good = propose_case(case_of({"front": front}), studio, matches_hair=False)
    dark = propose_case(case_of({"front": BAD["very dark"](front)}), studio, matches_hair=False)
    assert sureness(good, "head") > 0.45 > sureness(dark, "head")


def test_cameras_that_came_with_the_photos_are_kept(studio: Studio) -> None:
    """With true cameras the loss of a bald sample client is found as an advanced one."""
    dossier = sample_dossier(SampleHead(norwood="6"), ("front-high", "back-high"), 400, 500)
    proposal = propose_case(dossier, studio, matches_hair=False)
    before = [view.camera for view in dossier.case.views]
    assert [view.camera for view in proposal.case.views] == before
    sentence = next(note.sentence for note in proposal.notes if note.topic == "loss")
    assert any(f"Norwood {grade}" in sentence for grade in (5, 6, 7))


def test_the_same_photos_give_the_same_proposal(front: Bytes8, studio: Studio) -> None:
    """Nothing in a proposal depends on chance or on what ran before."""
    dossier = case_of({"front": front})
    first = propose_case(dossier, studio, matches_hair=False)
    assert propose_case(dossier, Studio(load_points()), matches_hair=False) == first


def test_a_proposal_tells_how_far_it_is_and_can_be_given_up(front: Bytes8, studio: Studio) -> None:
    """Shares rise from nothing to all; given up half way, no further step is done."""
    shares: list[float] = []
    dossier = case_of({"front": front})
    propose_case(
        dossier, studio, matches_hair=False, progress=lambda share, _words: shares.append(share)
    )
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    later: list[float] = []

    def give_up(share: float, words: str) -> None:
        del words
        later.append(share)
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        propose_case(dossier, studio, matches_hair=False, progress=give_up)
    assert later == shares[: len(later)]
    assert len(later) < len(shares)


@pytest.mark.photos
def test_scale_of_real_fronts(photos: Path, studio: Studio) -> None:
    """Against pupils of 63 mm: mean error at most 4 %, worst at most 8 %."""
    errors = []
    for person, truth in FACE_PX_PER_MM.items():
        path = photos / f"london_{person}_neutral_front.jpg"
        proposal = propose_case(new_case([PhotoOrder(path, "front")]), studio, matches_hair=False)
        camera = proposal.case.views[0].camera
        assert isinstance(camera, HeadCamera)
        toward = axes_of(camera).toward
        depth = eye_depth_mm(
            float(np.degrees(np.arctan2(toward[0], toward[2]))),
            float(np.degrees(np.arcsin(toward[1]))),
        )
        eyes = mean_px_per_mm(camera) * (900.0 + depth) / 900.0
        errors.append(abs(eyes / truth - 1.0))
    assert np.mean(errors) <= 0.04
    assert np.max(errors) <= 0.08


@pytest.mark.photos
def test_views_of_one_man_agree(photos: Path, studio: Studio) -> None:
    """Front and profile share the head's axes, and their scales agree to 8 %."""
    orders = (
        PhotoOrder(photos / "london_172_neutral_front.jpg", "front"),
        PhotoOrder(photos / "london_172_neutral_left_profile.jpg", "left"),
    )
    case = propose_case(new_case(orders), studio, matches_hair=False).case
    front, left = (view.camera for view in case.views)
    assert isinstance(front, HeadCamera)
    assert isinstance(left, HeadCamera)
    assert front.semi_axes_mm == left.semi_axes_mm == case.plan.head.semi_axes_mm
    assert mean_px_per_mm(left) == pytest.approx(mean_px_per_mm(front), rel=0.08)
