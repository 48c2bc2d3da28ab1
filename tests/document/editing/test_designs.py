"""Designs: plans kept under a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from smp_sim.document.case.case_file import Dossier, open_case, save_case
from smp_sim.document.editing import edits
from smp_sim.document.editing.designs import (
    MAX_DESIGNS,
    free_name,
    keep_design,
    plan_of_design,
    remove_design,
    use_design,
)
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.head import Head
from tests.document.case_files import full_dossier


@pytest.fixture
def case() -> Case:
    """Give a case that uses every part."""
    return full_dossier().case


def test_a_kept_design_comes_back(case: Case) -> None:
    """Keeping, changing and using again gives the plan that was kept."""
    kept = keep_design(case, "Soft")
    changed = edits.set_seed(kept, 99)
    assert use_design(changed, "Soft").plan == case.plan


def test_a_name_is_kept_once(case: Case) -> None:
    """Keeping under a name that is there replaces it, and spaces around it do not count."""
    twice = keep_design(edits.set_seed(keep_design(case, "A"), 5), " A ")
    assert [design.plan.seed for design in twice.designs] == [5]


def test_a_fifth_design_is_refused(case: Case) -> None:
    """Four pictures fill the screen; the sentence says what to do."""
    for _ in range(MAX_DESIGNS):
        case = keep_design(case, free_name(case))
    assert [design.name for design in case.designs] == ["A", "B", "C", "D"]
    with pytest.raises(PlanError, match=r"at most 4 designs.*Remove one"):
        keep_design(case, "E")


@pytest.mark.parametrize("name", ["", "   ", "x" * 41])
def test_names_that_can_not_be_are_refused(case: Case, name: str) -> None:
    """A name is 1 to 40 characters."""
    with pytest.raises(PlanError):
        keep_design(case, name)


def test_a_removed_design_is_gone(case: Case) -> None:
    """Removing takes one; what is not there is said."""
    both = keep_design(keep_design(case, "A"), "B")
    assert [design.name for design in remove_design(both, "A").designs] == ["B"]
    with pytest.raises(PlanError, match=r"no design 'C'; there is: A, B"):
        remove_design(both, "C")


def test_designs_travel_with_the_case(case: Case, tmp_path: Path) -> None:
    """A case saved with designs opens with the same ones."""
    dossier = Dossier(keep_design(case, "Größer"), full_dossier().photos)
    save_case(dossier, tmp_path / "a.smp")
    assert open_case(tmp_path / "a.smp").case == dossier.case


def test_a_design_follows_the_head(case: Case) -> None:
    """A design is drawn on the head as it is known now."""
    kept = edits.set_head(keep_design(case, "A"), Head(semi_axes_mm=(80.0, 78.0, 100.0)))
    assert plan_of_design(kept, "A").head == kept.plan.head


def test_a_removed_view_takes_its_patches_from_designs(case: Case, tmp_path: Path) -> None:
    """After its close-up is gone a case with designs can still be saved and opened."""
    left = edits.remove_view(keep_design(case, "A"), "scar")
    assert all(area.view != "scar" for area in left.designs[0].plan.areas)
    save_case(Dossier(left, full_dossier().photos), tmp_path / "a.smp")
    assert open_case(tmp_path / "a.smp").case == left
