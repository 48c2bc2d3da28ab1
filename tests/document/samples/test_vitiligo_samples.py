"""Vitiligo off the scalp: the patches lie where they were drawn and heal like the skin around."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from skimage.color import deltaE_ciede2000

from smp_sim.document.case.case_checks import check_case
from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.proposal.skin_match import patch_zones
from smp_sim.document.samples.treatment_samples import treatment_sample
from smp_sim.document.samples.vitiligo_samples import BEARD, VITILIGO_SAMPLES
from smp_sim.document.studio import Studio
from smp_sim.render.colour import lab_of_linear, linear_of_srgb
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request
from smp_sim.render.products import Bytes8


@cache
def dossier_of(name: str) -> Dossier:
    """Make a sample once."""
    return treatment_sample(name)


def colour_miss(dossier: Dossier, picture: Bytes8) -> float:
    """Give ΔE2000 of a picture's patch against the skin around it, by their medians."""
    plan, view = dossier.case.plan, dossier.case.views[0]
    light = linear_of_srgb(picture)
    inside, around = (
        lab_of_linear(np.median(light[zone], axis=0))
        for zone in patch_zones(plan, plan.areas[0], view)
    )
    return float(deltaE_ciede2000(inside, around))  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("name", VITILIGO_SAMPLES)
def test_the_healed_patch_is_like_the_skin_around(name: str) -> None:
    """Within ΔE2000 3, from far off before; the plan can be saved and is a wash."""
    dossier = dossier_of(name)
    check_case(dossier.case)
    studio = Studio(load_points())
    before = np.asarray(studio.photo(dossier, name).srgb, dtype=np.uint8)
    healed = studio.render(dossier, name, Request(healed_day(dossier.case.plan))).srgb
    (area,) = dossier.case.plan.areas
    assert (area.kind, area.technique, area.pigment) == ("vitiligo", "wash", "mixed")
    assert colour_miss(dossier, before) > 8.0
    assert colour_miss(dossier, healed) <= 3.0


def test_shaved_hair_goes_on_through_the_patch() -> None:
    """In the beard a patch has dark specks as the skin around has, before and healed alike."""
    dossier = dossier_of(BEARD)
    plan, view = dossier.case.plan, dossier.case.views[0]
    studio = Studio(load_points())
    inside, _ = patch_zones(plan, plan.areas[0], view)
    photo = studio.photo(dossier, BEARD).srgb
    healed = studio.render(dossier, BEARD, Request(healed_day(plan))).srgb
    for picture in (photo, healed):
        light = linear_of_srgb(picture)[inside].mean(axis=-1)
        specks = float(np.mean(light < 0.72 * np.median(light)))
        assert 0.005 < specks < 0.2
