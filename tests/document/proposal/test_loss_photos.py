"""The grades of real men, as far as their photos show them."""

from __future__ import annotations

from pathlib import Path

import pytest

from smp_sim.document.proposal.loss_grade import LossGrade, grade_loss
from smp_sim.document.proposal.scalp_reading import ScalpView, read_scalp
from smp_sim.model.camera import Side
from smp_sim.model.head import Head
from tests.hair_report import read_portrait

VIEWS: dict[str, Side] = {
    "front": "front",
    "left_3quarter": "threequarter-left",
    "left_profile": "left",
    "right_profile": "right",
}

#: What can be seen of two men: a bald top above a shaved horseshoe, its crown hidden; and temples
#: that recede in front of full hair.
PLAUSIBLE = {
    "021": {"norwood-4", "norwood-5", "norwood-6"},
    "172": {"none", "norwood-2", "norwood-3"},
}


def grade_of(photos: Path, person: str) -> LossGrade:
    """Tell a man's grade from four photos."""
    portraits = [
        read_portrait(photos, f"{person}_neutral_{name}", side) for name, side in VIEWS.items()
    ]
    views = [ScalpView(portrait.photo, portrait.surface, portrait.camera) for portrait in portraits]
    return grade_loss(read_scalp(views), Head(semi_axes_mm=portraits[0].camera.semi_axes_mm))


@pytest.mark.photos
@pytest.mark.parametrize("person", PLAUSIBLE)
def test_real_men_get_a_plausible_grade(photos: Path, person: str) -> None:
    """No bald man is told to be haired, no haired one bald; neighbours are said to be near."""
    told = grade_of(photos, person)
    assert told.name in PLAUSIBLE[person]
    assert told.about > told.confidence > 0.2
