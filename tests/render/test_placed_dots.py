"""Dots set by hand: they join the field as they stand."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.model.plan import DEFAULT_SESSIONS, Area, PlacedDot, Plan
from smp_sim.model.units import Vec3
from smp_sim.render.dot_field import measure_density, place_dots
from smp_sim.render.head_geometry import unit
from smp_sim.render.products import PointSet

RIM: tuple[Vec3, ...] = tuple(
    (float(x), float(y), float(z))
    for x, y, z in unit([(-0.1, 1.0, 0.1), (0.1, 1.0, 0.1), (0.1, 1.0, -0.1), (-0.1, 1.0, -0.1)])
)
UP: Vec3 = (0.0, 1.0, 0.0)


def by_hand(*dots: PlacedDot, view: str = "") -> Area:
    """Make a hand-placed area."""
    return Area(id="mine", kind="placed", outline=RIM, dots=dots, view=view, shade=0.5)


def test_a_placed_dot_keeps_place_size_tone_and_session(points: PointSet) -> None:
    """The field holds the dot as it was set, whatever density the area names."""
    dot = PlacedDot(place=UP, diameter_mm=0.4, tone=0.7, session=2)
    field = place_dots(Plan(areas=(by_hand(dot),)), points)
    assert field.place.tolist() == [list(UP)]
    assert (field.diameter_mm[0], field.tone[0], field.session[0]) == (0.4, 0.7, 1)


def test_placed_dots_leave_the_other_areas_alone(points: PointSet) -> None:
    """A crown keeps its dots to the bit beside a hand-placed area, whose dots come last."""
    crown = Area(id="crown", kind="crown", density_per_cm2=40.0)
    alone = place_dots(Plan(areas=(crown,)), points)
    both = place_dots(Plan(areas=(by_hand(PlacedDot(place=UP)), crown)), points)
    assert np.array_equal(both.place[:-1], alone.place)
    assert both.area[-1] == 0
    assert np.all(both.area[:-1] == 1)


def test_a_session_that_the_plan_lacks_becomes_its_last(points: PointSet) -> None:
    """A dot of session 9 is healed with the last of three."""
    field = place_dots(Plan(areas=(by_hand(PlacedDot(place=UP, session=9)),)), points)
    assert field.session[0] == len(DEFAULT_SESSIONS) - 1


def test_placed_dots_belong_to_their_view_alone(points: PointSet) -> None:
    """Dots in a close-up's plane lie in mm there and nowhere on the head."""
    dot = PlacedDot(place=(3.0, 4.0, 9.0))
    area = by_hand(dot, view="close")
    assert len(place_dots(Plan(areas=(area,)), points)) == 0
    assert place_dots(Plan(areas=(area,)), points, "close").place.tolist() == [[3.0, 4.0, 0.0]]


def test_density_of_placed_dots_is_their_count_over_the_outline(points: PointSet) -> None:
    """Four dots in 2.3 cm² are as many per cm² as that makes."""
    dots = [PlacedDot(place=(x, 1.0, z)) for x in (-0.02, 0.02) for z in (-0.02, 0.02)]
    plan = Plan(areas=(by_hand(*dots),))
    field = place_dots(plan, points)
    hard = Plan(areas=(Area(id="mine", kind="placed", outline=RIM, feather_mm=0.0),))
    assert measure_density(hard, field, 0) == pytest.approx(4.0 / 2.32, rel=0.05)
