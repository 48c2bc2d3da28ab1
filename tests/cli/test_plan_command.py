"""``smp-sim plan`` changes a case in place, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from smp_sim.cli.main import run
from smp_sim.document.case.case_file import open_case
from smp_sim.model.area_history import AreaHistory


def test_numbers_hold_for_all_areas(head_case: Path) -> None:
    """Density, shade and dot size reach every area; the photos stay."""
    before = open_case(head_case)
    assert run(["plan", str(head_case), "--template", "norwood-5"]) == 0
    words = ["--density", "120", "--shade", "0.7", "--dot-mm", "0.2"]
    assert run(["plan", str(head_case), *words]) == 0
    after = open_case(head_case)
    areas = after.case.plan.areas
    assert len(areas) > 1
    assert {(a.density_per_cm2, a.shade, a.dot_mm) for a in areas} == {(120.0, 0.7, 0.2)}
    assert after.photos == before.photos


def test_templates_replace_the_areas(head_case: Path) -> None:
    """A template's areas take the place of the old ones."""
    assert run(["plan", str(head_case), "--template", "whole-scalp"]) == 0
    assert [area.kind for area in open_case(head_case).case.plan.areas] == ["whole-scalp"]


def test_hairline_and_sessions(head_case: Path) -> None:
    """A preset brings its line; sessions spread the same dots over more days."""
    assert run(["plan", str(head_case), "--hairline", "straight", "--sessions", "4"]) == 0
    plan = open_case(head_case).case.plan
    assert plan.hairline.preset == "straight"
    assert [session.number for session in plan.sessions] == [1, 2, 3, 4]
    assert sum(session.share for session in plan.sessions) == pytest.approx(1.0)


def test_the_same_changes_give_the_same_bytes(head_case: Path, tmp_path: Path) -> None:
    """A case file holds no clock: two ways to the same plan end in the same file."""
    other = tmp_path / "other.smp"
    other.write_bytes(head_case.read_bytes())
    assert run(["plan", str(head_case), "--density", "100", "--shade", "0.6"]) == 0
    assert run(["plan", str(other), "--shade", "0.6"]) == 0
    assert run(["plan", str(other), "--density", "100"]) == 0
    assert head_case.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"PK\x03\x04 cut short"], ids=["empty", "text", "cut"]
)
def test_a_damaged_case_is_one_line_and_stays_as_it_is(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, one line naming the file, nothing written."""
    case = tmp_path / "bad.smp"
    case.write_bytes(content)
    assert run(["plan", str(case), "--density", "100"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "bad.smp" in said
    assert case.read_bytes() == content
    assert list(tmp_path.iterdir()) == [case]


def test_answers_are_kept_in_the_file(head_case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Months, look and age are saved, opened again, and what they mean is told by ``inspect``."""
    words = ["--template", "fut-scar", "--months-since", "4", "--scar-look", "raised"]
    assert run(["plan", str(head_case), *words, "--age", "22"]) == 0
    case = open_case(head_case).case
    assert case.plan.areas[-1].history == AreaHistory(months=4.0, look="raised")
    assert case.client.age_years == 22.0
    capsys.readouterr()
    assert run(["inspect", str(head_case)]) == 0
    said = capsys.readouterr().out
    assert "too early" in said
    assert "keloid" in said


def test_an_answer_out_of_range_is_one_line(head_case: Path) -> None:
    """Fewer than no months are a mistake at the command line."""
    assert run(["plan", str(head_case), "--months-since", "-1"]) == 2


def test_the_clients_hair_is_told_and_followed(head_case: Path, flat_case: Path) -> None:
    """Curl and whorl on the head, the axis of the hair in a close-up."""
    told = ["--hair-colour", "white", "--hair-curl", "coiled", "--whorl", "counter-clockwise"]
    assert run(["plan", str(head_case), *told]) == 0
    after = open_case(head_case).case
    assert after.client.hair_colour == "white"
    assert (after.plan.growth.curl, after.plan.growth.whorl) == ("coiled", "counter-clockwise")
    assert run(["plan", str(head_case), "--whorl-back-mm", "70", "--whorl-aside-mm", "-15"]) == 0
    moved = open_case(head_case).case.plan.growth
    assert (moved.curl, moved.whorl_back_mm, moved.whorl_aside_mm) == ("coiled", 70.0, -15.0)
    assert run(["plan", str(head_case), "--whorl-back-mm", "200"]) == 2
    assert run(["plan", str(head_case), "--growth-deg", "20"]) == 2
    assert run(["plan", str(flat_case), "--growth-deg", "20"]) == 0
    assert {area.growth_deg for area in open_case(flat_case).case.plan.areas} == {20.0}


def test_hair_without_a_direction_is_one_line(
    flat_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A close-up of plain skin shows none: exit code 2, the case stays."""
    before = flat_case.read_bytes()
    assert run(["plan", str(flat_case), "--read-direction"]) == 2
    assert "direction" in capsys.readouterr().err
    assert flat_case.read_bytes() == before


def test_a_technique_holds_for_all_areas(
    head_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A plan can be shaded instead of dotted, and back; another word is refused in one line."""
    assert run(["plan", str(head_case), "--technique", "wash"]) == 0
    assert {area.technique for area in open_case(head_case).case.plan.areas} == {"wash"}
    assert run(["plan", str(head_case), "--technique", "dots"]) == 0
    assert {area.technique for area in open_case(head_case).case.plan.areas} == {"dots"}
    for other in ("spray", "hair"):  # hair is drawn, never planned
        assert run(["plan", str(head_case), "--technique", other]) == 2
        assert other in capsys.readouterr().err
