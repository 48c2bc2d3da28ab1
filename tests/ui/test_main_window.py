"""The window as a whole, with frames that cost nothing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from smp_sim.document import edits
from smp_sim.document.assets import asset_path
from smp_sim.document.case_file import Dossier, open_case, save_case
from smp_sim.document.recovery import RecoverySlot, claim_case
from smp_sim.model.camera import Scale
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.ui import photo_intake
from smp_sim.ui.app import make_window, tell_fault
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.palette import match_score
from smp_sim.ui.steps import STEPS
from smp_sim.ui.theme import current_theme
from tests.ui.stand_ins import ColourMaker, small_case


@pytest.fixture
def maker() -> ColourMaker:
    """Give a maker of flat frames."""
    return ColourMaker()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, maker: ColourMaker) -> Iterator[MainWindow]:
    """Give a shown, empty window with settings of its own."""
    made = make_window(
        settings_path=tmp_path / "settings.ini",
        data_folder=tmp_path / "data",
        make_maker=lambda: maker,
    )
    qtbot.addWidget(made)
    made.show()
    yield made
    maker.gate.set()
    made.bench.session.undo_stack.setClean()
    made.close()


@pytest.fixture
def filled(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Give a window with a case of two views, its first frame shown."""
    window.bench.session.replace_document(small_case("a", "b"), {})
    qtbot.waitUntil(lambda: window.bench.canvas.picture.fine is not None)
    return window


def reseed(window: MainWindow, seed: int = 7) -> None:
    """Make an edit."""
    window.bench.session.edit("Seed", lambda case: edits.set_seed(case, seed))


def test_an_empty_window_says_what_to_do(window: MainWindow) -> None:
    """Without a photo the window asks for one and switches off what needs one."""
    assert window.empty_page.isVisible()
    assert window.empty_page.open_button.hasFocus()
    assert not window.menus.actions["save"].isEnabled()
    assert window.filmstrip.isHidden()


def test_a_case_shows_its_first_photo(filled: MainWindow) -> None:
    """With a case the canvas takes the place of the empty page, and the keys."""
    assert filled.bench.canvas.isVisible()
    assert filled.bench.canvas.hasFocus()
    assert filled.filmstrip.list.count() == 2


def test_every_step_opens_by_click_and_by_key(filled: MainWindow, qtbot: QtBot) -> None:
    """Each step of the rail shows its controls; so does Ctrl and its number."""
    for step in STEPS:
        qtbot.mouseClick(filled.rail.buttons[step.id], Qt.MouseButton.LeftButton)
        assert filled.step == step.id
    for number, step in enumerate(STEPS, start=1):
        key = Qt.Key(Qt.Key.Key_0.value + number)
        qtbot.keyClick(filled, key, Qt.KeyboardModifier.ControlModifier)
        assert filled.step == step.id


def test_the_lower_button_leads_through_all_steps(filled: MainWindow, qtbot: QtBot) -> None:
    """Pressing it seven times leads from photos to export."""
    for step in STEPS[1:]:
        qtbot.mouseClick(filled.panels.next_buttons[step.id], Qt.MouseButton.LeftButton)
        assert filled.step == step.id


def test_before_and_split_by_key(filled: MainWindow, qtbot: QtBot) -> None:
    """Backslash and Y change what is compared, and back."""
    picture = filled.bench.canvas.picture
    for key, mode in ((Qt.Key.Key_Backslash, "before"), (Qt.Key.Key_Y, "split")):
        qtbot.keyClick(filled, key)
        assert picture.mode == mode
        qtbot.keyClick(filled, key)
        assert picture.mode == "after"


def test_zoom_keys(filled: MainWindow, qtbot: QtBot) -> None:
    """1 shows actual pixels, 0 the whole photo."""
    canvas = filled.bench.canvas
    fitted = canvas.zoom
    qtbot.keyClick(canvas, Qt.Key.Key_1)
    assert canvas.zoom * canvas.devicePixelRatioF() == pytest.approx(1.0)
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.zoom == pytest.approx(fitted)


def test_tab_on_the_canvas_hides_the_panels(filled: MainWindow, qtbot: QtBot) -> None:
    """Tab on the photo leaves the photo alone; elsewhere Tab goes to the next control."""
    qtbot.keyClick(filled.bench.canvas, Qt.Key.Key_Tab)
    assert filled.rail.isHidden()
    assert filled.panels.isHidden()
    qtbot.keyClick(filled.bench.canvas, Qt.Key.Key_Tab)
    assert filled.rail.isVisible()
    filled.rail.buttons["photos"].setFocus()
    qtbot.keyClick(filled.rail.buttons["photos"], Qt.Key.Key_Tab)
    assert filled.rail.isVisible()


def test_overlay_keys(filled: MainWindow, qtbot: QtBot) -> None:
    """G shows and hides the grid, O all overlays."""
    grid = filled.bench.overlays["grid"]
    qtbot.keyClick(filled, Qt.Key.Key_G)
    assert grid.isVisible()
    qtbot.keyClick(filled, Qt.Key.Key_O)
    assert not grid.isVisible()
    qtbot.keyClick(filled, Qt.Key.Key_O)
    assert grid.isVisible()


def test_an_uncalibrated_photo_is_loud(filled: MainWindow) -> None:
    """The step, the status line and its words say that sizes are a guess."""
    assert filled.rail.buttons["head"].text().endswith("!")
    assert filled.status.scale.objectName() == "loud"
    assert "Uncalibrated" in filled.status.scale.text()


def test_undo_names_its_step(filled: MainWindow, qtbot: QtBot) -> None:
    """The menu and the history name the step; Ctrl+Z takes it back, Ctrl+Y brings it again."""
    reseed(filled)
    assert filled.menus.actions["undo"].text() == "Undo: Seed"
    assert filled.isWindowModified()
    qtbot.keyClick(filled, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert filled.bench.session.case.plan.seed == 1
    qtbot.keyClick(filled, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert filled.bench.session.case.plan.seed == 7


def test_a_refused_edit_is_a_sentence(filled: MainWindow) -> None:
    """A user's mistake stands in the bar; the window goes on."""

    def refuse(_case: Case) -> Case:
        raise PlanError("The hairline lies off the head.", next_step="Drag it back.")

    filled.bench.session.edit("Drag", refuse)
    assert filled.bench.messages.isVisible()
    assert "off the head" in filled.bench.messages.text.text()


def test_closing_asks_once_about_unsaved_changes(filled: MainWindow, qtbot: QtBot) -> None:
    """Closing with changes asks in the window; "Don't save" closes without another question."""
    reseed(filled)
    filled.close()
    assert filled.isVisible()
    dont_save = filled.bench.messages.buttons[1]
    qtbot.mouseClick(dont_save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not filled.isVisible())


def test_cancelling_the_question_keeps_the_window(filled: MainWindow, qtbot: QtBot) -> None:
    """Cancel leaves everything as it was; closing later asks again."""
    reseed(filled)
    filled.close()
    qtbot.mouseClick(filled.bench.messages.buttons[2], Qt.MouseButton.LeftButton)
    assert filled.isVisible()
    assert not filled.bench.messages.isVisible()
    filled.close()
    assert filled.isVisible()


def test_closing_while_rendering(filled: MainWindow, maker: ColourMaker, qtbot: QtBot) -> None:
    """A frame in the making does not keep the window from closing in good order."""
    maker.gate.clear()
    filled.bench.session.show_day(3.0)
    qtbot.waitUntil(lambda: len(maker.asked) >= 3)
    maker.gate.set()
    filled.close()
    assert filled.worker.isFinished()


def test_the_palette_finds_and_runs(filled: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+Shift+P, a few letters and Return run an action."""
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(filled, Qt.Key.Key_P, both)
    palette = filled.looks._palette
    assert palette is not None
    assert palette.isVisible()
    qtbot.keyClicks(palette.field, "facial")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert filled.bench.overlays.is_on("thirds")
    assert not palette.isVisible()


def test_palette_prefers_the_start_of_words() -> None:
    """What begins with the letters comes before what merely holds them in order."""
    assert match_score("Save as…", "sa") > match_score("Density & shade", "sa") > 0
    assert match_score("Save", "xyz") == 0


def test_question_mark_shows_every_shortcut(filled: MainWindow, qtbot: QtBot) -> None:
    """The overlay opens with a question mark and closes with any key."""
    qtbot.keyClick(filled, Qt.Key.Key_Question)
    overlay = filled.looks._shortcuts
    assert overlay is not None
    assert overlay.isVisible()
    qtbot.keyClick(overlay, Qt.Key.Key_X)
    assert not overlay.isVisible()


def test_no_two_actions_share_a_key(filled: MainWindow) -> None:
    """Every shortcut belongs to one action."""
    keys = [key for spec in filled.menus.specs.values() for key in spec.shortcuts]
    assert len(keys) == len(set(keys))


def test_the_client_s_window_shows_no_controls(filled: MainWindow, qtbot: QtBot) -> None:
    """F11 opens picture and timeline alone, without a name; F11 there closes it."""
    qtbot.keyClick(filled, Qt.Key.Key_F11)
    client = filled.looks.client_view
    assert client is not None
    assert client.isVisible()
    assert client.findChildren(QToolButton) == []
    assert client.canvas.picture.fine is filled.bench.canvas.picture.fine
    assert "Simulation" in client.caption.text()
    qtbot.keyClick(client, Qt.Key.Key_F11)
    assert not filled.looks.shows_client_view


def test_another_client_clears_the_client_s_window(filled: MainWindow, qtbot: QtBot) -> None:
    """When another case is opened the client's window shows nothing of the last one."""
    qtbot.keyClick(filled, Qt.Key.Key_F11)
    client = filled.looks.client_view
    assert client is not None
    filled.bench.session.replace_document(Case(), {})
    assert client.canvas.picture.fine is None
    assert client.canvas.picture.coarse is None
    client.close()


def test_touch_mode_makes_targets_large(filled: MainWindow) -> None:
    """In touch mode no button of the window is lower than 44 px."""
    filled.menus.actions["touch"].trigger()
    QApplication.processEvents()
    buttons = [b for b in filled.findChildren(QToolButton) if b.isVisible()]
    assert min(button.height() for button in buttons if button.text()) >= 44
    filled.menus.actions["touch"].trigger()


def test_themes_change_and_are_remembered(filled: MainWindow) -> None:
    """The light theme is kept for the next start."""
    seen = []
    for _ in range(2):
        filled.menus.actions["dark"].trigger()
        seen.append(filled.bench.preferences.theme)
    assert seen == ["light", "dark"]


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
        lambda _data, view, side: photo_intake.FoundHead(side, view.camera, found, 35.0),
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
    assert "client.smp" in window.bench.messages.text.text()
    qtbot.mouseClick(window.bench.messages.buttons[0], Qt.MouseButton.LeftButton)
    session = window.bench.session
    qtbot.waitUntil(lambda: session.case == case)
    assert session.is_dirty
    assert session.path == tmp_path / "client.smp"
    qtbot.waitUntil(lambda: not slot.copy_path.exists())


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


def test_the_tour_goes_through_and_does_not_come_again(window: MainWindow, qtbot: QtBot) -> None:
    """Next leads from card to card; after the last one the tour is over for good."""
    window.looks.start_tour()
    tour = window.looks.tour
    assert tour is not None
    while tour.isVisible():
        assert tour.rect().contains(tour.card.geometry())
        qtbot.mouseClick(tour.next_button, Qt.MouseButton.LeftButton)
    assert window.bench.preferences.tour_seen


def test_a_photo_shows_before_the_engine_is_awake(
    window: MainWindow, maker: ColourMaker, qtbot: QtBot
) -> None:
    """The bare photo is on screen while the first frame is still in the making."""
    maker.gate.clear()
    sample = open_case(asset_path("sample_client.smp"))
    window.bench.session.open_dossier(sample)
    assert window.bench.canvas.picture.coarse is None
    middle = window.bench.canvas.viewport().rect().center()
    shown = QColor(window.bench.canvas.viewport().grab().toImage().pixel(middle))
    assert shown != QColor(current_theme().canvas)
    maker.gate.set()
    qtbot.waitUntil(lambda: window.bench.canvas.picture.fine is not None)
