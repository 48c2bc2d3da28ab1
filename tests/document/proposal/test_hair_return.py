"""Hair that grows back: as dense and dark as around, on top of the plan, and never part of it."""

from __future__ import annotations

import dataclasses
from functools import cache

import cv2
import numpy as np
import pytest
from msgspec.structs import replace

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import replace_areas, set_client
from smp_sim.document.editing.treatments import take_template
from smp_sim.document.proposal.hair_return import (
    hair_to_come,
    returning_areas,
    with_returned_hair,
)
from smp_sim.document.proposal.skin_match import patch_zones
from smp_sim.document.samples.treatment_samples import treatment_sample
from smp_sim.document.studio import Studio
from smp_sim.model.area_history import AreaHistory
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.hair_map import HairMap, HairSample
from smp_sim.model.plan import Area
from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.head_geometry import fibonacci_sphere
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request
from smp_sim.render.products import Bytes8, Floats
from smp_sim.render.treatment_areas import directions_of

SIZE = {"width": 480, "height": 600}


@cache
def studio() -> Studio:
    """Give one engine for all pictures."""
    return Studio(load_points())


@cache
def bald() -> Dossier:
    """Give the sample client with bald patches."""
    return treatment_sample("alopecia-areata", **SIZE)


@cache
def grown() -> Dossier:
    """Give them with their hair assumed back."""
    return with_returned_hair(bald(), studio())


def picture(dossier: Dossier, day: float | None = None) -> Bytes8:
    """Draw the only view of a case, healed where no day is named."""
    when = healed_day(dossier.case.plan) if day is None else day
    return studio().render(dossier, dossier.case.views[0].id, Request(when)).srgb


def patch_colour(srgb: Bytes8) -> Floats:
    """Give the mean linear colour (3,) inside the patch that the photo shows."""
    case = bald().case
    inside, _ = patch_zones(case.plan, case.plan.areas[0], case.views[0])
    return np.asarray(linear_of_srgb(srgb)[inside].mean(axis=0), dtype=np.float64)


def test_the_plan_stays_as_it_is_below_the_hair() -> None:
    """Every area keeps its dots to the bit; one area of hair is added for each place."""
    plan, assumed = bald().case.plan, grown().case.plan
    assert assumed.areas[: len(plan.areas)] == plan.areas
    added = assumed.areas[len(plan.areas) :]
    assert [area.technique for area in added] == ["hair"] * len(plan.areas)
    own, both = (studio().field(p) for p in (plan, assumed))
    kept = both.area < len(plan.areas)
    assert np.array_equal(both.place[kept], own.place)
    assert np.array_equal(both.tone[kept], own.tone)
    assert np.array_equal(both.session[kept], own.session)


def test_hair_never_lightens_and_touches_nothing_else() -> None:
    """No pixel gets lighter in any channel, and none changes 15 mm and more off the patches."""
    before, after = picture(bald()), picture(grown())
    assert np.all(after <= before)
    case = bald().case
    near = np.zeros(before.shape[:2], dtype=np.uint8)
    for area in case.plan.areas:
        inside, around = patch_zones(case.plan, area, case.views[0])
        near |= (inside | around).astype(np.uint8)
    near[: before.shape[0] // 5] = 1  # the patch on top is seen from its edge alone
    reached = np.asarray(cv2.dilate(near, np.ones((31, 31), np.uint8))) > 0
    changed = np.any(before != after, axis=2)
    assert changed.any()
    assert not np.any(changed & ~reached)


def test_it_is_as_dark_as_the_hair_that_truly_grew_back() -> None:
    """Within 9 mm of the patch's edge as in the client drawn with hair: tone 4 %, channels 6 %."""
    truth = treatment_sample("areata-regrown", **SIZE)
    assumed, true = patch_colour(picture(grown())), patch_colour(picture(truth))
    assert assumed @ LUMINANCE == pytest.approx(true @ LUMINANCE, rel=0.04)
    np.testing.assert_allclose(assumed, true, rtol=0.06)


def test_hair_neither_heals_nor_fades() -> None:
    """Alone it looks the same on the first day and ten years on, with no redness round it."""
    hair = tuple(area for area in grown().case.plan.areas if area.technique == "hair")
    alone = dataclasses.replace(grown(), case=replace_areas(grown().case, hair))
    fresh = picture(alone, 0.0)
    assert np.array_equal(fresh, picture(alone, 3700.0))
    assert np.any(fresh != studio().photo(bald(), bald().case.views[0].id).srgb)


def test_it_is_as_dense_as_the_hair_round_it_less_what_stands() -> None:
    """A map of 150 /cm² with 30 inside a patch lets some 120 come; without one, counts do."""
    case = take_template(Case(), "alopecia-areata")
    (area,) = case.plan.areas
    middle = np.mean(area.outline, axis=0)
    places = fibonacci_sphere(2000)
    inside = places @ (middle / np.linalg.norm(middle)) > np.cos(0.235)
    told = HairMap(
        samples=tuple(
            HairSample(place=place, per_cm2=30.0 if is_inside else 150.0)
            for place, is_inside in zip(directions_of(places), inside, strict=True)
        )
    )
    mapped = replace(case, plan=replace(case.plan, hair=(told,)))
    assert hair_to_come(area, mapped) == pytest.approx(120.0, abs=8.0)
    client = replace(case.client, ancestry="african")
    assert hair_to_come(area, set_client(case, client)) == 161.0


@pytest.mark.parametrize(("colour", "darker"), [("black", "brown"), ("brown", "white")])
def test_without_a_photo_of_hair_its_colour_decides(colour: str, darker: str) -> None:
    """No view at all: the client's hair colour tells how dark it is."""
    case = take_template(Case(), "alopecia-totalis")
    shades = [
        with_returned_hair(
            Dossier(set_client(case, replace(case.client, hair_colour=each))), studio()
        ).case.plan.areas[-1].shade
        for each in (colour, darker)
    ]  # fmt: skip
    assert shades[0] > shades[1] > 0.0


def test_only_alopecia_can_grow_back() -> None:
    """Pattern loss is refused with what to do; a bare scalp counts once its cause was told."""
    case = take_template(Case(), "norwood-5")
    with pytest.raises(PlanError, match="alopecia"):
        with_returned_hair(Dossier(case), studio())
    bare = Area(id="all", kind="whole-scalp")
    told = replace(bare, history=AreaHistory(cause="alopecia"))
    assert returning_areas(replace(case.plan, areas=(bare, told))) == (told,)
