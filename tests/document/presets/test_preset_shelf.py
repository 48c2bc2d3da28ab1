"""The collection of one's own presets: kept, listed, found, renamed, forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from smp_sim.document.presets.own_presets import Fill, Habits, Preset
from smp_sim.document.presets.preset_shelf import (
    find_preset,
    forget_preset,
    keep_preset,
    list_presets,
    rename_preset,
)
from smp_sim.model.errors import PlanError


def test_a_collection_keeps_lists_and_forgets(tmp_path: Path) -> None:
    """Presets are listed by name; one of the same name replaces; spoilt files hide none."""
    folder = tmp_path / "presets"
    assert list_presets(folder) == ()
    names = ["Zart", "äther/..", "Soft"]
    for name in names:
        keep_preset(Preset(name=name, fill=Fill()), folder)
    keep_preset(Preset(name="Soft", fill=Fill(shade=0.9)), folder)
    (folder / "spoilt.smp-preset").write_text("{")
    assert [preset.name for preset in list_presets(folder)] == ["Soft", "Zart", "äther/.."]
    assert list_presets(folder)[0].fill == Fill(shade=0.9)
    assert {path.parent for path in folder.rglob("*.smp-preset")} == {folder}
    forget_preset("Soft", folder)
    assert [preset.name for preset in list_presets(folder)] == ["Zart", "äther/.."]


def test_a_preset_takes_another_name(tmp_path: Path) -> None:
    """Accents and case are a name's own; what it holds stays, and one file is left."""
    keep_preset(Preset(name="Été", habits=Habits(sun="high")), tmp_path)
    renamed = rename_preset("Été", "été à Nîmes", tmp_path)
    assert list_presets(tmp_path) == (renamed,)
    assert renamed == Preset(name="été à Nîmes", habits=Habits(sun="high"))
    assert len(list(tmp_path.iterdir())) == 1
    assert rename_preset("été à Nîmes", "ÉTÉ à Nîmes", tmp_path).name == "ÉTÉ à Nîmes"


def test_a_taken_name_is_refused(tmp_path: Path) -> None:
    """Neither of the two is lost."""
    for name in ("One", "Two"):
        keep_preset(Preset(name=name, fill=Fill()), tmp_path)
    with pytest.raises(PlanError, match="'Two' already"):
        rename_preset("One", "two", tmp_path)
    with pytest.raises(PlanError, match="no preset 'Three'"):
        rename_preset("Three", "Four", tmp_path)
    assert [preset.name for preset in list_presets(tmp_path)] == ["One", "Two"]


def test_a_preset_is_found_whatever_the_size_of_its_letters(tmp_path: Path) -> None:
    """Also one that lies under another file's name, which can be forgotten too."""
    keep_preset(Preset(name="Größe", fill=Fill()), tmp_path).rename(tmp_path / "x.smp-preset")
    assert find_preset(" grÖSSe ", tmp_path) == Preset(name="Größe", fill=Fill())
    forget_preset("Größe", tmp_path)
    assert find_preset("Größe", tmp_path) is None
