"""Presets as files: what they keep, what they refuse, and how they change a plan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.document.presets.own_presets import (
    Fill,
    Habits,
    Preset,
    apply_preset,
    preset_of,
    read_preset,
    write_preset,
)
from smp_sim.model.case import Case
from smp_sim.model.errors import CaseFileError, OutputError, PlanError, SmpError
from smp_sim.model.plan import Area, Hairline, Plan
from tests.document.case_files import full_dossier

SOFT = Preset(
    name="Soft, grey",
    fill=Fill(density_per_cm2=120.0, dot_mm=0.2, shade=0.35, variety=0.8),
    hairline=Hairline(preset="soft", transition_mm=22.0),
)


def test_a_preset_comes_back_from_its_file(tmp_path: Path) -> None:
    """What was written is what is read."""
    write_preset(SOFT, tmp_path / "a.smp-preset")
    assert read_preset(tmp_path / "a.smp-preset") == SOFT


def test_a_preset_taken_from_a_plan_gives_that_plan_back() -> None:
    """Taking and applying changes nothing but evens the areas out."""
    case = full_dossier().case
    again = apply_preset(case, preset_of(case, "Mine"))
    assert again.plan == case.plan


def test_a_preset_fills_every_area_and_moves_none() -> None:
    """Density, size and shade go to all areas; outlines, strokes and depth of field stay."""
    case = full_dossier().case
    changed = apply_preset(case, SOFT)
    assert {area.density_per_cm2 for area in changed.plan.areas} == {120.0}
    assert [area.outline for area in changed.plan.areas] == [a.outline for a in case.plan.areas]
    assert [area.strokes for area in changed.plan.areas] == [a.strokes for a in case.plan.areas]
    assert changed.plan.hairline == SOFT.hairline


def test_a_preset_without_hairline_leaves_it() -> None:
    """A preset of shade alone does not touch the hairline."""
    case = full_dossier().case
    preset = preset_of(case, "Shade", ["area"])
    assert preset.hairline is None
    assert apply_preset(case, preset).plan.hairline == case.plan.hairline


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_names_that_can_not_be(name: str) -> None:
    """A name is 1 to 60 characters."""
    with pytest.raises(PlanError):
        preset_of(full_dossier().case, name)


def test_a_plan_without_areas_has_no_preset() -> None:
    """The sentence says what to do first."""
    with pytest.raises(PlanError, match="Add an area"):
        preset_of(Case(), "Mine")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"version": 9}, "newer version"),
        ({"version": "1"}, "no valid version"),
        ({"format": "smp-case"}, "not a preset"),
        ({"fill": {"shade": 7}}, "shade"),
        ({"fill": None, "hairline": None}, "holds nothing"),
        ({"habits": {"sun": "moon"}}, "sun"),
        ({"name": ""}, "name"),
        ({"hairline": {"points": [[9.0, 0.0, 0.0]]}}, "unit direction"),
    ],
)
def test_files_that_can_not_be_are_refused(
    tmp_path: Path, change: dict[str, object], words: str
) -> None:
    """Each says what is wrong, and in which file."""
    path = tmp_path / "a.smp-preset"
    write_preset(SOFT, path)
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **change}))
    with pytest.raises(SmpError, match=words) as caught:
        read_preset(path)
    assert str(path) in str(caught.value)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_sentence(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """No file at all brings anything but a user's mistake."""
    path = tmp_path_factory.mktemp("any") / "a.smp-preset"
    path.write_bytes(data)
    with pytest.raises(CaseFileError):
        read_preset(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Reading nothing, and writing nowhere, are sentences."""
    with pytest.raises(CaseFileError, match="no such file"):
        read_preset(tmp_path / "none.smp-preset")
    with pytest.raises(OutputError):
        write_preset(SOFT, tmp_path / "no" / "folder" / "a.smp-preset")


def test_each_part_comes_alone() -> None:
    """A preset of needle or habits changes the sittings or the client, and nothing else."""
    case = full_dossier().case
    oily = apply_preset(case, Preset(name="Oily", habits=Habits(skin_type="oily", sun="high")))
    assert (oily.client.skin_type, oily.client.sun) == ("oily", "high")
    assert oily.plan == case.plan
    seven = apply_preset(case, Preset(name="Seven", needle="7RL"))
    assert {s.needle for s in seven.plan.sessions} == {"7RL"}
    assert {s.needle_kept for s in seven.plan.sessions} == {1.1}
    assert preset_of(seven, "Mine", ("needle", "habits")).parts == ("needle", "habits")


def test_a_preset_of_nothing_is_refused() -> None:
    """At least one part is chosen."""
    with pytest.raises(PlanError, match="at least one thing"):
        preset_of(full_dossier().case, "Mine", ())


def test_a_file_of_before_opens() -> None:
    """A preset without needle and habits, as earlier versions wrote it, has filling and line."""
    assert SOFT.parts == ("area", "hairline")


def test_a_technique_is_kept() -> None:
    """A wash makes a wash; a file of before leaves each area its own technique."""
    wash = Case(plan=Plan(areas=(Area(id="a", kind="crown", technique="wash"),)))
    dots = Case(plan=Plan(areas=(Area(id="b", kind="crown"),)))
    assert apply_preset(dots, preset_of(wash, "Skin", ["area"])).plan.areas[0].technique == "wash"
    before = Preset(name="Old", fill=Fill())
    assert apply_preset(wash, before).plan.areas[0].technique == "wash"
