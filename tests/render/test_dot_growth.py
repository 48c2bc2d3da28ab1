"""Laws of dots that are drawn out along the hair they sit in."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from skimage.color import deltaE_ciede2000

from smp_sim.model.area_kind import AreaKind
from smp_sim.model.hair_growth import HairCurl, HairGrowth
from smp_sim.model.hair_map import HairMap, HairSample
from smp_sim.model.plan import Area, Plan
from smp_sim.render.colour import lab_of_linear, linear_of_srgb
from smp_sim.render.dot_field import place_dots
from smp_sim.render.dot_growth import dot_chances
from smp_sim.render.growth_direction import growth_at
from smp_sim.render.pipeline import Request, render_view
from smp_sim.render.products import DotField, DotGrowth, PointSet
from smp_sim.render.tissue import DOT_STRETCH
from tests.render.flat_scene import make_scene

CURLS: tuple[HairCurl, ...] = ("straight", "wavy", "curly", "coiled")
SQUARE = ((0.0, 0.0, 0.0), (30.0, 0.0, 0.0), (30.0, 30.0, 0.0), (0.0, 30.0, 0.0))
CLOSE = Area(id="a", kind="between-hair", view="v", outline=SQUARE, feather_mm=0.0, growth_deg=30.0)
RING = tuple(
    (0.35 * float(np.cos(a)), 0.87, 0.35 * float(np.sin(a)))
    for a in np.linspace(0.0, 2.0 * np.pi, 13)[:-1]
)
HAIRY = Area(id="a", kind="between-hair", outline=RING, feather_mm=0.0)


def grown(area: Area, curl: HairCurl, points: PointSet, **more: object) -> DotField:
    """Place the dots of one area among hair of a curl."""
    plan = Plan(areas=(area,), growth=HairGrowth(curl=curl))
    return place_dots(replace(plan, **more), points, area.view)


def growth_of(field: DotField) -> DotGrowth:
    """Give a field's growth, which must be there."""
    assert field.growth is not None
    return field.growth


def swing_deg(growth: DotGrowth, along: np.ndarray) -> np.ndarray:
    """Give the angle (N,) between the dots and an axis (3,) or (N, 3), whatever its sense."""
    cosine = np.abs(np.sum(growth.along * along, axis=1))
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, 0.0, 1.0))))


def test_without_a_curl_every_dot_is_round(points: PointSet) -> None:
    """A plan that tells no curl has no growth, as all plans of old."""
    assert place_dots(Plan(areas=(HAIRY,)), points).growth is None


@pytest.mark.parametrize("curl", CURLS)
def test_growth_touches_no_place_and_no_look(points: PointSet, curl: HairCurl) -> None:
    """Density, spacing, sizes and tones are to the bit those of round dots."""
    plain, field = place_dots(Plan(areas=(HAIRY,)), points), grown(HAIRY, curl, points)
    for name in ("identity", "place", "session", "diameter_mm", "tone", "depth_mm"):
        assert np.array_equal(getattr(plain, name), getattr(field, name))
    assert len(growth_of(field).ratio) == len(field) > 500


@pytest.mark.parametrize("curl", CURLS)
def test_ratios_are_those_of_stubble(points: PointSet, curl: HairCurl) -> None:
    """A dot is 1.0 to 1.4 times as long as wide, its direction a unit tangent of the skin."""
    growth = growth_of(grown(HAIRY, curl, points))
    assert growth.ratio.min() >= 1.0
    assert growth.ratio.max() <= DOT_STRETCH.value
    np.testing.assert_allclose(np.linalg.norm(growth.along, axis=1), 1.0, atol=1e-5)


def test_the_more_hair_curls_the_more_dots_scatter_and_the_rounder_they_are(
    points: PointSet,
) -> None:
    """From straight to coiled directions spread, and dots get shorter until nearly round."""
    spread, length = [], []
    for curl in CURLS:
        field = grown(HAIRY, curl, points)
        growth = growth_of(field)
        spread.append(swing_deg(growth, growth_at(field.place, Plan().head.semi_axes_mm)).mean())
        length.append(growth.ratio.mean())
    assert spread == sorted(spread)
    assert length == sorted(length, reverse=True)
    assert spread[0] < 10.0
    assert spread[-1] == pytest.approx(45.0, abs=5.0)  # no direction at all
    assert length[-1] < 1.12


def test_a_close_up_follows_its_own_axis(points: PointSet) -> None:
    """In a flat view dots lie along the area's angle; where none is given they are round."""
    axis = np.array([np.cos(np.radians(30.0)), np.sin(np.radians(30.0)), 0.0])
    growth = growth_of(grown(CLOSE, "straight", points))
    assert swing_deg(growth, axis).mean() < 10.0
    assert growth.ratio.mean() > 1.25
    unknown = growth_of(grown(replace(CLOSE, growth_deg=None), "straight", points))
    assert np.all(unknown.ratio == 1.0)


@pytest.mark.parametrize("kind", ["vitiligo", "lips"])
def test_skin_and_lips_have_no_growth(points: PointSet, kind: AreaKind) -> None:
    """Pigment that stands for skin or lips stays round, whatever the hair."""
    growth = growth_of(grown(replace(CLOSE, kind=kind), "straight", points))
    assert np.all(growth.ratio == 1.0)
    wash = growth_of(grown(replace(CLOSE, technique="wash"), "straight", points))
    assert np.all(wash.ratio == 1.0)


def test_a_shaved_look_follows_the_hair_only_where_it_runs_into_it(points: PointSet) -> None:
    """A bare top has round dots; toward the fringe, and where a map has hair, they lengthen."""
    area = Area(id="a", kind="crown", feather_mm=8.0)
    field = grown(area, "straight", points)
    middle = field.place @ (np.array([0.0, 58.0, -66.0]) / np.hypot(58.0, 66.0))
    near, rim = middle > np.cos(0.15), middle < np.cos(0.42)
    ratio = growth_of(field).ratio
    assert np.all(ratio[near] == 1.0)
    assert ratio[rim].mean() > 1.2
    samples = (HairSample(place=(0.0, 0.66, -0.75), per_cm2=150.0),)
    read = grown(area, "straight", points, hair=(HairMap(samples=samples),))
    assert growth_of(read).ratio[near].mean() > 1.2


@given(seed=st.integers(0, 2**31 - 1), stream=st.integers(0, 2))
def test_chances_are_even_and_apart(seed: int, stream: int) -> None:
    """Chances fill [0, 1) evenly, and neighbours in rank and other streams tell nothing."""
    identity = np.arange(4000, dtype=np.int64)
    one, other = dot_chances(identity, seed, stream), dot_chances(identity, seed, stream + 1)
    assert one.min() >= 0.0
    assert one.max() < 1.0
    assert np.histogram(one, 10, (0.0, 1.0))[0].min() > 280
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.1
    assert abs(np.corrcoef(one[1:], one[:-1])[0, 1]) < 0.1


def test_seeds_hold_and_more_dots_leave_a_dot_its_shape(points: PointSet) -> None:
    """The same plan gives the same growth; a denser one keeps that of the dots it shares."""
    field = grown(HAIRY, "wavy", points)
    again, dense = (
        grown(replace(HAIRY, density_per_cm2=d), "wavy", points) for d in (180.0, 260.0)
    )
    assert np.array_equal(growth_of(field).along, growth_of(again).along)
    kept = np.isin(dense.identity, field.identity)
    assert np.array_equal(growth_of(dense).along[kept], growth_of(field).along)
    other = growth_of(grown(HAIRY, "wavy", points, seed=2))
    assert other.along.shape != growth_of(field).along.shape or not np.array_equal(
        other.along, growth_of(field).along
    )


@pytest.mark.parametrize("px_per_mm", [3.0, 13.0])
def test_the_mean_tone_stays(px_per_mm: float) -> None:
    """Dots of 1.4 to 1 take as much light as round ones: the mean colour stays within ΔE 0.3."""
    scene = make_scene(px_per_mm)
    count = len(scene.dots)
    along = np.tile([0.6, 0.8, 0.0], (count, 1))
    long = dataclasses.replace(
        scene.dots, growth=DotGrowth(along, np.full(count, DOT_STRETCH.value))
    )
    labs = []
    for field in (scene.dots, long):
        picture = render_view(scene._replace(dots=field), Request(day=400.0))
        labs.append(lab_of_linear(linear_of_srgb(picture.srgb).reshape(-1, 3).mean(axis=0)))
    assert float(deltaE_ciede2000(*labs)) < 0.3  # type: ignore[no-untyped-call]


def test_hair_itself_is_drawn_out_whatever_is_known_of_its_curl(points: PointSet) -> None:
    """Stubs of hair that grows back are longer than wide; the dots beside them stay round."""
    ring = ((0.0, 1.0, 0.0), (0.0, 0.96, 0.28), (0.28, 0.96, 0.0))
    dots = Area(id="p", kind="alopecia-patch", outline=ring)
    hair = Area(id="h", kind="patch", outline=ring, technique="hair", feather_mm=2.0)
    field = place_dots(Plan(areas=(dots, hair)), points)
    assert field.growth is not None
    is_stub = field.area == 1
    assert is_stub.any()
    assert np.all(field.growth.ratio[~is_stub] == 1.0)
    assert np.median(field.growth.ratio[is_stub]) > 2.0
    assert place_dots(Plan(areas=(dots,)), points).growth is None
