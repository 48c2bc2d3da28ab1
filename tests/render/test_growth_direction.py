"""Laws of the direction in which hair grows on a head."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.model.hair_growth import HairGrowth, WhorlTurn
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM
from smp_sim.model.units import Vec3
from smp_sim.render.growth_direction import (
    Floats,
    exit_degrees,
    growth_at,
    whorl_place,
)
from smp_sim.render.head_geometry import (
    fibonacci_sphere,
    normal_at,
    place_on_head,
    tangents_at,
    unit,
)
from smp_sim.render.tissue import EXIT_FRONT, EXIT_SIDE

AXES: Vec3 = DEFAULT_SEMI_AXES_MM


def scalp(count: int = 4000) -> Floats:
    """Give directions (N, 3) over the scalp."""
    u = fibonacci_sphere(count)
    return u[(u[:, 1] > -0.35) & ((u[:, 2] < 0.6) | (u[:, 1] > 0.3))]


def test_growth_lies_on_the_skin_and_has_length_one() -> None:
    """Everywhere on the scalp the direction is a unit tangent of the ellipsoid."""
    u = scalp()
    grown = growth_at(u, AXES)
    normals = normal_at(place_on_head(u, AXES), AXES)
    np.testing.assert_allclose(np.linalg.norm(grown, axis=1), 1.0, atol=1e-12)
    np.testing.assert_allclose(np.einsum("ni,ni->n", grown, normals), 0.0, atol=1e-12)


@pytest.mark.parametrize("whorl", ["clockwise", "counter-clockwise"])
def test_growth_is_smooth_but_at_the_whorl(whorl: WhorlTurn) -> None:
    """A mm farther on hair has turned by 6 degrees at most, 15 mm and more from the whorl."""
    u = scalp()
    places = place_on_head(u, AXES)
    far = np.linalg.norm(places - whorl_place(AXES), axis=1) > 15.0
    first, second = tangents_at(normal_at(places, AXES))
    grown = growth_at(u, AXES, HairGrowth(whorl=whorl))
    for step in (first, second):
        beside = growth_at(unit(places + step), AXES, HairGrowth(whorl=whorl))
        turned = np.degrees(np.arccos(np.clip(np.einsum("ni,ni->n", grown, beside), -1.0, 1.0)))
        assert turned[far].max() < 6.0


@pytest.mark.parametrize(
    ("direction", "way"),
    [
        ((0.0, 0.7, 0.7), (0.0, 0.0, 1.0)),  # the front: forward
        ((0.0, 1.0, 0.1), (0.0, 0.0, 1.0)),  # the top: forward
        ((1.0, 0.0, 0.0), (0.0, -1.0, 0.0)),  # the sides: down
        ((-1.0, 0.1, -0.3), (0.0, -1.0, 0.0)),
        ((0.0, -0.2, -1.0), (0.0, -1.0, 0.0)),  # the back: down
    ],
)
def test_growth_points_forward_on_top_and_down_elsewhere(direction: Vec3, way: Vec3) -> None:
    """Within 50 degrees hair grows forward at the front and on top, down at sides and back."""
    grown = growth_at(unit([direction]), AXES)[0]
    normal = normal_at(place_on_head(unit([direction]), AXES), AXES)[0]
    laid = unit(np.asarray(way) - normal * (normal @ np.asarray(way)))
    assert grown @ laid > np.cos(np.radians(50.0))


@pytest.mark.parametrize(("whorl", "sign"), [("clockwise", -1.0), ("counter-clockwise", 1.0)])
def test_the_whorl_turns_as_it_is_told(whorl: WhorlTurn, sign: float) -> None:
    """Round the whorl hair circulates: to the right for who looks at it where it is clockwise."""
    middle = whorl_place(AXES)
    normal = normal_at(middle, AXES)
    first, second = tangents_at(normal)
    turn = np.linspace(0.0, 2.0 * np.pi, 24)[:, None]
    outward = np.cos(turn) * first + np.sin(turn) * second
    grown = growth_at(unit(middle + 6.0 * outward), AXES, HairGrowth(whorl=whorl))
    # Turning from outward about the normal: positive is against the clock for who looks at it.
    assert np.all(sign * np.einsum("ni,ni->n", np.cross(normal, outward), grown) > 0.3)
    assert np.all(np.einsum("ni,ni->n", outward, grown) > 0.2)


def test_the_two_whorls_mirror_each_other() -> None:
    """Across the midline a whorl that turns one way looks like one that turns the other."""
    u = scalp(800)
    mirror = np.array([-1.0, 1.0, 1.0])
    mirrored = HairGrowth(whorl="counter-clockwise")
    left, right = growth_at(u, AXES), growth_at(u * mirror, AXES, mirrored)
    np.testing.assert_allclose(left * mirror, right, atol=1e-12)


def test_the_whorl_lies_where_crowns_do() -> None:
    """Park 2014: 15 to 110 mm behind the line of the ear canals, 62.5 on average; ears at -11."""
    behind = -11.0 - whorl_place(AXES)[2]
    assert 45.0 < behind < 70.0


def test_hair_stands_steeper_in_front_than_at_the_sides() -> None:
    """45 to 60 degrees in the middle of the front, flatter to the sides, never outside both."""
    assert exit_degrees([(0.0, 0.6, 0.8)])[0] == EXIT_FRONT.value
    assert exit_degrees([(1.0, 0.0, 0.0)])[0] == EXIT_SIDE.value
    every = exit_degrees(scalp())
    assert every.min() >= EXIT_SIDE.value
    assert every.max() <= EXIT_FRONT.value


@pytest.mark.parametrize(("back_mm", "aside_mm"), [(80.0, 0.0), (30.0, 0.0), (62.5, -20.0)])
def test_the_whorl_moves_along_the_skin(back_mm: float, aside_mm: float) -> None:
    """By as many mm as it is told, behind or aside, and the field stays smooth round it."""
    growth = HairGrowth(whorl_back_mm=back_mm, whorl_aside_mm=aside_mm)
    usual, moved = whorl_place(AXES), whorl_place(AXES, growth)
    assert np.linalg.norm(moved - usual) == pytest.approx(
        abs(back_mm - 62.5) + abs(aside_mm), rel=0.03
    )
    assert np.sign(moved[0]) == np.sign(aside_mm)
    assert back_mm == 62.5 or (moved[2] < usual[2]) == (back_mm > 62.5)
    places = place_on_head(scalp(), AXES)
    far = places[np.linalg.norm(places - moved, axis=1) > 15.0]
    first, _ = tangents_at(normal_at(far, AXES))
    here, beside = growth_at(unit(far), AXES, growth), growth_at(unit(far + first), AXES, growth)
    assert np.einsum("ni,ni->n", here, beside).min() > np.cos(np.radians(6.0))
