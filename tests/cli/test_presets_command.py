"""``smp-sim presets`` lists the library, and ``plan --preset`` applies an entry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smp_sim.cli import presets_command
from smp_sim.cli.main import run
from smp_sim.document.case.case_file import open_case
from smp_sim.document.presets.preset_library import GROUPS


def test_every_value_is_listed_with_its_trust(capsys: pytest.CaptureFixture[str]) -> None:
    """As words, a line a value; as JSON, all groups."""
    assert run(["presets"]) == 0
    words = capsys.readouterr().out
    assert "Skin tone (ITA) 34 ° [public source code]" in words
    assert run(["presets", "--json"]) == 0
    groups = json.loads(capsys.readouterr().out)["groups"]
    assert {group["group"] for group in groups} == {*GROUPS, "kinds"}


def test_a_plan_takes_an_entry(head_case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its values hold for all areas; an unknown name is one line and exit code 2."""
    assert run(["plan", str(head_case), "--preset", "1:20 dark"]) == 0
    assert {area.shade for area in open_case(head_case).case.plan.areas} == {0.7}
    assert run(["plan", str(head_case), "--preset", "none such"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's data in a folder of the test."""
    monkeypatch.setattr(presets_command, "data_folder", lambda: tmp_path / "data")
    return tmp_path


def test_a_preset_is_shown_in_either_language(
    own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What to heed, and each value with source and trust; a name in any size of letters."""
    assert run(["presets", "show", "7 CLUSTER"]) == 0
    assert "Kept by the needle 1.1 x [assumed]" in capsys.readouterr().out
    assert run(["presets", "show", "Oily skin", "--language", "de"]) == 0
    assert "Haut Fettig" in capsys.readouterr().out
    assert run(["presets", "show", "Oily skin", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["values"]["skin_type"]["value"] == "oily"
    del own_data


def test_own_presets_go_all_the_way(
    head_case: Path, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Saved, renamed, exported, deleted, imported and applied; names may have accents."""
    assert run(["presets", "apply", str(head_case), "1:20 dark"]) == 0
    save = ["presets", "save", str(head_case), "Übung", "--part", "area", "--part", "habits"]
    assert run(save) == 0
    assert run(save) == 2
    assert "'Übung' already" in capsys.readouterr().err
    assert run([*save, "--replace"]) == 0
    assert run(["presets", "rename", "übung", "Dunkel"]) == 0
    out = own_data / "dunkel.smp-preset"
    assert run(["presets", "export", "Dunkel", "-o", str(out)]) == 0
    assert run(["presets", "delete", "Dunkel"]) == 0
    assert run(["presets", "delete", "Dunkel"]) == 2
    assert run(["presets", "import", str(out)]) == 0
    assert run(["presets", "apply", str(head_case), "1:60 lightest"]) == 0
    assert run(["presets", "apply", str(head_case), "dunkel"]) == 0
    assert {area.shade for area in open_case(head_case).case.plan.areas} == {0.7}
    capsys.readouterr()
    assert run(["presets", "list"]) == 0
    assert capsys.readouterr().out.rstrip().split("\n")[-1].strip().startswith("Sun")


def test_bad_preset_files_are_one_line(own_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of several files none is kept where one is none."""
    (own_data / "a.smp-preset").write_text("notes")
    assert run(["presets", "import", str(own_data / "a.smp-preset")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert run(["presets", "show", "none such"]) == 2
    assert not (own_data / "data").exists()
