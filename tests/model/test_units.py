"""Ranges are declared once and read back everywhere."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.model.client import Client
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area, Plan, Session
from smp_sim.model.units import checked, limits_of, require_finite


def test_limits_are_read_back_from_the_field() -> None:
    """A field's limits, unit, step and label come from its declaration."""
    limits = limits_of(Area, "density_per_cm2")
    assert (limits.low, limits.high, limits.unit, limits.step) == (0.0, 400.0, "/cm²", 5.0)
    assert limits.label == "Density"


def test_limits_are_found_in_an_optional_field() -> None:
    """A field that may be empty still has its limits."""
    assert limits_of(Client, "skin_ita_deg").high == 90.0


def test_a_field_without_limits_is_a_fault_of_the_program() -> None:
    """Asking for limits that were never declared raises ValueError, not a user's error."""
    with pytest.raises(ValueError, match="declares no limits"):
        limits_of(Area, "id")


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_require_accepts_exactly_the_values_inside(value: float) -> None:
    """A value passes when it is finite and inside, and only then."""
    limits = limits_of(Area, "dot_mm")
    inside = math.isfinite(value) and limits.low <= value <= limits.high
    if inside:
        assert limits.require(value, "--dot-mm") == value
        return
    with pytest.raises(PlanError, match=r"--dot-mm: Dot size must be 0\.1 to 0\.45 mm"):
        limits.require(value, "--dot-mm")


@given(st.floats(-1e9, 1e9))
def test_clamped_is_the_nearest_value_inside(value: float) -> None:
    """Clamping gives a value inside, and the value itself when it is inside."""
    limits = limits_of(Session, "day")
    assert limits.low <= limits.clamped(value) <= limits.high
    if limits.low <= value <= limits.high:
        assert limits.clamped(value) == value


def test_checked_gives_an_equal_value_back() -> None:
    """A plan inside its limits passes unchanged."""
    plan = Plan(areas=(Area(id="a", kind="crown"),))
    assert checked(plan) == plan


@pytest.mark.parametrize("density", [400.5, -1.0, math.nan, math.inf])
def test_checked_names_the_field_that_is_out_of_range(density: float) -> None:
    """A value outside its limits, or not a number, is refused with its path."""
    plan = Plan(areas=(Area(id="a", kind="crown", density_per_cm2=density),))
    with pytest.raises(PlanError, match="density_per_cm2"):
        checked(plan, where="case.smp")


def test_nan_deep_inside_is_found() -> None:
    """NaN is found in nested lists and mappings."""
    with pytest.raises(PlanError, match=r"\$\.a\[1\]\.b"):
        require_finite({"a": [0.0, {"b": math.nan}]})
