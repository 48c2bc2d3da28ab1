"""The preset library in the window: every entry is there, applied as one step, with its sources."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from smp_sim.document.disk.assets import read_catalogue
from smp_sim.document.editing import edits
from smp_sim.document.presets.preset_library import find_entry, read_library
from smp_sim.model.plan import Area
from smp_sim.ui.panels.library_menu import sources_of
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


def test_a_source_is_told_once() -> None:
    """Two values of one source make one line."""
    told = sources_of(find_entry("Carbon"))
    assert len(told.splitlines()) == 2
    assert "surgeon's site" in told


def test_groups_names_and_purposes_have_their_german() -> None:
    """Whatever stands in the menu is said in German too."""
    catalogue = read_catalogue("de")
    groups = read_library()
    words = {group.title for group in groups}
    words |= {text for g in groups for e in g.entries for text in (e.name, e.purpose)}
    assert not words - set(catalogue)
