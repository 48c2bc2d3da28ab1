"""Presets by hand: kept, applied, exported, imported, forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smp_sim.document.editing import edits
from smp_sim.model.plan import Area
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.preset_box import PresetBox
from smp_sim.ui.panels.shade_panel import ShadePanel
from tests.ui.flat_window import open_window
from tests.ui.stand_ins import ColourMaker, small_case


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Give a window with a case of one area, at the step of density and shade."""
    with open_window(qtbot, tmp_path, ColourMaker()) as made:
        case = edits.add_area(small_case(), Area(id="main", kind="whole-scalp", shade=0.3))
        made.bench.session.replace_document(case, {})
        made.show_step("shade")
        yield made


@pytest.fixture
def box(window: MainWindow) -> PresetBox:
    """Give the step's presets."""
    panel = window.panels.current
    assert isinstance(panel, ShadePanel)
    return panel.presets


def press(qtbot: QtBot, button: object) -> None:
    """Press a button with the mouse."""
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def keep(qtbot: QtBot, box: PresetBox, name: str) -> None:
    """Type a name and keep the plan under it."""
    box.name.setText(name)
    press(qtbot, box.keep_button)


def test_a_kept_preset_is_applied_as_one_step(
    window: MainWindow, box: PresetBox, qtbot: QtBot
) -> None:
    """Keep, change, apply: the shade is back, and one undo takes it away again."""
    keep(qtbot, box, "Light grey")
    session = window.bench.session
    session.edit("Shade", lambda case: edits.set_shade(case, 0.9))
    press(qtbot, box.apply_button)
    assert session.case.plan.areas[0].shade == 0.3
    assert session.undo_stack.undoText() == "Apply preset Light grey"
    session.undo_stack.undo()
    assert session.case.plan.areas[0].shade == 0.9


def test_a_nameless_preset_is_refused(window: MainWindow, box: PresetBox, qtbot: QtBot) -> None:
    """Without a name nothing is kept, and the bar says why."""
    keep(qtbot, box, "  ")
    assert "1 to 60 characters" in window.bench.messages.text.text()
    assert not box.apply_button.isEnabled()


def test_the_library_is_one_press_away(window: MainWindow, box: PresetBox, qtbot: QtBot) -> None:
    """What is kept here is listed there; what is deleted there is gone here."""
    keep(qtbot, box, "Soft")
    press(qtbot, box.all_button)
    library = window.presets.library
    assert library is not None
    assert [preset.name for preset in window.presets.presets()] == ["Soft"]
    window.presets.forget(window.presets.presets()[0])
    box.reload()
    assert not box.apply_button.isEnabled()
    library.close()
    assert window.presets.library is None
