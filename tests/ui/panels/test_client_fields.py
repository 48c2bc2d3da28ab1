"""The client's fields: each change is one step, kept in the case, and undone like any other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox
from pytestqt.qtbot import QtBot

from smp_sim.model.client import Client, Consent
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.client_fields import ClientFields
from smp_sim.ui.panels.photos_panel import PhotosPanel

TODAY = QDate.currentDate().toString(Qt.DateFormat.ISODate)


@pytest.fixture
def fields(filled: MainWindow) -> ClientFields:
    """Give the client's fields in the first step."""
    panel = filled.panels.current
    assert isinstance(panel, PhotosPanel)
    assert panel.client is not None
    return panel.client


def client_of(window: MainWindow) -> Client:
    """Give what the case keeps of the client."""
    return window.bench.session.case.client


def pick(box: QComboBox, value: str, qtbot: QtBot) -> None:
    """Choose a value of a combo box with the keyboard."""
    box.setFocus()
    target = box.findData(value)
    key = Qt.Key.Key_Down if target > box.currentIndex() else Qt.Key.Key_Up
    while box.currentIndex() != target:
        qtbot.keyClick(box, key)


def tick(box: QCheckBox, qtbot: QtBot) -> None:
    """Click into a check box."""
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(12, box.height() // 2))


def test_habits_and_hair_are_chosen(fields: ClientFields, filled: MainWindow, qtbot: QtBot) -> None:
    """Skin, sun and hair colour go into the case; undo takes them back one by one."""
    pick(fields.skin, "oily", qtbot)
    pick(fields.sun, "high", qtbot)
    pick(fields.ancestry, "asian", qtbot)
    pick(fields.hair, "grey", qtbot)
    client = client_of(filled)
    assert (client.skin_type, client.sun, client.hair_colour) == ("oily", "high", "grey")
    assert client.ancestry == "asian"
    stack = filled.bench.session.undo_stack
    stack.undo()
    while client_of(filled).hair_colour != "dark-brown":
        stack.undo()
    assert client_of(filled).sun == "high"
    assert fields.hair.currentData() == "dark-brown"


def test_curl_and_whorl_go_into_the_plan(
    fields: ClientFields, filled: MainWindow, qtbot: QtBot
) -> None:
    """How the hair grows decides the dots, so the plan keeps it; undo takes it back."""
    session = filled.bench.session
    pick(fields.curl, "coiled", qtbot)
    pick(fields.whorl, "counter-clockwise", qtbot)
    assert not fields.whorl_places["whorl_aside_mm"].isHidden()
    fields.whorl_places["whorl_aside_mm"].box.setValue(-12.0)
    growth = session.case.plan.growth
    assert (growth.curl, growth.whorl) == ("coiled", "counter-clockwise")
    assert growth.whorl_aside_mm == -12.0
    while session.case.plan.growth.curl != "unknown":
        session.undo_stack.undo()
    assert fields.curl.currentData() == "unknown"


def test_a_code_is_kept_once_it_is_whole(
    fields: ClientFields, filled: MainWindow, qtbot: QtBot
) -> None:
    """Typing a code is one step, named; leaving it unchanged is none."""
    qtbot.keyClicks(fields.reference, "K-17")
    qtbot.keyClick(fields.reference, Qt.Key.Key_Return)
    qtbot.keyClick(fields.reference, Qt.Key.Key_Return)
    assert client_of(filled).reference == "K-17"
    assert filled.bench.session.undo_stack.count() == 1


def test_consent_is_dated_and_apart_for_each_purpose(
    fields: ClientFields, filled: MainWindow, qtbot: QtBot
) -> None:
    """A tick gives today's date, another date can be chosen, and no tick leaves none."""
    assert not fields.dates["photo"].isVisible()
    tick(fields.given["photo"], qtbot)
    assert client_of(filled).consent == Consent(photo=TODAY)
    assert fields.dates["photo"].isVisible()
    fields.dates["photo"].setDate(QDate(2026, 3, 9))
    assert client_of(filled).consent == Consent(photo="2026-03-09")
    tick(fields.given["photo"], qtbot)
    assert client_of(filled).consent == Consent()
    assert filled.bench.session.undo_stack.count() == 3
    filled.bench.session.undo_stack.undo()
    assert client_of(filled).consent == Consent(photo="2026-03-09")
    assert fields.given["photo"].isChecked()


def test_no_consent_lies_in_the_future(fields: ClientFields) -> None:
    """A date after today can't be chosen."""
    assert fields.dates["marketing"].maximumDate() <= QDate.currentDate()


def test_the_skin_tone_is_set_by_hand(
    fields: ClientFields, filled: MainWindow, qtbot: QtBot
) -> None:
    """The tone is a slider with its class in words; a series of keys is one step."""
    assert "Not measured" in fields.tone_words.text()
    for _ in range(3):
        qtbot.keyClick(fields.tone.track, Qt.Key.Key_Right)
    assert client_of(filled).skin_ita_deg == 31.0
    assert fields.tone_words.text() == "Skin class: intermediate"
    assert filled.bench.session.undo_stack.count() == 1


def test_the_skin_tone_is_measured_in_the_photo(consultation: MainWindow, qtbot: QtBot) -> None:
    """The button reads the photo in sight, or says why it can't."""
    panel = consultation.panels.current
    assert isinstance(panel, PhotosPanel)
    assert panel.client is not None
    qtbot.mouseClick(panel.client.measure_button, Qt.MouseButton.LeftButton)
    bench = consultation.bench
    qtbot.waitUntil(
        lambda: (
            bench.session.case.client.skin_ita_deg is not None
            or "No bare skin" in bench.messages.text.text()
        ),
        timeout=20_000,
    )


def test_the_age_is_kept_and_taken_back(
    fields: ClientFields, filled: MainWindow, qtbot: QtBot
) -> None:
    """Typed as years; one step below the youngest it is not given again."""
    fields.age.setFocus()
    fields.age.selectAll()
    qtbot.keyClicks(fields.age, "34")
    qtbot.keyClick(fields.age, Qt.Key.Key_Return)
    assert client_of(filled).age_years == 34.0
    filled.bench.session.undo_stack.undo()
    assert client_of(filled).age_years is None
    assert fields.age.text() == fields.age.specialValueText()
