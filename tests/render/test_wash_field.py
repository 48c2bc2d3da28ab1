"""The laws of washes: even colour, and one piece of skin shared with dots."""

from __future__ import annotations

import hashlib

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import PhotoRef, View
from smp_sim.model.client import Client
from smp_sim.model.hair_map import HairMap
from smp_sim.model.head import Head
from smp_sim.model.plan import Area, BrushStroke, Plan
from smp_sim.model.units import Vec3
from smp_sim.render.blue_noise import nearest_distances
from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.dot_field import count_dots, count_sessions, measure_density, place_dots
from smp_sim.render.head_geometry import place_on_head
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request, Subject, render_view
from smp_sim.render.products import DotField, Photo, PointSet, Surface
from smp_sim.render.wash_field import FIRST_WASH_IDENTITY, LATTICE_MM

Floats = NDArray[np.float64]

SIDE_MM, PX_PER_MM = 24.0, 8.0
SQUARE: tuple[Vec3, ...] = ((4.0, 4.0, 0.0), (20.0, 4.0, 0.0), (20.0, 20.0, 0.0), (4.0, 20.0, 0.0))
WIDE: tuple[Vec3, ...] = tuple((2 * x - 12.0, 2 * y - 12.0, 0.0) for x, y, _ in SQUARE)
WASH = Area(
    id="wash",
    kind="flat-patch",
    view="v",
    outline=SQUARE,
    density_per_cm2=400.0,
    dot_mm=0.45,
    feather_mm=1.0,
    pigment="mixed",
    mix=(0.3, 0.5, 0.7),
    technique="wash",
)
DOTS = Area(id="dots", kind="flat-patch", view="v", outline=SQUARE, feather_mm=1.0)


def placed(points: PointSet, *areas: Area, seed: int = 1) -> DotField:
    """Give the field of some areas in the plane."""
    return place_dots(Plan(areas=areas, seed=seed), points, "v")


def part(field: DotField, chosen: NDArray[np.bool_]) -> dict[str, NDArray[np.generic]]:
    """Give some entries of a field, by name, but for the number of their area."""
    names = [name for name in DotField.__dataclass_fields__ if name not in ("area", "growth")]
    return {name: getattr(field, name)[chosen] for name in names}


def rendered(points: PointSet, *areas: Area, skin: int = 190) -> Floats:
    """Give the healed picture of some areas on even skin."""
    side = round(SIDE_MM * PX_PER_MM)
    srgb = np.full((side, side, 3), (skin, skin - 30, skin - 50), np.uint8)
    bare = np.ones((side, side), dtype=np.float32)
    surface = Surface(1, bare, 0 * bare, 0 * bare, 0.6, 0.0)
    ref = PhotoRef(sha256="0" * 64, suffix=".png", width=side, height=side)
    view = View(id="v", side="flat", photo=ref, camera=FlatCamera(px_per_mm=PX_PER_MM))
    plan = Plan(areas=areas)
    request = Request(healed_day(plan))
    field = place_dots(plan, points, "v")
    subject = Subject(Photo(srgb), surface, field, view, plan, Client())
    shown = render_view(subject, request)
    return np.asarray(shown.srgb, dtype=np.float64)


def mottle(picture: Floats) -> float:
    """Give the RMS of relative luminance at wavelengths of 1 to 3 mm inside the patch."""
    inner = slice(round(7 * PX_PER_MM), round(17 * PX_PER_MM))
    light = linear_of_srgb(picture[inner, inner].astype(np.uint8)) @ LUMINANCE
    waves = np.fft.fft2(light / light.mean() - 1.0)
    across = np.fft.fftfreq(len(light), 1.0 / PX_PER_MM)
    length = np.hypot(across[:, None], across)
    band = (length >= 1.0 / 3.0) & (length <= 1.0)
    return float(np.sqrt(np.sum(np.abs(waves[band]) ** 2)) / light.size)


@settings(max_examples=8)
@given(
    density=st.floats(1.0, 400.0),
    wash_density=st.floats(1.0, 400.0),
    shade=st.floats(0.05, 1.0),
    seed=st.integers(0, 2**31 - 1),
)
def test_a_wash_and_dots_share_one_place(
    points: PointSet, density: float, wash_density: float, shade: float, seed: int
) -> None:
    """Both together are what each is alone, to the bit, and no identity is there twice."""
    dots = replace(DOTS, density_per_cm2=density)
    wash = replace(WASH, density_per_cm2=wash_density, shade=shade)
    both = placed(points, wash, dots, seed=seed)
    alone = placed(points, wash, seed=seed), placed(points, dots, seed=seed)
    assert np.all(np.diff(both.identity) > 0)
    for number, single in enumerate(alone):
        whole = part(single, np.ones(len(single), dtype=bool))
        for name, values in part(both, both.area == number).items():
            assert np.array_equal(values, whole[name]), name


def test_a_wash_is_smoother_than_dots_of_the_same_pigment(points: PointSet) -> None:
    """At 1 to 3 mm its mottle is below 0.5 % of the light, a tenth of what the dots leave."""
    wash, dots = (
        rendered(points, replace(WASH, technique=technique, variety=0.0))
        for technique in ("wash", "dots")
    )
    assert mottle(wash) < 0.005
    assert mottle(wash) < 0.1 * mottle(dots)
    inner = slice(64, 128)
    assert wash[inner, inner].mean() == pytest.approx(dots[inner, inner].mean(), rel=0.06)


def test_a_wash_holds_its_density(points: PointSet) -> None:
    """Its pigment is that of the needle points asked for, counted in all sittings."""
    plan = Plan(areas=(WASH,))
    field = place_dots(plan, points, "v")
    assert measure_density(plan, field, 0) == pytest.approx(400.0, rel=0.02)
    assert count_sessions(plan, field).sum() == pytest.approx(count_dots(plan, field)[0], abs=2)
    share = count_sessions(plan, field) / count_dots(plan, field)[0]
    assert np.allclose(share, (0.3, 0.4, 0.3), atol=0.001)


def test_a_wash_holds_its_density_on_the_head(points: PointSet) -> None:
    """On the side of a long head, too, the pigment is that asked for, place by place."""
    axes = (66.0, 76.0, 110.0)
    turn = np.linspace(0.0, 2.0 * np.pi, 40, endpoint=False)
    ring = np.stack([np.full(40, 0.9), 0.3 * np.cos(turn), 0.3 * np.sin(turn)], axis=-1)
    ring /= np.linalg.norm(ring, axis=1, keepdims=True)
    outline = tuple((float(x), float(y), float(z)) for x, y, z in ring)
    wash = replace(WASH, kind="vitiligo", view="", outline=outline)
    plan = Plan(head=Head(semi_axes_mm=axes), areas=(wash,))
    field = place_dots(plan, points)
    assert measure_density(plan, field, 0) == pytest.approx(400.0, rel=0.02)
    nearest = nearest_distances(place_on_head(field.place[field.session == 0], axes))
    assert 0.6 * LATTICE_MM < nearest.min() <= nearest.max() < 1.2 * LATTICE_MM


@settings(max_examples=8)
@given(density=st.floats(1.0, 300.0), more=st.floats(0.0, 100.0))
def test_more_density_only_adds_pigment(points: PointSet, density: float, more: float) -> None:
    """The places stay, and each holds at least as much."""
    sparse, dense = (
        placed(points, replace(WASH, density_per_cm2=d)) for d in (density, density + more)
    )
    assert np.array_equal(sparse.identity, dense.identity)
    assert np.array_equal(sparse.place, dense.place)
    assert np.all(dense.tone >= sparse.tone)


def test_no_density_is_no_wash(points: PointSet) -> None:
    """A wash of no needle points has no places, and the photo stays to the bit."""
    none = replace(WASH, density_per_cm2=0.0)
    assert len(placed(points, none)) == 0
    bare = rendered(points, none)
    assert np.array_equal(rendered(points, replace(WASH, shade=0.0)), bare)
    assert np.array_equal(rendered(points, replace(WASH, mix=(0.0, 0.0, 0.0))), bare)
    assert np.all(bare == bare[0, 0])


def test_washes_do_not_double(points: PointSet) -> None:
    """Where two washes lie over each other, the one with more pigment has the place."""
    light = replace(WASH, id="light", shade=0.2, outline=WIDE)
    field = placed(points, light, WASH)
    assert len(np.unique(field.identity)) == len(field)
    middle = np.all(np.abs(field.place[:, :2] - 12.0) < 6.0, axis=1)
    assert np.all(field.area[middle] == 1)
    far = np.any(np.abs(field.place[:, :2] - 12.0) > 9.0, axis=1)
    assert np.count_nonzero(far) > 100
    assert np.all(field.area[far] == 0)


@settings(max_examples=5)
@given(shade=st.floats(0.1, 0.9), more=st.floats(0.0, 0.1), absorbs=st.floats(0.0, 2.0))
def test_more_pigment_is_never_lighter(
    points: PointSet, shade: float, more: float, absorbs: float
) -> None:
    """Wash over dots, each of them a little stronger: no pixel gets lighter."""
    wash = replace(WASH, mix=(absorbs, absorbs, absorbs))
    first = rendered(points, replace(wash, shade=shade), DOTS)
    assert np.all(rendered(points, replace(wash, shade=shade + more), DOTS) <= first + 1)
    darker = replace(DOTS, shade=DOTS.shade + more)
    assert np.all(rendered(points, replace(wash, shade=shade), darker) <= first + 1)
    assert np.all(first <= rendered(points, DOTS) + 1)


def test_keep_out_is_bare_and_hair_is_not(points: PointSet) -> None:
    """Keep-out strokes of any area keep a wash away; single hairs keep only dots away."""
    middle = (12.0, 12.0, 0.0)
    hairs = HairMap(view="v", roots=(middle,))
    stroke = BrushStroke(effect="keep-out", points=(middle,), radii_mm=(2.0,))
    field = place_dots(Plan(areas=(WASH, DOTS), hair=(hairs,)), points, "v")
    apart = np.linalg.norm(field.place - middle, axis=1)
    washed = field.identity >= FIRST_WASH_IDENTITY
    assert apart[~washed].min() > 0.25
    assert np.array_equal(
        apart[washed], np.linalg.norm(placed(points, WASH).place - middle, axis=1)
    )
    field = placed(points, WASH, replace(DOTS, strokes=(stroke,)))
    assert np.linalg.norm(field.place - middle, axis=1).min() > 2.0


def test_an_edge_takes_tone_not_places(points: PointSet) -> None:
    """Toward a feathered edge a wash gets lighter and stays as even."""
    field = placed(points, replace(WASH, feather_mm=6.0))
    first = field.session == 0
    inside = np.min(np.abs(field.place[first, :2] - 12.0) * -1.0 + 8.0, axis=1)
    rings = [(inside > low) & (inside <= low + 1.0) for low in (0.0, 2.0, 4.0)]
    tones = [float(field.tone[first][ring].mean()) for ring in rings]
    assert tones[0] < tones[1] < tones[2]
    assert nearest_distances(field.place[first]).max() < 1.01 * LATTICE_MM


def test_variety_and_uptake_leave_a_wash_alone(points: PointSet) -> None:
    """Neither makes it uneven."""
    uneven = replace(WASH, variety=1.0, uptake_scatter=0.5)
    assert np.array_equal(rendered(points, uneven), rendered(points, WASH))


def test_areas_of_older_cases_stay_dotted(points: PointSet) -> None:
    """A mixed area that names no technique has the very dots that it always had."""
    told = {"id": "old", "kind": "vitiligo", "view": "v", "outline": SQUARE, "pigment": "mixed"}
    field = placed(points, msgspec.convert(told, Area))
    known = np.ascontiguousarray(field.identity), np.round(field.place * 1e6).astype(np.int64)
    digest = hashlib.sha256(b"".join(part.tobytes() for part in known)).hexdigest()
    assert digest.startswith("3ad61d85198a26d5")
