"""What Norwood VI would bare besides what a plan fills."""

from __future__ import annotations

from smp_sim.model.head import Head
from smp_sim.model.plan import Plan
from smp_sim.render.area_outline import outline_area
from smp_sim.render.hairline_curve import hairline_places
from smp_sim.render.loss_outlook import bare_later_cm2, is_full_field, later_fringe
from smp_sim.render.loss_templates import loss_template


def plan_of(name: str) -> Plan:
    """Give the plan of a template on the default head."""
    hairline, areas = loss_template(name, Head())
    return Plan(areas=areas) if hairline is None else Plan(hairline=hairline, areas=areas)


def test_the_more_is_filled_the_less_is_left() -> None:
    """From grade II to VI what later loss would bare shrinks, to nothing at VI."""
    left = [bare_later_cm2(plan_of(f"norwood-{grade}")) for grade in range(2, 7)]
    assert left == sorted(left, reverse=True)
    assert left[0] > 60.0
    assert left[-1] < 1.0


def test_an_empty_plan_leaves_all_of_it() -> None:
    """Without areas it is the whole field between hairline and fringe: 200 to 400 cm²."""
    assert 200.0 < bare_later_cm2(Plan()) < 400.0


def test_the_later_fringe_lies_below_what_is_filled() -> None:
    """Its lowest point is lower than that of a grade III fill."""
    plan = plan_of("norwood-3")
    line = hairline_places(plan.hairline, plan.head)
    filled = outline_area(plan.areas[0], line, plan.head.semi_axes_mm)
    assert later_fringe(plan).rear[:, 2].min() < filled.rear[:, 2].min() - 30.0


def test_dots_between_hairs_are_no_full_field() -> None:
    """They don't count as filled: alone they are too few."""
    assert not is_full_field(plan_of("thinning").areas[0])
    assert is_full_field(plan_of("crown").areas[0])
