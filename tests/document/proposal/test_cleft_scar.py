"""The scar of a closed cleft found above lips, and none where there is none."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import replace_areas
from smp_sim.document.proposal.cleft_scar import find_cleft_scar
from smp_sim.document.proposal.scar_search import with_scars
from smp_sim.document.samples.lip_samples import lip_sample
from smp_sim.document.studio import Studio
from smp_sim.model.errors import PlanError


@cache
def sample(name: str) -> Dossier:
    """Draw a sample of lips once for all tests."""
    return lip_sample(name, width=600, height=412)


def lips_alone(dossier: Dossier) -> Dossier:
    """Give a sample with its lips, and without its scars."""
    lips = tuple(area for area in dossier.case.plan.areas if area.kind == "lips")
    return replace(dossier, case=replace_areas(dossier.case, lips))


def test_a_closed_cleft_is_found_within_a_millimetre() -> None:
    """From below the nostril to where the lips meet, as fine as it is."""
    dossier = sample("lips-cleft")
    found = find_cleft_scar(dossier, Studio(load_points()), dossier.case.plan.areas[0])
    assert found is not None
    scars = [area.outline for area in dossier.case.plan.areas if area.kind == "scar-line"]
    true, line = np.vstack([np.array(part) for part in scars]), np.array(found)
    miss_mm = np.abs(np.interp(line[:, 1], true[:, 1], true[:, 0]) - line[:, 0])
    assert miss_mm.max() < 1.2
    assert miss_mm.mean() < 0.6
    assert np.ptp(line[:, 1]) > 15.0


@pytest.mark.parametrize("name", ["lips", "lips-ombre", "lips-dark"])
def test_whole_lips_have_none(name: str) -> None:
    """Neither the columns of the philtrum nor shine is taken for a scar: a sentence."""
    dossier, studio = sample(name), Studio(load_points())
    assert find_cleft_scar(dossier, studio, dossier.case.plan.areas[0]) is None
    with pytest.raises(PlanError, match="No scar was found"):
        with_scars(dossier, studio)


def test_it_joins_the_plan_as_a_wash_and_once() -> None:
    """Shaded, without dots like hair; a second search says that it is there."""
    dossier, studio = lips_alone(sample("lips-cleft")), Studio(load_points())
    case, (name,) = with_scars(dossier, studio)
    scar = case.plan.areas[-1]
    assert (scar.id, scar.kind, scar.technique) == (name, "scar-line", "wash")
    with pytest.raises(PlanError, match="are in the plan"):
        with_scars(replace(dossier, case=case), studio)
