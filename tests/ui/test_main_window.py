"""The window as a whole, with frames that cost nothing."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from smp_sim.document.case.case_file import open_case
from smp_sim.document.disk.assets import asset_path
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.ui import theme
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.palette import match_score
from smp_sim.ui.steps import STEPS
from smp_sim.ui.tasks import ProgressBar
from smp_sim.ui.theme import TEXT_PT, current_theme, theme_of
from tests.ui.stand_ins import ColourMaker, reseed


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


def test_a_message_takes_the_colours_of_another_theme(filled: MainWindow) -> None:
    """A question that stands while the theme changes is read in the new theme's colours."""
    filled.bench.messages.ask("Unsaved changes.", ("Save", lambda: None))
    sheets = set()
    for _ in range(2):
        filled.menus.actions["dark"].trigger()
        sheets.add(filled.bench.messages.styleSheet())
        assert current_theme().panel in filled.bench.messages.styleSheet()
    assert len(sheets) == 2


def test_the_theme_of_the_system_is_followed(
    filled: MainWindow, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chosen once, the window goes light and dark with the system; unchosen, it stays as it is."""
    scheme = {"now": Qt.ColorScheme.Light}
    hints = QGuiApplication.styleHints()
    monkeypatch.setattr(theme, "system_scheme", lambda: scheme["now"])
    filled.menus.actions["system-theme"].trigger()
    assert theme_of(qapp).name == "light"
    scheme["now"] = Qt.ColorScheme.Dark
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme_of(qapp).name == "dark"
    filled.menus.actions["system-theme"].trigger()
    scheme["now"] = Qt.ColorScheme.Light
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme_of(qapp).name == "dark"
    assert filled.bench.preferences.theme == "dark"


def test_progress_never_moves_the_photo(filled: MainWindow, qtbot: QtBot) -> None:
    """The bar of a longer task lies over the photo's foot, in sight, and goes with the task."""
    gate = threading.Event()
    canvas, bar = filled.bench.canvas, filled.progress
    before = canvas.size(), canvas.zoom
    filled.bench.tasks.start("Mixing", lambda: gate.wait(10), lambda _value: None)
    qtbot.waitUntil(bar.isVisible)
    qtbot.wait(20)
    assert (canvas.size(), canvas.zoom) == before
    stage = canvas.mapTo(filled, canvas.rect().topLeft())
    assert canvas.rect().translated(stage).contains(bar.geometry())
    assert filled.childAt(bar.geometry().center()) is not None
    gate.set()
    qtbot.waitUntil(bar.isHidden)


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
    viewport = window.bench.canvas.viewport()

    def shown() -> QColor:
        return QColor(viewport.grab().toImage().pixel(viewport.rect().center()))

    qtbot.waitUntil(lambda: shown() != QColor(current_theme().canvas))
    assert window.bench.canvas.picture.coarse is None
    maker.gate.set()
    qtbot.waitUntil(lambda: window.bench.canvas.picture.fine is not None)


def test_messages_leave_the_photo_in_place(filled: MainWindow) -> None:
    """A message lies over the photo: the canvas keeps its place and size, the words fit."""
    messages, canvas = filled.bench.messages, filled.bench.canvas
    before = canvas.geometry()
    messages.warn("word " * 80)
    QApplication.processEvents()
    stage = filled.bench.compare
    assert canvas.geometry() == before
    assert messages.width() <= stage.width()
    assert messages.text.height() >= messages.text.heightForWidth(messages.text.width())
    at = messages.mapTo(filled, QPoint())
    assert stage.rect().translated(stage.mapTo(filled, QPoint())).contains(at)


def test_text_size_changes_live_and_is_kept(filled: MainWindow, qtbot: QtBot) -> None:
    """Another text size is there at once, rail and controls are as wide as their words need."""
    rail = filled.rail
    wide = rail.width()
    filled.bench.commands.run("text-larger")
    qtbot.waitUntil(lambda: filled.rail is not rail)
    assert filled.bench.preferences.text_size == "larger"
    assert filled.rail.width() > wide
    assert QApplication.font().pointSizeF() == TEXT_PT["larger"]
    filled.bench.commands.run("text-normal")
    assert QApplication.font().pointSizeF() == TEXT_PT["normal"]


def test_only_one_progress_bar_is_there_after_new_words(filled: MainWindow, qtbot: QtBot) -> None:
    """Parts made anew take the place of the old ones: no second progress bar stays behind."""
    progress = filled.progress
    filled.looks.choose_language("en")
    qtbot.waitUntil(lambda: filled.progress is not progress)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert filled.findChildren(ProgressBar) == [filled.progress]
