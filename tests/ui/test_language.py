"""The language changes while the window is open; the consultation stays as it is."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.steps import STEPS
from smp_sim.ui.translation import load_language
from tests.ui.stand_ins import reseed


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    """Leave English behind for the tests that follow."""
    yield
    load_language(qapp, "en")


def speak(window: MainWindow, action: str, qtbot: QtBot) -> None:
    """Choose a language from the menu, and let what was taken down be deleted."""
    menus = window.menus
    menus.actions[action].trigger()
    qtbot.waitUntil(lambda: window.menus is not menus)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_every_part_speaks_at_once(filled: MainWindow, qtbot: QtBot) -> None:
    """Steps, menus, controls and status are German without a new start, and English again."""
    speak(filled, "german", qtbot)
    assert filled.rail.buttons["hairline"].text() == "3   Haarlinie"
    assert filled.menuBar().actions()[0].text() == "&Datei"
    assert filled.bench.canvas.accessibleName() == "Foto"
    headings = [label.text() for label in filled.panels.findChildren(QLabel, "heading")]
    assert headings == ["Fotos"]
    assert filled.bench.preferences.language == "de"
    quick = filled.menuBar().cornerWidget().findChildren(QToolButton)
    assert [button.text() for button in quick] == ["↶", "↷", "Vorher", "Geteilt", "Kundenansicht"]
    assert all(button.isEnabled() for button in quick[2:])
    filled.show_step("shade")
    assert "0,25 mm" in [box.text() for box in filled.panels.findChildren(QDoubleSpinBox)]
    filled.show_step("photos")
    speak(filled, "english", qtbot)
    assert filled.rail.buttons["hairline"].text() == "3   Hairline"
    assert filled.bench.canvas.accessibleName() == "Photo"


def test_the_consultation_stays(filled: MainWindow, qtbot: QtBot) -> None:
    """Case, history, step, day, photo and picture are those of before; undo still works."""
    for step in STEPS:
        filled.show_step(step.id)
    reseed(filled)
    session = filled.bench.session
    session.show_view(1)
    session.show_day(3.0)
    filled.show_step("areas")
    case, picture = session.case, filled.bench.canvas.picture
    speak(filled, "german", qtbot)
    assert session.case is case
    assert (session.day, session.view_index, filled.step) == (3.0, 1, "areas")
    assert filled.bench.canvas.picture is picture
    qtbot.waitUntil(filled.bench.compare.isVisible)
    qtbot.keyClick(filled, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.case is not case
    for step in STEPS:
        filled.show_step(step.id)
    assert filled.filmstrip.list.count() == 2


def test_each_key_still_belongs_to_one_action(filled: MainWindow, qtbot: QtBot) -> None:
    """No action of the last language is left to make a key ambiguous."""
    speak(filled, "german", qtbot)
    actions = {id(action) for action in filled.menus.actions.values()}
    left = [a for a in (*filled.actions(), *filled.bench.canvas.actions()) if id(a) not in actions]
    assert [action.text() for action in left] == []


def test_a_running_task_is_waited_for(filled: MainWindow, qtbot: QtBot) -> None:
    """A part that waits for an answer is not taken away before it comes."""
    gate = threading.Event()
    seen: list[bool] = []
    filled.bench.tasks.start("Waiting", lambda: gate.wait(10), seen.append)
    menus = filled.menus
    filled.menus.actions["german"].trigger()
    qtbot.wait(250)
    assert filled.menus is menus
    gate.set()
    qtbot.waitUntil(lambda: filled.menus is not menus)
    assert seen == [True]
