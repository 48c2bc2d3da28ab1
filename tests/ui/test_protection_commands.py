"""Protected cases in the window: asked for, opened, protected, and never copied in the clear."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smp_sim.document.case.case_file import open_case, save_case
from smp_sim.document.case.recovery import RecoverySlot
from smp_sim.model.errors import PassphraseNeededError, SmpError
from smp_sim.ui.main_window import MainWindow
from tests.document.case_files import full_dossier
from tests.document.protection.quick_key import PASSPHRASE, quick_key
from tests.ui.stand_ins import reseed


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """Give a protected case file."""
    path = tmp_path / "client.smp"
    save_case(replace(full_dossier(), key=quick_key()), path)
    return path


def answer(window: MainWindow, qtbot: QtBot, typed: str) -> None:
    """Wait for the question, and answer it."""
    prompt = window.protection.prompt
    qtbot.waitUntil(prompt.isVisible)
    prompt.first.setText(typed)
    prompt.second.setText(typed)
    qtbot.mouseClick(prompt.accept_button, Qt.MouseButton.LeftButton)


def test_opening_asks_until_it_is_right(window: MainWindow, qtbot: QtBot, sealed: Path) -> None:
    """A wrong passphrase is said in the question; the right one opens the case."""
    window.files.open_path(sealed)
    answer(window, qtbot, "something else")
    qtbot.waitUntil(window.protection.prompt.isVisible)
    assert "not the one of this case" in window.protection.prompt.fault.text()
    assert window.bench.session.is_empty
    answer(window, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: window.bench.session.path == sealed)
    assert window.bench.session.case == full_dossier().case


def test_giving_up_loses_nothing(filled: MainWindow, qtbot: QtBot, sealed: Path) -> None:
    """Whoever doesn't know the passphrase goes back to the case that was open."""
    case = filled.bench.session.case
    filled.files.open_path(sealed)
    qtbot.waitUntil(filled.protection.prompt.isVisible)
    filled.protection.prompt.give_up()
    assert filled.bench.session.case is case
    assert filled.bench.canvas.hasFocus() or not filled.isActiveWindow()


def test_a_damaged_one_is_not_asked_for(window: MainWindow, qtbot: QtBot, sealed: Path) -> None:
    """Damage is said as damage; no passphrase would help."""
    data = bytearray(sealed.read_bytes())
    data[30] ^= 1
    sealed.write_bytes(data)
    window.files.open_path(sealed)
    qtbot.waitUntil(window.bench.messages.isVisible)
    assert "damaged" in window.bench.messages.text.text()
    assert not window.protection.prompt.isVisible()


def test_protect_and_take_off(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """A passphrase is put on and the file sealed at once; taking it off asks, then writes plain."""
    path = tmp_path / "client.smp"
    save_case(full_dossier(), path)
    window.files.open_path(path)
    session = window.bench.session
    qtbot.waitUntil(lambda: session.path == path)
    window.bench.commands.run("protect")
    answer(window, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: not _is_plain(path))
    assert open_case(path, secret=PASSPHRASE).case == session.case
    qtbot.waitUntil(lambda: not session.is_dirty)
    assert window.bench.commands.action("protect").isChecked()
    window.bench.commands.run("unprotect")
    qtbot.mouseClick(window.bench.messages.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: _is_plain(path))
    qtbot.waitUntil(lambda: window.bench.tasks.current is None)
    window.bench.commands.run("unprotect")
    assert "has no passphrase" in window.bench.messages.text.text()


def _is_plain(path: Path) -> bool:
    try:
        open_case(path)
    except PassphraseNeededError:
        return False
    return True


def test_a_short_passphrase_is_refused(filled: MainWindow, qtbot: QtBot) -> None:
    """Fewer than eight characters: a sentence, and the case stays as it was."""
    filled.bench.commands.run("protect")
    answer(filled, qtbot, "short")
    qtbot.waitUntil(filled.bench.messages.isVisible)
    assert "at least 8" in filled.bench.messages.text.text()
    assert filled.bench.session.key is None


def test_no_plain_copy_stays_of_a_case_that_is_protected(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """The recovery copy written before goes with the protection; the next one is sealed."""
    window.files.recovery._timer.setInterval(10)
    copies = tmp_path / "data" / "recovery"
    session = window.bench.session
    session.open_dossier(full_dossier())
    reseed(window)
    qtbot.waitUntil(lambda: any(_is_plain(path) for path in copies.glob("*.smp")))
    session.protect(quick_key())
    assert list(copies.glob("*.smp")) == []
    qtbot.waitUntil(lambda: bool(list(copies.glob("*.smp"))))
    assert not any(_is_plain(path) for path in copies.glob("*.smp"))


def test_what_a_crash_left_of_a_protected_case_asks_too(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """Bringing back a sealed copy needs its passphrase; given up, the copy stays."""
    slot = RecoverySlot(tmp_path / "data")
    slot.keep(replace(full_dossier(), key=quick_key()), None)
    slot._lock.release()
    window.files.offer_leftovers()
    qtbot.waitUntil(window.bench.messages.isVisible)
    qtbot.mouseClick(window.bench.messages.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.protection.prompt.isVisible)
    assert slot.copy_path.exists()
    answer(window, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: not window.bench.session.is_empty)
    assert window.bench.session.key == quick_key()
    window.bench.session.undo_stack.setClean()


def test_saving_elsewhere_keeps_the_protection(
    window: MainWindow, qtbot: QtBot, sealed: Path, tmp_path: Path
) -> None:
    """A copy under another name needs the same passphrase."""
    window.files.open_path(sealed)
    answer(window, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: window.bench.session.path == sealed)
    other = tmp_path / "other.smp"
    window.files._write(other, None)
    qtbot.waitUntil(other.exists)
    with pytest.raises(SmpError, match="protected"):
        open_case(other)
