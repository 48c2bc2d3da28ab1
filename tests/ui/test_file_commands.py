"""Opening, dropping, pasting, saving and recovering, in a window whose frames cost nothing."""

from __future__ import annotations

import json
import zipfile
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smp_sim.document.case.case_file import Dossier, save_case
from smp_sim.document.case.recovery import RecoverySlot, claim_case
from smp_sim.document.editing import edits
from smp_sim.model.camera import Scale
from smp_sim.model.case import Case
from smp_sim.model.errors import OutputError
from smp_sim.ui import photo_intake
from smp_sim.ui.app import tell_fault
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.translation import load_language
from tests.ui.stand_ins import reseed


def test_dropping_a_file_that_is_no_photo(filled: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """What can't be read is said in a sentence; the case stays as it is."""
    bad = tmp_path / "notes.jpg"
    bad.write_text("not a photo")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(bad))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    case = filled.bench.session.case
    filled.dropEvent(event)
    qtbot.waitUntil(filled.bench.messages.isVisible)
    assert "notes.jpg" in filled.bench.messages.text.text()
    assert filled.bench.session.case is case


def test_pasting_nothing_is_said(window: MainWindow) -> None:
    """An empty clipboard is told, not ignored."""
    QApplication.clipboard().clear()
    window.files.paste()
    assert window.bench.messages.isVisible()


def test_pasting_a_picture_adds_a_photo(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture on the clipboard becomes a photo of the case; finding its head is the same step."""
    found = Scale(source="iris", error_percent=4.0)
    monkeypatch.setattr(
        photo_intake,
        "propose_side",
        lambda _data, view, _side, **_: photo_intake.FoundHead(view.side, view.camera, found, 35.0),
    )
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    QApplication.clipboard().setImage(image)
    window.files.paste()
    session = window.bench.session
    qtbot.waitUntil(lambda: session.view is not None and session.view.scale == found)
    view = session.view
    assert view is not None
    assert session.undo_stack.count() == 1
    assert session.case.client.skin_ita_deg == 35.0
    assert (view.photo.width, view.photo.height) == (320, 240)
    assert window.bench.session.case.plan.areas[0].kind == "behind-hairline"


def test_a_fault_of_the_program_leaves_a_copy_and_a_sentence(
    filled: MainWindow, tmp_path: Path
) -> None:
    """After a fault there is a recovery copy, the window stays up and says so."""
    reseed(filled)
    filled.bench.session.add_photo_bytes({"0" * 64: b"not a photo, but bytes"})
    tell_fault(filled, ZeroDivisionError("seen"))
    assert filled.bench.messages.isVisible()
    assert "ZeroDivisionError" in filled.bench.messages.text.text()
    assert list((tmp_path / "data" / "recovery").glob("*.smp"))


def test_clicking_a_thumbnail_shows_its_photo(filled: MainWindow, qtbot: QtBot) -> None:
    """The filmstrip leads from photo to photo."""
    strip = filled.filmstrip.list
    rect = strip.visualItemRect(strip.item(1))
    qtbot.mouseClick(
        strip.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(rect.center().x(), rect.center().y()),
    )
    assert filled.bench.session.view_index == 1


def test_what_a_crash_left_is_offered(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """A copy without a holder is offered; bringing it back opens it, unsaved."""
    case = edits.set_seed(Case(training=True), 99)
    slot = RecoverySlot(tmp_path / "data")
    slot.keep(Dossier(case), tmp_path / "client.smp")
    slot._lock.release()
    window.files.offer_leftovers()
    qtbot.waitUntil(window.bench.messages.isVisible)
    assert "The file of client.smp is gone" in window.bench.messages.text.text()
    qtbot.mouseClick(window.bench.messages.buttons[0], Qt.MouseButton.LeftButton)
    session = window.bench.session
    qtbot.waitUntil(lambda: session.case == case)
    assert session.is_dirty
    assert session.path == tmp_path / "client.smp"
    qtbot.waitUntil(lambda: not slot.copy_path.exists())
    assert "the state of the copy" in window.bench.messages.text.text()


def test_leave_to_discard_ends_with_what_it_was_given_for(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """After "Don't save" for a case that can't be opened, closing asks about the edits again."""
    reseed(filled)
    bad = tmp_path / "bad.smp"
    bad.write_bytes(b"no case")
    filled.files.open_path(bad)
    qtbot.mouseClick(filled.bench.messages.buttons[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "bad.smp" in filled.bench.messages.text.text())
    assert filled.bench.session.is_dirty
    assert not filled.close()
    assert filled.bench.session.is_dirty


def test_bringing_a_copy_back_asks_about_the_open_case(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """An offer that is answered late does not take the place of what was edited since."""
    slot = RecoverySlot(tmp_path / "data")
    slot.keep(Dossier(edits.set_seed(Case(training=True), 99)), None)
    slot._lock.release()
    filled.files.offer_leftovers()
    qtbot.waitUntil(filled.bench.messages.isVisible)
    reseed(filled)
    edited = filled.bench.session.case
    qtbot.mouseClick(filled.bench.messages.buttons[0], Qt.MouseButton.LeftButton)
    assert "not saved" in filled.bench.messages.text.text()
    qtbot.mouseClick(filled.bench.messages.buttons[2], Qt.MouseButton.LeftButton)
    assert filled.bench.session.case is edited
    assert slot.copy_path.exists()


def test_it_is_said_which_state_a_crash_left(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """A copy that is ahead of its file says so; the file itself opens with the state before."""
    path = tmp_path / "client.smp"
    save_case(Dossier(edits.set_seed(Case(training=True), 1)), path)
    slot = RecoverySlot(tmp_path / "data")
    slot.keep(Dossier(edits.set_seed(Case(training=True), 2)), path)
    slot._lock.release()
    window.files.offer_leftovers()
    qtbot.waitUntil(window.bench.messages.isVisible)
    assert "changes of client.smp that its file lacks" in window.bench.messages.text.text()
    qtbot.mouseClick(window.bench.messages.buttons[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not slot.copy_path.exists())
    window.files.open_path(path)
    qtbot.waitUntil(lambda: window.bench.session.case.plan.seed == 1 and bool(window.windowTitle()))


def test_edits_are_copied_and_saving_takes_the_copy_away(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """A little after an edit a recovery copy exists; once the case is clean it is gone."""
    window.files.recovery._timer.setInterval(10)
    folder = tmp_path / "data" / "recovery"
    reseed(window)
    qtbot.waitUntil(lambda: bool(list(folder.glob("*.smp"))))
    window.bench.session.mark_saved(tmp_path / "a.smp", window.bench.session.case)
    assert not list(folder.glob("*.smp"))


def test_a_copy_that_failed_is_told_in_the_window_s_language(
    window: MainWindow, qapp: QApplication
) -> None:
    """The reason too is said in German where the window speaks German."""
    load_language(qapp, "de")
    window.files.recovery.failed.emit(OutputError("This is a folder."))
    load_language(qapp, "en")
    assert "Das ist ein Ordner." in window.bench.messages.text.text()


def test_a_fault_while_copying_comes_to_light_and_ends_no_copying(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """It is raised at the next copy, once; the one after is written."""
    keeper = window.files.recovery
    reseed(window)
    broken: Future[None] = Future()
    broken.set_exception(ZeroDivisionError("seen"))
    keeper._writing = broken
    with pytest.raises(ZeroDivisionError):
        keeper._copy()
    keeper._copy()
    qtbot.waitUntil(lambda: bool(list((tmp_path / "data" / "recovery").glob("*.smp"))))


def test_a_second_window_on_a_case_is_warned(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """A case that another window holds opens with a warning."""
    path = tmp_path / "client.smp"
    save_case(Dossier(Case(training=True)), path)
    held = claim_case(tmp_path / "data", path)
    assert held is not None
    window.files.open_path(path)
    qtbot.waitUntil(window.bench.messages.isVisible)
    assert "another window" in window.bench.messages.text.text()
    held.release()


def test_a_case_of_a_newer_version_is_a_sentence(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """A file from a newer program is refused in words; the window stays as it was."""
    path = tmp_path / "newer.smp"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("case.json", json.dumps({"format": "smp-case", "version": 999}))
    window.files.open_path(path)
    qtbot.waitUntil(window.bench.messages.isVisible)
    assert "newer" in window.bench.messages.text.text()
    assert window.bench.session.is_empty


def test_recent_files_can_be_cleared_and_switched_off(window: MainWindow, tmp_path: Path) -> None:
    """The list forgets on request, and remembers nothing while it is off."""
    path = tmp_path / "a.smp"
    path.touch()
    preferences = window.bench.preferences
    preferences.remember_file(path)
    assert preferences.recent == [path]
    window.menus.actions["clear-recent"].trigger()
    assert preferences.recent == []
    window.menus.actions["keep-recent"].trigger()
    preferences.remember_file(path)
    assert preferences.recent == []
