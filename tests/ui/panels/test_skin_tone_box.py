"""Skin tones in the window: chosen where the client is, and what they advise in the shade step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smp_sim.document.editing import edits
from smp_sim.model.plan import Area
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.photos_panel import PhotosPanel
from smp_sim.ui.panels.shade_panel import ShadePanel
from smp_sim.ui.panels.skin_tone_box import SkinToneBox
from tests.ui.flat_window import open_window
from tests.ui.stand_ins import ColourMaker, small_case


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Give a window with dots and a wash."""
    with open_window(qtbot, tmp_path, ColourMaker()) as made:
        case = edits.add_area(small_case(), Area(id="main", kind="whole-scalp", shade=0.3))
        case = edits.add_area(case, Area(id="wash", kind="whole-scalp", technique="wash"))
        made.bench.session.replace_document(case, {})
        yield made


def tone_box(window: MainWindow) -> SkinToneBox:
    """Give the client's choice of tones, filled."""
    window.show_step("photos")
    panel = window.panels.current
    assert isinstance(panel, PhotosPanel)
    assert panel.client is not None
    box = panel.client.tone_box
    box.fill()
    return box


def choose(box: SkinToneBox, name: str) -> None:
    """Choose a tone by its name, as a hand does."""
    box.activated.emit(box.findText(name))


def test_a_chosen_tone_is_one_step_and_is_said(window: MainWindow) -> None:
    """A swatch sets its number, a class the angle; undo takes it back."""
    session, box = window.bench.session, tone_box(window)
    assert box.count() == 17
    assert box.currentText() == "Choose a skin tone…"
    choose(box, "Monk 7")
    assert (session.case.client.monk_tone, session.case.client.skin_ita_deg) == (7, None)
    assert box.currentText() == "Monk 7"
    choose(box, "Tan (ITA)")
    assert (session.case.client.monk_tone, session.case.client.skin_ita_deg) == (0, 18.0)
    assert box.currentText() == "Tan (ITA)"
    session.undo_stack.undo()
    assert session.case.client.monk_tone == 7


def test_the_shade_step_tells_the_advice_and_takes_it(window: MainWindow, qtbot: QtBot) -> None:
    """With its reason and pitfall; dots take it, a colour that was mixed stays."""
    choose(tone_box(window), "Dark (ITA)")
    window.show_step("shade")
    panel = window.panels.current
    assert isinstance(panel, ShadePanel)
    said = panel.counsel.words.text()
    assert "Advised for this client: shade 0.80" in said
    assert "green or blue" in said
    before = window.bench.session.case.plan.areas
    qtbot.mouseClick(panel.counsel.take_button, Qt.MouseButton.LeftButton)
    dots, wash = window.bench.session.case.plan.areas
    assert (dots.shade, dots.dot_mm, wash) == (0.8, 0.28, before[1])


def test_names_that_say_little_have_a_hint(window: MainWindow) -> None:
    """Grey sheen, variety and depth say on their names what they do."""
    window.show_step("shade")
    panel = window.panels.current
    assert isinstance(panel, ShadePanel)
    assert "shaved hair" in panel.sliders["grey_return"].name.toolTip()
    assert panel.sliders["variety"].name.toolTip()
    assert panel.sliders["density_per_cm2"].name.toolTip() == ""
