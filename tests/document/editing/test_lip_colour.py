"""Ombré and liner set for all lips of a plan."""

from __future__ import annotations

import pytest

from smp_sim.document.editing.lip_colour import shade_lips
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from tests.document.editing.test_lip_border import mouth, plan_of


def test_lips_alone_are_shaded() -> None:
    """Every area of lips takes the values; a patch beside them does not."""
    case = shade_lips(plan_of(mouth(0.0)), ombre=0.6, liner_mm=1.2)
    lips, patch = case.plan.areas
    assert (lips.ombre, lips.liner_mm) == (0.6, 1.2)
    assert (patch.ombre, patch.liner_mm) == (0.0, 0.0)


def test_values_out_of_range_are_refused() -> None:
    """More than full ombré, a liner wider than a lip's border, and a plan without lips."""
    case = plan_of(mouth(0.0))
    with pytest.raises(PlanError):
        shade_lips(case, ombre=1.5)
    with pytest.raises(PlanError):
        shade_lips(case, liner_mm=9.0)
    with pytest.raises(PlanError, match="has no lips"):
        shade_lips(Case(), ombre=0.5)
