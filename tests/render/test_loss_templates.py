"""Templates of common losses."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.model.errors import PlanError
from smp_sim.model.head import Head
from smp_sim.model.plan import Hairline, Plan
from smp_sim.model.units import checked
from smp_sim.render.dot_field import measure_area, place_dots
from smp_sim.render.head_geometry import place_on_head
from smp_sim.render.loss_templates import TEMPLATE_NAMES, loss_template
from smp_sim.render.products import PointSet
from smp_sim.render.treatment_areas import TREATMENTS


def _plan(name: str, head: Head) -> Plan:
    hairline, areas = loss_template(name, head)
    return Plan(head=head, hairline=hairline or Hairline(), areas=areas)


def _covered_cm2(name: str) -> float:
    plan = _plan(name, Head())
    return sum(measure_area(plan, area) for area in plan.areas)


def test_names_are_those_of_the_command_line() -> None:
    """Every template of the contract is there."""
    norwood = ("2", "3", "3v", "3a", "4", "4a", "5", "5a", "6", "7")
    grades = [*(f"norwood-{n}" for n in norwood), *(f"ludwig-{n}" for n in range(1, 4))]
    sinclair = [f"sinclair-{n}" for n in range(2, 6)]
    plain, thin = ["whole-scalp", "behind-hairline", "crown"], ["diffuse"]
    names = [*plain, *grades, *sinclair, *thin, *TREATMENTS]
    assert list(TEMPLATE_NAMES) == names


@pytest.mark.parametrize("grade", ["3", "4", "5"])
def test_a_variants_fill_more_of_the_front_and_no_crown(grade: str) -> None:
    """The even front of an A variant is larger than its grade's; it has one area only."""
    plain, even = (_plan(f"norwood-{name}", Head()) for name in (grade, f"{grade}a"))
    assert [area.id for area in even.areas] == ["front"]
    assert measure_area(even, even.areas[0]) > measure_area(plain, plain.areas[0]) + 5.0


def test_vertex_is_the_third_grade_with_a_crown() -> None:
    """III vertex has III's front to the bit, and a crown smaller than IV's."""
    third, vertex, fourth = (_plan(f"norwood-{name}", Head()) for name in ("3", "3v", "4"))
    assert vertex.areas[0] == third.areas[0]
    assert 5.0 < measure_area(vertex, vertex.areas[1]) < measure_area(fourth, fourth.areas[1])


def test_sinclair_grades_need_more_dots_each() -> None:
    """From 2 to 5 the part is wider and its hair thinner."""
    areas = [loss_template(f"sinclair-{grade}", Head())[1][0] for grade in range(2, 6)]
    hair = [area.hair_per_cm2 for area in areas]
    assert hair == sorted(hair, reverse=True)
    assert all(area.kind == "between-hair" for area in areas)
    covered = [_covered_cm2(f"sinclair-{grade}") for grade in range(2, 6)]
    assert covered == sorted(covered)


@pytest.mark.parametrize("name", [n for n in TEMPLATE_NAMES if n not in TREATMENTS])
@pytest.mark.parametrize("axes", [(66.0, 70.0, 88.0), (84.0, 90.0, 112.0)])
def test_template_fills_something_on_any_head(
    points: PointSet, name: str, axes: tuple[float, float, float]
) -> None:
    """Each template is a valid plan with dots, left and right alike, none on the face."""
    head = Head(semi_axes_mm=axes)
    plan = checked(_plan(name, head))
    field = place_dots(plan, points)
    assert len(field) > 300
    assert np.mean(field.place[:, 0] > 0.0) == pytest.approx(0.5, abs=0.05)
    places = place_on_head(field.place, axes) / axes
    assert not np.any((places[:, 2] > 0.5) & (places[:, 1] < 0.1))


def test_norwood_grades_grow() -> None:
    """Each Norwood grade covers more than the one before."""
    areas = [_covered_cm2(f"norwood-{grade}") for grade in (2, 3, 4)]
    assert np.all(np.diff(areas) > 10.0)
    assert areas[-1] < _covered_cm2("norwood-6") < _covered_cm2("norwood-7")
    assert _covered_cm2("norwood-7") < _covered_cm2("whole-scalp")


def test_norwood_two_keeps_the_forelock() -> None:
    """Grade II fills the temples and leaves the mid scalp alone."""
    field_area = _covered_cm2("norwood-2")
    assert 30.0 < field_area < 80.0


def test_ludwig_grades_are_thinner_hair_not_a_new_line(points: PointSet) -> None:
    """Ludwig keeps the frontal line; each grade asks for more dots and keeps off the front."""
    counts = []
    for grade in (1, 2, 3):
        hairline, areas = loss_template(f"ludwig-{grade}", Head())
        assert hairline is None
        field = place_dots(Plan(areas=areas), points)
        assert place_on_head(field.place, Head().semi_axes_mm)[:, 2].max() < 61.0
        counts.append(len(field))
    assert counts[0] < counts[1] < counts[2]


def test_unknown_template_lists_the_known() -> None:
    """A wrong name answers with the right ones."""
    with pytest.raises(PlanError, match="norwood-6"):
        loss_template("norwood-9", Head())
