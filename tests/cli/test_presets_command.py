"""``smp-sim presets`` lists the library, and ``plan --preset`` applies an entry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smp_sim.cli.main import run
from smp_sim.document.case.case_file import open_case
from smp_sim.document.presets.preset_library import GROUPS


def test_every_value_is_listed_with_its_trust(capsys: pytest.CaptureFixture[str]) -> None:
    """As words, a line a value; as JSON, all groups."""
    assert run(["presets"]) == 0
    words = capsys.readouterr().out
    assert "skin_ita_deg 34 ° [found-code]" in words
    assert run(["presets", "--json"]) == 0
    groups = json.loads(capsys.readouterr().out)["groups"]
    assert [group["group"] for group in groups] == list(GROUPS)


def test_a_plan_takes_an_entry(head_case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its values hold for all areas; an unknown name is one line and exit code 2."""
    assert run(["plan", str(head_case), "--preset", "1:20 dark"]) == 0
    assert {area.shade for area in open_case(head_case).case.plan.areas} == {0.7}
    assert run(["plan", str(head_case), "--preset", "none such"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
