"""The preset library in the window: every entry is there, applied as one step, with its sources."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from smp_sim.document.disk.assets import read_catalogue
from smp_sim.document.editing import edits
from smp_sim.document.presets.preset_library import find_entry, read_library
from smp_sim.document.presets.value_words import (
    NAMED_VALUES,
    PART_WORDS,
    TRUST_WORDS,
    VALUE_TITLES,
)
from smp_sim.model.plan import Area
from smp_sim.ui.panels.library_menu import told_of
from smp_sim.ui.panels.shade_panel import ShadePanel
from tests.ui.flat_window import open_window
from tests.ui.stand_ins import ColourMaker, small_case


def test_an_entry_is_one_step_and_tells_its_sources(qtbot: QtBot, tmp_path: Path) -> None:
    """All groups are in the menu; a dilution sets the shade, undo takes it back."""
    with open_window(qtbot, tmp_path, ColourMaker()) as window:
        case = edits.add_area(small_case(), Area(id="main", kind="whole-scalp", shade=0.3))
        session = window.bench.session
        session.replace_document(case, {})
        window.show_step("shade")
        panel = window.panels.current
        assert isinstance(panel, ShadePanel)
        library = panel.presets.library
        library.fill()
        assert len(library.entries.actions()) == len(read_library())
        library.take(find_entry("1:20 dark"))
        assert session.case.plan.areas[0].shade == 0.7
        assert "assumed" in window.bench.messages.text.text()
        session.undo_stack.undo()
        assert session.case.plan.areas[0].shade == 0.3


def test_what_to_heed_is_told() -> None:
    """What it is for, the pitfall, and the trust of the least sure value."""
    told = told_of(find_entry("7 cluster"))
    assert told.startswith("7 cluster: Scars")
    assert "freckles" in told
    assert told.endswith("Least sure of its values: assumed.")


def test_everything_the_library_says_has_its_german() -> None:
    """Groups, names, purposes, what to heed, sources, and what values are called and worth."""
    catalogue = read_catalogue("de")
    groups = read_library()
    entries = [entry for group in groups for entry in group.entries]
    words = {group.title for group in groups}
    words |= {text for e in entries for text in (e.name, e.purpose, e.pitfall) if text}
    words |= {held.source for e in entries for held in e.values.values()}
    for named in (VALUE_TITLES, NAMED_VALUES, TRUST_WORDS, PART_WORDS):
        words |= set(named.values())
    assert sorted(words - set(catalogue)) == []
