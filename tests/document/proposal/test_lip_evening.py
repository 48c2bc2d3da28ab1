"""A closed cleft evened out: the skin and the scar in it get the colour of what lies beside."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import cv2
import numpy as np
import pytest
from msgspec.structs import replace as changed
from numpy.typing import NDArray
from skimage.color import deltaE_ciede2000

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import replace_areas, update_area
from smp_sim.document.editing.lip_colour import is_lip_scar
from smp_sim.document.editing.pigments import pigment_fields
from smp_sim.document.proposal.lip_evening import MIXED_ANEW, cut_scars, even_out, ground_of
from smp_sim.document.proposal.skin_match import match_patches
from smp_sim.document.samples.lip_samples import lip_sample
from smp_sim.document.studio import Studio
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area
from smp_sim.render.colour import lab_of_linear, linear_of_srgb
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request

Floats = NDArray[np.float64]


@pytest.fixture(scope="module")
def studio() -> Studio:
    """Give one studio for all."""
    return Studio(load_points())


@cache
def cleft() -> Dossier:
    """Draw the sample's closed cleft once, at half its size, with its finished plan."""
    return lip_sample("lips-cleft", width=600, height=412)


def areas_by_id(case: Case) -> dict[str, Area]:
    """Give the plan's areas by their ids."""
    return {area.id: area for area in case.plan.areas}


def colour_in(picture: NDArray[np.generic], area: Area, dossier: Dossier, rim_mm: float) -> Floats:
    """Give the median linear colour (3,) inside a closed area, away from its rim."""
    camera = dossier.case.views[0].camera
    assert isinstance(camera, FlatCamera)
    drawn = np.zeros(picture.shape[:2], np.uint8)
    corners = np.rint(np.asarray(area.outline)[:, :2] * camera.px_per_mm).astype(np.int32)
    cv2.fillPoly(drawn, [corners], 1)
    inside = cv2.distanceTransform(drawn, cv2.DIST_L2, 5) > rim_mm * camera.px_per_mm
    return np.median(linear_of_srgb(picture[inside]), axis=0).astype(np.float64)


def test_the_skin_in_an_evened_border_heals_like_the_lips(studio: Studio) -> None:
    """Far from them before, the patch has the lips' hue and redness when both are healed."""
    dossier = cleft()
    areas = areas_by_id(dossier.case)
    before = np.asarray(studio.photo(dossier, "lips").srgb)
    after = studio.render(dossier, "lips", Request(healed_day(dossier.case.plan))).srgb
    patch = [colour_in(p, areas["lips-evened"], dossier, 0.7) for p in (before, after)]
    red = colour_in(after, areas["lips"], dossier, 2.0)
    apart = [
        float(deltaE_ciede2000(lab_of_linear(p), lab_of_linear(red), kL=3.0))  # type: ignore[no-untyped-call]
        for p in patch
    ]
    assert apart[1] < 0.5 * apart[0]
    assert apart[1] < 6.0


def test_a_scar_is_cut_where_its_ground_changes() -> None:
    """From the nostril over skin, evened skin and red: three parts in a row, none of them lost."""
    case = cleft().case
    scars = [area for area in case.plan.areas if is_lip_scar(area, case.plan.areas)]
    assert [area.id for area in scars] == ["scar", "scar-2", "scar-3"]
    assert [ground_of(case, scar) for scar in scars] == ["skin", "patch", "red"]
    assert cut_scars(case).plan.areas == case.plan.areas
    ends = [(scar.outline[0][1], scar.outline[-1][1]) for scar in scars]
    assert all(one[1] < two[0] < one[1] + 1.5 for one, two in pairwise(ends))


def test_each_part_takes_what_its_ground_asks_for() -> None:
    """Little on skin, more than the lips' own on evened skin, the lips' own ink on the red."""
    areas = areas_by_id(cleft().case)
    assert 0.0 < max(areas["scar"].mix) < min(areas["scar-2"].mix[1:])
    assert areas["scar-3"].mix == areas["lips"].mix
    assert areas["scar-3"].shade > areas["lips"].shade
    assert {areas[name].technique for name in areas} == {"wash"}


def test_another_ink_is_followed_on_request(studio: Studio) -> None:
    """The lips changed to nude, evening out again mixes the patch anew and moves no border."""
    dossier = cleft()
    nude = update_area(dossier.case, "lips", **pigment_fields("lip-nude"))
    case, told = even_out(replace(dossier, case=nude), studio)
    old, new = areas_by_id(dossier.case), areas_by_id(case)
    assert told == (MIXED_ANEW,)
    assert new["lips"].outline == old["lips"].outline
    assert new["lips-evened"].mix != old["lips-evened"].mix
    assert new["scar-3"].mix == new["lips"].mix


def test_the_patch_has_neither_ombre_nor_liner(studio: Studio) -> None:
    """It is shaded evenly, whatever the lips have: its border lies inside theirs."""
    dossier = cleft()
    bare = [area for area in dossier.case.plan.areas if area.id == "lips"]
    before = lip_sample("lips", width=240, height=165)
    assert before.case.plan.areas[0].liner_mm > 0.0
    lined = changed(bare[0], ombre=0.5, liner_mm=1.0, outline=_one_sided(bare[0]))
    case, told = even_out(replace(dossier, case=replace_areas(dossier.case, (lined,))), studio)
    patches = [area for area in case.plan.areas if area.kind == "flat-patch"]
    assert patches
    assert {(area.ombre, area.liner_mm) for area in patches} == {(0.0, 0.0)}
    assert "moves out" in told[0]


def _one_sided(lips: Area) -> tuple[tuple[float, float, float], ...]:
    """Take two millimetres off the upper lip on one side."""
    corners = np.asarray(lips.outline)
    middle = corners.mean(axis=0)
    lower = (corners[:, 0] > middle[0]) & (corners[:, 1] < middle[1])
    corners[lower, 1] = np.minimum(corners[lower, 1] + 2.5, middle[1])
    return tuple((float(x), float(y), 0.0) for x, y, _ in corners)


def test_scars_in_a_close_up_of_lips_are_not_matched_as_others_are(studio: Studio) -> None:
    """They were matched when the lips were evened out; with no other patch there is none."""
    with pytest.raises(PlanError, match="no pale patch"):
        match_patches(cleft(), studio)


def test_without_lips_there_is_nothing_to_even_out(studio: Studio) -> None:
    """A sentence, and nothing changes."""
    empty = replace(cleft(), case=replace_areas(cleft().case, ()))
    with pytest.raises(PlanError, match="has no lips"):
        even_out(empty, studio)
