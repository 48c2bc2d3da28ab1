"""The laws of the dot field."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from smp_sim.model.errors import PlanError
from smp_sim.model.head import Head
from smp_sim.model.plan import Area, BrushStroke, Hairline, Plan, Session
from smp_sim.render.cache import Cache
from smp_sim.render.dot_field import measure_area, measure_density, place_dots
from smp_sim.render.dot_spacing import measure_spacing
from smp_sim.render.edge_profile import hairline_reach
from smp_sim.render.hairline_curve import hairline_places
from smp_sim.render.head_curve import nearest_on_line
from smp_sim.render.head_geometry import area_per_steradian, place_on_head, unit
from smp_sim.render.products import DotField, PointSet

HEADS = [(66.0, 70.0, 88.0), (77.6, 76.3, 102.1), (84.0, 90.0, 112.0)]
TOP = (0.0, 1.0, 0.0)

#: Shared by the examples of one law, as a session shares one among its edits.
_KEPT = Cache()


def _plan(head: tuple[float, float, float] = HEADS[1], seed: int = 1, **area: object) -> Plan:
    fields = {"id": "a", "kind": "behind-hairline", **area}
    return Plan(head=Head(semi_axes_mm=head), seed=seed, areas=(msgspec.convert(fields, Area),))


def _bare_edge() -> Hairline:
    return Hairline(
        transition_mm=0.0, edge_density=1.0, macro_mm=0.0, micro_mm=0.0, strays_per_cm=0.0
    )


def _ring(radius: float, count: int = 60) -> tuple[tuple[float, float, float], ...]:
    angle = np.linspace(0.0, 2.0 * np.pi, count + 1)[:-1]
    circle = np.stack(
        [np.sin(angle) * radius, np.sqrt(1 - radius**2) + 0 * angle, np.cos(angle) * radius], 1
    )
    return tuple((float(x), float(y), float(z)) for x, y, z in circle)


def _same(first: DotField, second: DotField) -> bool:
    return all(
        np.array_equal(getattr(first, name), getattr(second, name))
        for name in DotField.__dataclass_fields__
    )


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("kind", ["behind-hairline", "whole-scalp"])
def test_density_is_as_asked(points: PointSet, head: tuple[float, float, float], kind: str) -> None:
    """On small, middling and large heads the density is within 2 % of the one asked for."""
    for seed, density in ((1, 60.0), (2, 180.0), (3, 300.0)):
        plan = _plan(head, seed, kind=kind, density_per_cm2=density)
        field = place_dots(plan, points)
        assert measure_density(plan, field, 0) == pytest.approx(density, rel=0.02)


@pytest.mark.parametrize("variety", [0.0, 0.5, 1.0])
def test_density_needs_no_map(points: PointSet, variety: float) -> None:
    """Counted in a cap, over the cap's true area by integration, the density is as asked."""
    plan = msgspec.structs.replace(
        _plan(kind="whole-scalp", variety=variety), hairline=_bare_edge()
    )
    field = place_dots(plan, points)
    axes = np.array(plan.head.semi_axes_mm)
    rise = unit(place_on_head(field.place, plan.head.semi_axes_mm) / axes)[:, 1]
    height = np.linspace(0.85, 1.0, 200)[:, None]
    turn = np.linspace(0.0, 2.0 * np.pi, 200, endpoint=False)[None, :]
    flat = np.sqrt(1.0 - height**2)
    sphere = np.stack([flat * np.cos(turn), height + 0.0 * turn, flat * np.sin(turn)], axis=-1)
    factor = area_per_steradian(sphere, plan.head.semi_axes_mm).mean(axis=1)
    cap_cm2 = 2.0 * np.pi * np.trapezoid(factor, height[:, 0]) / 100.0
    assert np.count_nonzero(rise > 0.85) / cap_cm2 == pytest.approx(180.0, rel=0.02)


def test_small_patches_hold_their_density(points: PointSet) -> None:
    """At default variety 95 % of 4 cm² patches are within 15 % of the density asked for."""
    plan = msgspec.structs.replace(_plan(kind="whole-scalp"), hairline=_bare_edge())
    places = place_on_head(place_dots(plan, points).place, plan.head.semi_axes_mm)
    centres = places[(places[:, 1] > 25.0) & (places[:, 2] < 20.0)][::20]
    radius = np.sqrt(400.0 / np.pi)
    found = cKDTree(places).query_ball_point(centres, radius, return_length=True)
    density = np.asarray(found) / 4.0
    assert np.mean(np.abs(density / 180.0 - 1.0) < 0.15) >= 0.95


@settings(max_examples=8)
@given(st.floats(0.0, 300.0), st.floats(0.0, 100.0), st.floats(0.0, 1.0), st.integers(0, 2**31 - 1))
def test_more_density_only_adds_dots(
    points: PointSet, density: float, more: float, variety: float, seed: int
) -> None:
    """A denser field holds every dot of a sparser one, in the same place."""
    sparse = place_dots(_plan(seed=seed, density_per_cm2=density, variety=variety), points)
    dense = place_dots(_plan(seed=seed, density_per_cm2=density + more, variety=variety), points)
    kept = np.isin(dense.identity, sparse.identity)
    assert np.array_equal(dense.identity[kept], sparse.identity)
    assert np.array_equal(dense.place[kept], sparse.place)


def test_looks_do_not_move_dots(points: PointSet) -> None:
    """Shade, dot size and depth change how dots look, never which there are."""
    first = place_dots(_plan(), points)
    second = place_dots(_plan(shade=0.9, dot_mm=0.4, depth_mm=0.8), points)
    assert np.array_equal(first.place, second.place)
    assert np.allclose(second.diameter_mm / first.diameter_mm, 0.4 / 0.25, rtol=1e-4)
    assert np.all(second.depth_mm == 0.8)


def test_same_seed_gives_the_same_bits(points: PointSet) -> None:
    """Placing twice gives equal arrays."""
    assert _same(place_dots(_plan(), points), place_dots(_plan(), points))


def test_other_seed_gives_another_field(points: PointSet) -> None:
    """Two seeds share no places."""
    first, second = place_dots(_plan(seed=1), points), place_dots(_plan(seed=2), points)
    common = np.isin(first.place.round(6).view("f8,f8,f8"), second.place.round(6).view("f8,f8,f8"))
    assert np.count_nonzero(common) == 0


def test_identities_are_unique_and_ordered(points: PointSet) -> None:
    """No dot is there twice."""
    assert np.all(np.diff(place_dots(_plan(), points).identity) > 0)


def test_sessions_take_their_shares(points: PointSet) -> None:
    """The default sessions add 30, 40 and 30 % of the dots."""
    field = place_dots(_plan(), points)
    share = np.bincount(field.session, minlength=3) / len(field)
    assert np.allclose(share, (0.3, 0.4, 0.3), atol=0.015)


def test_first_session_is_a_sparser_plan(points: PointSet) -> None:
    """The dots of session 1 are those of the whole plan at 30 % of the density: sessions nest."""
    plan = _plan(kind="patch", outline=_ring(0.5), feather_mm=5.0)
    whole = place_dots(plan, points)
    third = place_dots(
        _plan(kind="patch", outline=_ring(0.5), feather_mm=5.0, density_per_cm2=54), points
    )
    assert np.array_equal(whole.identity[whole.session == 0], third.identity)


def test_each_session_is_evenly_spread(points: PointSet) -> None:
    """The first session alone is blue noise too, not a random third."""
    field = place_dots(_plan(kind="whole-scalp", variety=0.0), points)
    first = np.flatnonzero(field.session == 0)
    assert measure_spacing(field.taken(first), Head()).clark_evans > 1.5


@pytest.mark.parametrize(("variety", "low", "high"), [(0.0, 1.54, 1.68), (0.5, 1.30, 1.45)])
@pytest.mark.parametrize("density", [60.0, 180.0, 300.0])
def test_spacing_is_as_even_as_asked(
    points: PointSet, variety: float, low: float, high: float, density: float
) -> None:
    """Clark-Evans 1.6 for the uniform school, 1.30 to 1.45 by default, at any density."""
    field = place_dots(_plan(variety=variety, density_per_cm2=density), points)
    assert low <= measure_spacing(field, Head()).clark_evans <= high


def test_dots_keep_a_least_distance(points: PointSet) -> None:
    """At 180 dots/cm² no two dots come closer than a dot's own size, or they would fuse."""
    spacing = measure_spacing(place_dots(_plan(), points), Head())
    assert spacing.min_mm >= 0.22
    assert 0.5 <= spacing.mean_mm <= 0.6


@settings(max_examples=6)
@given(
    density=st.floats(40.0, 300.0),
    variety=st.sampled_from([0.0, 0.5]),
    transition=st.floats(0.0, 30.0),
)
def test_what_is_kept_changes_no_dot(
    points: PointSet, density: float, variety: float, transition: float
) -> None:
    """After other plans went through one cache, a plan's dots are those of a first time."""
    plan = _plan(density_per_cm2=density, variety=variety)
    drawn = msgspec.structs.replace(plan, hairline=Hairline(transition_mm=transition))
    for other in (_plan(), plan, _plan(variety=0.5), _plan(seed=2)):
        place_dots(other, points, kept=_KEPT)
    assert len(_KEPT) > 0
    assert _same(place_dots(drawn, points, kept=_KEPT), place_dots(drawn, points))


@pytest.mark.parametrize("seed", [1, 5])
def test_no_dot_stands_in_front_of_the_strays(points: PointSet, seed: int) -> None:
    """On the face no dot lies farther from the hairline than strays and waves reach."""
    plan = _plan(seed=seed)
    field = place_dots(plan, points)
    places = place_on_head(field.place, plan.head.semi_axes_mm)
    line = hairline_places(plan.hairline, plan.head)
    distance, along = nearest_on_line(places, line)
    nearest = line[np.clip((along / 0.8).astype(int), 0, len(line) - 1)]
    lower = (places[:, 1] < nearest[:, 1]) & (places[:, 2] > 45.0)
    assert np.count_nonzero(lower) > 20
    assert distance[lower].max() <= hairline_reach(plan.hairline) + 0.5


def test_patch_holds_its_dots(points: PointSet) -> None:
    """Every dot of a round patch lies inside it, but for the jitter."""
    field = place_dots(_plan(kind="patch", outline=_ring(0.4), feather_mm=0.0), points)
    flat = np.hypot(field.place[:, 0], field.place[:, 2])
    assert flat.max() <= 0.4 * 1.01
    assert np.count_nonzero(flat > 0.38) > 100


def test_measured_area_of_a_round_head_is_a_cap() -> None:
    """On a sphere a cap measures 2 pi r² (1 - cos)."""
    plan = _plan((80.0, 80.0, 80.0), kind="patch", outline=_ring(0.5))
    cap = 2.0 * np.pi * 8.0**2 * (1.0 - np.sqrt(0.75))
    assert measure_area(plan, plan.areas[0]) == pytest.approx(cap, rel=0.01)


def test_edge_rises_to_full_density(points: PointSet) -> None:
    """Behind the line density, size and tone rise from their edge share to the full value."""
    plan = msgspec.structs.replace(
        _plan(kind="whole-scalp", feather_mm=0.0), hairline=Hairline(macro_mm=0.0, micro_mm=0.0)
    )
    field = place_dots(plan, points)
    places = place_on_head(field.place, plan.head.semi_axes_mm)
    front = (places[:, 2] > 20.0) & (places[:, 1] > 45.0) & (np.abs(places[:, 0]) < 30.0)
    distance, _ = nearest_on_line(places[front], hairline_places(plan.hairline, plan.head))
    bins = np.digitize(distance, [0.0, 3.0, 6.0, 9.0, 12.0, 15.0, 18.0])
    counts = np.bincount(bins, minlength=8)[1:7]
    assert np.all(np.diff(counts[1:5]) > 0)
    tones = [field.tone[front][bins == k].mean() for k in range(2, 7)]
    sizes = [field.diameter_mm[front][bins == k].mean() for k in range(2, 7)]
    assert np.all(np.diff(tones) > 0)
    assert np.all(np.diff(sizes) > 0)


def test_strays_are_as_many_as_asked(points: PointSet) -> None:
    """In front of a straight-cut edge stand about 3 strays for each cm of the line."""
    line = Hairline(macro_mm=0.0, micro_mm=0.0, strays_per_cm=3.0, stray_reach_mm=4.0)
    with_strays = place_dots(msgspec.structs.replace(_plan(), hairline=line), points)
    none = msgspec.structs.replace(line, strays_per_cm=0.0)
    without = place_dots(msgspec.structs.replace(_plan(), hairline=none), points)
    length_cm = 34.0
    strays = len(with_strays) - len(without)
    assert 0.5 * 3.0 * length_cm <= strays <= 1.1 * 3.0 * length_cm


def _stroke(effect: str, radius: float, *places: tuple[float, float, float]) -> BrushStroke:
    return msgspec.convert(
        {"effect": effect, "points": places, "radii_mm": [radius] * len(places)}, BrushStroke
    )


def test_keep_out_is_empty_and_moves_nothing_else(points: PointSet) -> None:
    """No dot lies within a keep-out stroke of any area, and the others stay as they were."""
    stroke = _stroke("keep-out", 9.0, TOP, (0.3, 0.9, 0.1))
    plain = place_dots(_plan(), points)
    plan = _plan()
    other = Area(id="b", kind="crown", strokes=(stroke,), density_per_cm2=0.0)
    field = place_dots(msgspec.structs.replace(plan, areas=(*plan.areas, other)), points)
    ends = place_on_head(unit(np.array([TOP, (0.3, 0.9, 0.1)])), plan.head.semi_axes_mm)
    places = place_on_head(field.place, plan.head.semi_axes_mm)
    assert np.linalg.norm(places[:, None] - ends, axis=2).min() > 9.0
    assert np.all(np.isin(field.identity, plain.identity))
    assert 500 < len(plain) - len(field) < 2_000


def test_erasing_takes_and_adding_gives(points: PointSet) -> None:
    """An erased spot is bare in its middle; a stroke outside the area brings dots there."""
    bare = place_dots(_plan(strokes=[msgspec.to_builtins(_stroke("erase", 12.0, TOP))]), points)
    top = place_on_head(np.array([TOP]), HEADS[1])
    places = place_on_head(bare.place, HEADS[1])
    assert np.linalg.norm(places - top, axis=1).min() > 8.0
    brow = (0.0, 0.2, 0.97)
    added = place_dots(_plan(strokes=[msgspec.to_builtins(_stroke("add", 10.0, brow))]), points)
    spot = place_on_head(unit(np.array([brow])), HEADS[1])
    near = np.linalg.norm(place_on_head(added.place, HEADS[1]) - spot, axis=1)
    assert np.count_nonzero(near < 7.0) == pytest.approx(180.0 * np.pi * 0.49, rel=0.25)


def test_overlapping_areas_do_not_double(points: PointSet) -> None:
    """Where a dense area lies over a sparse one the density is the denser one's."""
    sparse = Area(id="a", kind="patch", outline=_ring(0.6), density_per_cm2=60, feather_mm=0)
    dense = Area(id="b", kind="patch", outline=_ring(0.3), density_per_cm2=180, feather_mm=0)
    plan = Plan(areas=(sparse, dense))
    field = place_dots(plan, points)
    assert len(np.unique(field.identity)) == len(field)
    assert measure_density(plan, field, 1) == pytest.approx(180.0, rel=0.06)
    inner = np.hypot(field.place[:, 0], field.place[:, 2]) < 0.28
    assert np.mean(field.area[inner] == 1) > 0.95


def test_flat_patch_holds_its_density(points: PointSet) -> None:
    """A flat patch wider than a tile is filled to the density asked, inside its outline."""
    square = ((-20.0, -30.0, 0.0), (150.0, -30.0, 0.0), (150.0, 90.0, 0.0), (-20.0, 90.0, 0.0))
    area = Area(id="s", kind="flat-patch", view="v", outline=square, feather_mm=0.0)
    plan = Plan(areas=(area, Area(id="h", kind="crown")))
    field = place_dots(plan, points, "v")
    assert len(field) / (17.0 * 12.0) == pytest.approx(180.0, rel=0.02)
    assert np.all(field.area == 0)
    assert np.all(field.place[:, 2] == 0.0)
    assert field.place[:, :2].min(axis=0) == pytest.approx([-20.0, -30.0], abs=1.0)
    assert measure_area(plan, area) == pytest.approx(204.0, rel=0.01)
    assert 1.30 <= measure_spacing(field, None).clark_evans <= 1.45


def test_scar_dots_stay_in_the_scar_and_vary(points: PointSet) -> None:
    """Dots of a scar line keep within its width, at its density, as uneven as it takes pigment."""
    line = ((0.0, 0.0, 0.0), (60.0, 10.0, 0.0), (120.0, 0.0, 0.0))
    even = Area(id="s", kind="scar-line", view="v", outline=line, width_mm=4.0, feather_mm=0.0)
    scarred = replace(even, uptake_scatter=0.35)
    plain, field = (place_dots(Plan(areas=(area,)), points, "v") for area in (even, scarred))
    assert np.array_equal(plain.place, field.place)
    assert measure_density(Plan(areas=(scarred,)), field, 0) == pytest.approx(180.0, rel=0.06)
    off = np.abs(field.place[:, 1] - np.interp(field.place[:, 0], [0, 60, 120], [0, 10, 0]))
    assert np.max(off) < 5.0
    assert variation(field.diameter_mm) == pytest.approx(0.38, abs=0.04)
    assert variation(field.tone) > 3.0 * variation(plain.tone)
    pigment, asked = (np.mean(f.diameter_mm**2 * f.tone) for f in (field, plain))
    assert pigment == pytest.approx(asked, rel=0.06)


def variation(values: NDArray[np.float64]) -> float:
    """Give the coefficient of variation."""
    return float(np.std(values) / np.mean(values))


def test_views_ask_for_their_own_patches(points: PointSet) -> None:
    """The head has no dots of a flat patch, and another view has none either."""
    square = ((0.0, 0.0, 0.0), (10.0, 0.0, 0.0), (10.0, 10.0, 0.0))
    plan = Plan(areas=(Area(id="s", kind="flat-patch", view="v", outline=square),))
    assert len(place_dots(plan, points)) == 0
    assert len(place_dots(plan, points, "w")) == 0
    assert len(place_dots(plan, points, "v")) > 0


@pytest.mark.parametrize(
    ("plan", "word"),
    [
        (Plan(areas=(Area(id="p", kind="patch"),)), "too few points"),
        (Plan(areas=(Area(id="p", kind="patch", outline=(TOP, TOP, TOP)),)), "too few points"),
        (_plan((160.0, 160.0, 160.0)), "so large a head"),
        (_plan(kind="patch", outline=((0, 0, 0), TOP, (0, 0, 1))), "head's centre"),
        (Plan(areas=_plan().areas, hairline=Hairline(points=(TOP,))), "two points"),
        (
            Plan(areas=_plan().areas, sessions=(Session(number=1, day=0.0, share=0.0),)),
            "sessions add no dots",
        ),
        (
            _plan(strokes=[{"effect": "add", "points": [TOP, TOP], "radii_mm": [1.0]}]),
            "one radius each",
        ),
    ],
)
def test_impossible_plans_say_why(points: PointSet, plan: Plan, word: str) -> None:
    """A plan that can't be drawn raises one clear sentence."""
    with pytest.raises(PlanError, match=word):
        place_dots(plan, points)


def test_wide_flat_patch_is_refused(points: PointSet) -> None:
    """A flat patch of metres is a wrong scale."""
    square = ((0.0, 0.0, 0.0), (5e3, 0.0, 0.0), (5e3, 5e3, 0.0))
    area = Area(id="s", kind="flat-patch", view="v", outline=square)
    with pytest.raises(PlanError, match="wider than"):
        place_dots(Plan(areas=(area,)), points, "v")
