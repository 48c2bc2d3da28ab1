"""The passphrase is asked for inside the window, twice where it is new, and forgotten at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from smp_sim.ui.passphrase_prompt import PassphrasePrompt, Question

KNOWN = Question("Protected", "Type it.", "Open")
NEW = Question("New", "Choose one.", "Protect", is_new=True)


@pytest.fixture
def prompt(qtbot: QtBot) -> PassphrasePrompt:
    """Give a prompt over a shown window of 600 x 400 px."""
    window = QWidget()
    window.resize(600, 400)
    qtbot.addWidget(window)
    window.show()
    return PassphrasePrompt(window)


def test_an_answer_goes_out_and_is_forgotten(prompt: PassphrasePrompt, qtbot: QtBot) -> None:
    """Return sends what was typed, once; nothing of it stays in the fields."""
    given: list[str] = []
    prompt.ask(KNOWN, given.append)
    assert prompt.first.echoMode() == QLineEdit.EchoMode.Password
    assert prompt.second.isHidden()
    qtbot.keyClicks(prompt.first, "open sesame")
    qtbot.keyClick(prompt.first, Qt.Key.Key_Return)
    assert given == ["open sesame"]
    assert not prompt.isVisible()
    assert prompt.first.text() == ""


def test_a_new_one_is_typed_twice(prompt: PassphrasePrompt, qtbot: QtBot) -> None:
    """Two that differ are refused in words and the prompt stays; two alike go out."""
    given: list[str] = []
    prompt.ask(NEW, given.append)
    qtbot.keyClicks(prompt.first, "open sesame")
    qtbot.keyClicks(prompt.second, "open sesam")
    qtbot.mouseClick(prompt.accept_button, Qt.MouseButton.LeftButton)
    assert given == []
    assert "differ" in prompt.fault.text()
    assert "differ" in prompt.first.accessibleDescription()
    qtbot.keyClicks(prompt.second, "e")
    qtbot.mouseClick(prompt.accept_button, Qt.MouseButton.LeftButton)
    assert given == ["open sesame"]


def test_giving_up_calls_nothing(prompt: PassphrasePrompt, qtbot: QtBot) -> None:
    """Escape and Cancel take the question away; what was typed is gone, and nothing is said."""
    given: list[str] = []
    for leave in (
        lambda: qtbot.keyClick(prompt, Qt.Key.Key_Escape),
        lambda: qtbot.mouseClick(prompt.cancel_button, Qt.MouseButton.LeftButton),
    ):
        prompt.ask(KNOWN, given.append)
        qtbot.keyClicks(prompt.first, "half a word")
        leave()
        assert not prompt.isVisible()
        assert prompt.first.text() == ""
    assert given == []


def test_nothing_typed_is_said(prompt: PassphrasePrompt, qtbot: QtBot) -> None:
    """An empty answer keeps the question open."""
    given: list[str] = []
    prompt.ask(KNOWN, given.append)
    qtbot.keyClick(prompt.first, Qt.Key.Key_Return)
    assert given == []
    assert prompt.isVisible()
    assert prompt.fault.text()


def test_the_tab_key_stays_inside(prompt: PassphrasePrompt, qtbot: QtBot) -> None:
    """Tab goes round the prompt's own fields and never to what lies below."""
    prompt.ask(NEW, lambda _typed: None)
    seen = []
    for _ in range(6):
        focus = prompt.focusWidget()
        seen.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert seen[0] is seen[5] is prompt.first
    assert len(set(seen)) == 5


def test_letters_can_be_shown(prompt: PassphrasePrompt) -> None:
    """Who is alone may see what they type; the next question hides it again."""
    prompt.ask(NEW, lambda _typed: None)
    prompt.shown.setChecked(True)
    assert prompt.second.echoMode() == QLineEdit.EchoMode.Normal
    prompt.ask(NEW, lambda _typed: None)
    assert prompt.first.echoMode() == QLineEdit.EchoMode.Password


def test_it_covers_its_window_at_any_size(prompt: PassphrasePrompt, qtbot: QtBot) -> None:
    """When the window grows it still lies over all of it."""
    prompt.ask(KNOWN, lambda _typed: None)
    window = prompt.window()
    window.resize(900, 700)
    qtbot.waitUntil(lambda: prompt.size() == window.size())
