"""The sample client with each condition, and the plan that treats it."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.document.advice.guard_rails import find_warnings
from smp_sim.document.case.case_checks import check_case
from smp_sim.document.disk.assets import load_points
from smp_sim.document.proposal.shade_advice import advise_shade
from smp_sim.document.samples.condition_sample import true_hair
from smp_sim.document.samples.treatment_samples import (
    TREATMENT_SAMPLES,
    treated,
    treatment_sample,
)
from smp_sim.document.studio import Studio
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.render.dot_field import place_dots
from smp_sim.render.head_geometry import unit
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request
from smp_sim.render.sample_head.conditions import depth_mm


@pytest.mark.parametrize("name", TREATMENT_SAMPLES)
def test_every_condition_has_a_plan_that_can_be_saved(name: str) -> None:
    """Areas, hair and sittings hold together, whatever the condition."""
    sample = TREATMENT_SAMPLES[name]
    case = check_case(treated(Case(), sample))
    assert case.plan.areas
    assert case.plan.hair == (true_hair(sample.planned or sample.head),)


@pytest.mark.parametrize("name", ["alopecia-areata", "burn", "vitiligo", "fut-scar", "fue-scars"])
def test_the_plan_lies_where_the_condition_is(name: str) -> None:
    """Nine dots of ten of a sample's plan, its blend aside, stand in the drawn condition."""
    sample = TREATMENT_SAMPLES[name]
    plan = treated(Case(), sample).plan
    field = place_dots(plan, load_points())
    blends = [number for number, area in enumerate(plan.areas) if area.kind == "between-hair"]
    own = ~np.isin(field.area, blends)
    depth = depth_mm(sample.head, unit(field.place[own]))
    assert np.mean(depth > -1.5) > 0.85
    assert own.sum() > 300


def test_regrown_hair_stands_between_the_dots() -> None:
    """Its plan is that of the bald patch, its head has the hair again."""
    bald, regrown = (TREATMENT_SAMPLES[name] for name in ("alopecia-areata", "areata-regrown"))
    assert treated(Case(), regrown).plan == treated(Case(), bald).plan
    assert regrown.head.condition == "none"


def test_loss_that_went_on_leaves_the_old_plan() -> None:
    """It is planned as the client of grade III was, on a head of grade VI."""
    before, later = (TREATMENT_SAMPLES[name] for name in ("norwood-3", "loss-went-on"))
    assert treated(Case(), later).plan == treated(Case(), before).plan
    assert later.head.norwood == "6"


def test_the_picture_comes_with_the_plan() -> None:
    """A sample is a whole case: its photo, true camera and scale without an error."""
    dossier = treatment_sample("fut-scar", width=160, height=200)
    assert dossier.case.views[0].side == "back"
    assert dossier.case.views[0].scale.error_percent == 0.0
    with pytest.raises(PlanError, match="burn"):
        treatment_sample("measles")


def test_lips_are_filled_within_their_outline() -> None:
    """The close-up has the lips' own scale; healed they are redder, the skin is not."""
    dossier = treatment_sample("lips")
    view = dossier.case.views[0]
    studio = Studio(load_points())
    before = np.asarray(studio.photo(dossier, view.id).srgb, dtype=np.int64)
    day = healed_day(dossier.case.plan)
    healed = studio.render(dossier, view.id, Request(day)).srgb.astype(np.int64)
    moved = (before - healed).sum(axis=2)
    corners = np.array(dossier.case.plan.areas[0].outline)
    width_mm = float(np.ptp(corners[:, 0]))
    assert 42.0 < width_mm < 56.0
    assert moved.max() > 40
    assert np.all(moved[:60] == 0)
    inside = moved > 30
    loss = (before - healed)[inside].mean(axis=0)
    assert loss[0] < 0.5 * loss[1]
    assert [session.day for session in dossier.case.plan.sessions] == [0.0, 42.0]


@pytest.mark.parametrize(("name", "curl"), [("coiled-dark", "coiled"), ("fair-blond", "straight")])
def test_hair_of_every_kind_has_its_sample(name: str, curl: str) -> None:
    """The plan follows the head's own curl, and its shade is the one advised, without objection."""
    case = treatment_sample(name, width=120, height=150).case
    assert case.plan.growth.curl == curl
    shade = advise_shade(case.client.skin_ita_deg, case.client.hair_colour)
    assert {area.shade for area in case.plan.areas} == {shade}
    codes = {warning.code for warning in find_warnings(case)}
    assert not codes & {"dark-for-hair", "dots-lost", "shade-dark"}
