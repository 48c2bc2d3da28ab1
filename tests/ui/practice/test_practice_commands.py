"""In and out of the room: no case is touched or lost, and its files open and save."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from smp_sim.document.case.case_file import Dossier
from smp_sim.render.camera_geometry import project_directions
from smp_sim.training import practice_heads
from smp_sim.training.catalogue import load_exercise
from smp_sim.training.exercise import Exercise
from smp_sim.training.exercise_file import (
    read_drawing,
    read_exercise,
    write_drawing,
    write_exercise,
)
from smp_sim.training.solution import reference_solution
from smp_sim.ui.app import make_window
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.practice.practice_page import PracticePage
from smp_sim.ui.practice.teacher_form import TeacherForm
from smp_sim.ui.theme import TOUCH_TARGET_PX, apply_theme
from tests.document.case_files import full_dossier
from tests.ui.practice.conftest import choose, entered, flat_head, said
from tests.ui.stand_ins import ColourMaker, reseed, small_case
from tests.ui.test_accessibility import PRESSED, controls_of, spoken_name, words_of

_ANYTHING = (
    "practice-room",
    "library",
    "undo",
    "redo",
    "practice-clear",
    "practice-mark",
    "practice-solution",
    "fit",
    "paste-photo",
    "history",
)

_LEFT = Qt.MouseButton.LeftButton
_CONTROL = Qt.KeyboardModifier.ControlModifier


def answered(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Let every file dialog give this path."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), ""))


def idle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until no task is open."""
    qtbot.waitUntil(lambda: window.bench.tasks.current is None, timeout=20_000)


def test_undo_and_zoom_mean_the_room_while_it_is_shown(
    filled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+Z takes a dot back and leaves the client's plan; outside it is the plan's again."""
    monkeypatch.setattr(practice_heads, "render_sample", flat_head)
    reseed(filled)
    case = filled.bench.session.case
    page = entered(filled, qtbot)
    choose(page, qtbot, "first-patch")
    zoom = page.stage.canvas.zoom
    page.room.draw("Dots", reference_solution(page.room.exercise))
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_Z, _CONTROL)
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_Z, _CONTROL)
    assert page.room.drawing.dots == ()
    assert filled.bench.session.case is case
    filled.bench.commands.run("zoom-in")
    assert page.stage.canvas.zoom > zoom
    for name in ("split", "step-shade", "overlay-grid", "save", "practice-mark"):
        assert filled.menus.actions[name].isEnabled() == (name == "practice-mark")
    filled.bench.commands.run("practice-room")
    filled.bench.commands.run("undo")
    assert filled.bench.session.case is not case


def test_no_case_is_lost_however_one_goes_in_and_out(
    filled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A user who does anything: the case, its history and being unsaved stay what they were."""
    monkeypatch.setattr(practice_heads, "render_sample", flat_head)
    reseed(filled)
    session, chance = filled.bench.session, np.random.default_rng(5)
    case, steps = session.case, session.undo_stack.count()
    names = [*_ANYTHING, "practice-room", "practice-room"]
    QGuiApplication.clipboard().setText("no drawing")
    for _ in range(60):
        action = filled.menus.actions[str(chance.choice(names))]
        outside = not filled.practice.is_open
        if outside and action in (filled.menus.actions["undo"], filled.menus.actions["redo"]):
            continue
        if outside and action is filled.menus.actions["paste-photo"]:
            continue
        action.trigger()
        idle(filled, qtbot)
        assert session.case is case
        assert session.undo_stack.count() == steps
        assert session.is_dirty
    filled.practice.leave()
    filled.library.close_page()
    assert filled.bench.compare.isVisible()
    assert filled.rail.isVisible()
    assert filled.timeline.isVisible()
    filled.bench.commands.run("close-case")
    assert "not saved" in said(filled)
    assert session.case is case


def test_opening_a_case_leaves_the_room_and_keeps_the_drawing(
    page: PracticePage, window: MainWindow, qtbot: QtBot
) -> None:
    """The room comes back as it was left."""
    choose(page, qtbot, "first-patch")
    drawing = reference_solution(page.room.exercise)
    page.room.draw("Dots", drawing)
    window.bench.session.replace_document(small_case(), {})
    assert not window.practice.is_open
    again = entered(window, qtbot)
    assert again.room.drawing == drawing
    assert again.room.undo_stack.canUndo()


def test_the_open_case_lends_its_photo(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line is practised on one's own photo; dots are told that they need a close-up."""
    monkeypatch.setattr(practice_heads, "render_sample", flat_head)
    dossier: Dossier = full_dossier()
    window.bench.session.open_dossier(dossier)
    again = entered(window, qtbot)
    choose(again, qtbot, "line-of-height")
    qtbot.mouseClick(again.heads.own_button, _LEFT)
    practice = again.room.practice
    assert practice is not None
    assert practice.case.client.reference == ""
    assert practice.case.training
    assert practice.case.views[0].photo in [view.photo for view in dossier.case.views]
    assert window.bench.session.case is dossier.case
    again.room.draw("Line", reference_solution(again.room.exercise))
    again.room.mark()
    assert again.room.score is not None
    again.room.choose(load_exercise("first-patch"))
    assert "close-up" in said(window)
    assert again.room.own_photo is None


def test_drawings_and_exercises_are_saved_and_opened(
    page: PracticePage,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A drawing's file brings its exercise; an exercise's file comes onto the list."""
    choose(page, qtbot, "first-patch")
    drawing = reference_solution(page.room.exercise)
    page.room.draw("Dots", drawing)
    answered(monkeypatch, tmp_path / "mine.json")
    window.bench.commands.run("practice-save-drawing")
    idle(window, qtbot)
    assert read_drawing(tmp_path / "mine.json") == drawing
    page.room.clear()
    choose(page, qtbot, "find-glabella")
    window.bench.commands.run("practice-open")
    idle(window, qtbot)
    assert page.room.chosen.id == "first-patch"
    assert page.room.drawing == drawing
    answered(monkeypatch, tmp_path / "lesson.smpx")
    window.bench.commands.run("practice-save-exercise")
    idle(window, qtbot)
    assert read_exercise(tmp_path / "lesson.smpx") == page.room.chosen


def test_pasted_drawings_are_taken_and_bad_ones_told(
    page: PracticePage, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """Text of a drawing file is a drawing; any other text is told, and nothing changes."""
    choose(page, qtbot, "first-patch")
    drawing = reference_solution(page.room.exercise)
    write_drawing(drawing, tmp_path / "d.json")
    QGuiApplication.clipboard().setText((tmp_path / "d.json").read_text())
    window.bench.commands.run("paste-photo")
    idle(window, qtbot)
    assert page.room.drawing == drawing
    QGuiApplication.clipboard().setText("{}")
    window.bench.commands.run("paste-photo")
    idle(window, qtbot)
    assert "not a drawing" in said(window)
    assert page.room.drawing == drawing


def test_bad_exercise_files_are_told(
    page: PracticePage, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """None at all, damaged, from a newer version, or impossible: a sentence each, nothing lost."""
    exercise = load_exercise("line-of-height")
    good = tmp_path / "good.smpx"
    write_exercise(exercise, good)
    plain = json.loads(good.read_text())
    newer = {**plain, "version": 99}
    impossible = {**plain, "goals": [{**plain["goals"][0], "tolerance": 0.0}]}
    texts = {"damaged": "{", "newer": json.dumps(newer), "impossible": json.dumps(impossible)}
    room = page.room
    before, drawing, heard = room.exercises, room.drawing, set()
    for name, text in texts.items():
        path = tmp_path / f"{name}.smpx"
        path.write_text(text)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        window.practice.take_mime(mime)
        idle(window, qtbot)
        heard.add(said(window))
    window.practice.open_path(tmp_path / "none.smpx")
    idle(window, qtbot)
    heard.add(said(window))
    assert "" not in heard
    assert len(heard) == len(texts) + 1
    assert room.exercises == before
    assert room.drawing is drawing


def test_the_teacher_makes_an_exercise_of_the_open_case(qtbot: QtBot) -> None:
    """The form makes what the command line makes; what it lacks is said in the form."""
    form = TeacherForm(full_dossier())
    qtbot.addWidget(form)
    form.title_line.clear()
    form.accept()
    assert form.trouble.text()
    assert form.exercise is None
    form.title_line.setText("Our house line")
    form.accept()
    made: Exercise | None = form.exercise
    assert made is not None
    assert made.title == "Our house line"
    assert made.takes == "line"


def test_the_sheet_is_written_for_a_named_trainee(
    page: PracticePage,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without a code it is told what is missing; with one it is a PDF."""
    answered(monkeypatch, tmp_path / "sheet.pdf")
    window.bench.commands.run("practice-sheet")
    assert "none is named" in said(window)
    page.room.name_trainee("T-7")
    page.room.draw("Point", reference_solution(page.room.exercise))
    page.room.mark()
    window.bench.commands.run("practice-sheet")
    idle(window, qtbot)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_an_unfinished_drawing_is_there_at_the_next_start(
    page: PracticePage, window: MainWindow, qtbot: QtBot, tmp_path: Path, maker: ColourMaker
) -> None:
    """Closing the window keeps it; a finished, cleared one leaves nothing behind."""
    choose(page, qtbot, "first-patch")
    drawing = reference_solution(page.room.exercise)
    page.room.draw("Dots", drawing)
    window.close()
    for expected in (drawing.dots, ()):
        later = make_window(
            settings_path=tmp_path / "s.ini",
            data_folder=tmp_path / "data",
            make_maker=lambda: maker,
        )
        qtbot.addWidget(later)
        later.show()
        room = entered(later, qtbot).room
        assert room.drawing.dots == expected
        room.clear()
        later.close()


def test_the_room_stays_when_the_language_changes(
    page: PracticePage, window: MainWindow, qtbot: QtBot
) -> None:
    """The page is made anew in German, with the exercise and the drawing that were there."""
    choose(page, qtbot, "find-temple-corner")
    drawing = reference_solution(page.room.exercise)
    page.room.draw("Points", drawing)
    window.menus.actions["german"].trigger()
    qtbot.waitUntil(lambda: window.practice.page not in (None, page), timeout=10_000)
    fresh = window.practice.page
    assert fresh is not None
    assert fresh.close_button.text() == "Raum verlassen"
    assert fresh.room.drawing == drawing
    window.menus.actions["english"].trigger()
    qtbot.waitUntil(lambda: window.practice.page not in (None, fresh), timeout=10_000)


@pytest.mark.parametrize("tab", ["exercises", "faults", "progress"])
def test_controls_are_named_reached_and_large_enough(
    page: PracticePage, window: MainWindow, qtbot: QtBot, tab: str
) -> None:
    """A screen reader says a word for each, Tab reaches it, a finger hits it, no word is cut."""
    choose(page, qtbot, "first-patch")
    page.room.draw("Dots", reference_solution(page.room.exercise))
    page.room.mark()
    page.show_tab(tab)  # type: ignore[arg-type]
    apply_theme(QGuiApplication.instance(), "dark", touch=True, text="larger")  # type: ignore[arg-type]
    window.resize(1100, 760)
    qtbot.wait(20)
    controls = list(controls_of(page))
    nameless = [words_of(w) for w in controls if not any(c.isalpha() for c in spoken_name(w))]
    small = [
        f"{words_of(w)}: {w.height()}"
        for w in controls
        if isinstance(w, PRESSED) and w.height() < TOUCH_TARGET_PX
    ]
    unreached = [
        words_of(w)
        for w in controls
        if w.isEnabled() and not w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    cut = [w.text() for w in page.findChildren(QPushButton) if w.isVisible() and _is_cut(w)]
    apply_theme(QGuiApplication.instance(), "dark")  # type: ignore[arg-type]
    assert (nameless, small, unreached, cut) == ([], [], [], [])
    assert window.practice.is_open


def _is_cut(button: QPushButton) -> bool:
    """Say whether a button is narrower than its words."""
    return button.width() < button.fontMetrics().horizontalAdvance(button.text())


def test_a_point_under_the_hand_is_the_point_on_the_head(page: PracticePage, qtbot: QtBot) -> None:
    """Where the window is of another size, or zoomed, a click marks the same place."""
    choose(page, qtbot, "find-glabella")
    truth = reference_solution(page.room.exercise).points[0].place
    canvas, camera = page.stage.canvas, page.stage.camera
    assert camera is not None
    x, y = project_directions(camera, [truth])[0]
    places = []
    for size, factor in ((QSize(1100, 700), 1.0), (QSize(1600, 1000), 2.5)):
        page.window().resize(size)
        canvas.fit_photo()
        canvas.zoom_by(factor, QPointF(canvas.mapFromScene(QPointF(x, y))))
        at: QPoint = canvas.mapFromScene(QPointF(x, y))
        qtbot.mouseClick(canvas.viewport(), _LEFT, pos=at)
        places.append(page.room.drawing.points[0].place)
    assert places[0] == pytest.approx(places[1], abs=0.01)
