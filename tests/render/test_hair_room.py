"""The room between hairs: what is there is not asked for again, and no dot touches a hair."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace
from scipy.spatial import cKDTree

from smp_sim.document.disk.assets import load_points
from smp_sim.model.hair_map import HairMap, HairSample
from smp_sim.model.head import Head
from smp_sim.model.plan import Area, Plan
from smp_sim.render.dot_field import measure_density, place_dots
from smp_sim.render.hair_room import (
    SAMPLE_REACH_MM,
    clear_of_hair,
    hair_at,
    rear_feather,
    wanted_dots,
)
from smp_sim.render.head_geometry import place_on_head
from smp_sim.render.tissue import HAIR_CLEARANCE

SQUARE = ((0.0, 0.0, 0.0), (40.0, 0.0, 0.0), (40.0, 40.0, 0.0), (0.0, 40.0, 0.0))
FILL = Area(
    id="a", kind="between-hair", view="v", outline=SQUARE, density_per_cm2=180.0, feather_mm=0.0
)


def sampled(*rows: tuple[float, float, float]) -> HairMap:
    """Give a map of hair at (x, y) mm in the close-up."""
    samples = tuple(HairSample(place=(x, y, 0.0), per_cm2=hairs) for x, y, hairs in rows)
    return HairMap(view="v", samples=samples)


def test_only_kinds_that_fill_up_count_hair() -> None:
    """A plain patch has the density that it asks for, whatever grows there."""
    plain = replace(FILL, kind="flat-patch", hair_per_cm2=100.0)
    assert wanted_dots(plain, (sampled((20, 20, 90.0)),), None, np.zeros((3, 3))) == 180.0
    assert np.all(
        np.asarray(wanted_dots(replace(FILL, hair_per_cm2=100.0), (), None, np.zeros((3, 3))))
        == 80.0
    )


def test_samples_speak_for_the_skin_round_them() -> None:
    """Near a sample its own count holds, between two their mean, far off the area's own figure."""
    maps = (sampled((0.0, 0.0, 40.0), (10.0, 0.0, 120.0)),)
    area = replace(FILL, hair_per_cm2=7.0)
    places = np.array([[0, 0, 0], [5, 0, 0], [10, 0, 0], [11 + SAMPLE_REACH_MM, 0, 0]], float)
    hair = hair_at(area, maps, None, places)
    assert hair[1] == pytest.approx(80.0)
    assert 40.0 <= hair[0] < hair[1] < hair[2] <= 120.0
    assert hair[3] == 7.0
    assert np.all(hair_at(area, (replace(maps[0], view="w"),), None, places) == 7.0)


def test_dots_fill_what_hair_lacks() -> None:
    """Half the hair that is wanted leaves room for as many dots; enough hair leaves none."""
    points = load_points()
    half = Plan(areas=(replace(FILL, hair_per_cm2=90.0),))
    field = place_dots(half, points, "v")
    assert len(field) / 16.0 == pytest.approx(90.0, rel=0.05)
    assert measure_density(half, field, 0) == pytest.approx(90.0, rel=0.05)
    full = Plan(areas=(FILL,), hair=(sampled(*((x, y, 250.0) for x in (8, 32) for y in (8, 32))),))
    assert len(place_dots(full, points, "v")) < 20


def test_more_hair_never_adds_a_dot() -> None:
    """Dots of a sparser fill are among those of the denser one."""
    points = load_points()
    known = [
        set(place_dots(Plan(areas=(replace(FILL, hair_per_cm2=hair),)), points, "v").identity)
        for hair in (0.0, 60.0, 150.0)
    ]
    assert known[2] < known[1] < known[0]


def test_no_dot_touches_a_hair(rng: np.random.Generator) -> None:
    """Every dot keeps the clearance to every single hair of its own ground."""
    roots = rng.uniform(0.0, 40.0, (1500, 3)) * (1.0, 1.0, 0.0)
    hair = HairMap(view="v", roots=tuple((float(x), float(y), 0.0) for x, y, _ in roots))
    points = load_points()
    field = place_dots(Plan(areas=(FILL,), hair=(hair,)), points, "v")
    without = place_dots(Plan(areas=(FILL,)), points, "v")
    nearest = np.asarray(cKDTree(roots).query(field.place)[0])
    assert nearest.min() > HAIR_CLEARANCE.value
    assert 0.6 * len(without) < len(field) < 0.95 * len(without)
    assert set(field.identity) < set(without.identity)
    assert clear_of_hair((), None, field.place).all()
    other = Plan(areas=(FILL,), hair=(replace(hair, view="w"),))
    assert len(place_dots(other, points, "v")) == len(without)


def test_a_narrow_sample_speaks_for_its_own_place() -> None:
    """A tuft told finely is dense in itself and bare beside, whatever a wide sample says there."""
    coarse = HairSample(place=(0.0, 0.0, 0.0), per_cm2=80.0)
    tuft = HairSample(place=(1.0, 0.0, 0.0), per_cm2=300.0, width_mm=0.5)
    gap = HairSample(place=(3.0, 0.0, 0.0), per_cm2=0.0, width_mm=0.5)
    told = (HairMap(view="close", samples=(coarse, tuft, gap)),)
    area = Area(id="a", kind="between-hair", view="close")
    hair = hair_at(area, told, None, np.array([[1.0, 0.0, 0.0], [3.0, 0.0, 0.0]]))
    assert hair[0] > 290.0
    assert hair[1] < 10.0


def test_counted_hair_fades_an_area_by_itself() -> None:
    """A zone that counts hair asks for what lacks, and its feather shrinks where a map tells it."""
    zone = Area(id="a", kind="crown", density_per_cm2=180.0, feather_mm=20.0)
    counting = replace(zone, counts_hair=True)
    told = (HairMap(samples=(HairSample(place=(0.0, 1.0, 0.0), per_cm2=100.0),)),)
    spot = place_on_head(np.array([[0.0, 1.0, 0.0]]), Head().semi_axes_mm)
    assert wanted_dots(zone, told, Head().semi_axes_mm, spot) == 180.0
    lacking = np.asarray(wanted_dots(counting, told, Head().semi_axes_mm, spot))
    assert lacking[0] == pytest.approx(80.0)
    assert rear_feather(zone, told) == rear_feather(counting, ()) == 20.0
    assert rear_feather(counting, told) == pytest.approx(6.0)
