"""The mirror axis of an outline, and the nose in a profile."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from smp_sim.document.proposal.head_outline import HeadOutline
from smp_sim.document.proposal.outline_cues import mirror_roll_deg, profile_nose

STEP_PX = 4.0


def outline_of(mask: np.ndarray, circle: tuple[float, float, float]) -> HeadOutline:
    """Give a mask as an outline, 4 photo px for each of its pixels."""
    x, y, radius = (STEP_PX * value for value in circle)
    return HeadOutline(np.empty((0, 2)), (x, y, radius), 0.0, mask > 0, STEP_PX)


def bust(roll_deg: float = 0.0) -> HeadOutline:
    """Draw a head with ears and neck from behind, tipped counter-clockwise."""
    mask = np.zeros((300, 260), dtype=np.uint8)
    cv2.ellipse(mask, (130, 130), (70, 72), 0, 0, 360, 1, -1)
    for side in (-1, 1):
        cv2.ellipse(mask, (130 + side * 72, 160), (10, 22), 0, 0, 360, 1, -1)
    cv2.rectangle(mask, (84, 150), (176, 299), 1, -1)
    turn = cv2.getRotationMatrix2D((130, 130), roll_deg, 1.0)
    return outline_of(cv2.warpAffine(mask, turn, (260, 300)), (130.0, 130.0, 70.0))


def profile(*, nose: bool = True, mirrored: bool = False) -> HeadOutline:
    """Draw a profile that looks left, its nose's tip at (47, 172) mask px."""
    mask = np.zeros((300, 260), dtype=np.uint8)
    cv2.ellipse(mask, (140, 130), (80, 70), 0, 0, 360, 1, -1)
    cv2.rectangle(mask, (66, 130), (150, 240), 1, -1)
    if nose:
        beak = np.array([[66, 145], [47, 172], [66, 182]], dtype=np.int32)
        cv2.fillConvexPoly(mask, beak, 1)
    mask = mask[:, ::-1] if mirrored else mask
    return outline_of(np.ascontiguousarray(mask), (119.0 if mirrored else 140.0, 130.0, 70.0))


@pytest.mark.parametrize("roll", [-9.0, 0.0, 3.5, 12.0])
def test_the_mirror_axis_tells_the_roll(roll: float) -> None:
    """Ears and neck show how the head is tipped, to 1.5 degrees."""
    assert mirror_roll_deg(bust(roll)) == pytest.approx(roll, abs=1.5)


def test_a_disc_has_no_axis() -> None:
    """Where every axis is as good as another, none is given."""
    mask = np.zeros((300, 260), dtype=np.uint8)
    cv2.circle(mask, (130, 130), 70, 1, -1)
    assert mirror_roll_deg(outline_of(mask, (130.0, 130.0, 70.0))) is None


def test_the_nose_of_a_profile_is_found() -> None:
    """To two mask pixels, on the side that it points to, and on that side alone."""
    left, right = profile(), profile(mirrored=True)
    tip = profile_nose(left, "left")
    assert tip is not None
    assert np.abs(np.subtract(tip.at_px, (STEP_PX * 47, STEP_PX * 172))).max() <= 2 * STEP_PX
    assert profile_nose(left, "right") is None
    assert profile_nose(right, "right") is not None
    assert profile_nose(right, "left") is None


def test_a_head_without_a_nose_has_none() -> None:
    """A back of the head, or a profile cut off at the face, shows no nose."""
    assert profile_nose(profile(nose=False), "left") is None
    assert profile_nose(bust(), "left") is None
    assert profile_nose(bust(), "right") is None
