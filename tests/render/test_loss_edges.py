"""The rear edges of a grade's fill against the loss that the sample client is drawn with."""

from __future__ import annotations

from typing import NamedTuple, get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from smp_sim.document.samples.condition_sample import true_hair
from smp_sim.model.head import Head
from smp_sim.model.plan import Hairline, Plan
from smp_sim.render.area_field import cell_numbers
from smp_sim.render.area_region import edge_profile, make_regions
from smp_sim.render.cache import Cache
from smp_sim.render.dot_field import place_dots
from smp_sim.render.edge_profile import hairline_depth, hairline_reach
from smp_sim.render.hair_room import wanted_dots
from smp_sim.render.hairline_curve import hairline_places
from smp_sim.render.head_curve import nearest_on_line
from smp_sim.render.head_geometry import fibonacci_sphere, place_on_head
from smp_sim.render.loss_edges import crown_edge, hair_edge
from smp_sim.render.loss_templates import loss_template
from smp_sim.render.products import PointSet
from smp_sim.render.sample_head import SampleHead
from smp_sim.render.sample_head.hair_map import natural_edge_mm, scalp_density
from smp_sim.render.sample_head.head import LossGrade
from smp_sim.render.scalp_chart import chart_of_places

Floats = NDArray[np.float64]
GRADES: tuple[LossGrade, ...] = ("3", "3v", "3a", "4", "4a", "5", "5a", "6", "7")
AXES = Head().semi_axes_mm
PLACES = place_on_head(fibonacci_sphere(6000), AXES)


class Match(NamedTuple):
    """Of places well behind the natural edge: dots asked, hair there, and hair never lost."""

    wanted: Floats
    hair: Floats
    full: Floats


def match_of(grade: LossGrade, *, told: bool) -> Match:
    """Set a grade's template against its drawn loss, the hair told by a map or not at all."""
    head = SampleHead(norwood=grade)
    hairline, areas = loss_template(f"norwood-{grade}", Head())
    hair = (true_hair(head),) if told else ()
    plan = Plan(hairline=hairline or Hairline(), areas=areas, hair=hair)
    line = hairline_places(plan.hairline, plan.head)
    behind = nearest_on_line(PLACES, line)[0] > hairline_depth(plan.hairline)
    places = PLACES[(natural_edge_mm(PLACES) > 14.0) & behind]
    full = scalp_density(SampleHead(norwood="none"), places)
    return Match(asked(plan, places), scalp_density(head, places), full)


def asked(plan: Plan, places: Floats) -> Floats:
    """Give the dots per cm² (N,) that a plan asks at places (N, 3) in mm."""
    wanted, chart = np.zeros(len(places)), chart_of_places(places, AXES)
    for region in make_regions(plan, "", Cache(0)):
        cells = cell_numbers(region.field, chart)
        rows = np.flatnonzero(region.field.reach.ravel()[cells])
        profile = edge_profile(region, chart[rows], region.field.core.ravel()[cells[rows]])
        full = wanted_dots(region.area, plan.hair, AXES, places[rows])
        wanted[rows] = np.maximum(wanted[rows], profile.share * full)
    return wanted


@pytest.mark.parametrize("grade", GRADES)
@pytest.mark.parametrize("told", [False, True])
def test_a_template_fills_the_loss_that_is_drawn(grade: LossGrade, *, told: bool) -> None:
    """Bare scalp behind the line's transition is filled, dense hair beyond the blend is left.

    Less than a tenth of the bare places gets under 0.65 of the dots; of places that lost no hair
    less than a twentieth gets over a fifth.
    """
    match = match_of(grade, told=told)
    bare, dense = match.hair < 0.05 * match.full, match.hair > 0.98 * match.full
    assert np.mean(match.wanted[bare] < 0.65 * 180.0) < 0.1
    assert np.mean(match.wanted[dense] > 0.2 * 180.0) < 0.05


@pytest.mark.parametrize("grade", GRADES)
def test_hair_and_dots_together_are_as_dense_across_the_fringe(grade: LossGrade) -> None:
    """Where hair thins out, nine places of ten have 0.8 to 1.35 of the density beside them."""
    match = match_of(grade, told=True)
    thin = (match.hair > 0.05 * match.full) & (match.hair < 0.98 * match.full)
    together = (match.hair + match.wanted)[thin] / match.full[thin]
    low, high = np.quantile(together, [0.05, 0.95])
    assert low > 0.8
    assert high < 1.35


@pytest.mark.parametrize("grade", ["2", "5a", "7"])
def test_no_dot_stands_on_the_forehead(points: PointSet, grade: str) -> None:
    """In front of the line there are only its strays and waves."""
    hairline, areas = loss_template(f"norwood-{grade}", Head())
    plan = Plan(hairline=hairline or Hairline(), areas=areas)
    dots = place_on_head(place_dots(plan, points).place, AXES)
    line = hairline_places(plan.hairline, plan.head)
    apart, along = nearest_on_line(dots, line)
    middle = np.abs(along - 0.5 * along.max()) < 60.0
    nearest = line[np.argmin(np.linalg.norm(dots[:, None] - line[None, ::8], axis=2), axis=1) * 8]
    before = dots[:, 2] > nearest[:, 2]
    assert np.max(apart[middle & before], initial=0.0) < hairline_reach(plan.hairline) + 1.0


def test_every_grade_has_an_edge() -> None:
    """Each Norwood grade of the sample client has its rear edge; some have a crown too."""
    grades = [grade for grade in get_args(LossGrade) if grade[0].isdigit()]
    assert all(len(hair_edge(grade, Head())) > 10 for grade in grades)
    assert [g for g in grades if crown_edge(g, Head())] == ["3v", "4", "5"]
