"""The library in the window: listed, searched, opened, stored, sent out, deleted, protected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from smp_sim.document.case.case_file import open_case, save_case
from smp_sim.document.case_library.shelf import (
    is_protected,
    protect_library,
    store_case,
    stored_paths,
)
from smp_sim.document.disk.data_places import library_folder
from smp_sim.model.errors import PassphraseNeededError
from smp_sim.ui.library.library_page import LibraryPage
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.theme import TOUCH_TARGET_PX, apply_theme
from tests.document.case_library.shelf_cases import coded, saved_on
from tests.document.protection.quick_key import PASSPHRASE, quick_key
from tests.ui.stand_ins import reseed
from tests.ui.test_accessibility import PRESSED, controls_of, spoken_name, words_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the window's library with three cases, one of them kept for long."""
    place = library_folder(tmp_path / "data")
    for code, day in (("K-17", "2026-03-01"), ("K-2", "2026-02-01"), ("Z-9", "2010-01-01")):
        saved_on(store_case(place, coded(code)), day)
    return place


def opened(window: MainWindow, qtbot: QtBot, count: int = 3) -> LibraryPage:
    """Open the library and wait until it shows so many cases."""
    window.bench.commands.run("library")
    page = window.library.page
    assert page is not None
    qtbot.waitUntil(lambda: page.list.count() == count)
    return page


def is_shown(window: MainWindow) -> bool:
    """Tell whether the library's page is open."""
    return window.library.page is not None


def codes(page: LibraryPage) -> list[str]:
    """Give the first line of each case in the grid."""
    return [page.list.item(row).text().split("\n")[0] for row in range(page.list.count())]


def click_answer(window: MainWindow, qtbot: QtBot, title: str) -> None:
    """Press the answer of that title in the message bar."""
    button = next(one for one in window.bench.messages.buttons if one.text() == title)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.usefixtures("folder")
def test_cases_are_listed_and_searched(window: MainWindow, qtbot: QtBot) -> None:
    """The latest first; words in the field leave what fits, and say how many."""
    page = opened(window, qtbot)
    assert codes(page) == ["K-17", "K-2", "Z-9"]
    qtbot.keyClicks(page.search, "k-1")
    assert codes(page) == ["K-17"]
    assert page.count_label.text() == "1 of 3 cases"
    page.search.setText("nobody")
    assert page.list.isHidden()
    assert "No case" in page.empty_label.text()
    assert not page.open_button.isEnabled()


@pytest.mark.usefixtures("folder")
def test_a_case_kept_for_long_is_pointed_out(window: MainWindow, qtbot: QtBot) -> None:
    """It says so in words; with the reminder off nothing is said; the choice is kept."""
    page = opened(window, qtbot)
    assert "Kept for long" in page.list.item(2).text()
    assert page.due_label.isVisible()
    page.months.setValue(0)
    assert not page.due_label.isVisible()
    assert "Kept for long" not in page.list.item(2).text()
    assert window.bench.preferences.reminder_months == 0


def test_a_case_opens_by_keyboard_alone(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    """Type, go down, press Return: the case is open, the page gone, and its name is its code."""
    page = opened(window, qtbot)
    qtbot.keyClicks(page.search, "K-2")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    session = window.bench.session
    qtbot.waitUntil(lambda: session.case.client.reference == "K-2")
    assert session.path in stored_paths(folder)
    assert window.library.page is None
    assert window.windowTitle().startswith("K-2")
    assert window.rail.isVisible()
    assert window.bench.preferences.recent == []


@pytest.mark.usefixtures("folder")
def test_escape_goes_back(filled: MainWindow, qtbot: QtBot) -> None:
    """Escape leaves the library; rail, controls and timeline are as they were."""
    page = opened(filled, qtbot)
    parts = (filled.rail, filled.panels, filled.timeline, filled.status, filled.filmstrip)
    assert not any(part.isVisible() for part in parts)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert filled.library.page is None
    assert all(part.isVisible() for part in (*parts, filled.bench.compare))


@pytest.mark.usefixtures("folder")
def test_every_part_has_a_name_for_a_screen_reader(window: MainWindow, qtbot: QtBot) -> None:
    """The field, the grid and each case in it are named."""
    page = opened(window, qtbot)
    assert page.search.accessibleName()
    assert page.list.accessibleName()
    text = page.list.item(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert text == "Z-9, 2010-01-01, Kept for long"
    assert page.months.accessibleName()


@pytest.mark.usefixtures("folder")
def test_every_control_is_named_reached_and_large_enough(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    """In touch mode each control of page and prompt says a word, takes the Tab key and is 44 px."""
    apply_theme(qapp, "dark", touch=True)
    page = opened(window, qtbot)
    window.library.ask_passphrase()
    qtbot.waitUntil(window.protection.prompt.isVisible)
    qtbot.wait(10)
    controls = [*controls_of(page), *controls_of(window.protection.prompt)]
    small = [one for one in controls if isinstance(one, PRESSED) and one.height() < TOUCH_TARGET_PX]
    apply_theme(qapp, "dark")
    assert len(controls) >= 14
    assert [f"{words_of(one)}: {one.height()}" for one in small] == []
    for control in controls:
        assert any(letter.isalpha() for letter in spoken_name(control)), words_of(control)
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, words_of(control)


def test_storing_the_open_case(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    """It goes on the shelf under a chance name; what is saved next goes there too."""
    session = window.bench.session
    session.open_dossier(coded("N-1"))
    page = opened(window, qtbot)
    qtbot.mouseClick(page.store_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.count() == 4)
    path = session.path
    assert path is not None
    assert path in stored_paths(folder)
    assert not page.store_button.isVisible()
    reseed(window, 77)
    window.files.save()
    qtbot.waitUntil(lambda: open_case(path).case.plan.seed == 77)
    assert path.name not in window.bench.messages.text.text()


def test_deleting_asks_and_takes_everything(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    """The Delete key asks once; after yes the file is gone, from the recent list too."""
    page = opened(window, qtbot)
    page.list.setCurrentRow(0)
    gone = page.list.chosen
    assert gone is not None
    window.bench.preferences.remember_file(gone.path)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert "K-17" in window.bench.messages.text.text()
    click_answer(window, qtbot, "Cancel")
    assert gone.path.exists()
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    click_answer(window, qtbot, "Delete for good")
    qtbot.waitUntil(lambda: page.list.count() == 2)
    assert not gone.path.exists()
    assert window.bench.preferences.recent == []
    assert len(stored_paths(folder)) == len(list((folder / "cards").iterdir())) == 2


def test_the_open_case_is_not_deleted(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    """What this window has open must be closed first."""
    path = stored_paths(folder)[0]
    window.files.open_path(path)
    qtbot.waitUntil(lambda: window.bench.session.path == path)
    page = opened(window, qtbot)
    entry = next(e for e in page._entries if e.path == path)
    window.library.delete(entry)
    qtbot.waitUntil(lambda: "open in a window" in window.bench.messages.text.text())
    assert path.exists()


def test_export_and_import_as_one_file(
    window: MainWindow, qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A case goes out under a name that tells nothing, and comes back in as another one."""
    offered: list[str] = []
    out = tmp_path / "out.smp"

    def save_name(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return str(out), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save_name)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(out), ""))
    page = opened(window, qtbot)
    qtbot.mouseClick(page.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(out.exists)
    assert offered == ["case.smp"]
    qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.count() == 4)
    assert len(stored_paths(folder)) == 4


def test_a_protected_case_is_shown_locked_and_asks(
    window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    """Its code is not shown; opening it asks for its passphrase."""
    store_case(folder, replace(coded("secret"), key=quick_key()))
    page = opened(window, qtbot, 4)
    assert codes(page)[0] == "Protected"
    page.list.setCurrentRow(0)
    point = page.list.visualItemRect(page.list.item(0)).center()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(point))
    qtbot.mouseClick(page.open_button, Qt.MouseButton.LeftButton)
    prompt = window.protection.prompt
    qtbot.waitUntil(prompt.isVisible)
    prompt.first.setText(PASSPHRASE)
    prompt._accept()
    qtbot.waitUntil(lambda: window.bench.session.case.client.reference == "secret")


def test_the_library_s_passphrase(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    """Set in the window it seals every case; the list still shows them while it is unlocked."""
    page = opened(window, qtbot)
    qtbot.mouseClick(page.passphrase_button, Qt.MouseButton.LeftButton)
    prompt = window.protection.prompt
    prompt.first.setText(PASSPHRASE)
    prompt.second.setText(PASSPHRASE)
    prompt._accept()
    qtbot.waitUntil(lambda: "is protected" in window.bench.messages.text.text(), timeout=20_000)
    assert is_protected(folder)
    with pytest.raises(PassphraseNeededError):
        open_case(stored_paths(folder)[0])
    qtbot.waitUntil(lambda: window.bench.tasks.current is None)
    assert codes(page) == ["K-17", "K-2", "Z-9"]
    qtbot.mouseClick(page.passphrase_button, Qt.MouseButton.LeftButton)
    click_answer(window, qtbot, "Take it off")
    qtbot.waitUntil(lambda: not is_protected(folder))
    assert open_case(stored_paths(folder)[0]).key is None


def test_a_protected_library_asks_before_it_shows_anything(
    window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    """A wrong passphrase is said; the right one opens the page and, later, its cases unasked."""
    protect_library(folder, None, quick_key())
    window.bench.commands.run("library")
    prompt = window.protection.prompt
    qtbot.waitUntil(prompt.isVisible)
    assert is_shown(window) is False
    for typed in ("wrong passphrase", PASSPHRASE):
        qtbot.waitUntil(prompt.isVisible)
        prompt.first.setText(typed)
        prompt._accept()
        if typed != PASSPHRASE:
            qtbot.waitUntil(lambda: "not the one of the library" in prompt.fault.text())
    qtbot.waitUntil(lambda: is_shown(window))
    page = window.library.page
    assert page is not None
    qtbot.waitUntil(lambda: codes(page) == ["K-17", "K-2", "Z-9"])
    qtbot.mouseClick(page.open_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.bench.session.case.client.reference == "K-17")
    assert not prompt.isVisible()


def test_recent_cases_from_elsewhere_are_listed(
    window: MainWindow, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    """A file on the desk is listed with the stored ones, and said not to be in the library."""
    del folder
    save_case(coded("D-1"), tmp_path / "desk.smp")
    window.bench.preferences.remember_file(tmp_path / "desk.smp")
    page = opened(window, qtbot, 4)
    assert page.list.item(0).text().split("\n")[0] == "D-1"
    assert "Not in the library" in page.list.item(0).text()


def test_an_empty_library_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    """Before anything is stored the page says how to begin."""
    window.bench.commands.run("library")
    page = window.library.page
    assert page is not None
    qtbot.waitUntil(lambda: "No case is stored yet" in page.empty_label.text())
    assert not page.store_button.isVisible()


@pytest.mark.usefixtures("folder")
def test_the_language_changes_under_an_open_library(window: MainWindow, qtbot: QtBot) -> None:
    """The page is closed with what speaks; opened again it speaks the new language."""
    opened(window, qtbot)
    window.looks.choose_language("de")
    qtbot.waitUntil(lambda: window.library.page is None)
    page = opened(window, qtbot)
    assert page.open_button.text() == "Öffnen"
    window.looks.choose_language("en")
    qtbot.waitUntil(lambda: window.library.page is None)
