"""How kinds of skin differ: against normal skin, and in the directions that are published."""

from __future__ import annotations

from typing import get_args

import pytest

from smp_sim.model.area_kind import Tissue
from smp_sim.render.tissue_course import course_of


def test_normal_skin_is_the_yardstick() -> None:
    """Every factor of normal skin is one."""
    normal = course_of("normal")
    assert (normal.kept, normal.fade, normal.diameter) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize("tissue", [name for name in get_args(Tissue) if name != "normal"])
def test_other_skin_keeps_less_and_fades_sooner(tissue: Tissue) -> None:
    """Scars, burns, vitiligo and lips all lose more pigment than normal skin does."""
    course, normal = course_of(tissue), course_of("normal")
    assert course.kept < normal.kept
    assert course.fade > normal.fade
    assert course.settling >= normal.settling
