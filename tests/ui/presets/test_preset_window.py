"""The preset library's window: browsed, applied, and presets of one's own kept in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from smp_sim.document.editing import edits
from smp_sim.document.presets.preset_library import read_library
from smp_sim.model.plan import Area
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.presets.preset_window import PresetWindow
from smp_sim.ui.translation import load_language
from tests.ui.flat_window import open_window
from tests.ui.stand_ins import ColourMaker, small_case
from tests.ui.test_accessibility import controls_of, spoken_name


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Give a window with a case of one area."""
    with open_window(qtbot, tmp_path, ColourMaker()) as made:
        case = edits.add_area(small_case(), Area(id="main", kind="whole-scalp", shade=0.3))
        made.bench.session.replace_document(case, {})
        yield made


@pytest.fixture
def library(window: MainWindow) -> PresetWindow:
    """Give the library's window."""
    window.bench.commands.run("presets")
    assert window.presets.library is not None
    return window.presets.library


def press(qtbot: QtBot, button: object) -> None:
    """Press a button with the mouse."""
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def keep(qtbot: QtBot, library: PresetWindow, name: str) -> None:
    """Type a name and keep what the case has."""
    library.name.setText(name)
    press(qtbot, library.keep_button)


def names(window: MainWindow) -> list[str]:
    """Give the names of the presets that are kept."""
    return [preset.name for preset in window.presets.presets()]


def test_every_entry_shows_its_values(library: PresetWindow) -> None:
    """Each has a row a value, with its trust and its source; a pitfall stands above them."""
    for entry in (entry for group in read_library() for entry in group.entries):
        library.tree.choose(entry.name)
        table = library.details.table
        assert library.details.title.text() == entry.name
        assert table.rowCount() == len(entry.values)
        rows = [[table.item(row, column) for column in range(4)] for row in range(table.rowCount())]
        assert all(item is not None and item.text() for row in rows for item in row)
        assert library.details.pitfall.isVisibleTo(library) == bool(entry.pitfall)


def test_with_nothing_chosen_nothing_can_be_applied(library: PresetWindow, qtbot: QtBot) -> None:
    """The button looks as it is, and what the list is for stands at the top."""
    with qtbot.waitExposed(library):
        library.show()

    def ground() -> str:
        return library.apply_button.grab().toImage().pixelColor(6, 6).name()

    assert not library.apply_button.isEnabled()
    at_rest = ground()
    assert library.details.purpose.geometry().bottom() < library.details.height() / 3
    (entry, *_) = (entry for group in read_library() for entry in group.entries)
    library.tree.choose(entry.name)
    assert library.apply_button.isEnabled()
    assert ground() != at_rest


def test_an_entry_is_applied_and_taken_back(
    window: MainWindow, library: PresetWindow, qtbot: QtBot
) -> None:
    """One press applies, one undoes; what is information only can't be applied."""
    session = window.bench.session
    library.tree.choose("1:20 dark")
    press(qtbot, library.apply_button)
    assert session.case.plan.areas[0].shade == 0.7
    press(qtbot, library.undo_button)
    assert session.case.plan.areas[0].shade == 0.3
    assert not library.undo_button.isEnabled()
    library.tree.choose("Bleeds easily")
    assert not library.apply_button.isEnabled()


def test_own_presets_are_kept_renamed_and_deleted(
    window: MainWindow, library: PresetWindow, qtbot: QtBot
) -> None:
    """With the parts that are ticked; a deleted one comes back from the message."""
    library.parts["habits"].setChecked(True)
    keep(qtbot, library, "Été")
    assert library.tree.own is not None
    assert library.tree.own.parts == ("area", "hairline", "habits")
    item = library.tree.currentItem()
    assert item is not None
    item.setText(0, "Été à Nîmes")
    assert names(window) == ["Été à Nîmes"]
    qtbot.keyClick(library.tree, Qt.Key.Key_Delete)
    assert names(window) == []
    press(qtbot, window.bench.messages.buttons[0])
    assert names(window) == ["Été à Nîmes"]


def test_a_taken_name_is_refused_and_a_replaced_preset_comes_back(
    window: MainWindow, library: PresetWindow, qtbot: QtBot
) -> None:
    """Renaming to another's name changes nothing; keeping under it can be undone."""
    keep(qtbot, library, "One")
    keep(qtbot, library, "Two")
    item = library.tree.currentItem()
    assert item is not None
    item.setText(0, "one")
    assert "already" in window.bench.messages.text.text()
    assert names(window) == ["One", "Two"]
    before = window.presets.presets()[0]
    window.bench.session.edit("Shade", lambda case: edits.set_shade(case, 0.9))
    keep(qtbot, library, "ONE")
    assert names(window) == ["ONE", "Two"]
    press(qtbot, window.bench.messages.buttons[0])
    assert window.presets.presets()[0] == before


def test_a_preset_goes_out_and_comes_in(
    window: MainWindow,
    library: PresetWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exported, deleted and imported again it is the same; what is no preset is a sentence."""
    out = tmp_path / "out.smp-preset"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(out), ""))
    keep(qtbot, library, "Soft")
    kept = window.presets.presets()
    press(qtbot, library.export_button)
    press(qtbot, library.delete_button)
    assert window.presets.presets() == ()
    press(qtbot, library.import_button)
    assert window.presets.presets() == kept
    out.write_text("notes")
    press(qtbot, library.import_button)
    assert "not a preset" in window.bench.messages.text.text()
    assert window.presets.presets() == kept


def test_presets_are_found_by_words(library: PresetWindow) -> None:
    """A word of a name shows that preset, a word of a group all of it."""
    for words, shown in (("forties", 1), ("skin tones", 16), ("no such thing", 0)):
        library.search.setText(words)
        entries = [item for item in library.tree._entries() if not item.isHidden()]
        assert len(entries) == shown


def test_an_empty_window_shows_the_library_too(qtbot: QtBot, tmp_path: Path) -> None:
    """Without a case there is nothing to apply to and nothing to keep."""
    with open_window(qtbot, tmp_path, ColourMaker()) as made:
        made.presets.open_library()
        library = made.presets.library
        assert library is not None
        library.tree.choose("1:20 dark")
        assert not library.apply_button.isEnabled()
        assert not library.keep_button.isEnabled()
        library.apply()
        assert made.bench.session.is_empty


def test_every_control_is_named_and_it_closes_with_its_language(
    window: MainWindow, library: PresetWindow, qapp: QApplication
) -> None:
    """A screen reader says a word for each; in another language it is made anew."""
    assert all(any(c.isalpha() for c in spoken_name(part)) for part in controls_of(library))
    load_language(qapp, "de")
    load_language(qapp, "en")
    qapp.processEvents()
    assert window.presets.library is None
