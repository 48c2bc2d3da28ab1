"""The room: one step a stroke, marks that are measured, bad drawings told in a sentence."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from smp_sim.training.catalogue import load_exercise
from smp_sim.training.drawing import Drawing
from smp_sim.training.exercise import PracticeHead
from smp_sim.training.fault_gallery import fault_drawing, find_fault
from smp_sim.training.head_shapes import HEAD_SHAPES
from smp_sim.training.history import load_history
from smp_sim.training.scoring import score_drawing
from smp_sim.training.solution import reference_solution
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.practice.practice_page import PracticePage
from tests.ui.practice.conftest import await_head, choose, said


def test_the_marks_are_those_of_the_command_line(page: PracticePage, qtbot: QtBot) -> None:
    """The window scores with the very same function, and shows every mark, the worst first."""
    choose(page, qtbot, "for-age-25")
    drawing = fault_drawing(find_fault("too-straight"), 0.8)
    page.room.draw("Draw", drawing)
    page.room.mark()
    score = score_drawing(load_exercise("for-age-25"), drawing)
    assert page.room.score == score
    assert page.panel.marks.count() == len(score.marks)
    worst = min(score.marks, key=lambda mark: mark.points)
    assert page.panel.marks.chosen == worst
    assert page.stage.hints.faults == worst.faults
    assert worst.faults


def test_marks_go_when_the_drawing_changes(page: PracticePage, qtbot: QtBot) -> None:
    """Marks never stand beside a drawing that they are not of."""
    choose(page, qtbot, "for-age-25")
    page.room.draw("Draw", reference_solution(page.room.exercise))
    page.room.mark()
    assert page.panel.marks.count() > 0
    page.room.undo_stack.undo()
    assert page.room.score is None
    assert page.panel.marks.count() == 0
    assert page.stage.hints.faults == ()


@pytest.mark.parametrize("name", ["find-glabella", "line-of-height", "first-patch"])
def test_no_drawing_is_told_in_a_sentence(
    page: PracticePage, window: MainWindow, qtbot: QtBot, name: str
) -> None:
    """Marking nothing says what to do."""
    choose(page, qtbot, name)
    page.room.mark()
    assert said(window)
    assert page.room.score is None


def test_bad_drawings_are_told_and_kept(
    page: PracticePage, window: MainWindow, qtbot: QtBot
) -> None:
    """Two dots, a hundred thousand, a crossing line, one off the head: a sentence, all kept."""
    patch, line = load_exercise("first-patch"), load_exercise("line-of-height")
    dots = reference_solution(patch).dots
    points = reference_solution(line).line
    crossing = points[40:80] + points[20:60][::-1] + points[:30]
    bad = {
        "two": (patch, Drawing(exercise=patch.id, dots=dots[:2])),
        "many": (patch, Drawing(exercise=patch.id, dots=dots * (100_000 // len(dots) + 1))),
        "crossing": (line, Drawing(exercise=line.id, line=crossing)),
        "off": (line, Drawing(exercise=line.id, line=(*points, (0.0, -1.0, 0.0)))),
    }
    heard = set()
    for exercise, drawing in bad.values():
        choose(page, qtbot, exercise.id)
        window.bench.messages.dismiss()
        page.room.draw("Draw", drawing)
        page.room.mark()
        heard.add(said(window))
        assert page.room.drawing is drawing
        page.room.look_at("healed")
        page.room.look_at("drawing")
    assert "" not in heard
    assert len(heard) == len(bad)


def test_a_drawing_waits_while_another_exercise_is_on(page: PracticePage, qtbot: QtBot) -> None:
    """Going from exercise to exercise loses nothing that was drawn."""
    choose(page, qtbot, "first-patch")
    drawing = reference_solution(page.room.exercise)
    page.room.draw("Draw", drawing)
    choose(page, qtbot, "find-glabella")
    assert page.room.drawing.dots == ()
    choose(page, qtbot, "first-patch")
    assert page.room.drawing == drawing
    assert not page.room.undo_stack.canUndo()


def test_another_head_is_another_case(page: PracticePage, qtbot: QtBot) -> None:
    """Shape, tone and loss are the chosen ones, and the reference moves along: it still passes."""
    choose(page, qtbot, "line-of-height")
    head = PracticeHead(norwood="ludwig-2", skin_tone=6, semi_axes_mm=HEAD_SHAPES["long"])
    page.room.choose_head(head)
    await_head(page, qtbot)
    assert page.room.practice is not None
    assert page.room.practice.case.plan.head.semi_axes_mm == HEAD_SHAPES["long"]
    assert page.heads.tone.currentData() == 6
    page.room.draw("Draw", reference_solution(page.room.exercise))
    page.room.mark()
    assert page.room.score is not None
    assert page.room.score.points >= 95.0
    page.room.choose_head(None)
    assert page.room.exercise == load_exercise("line-of-height")


def test_marks_are_kept_for_a_named_trainee(
    page: PracticePage, window: MainWindow, qtbot: QtBot
) -> None:
    """By code, on this machine; without one nothing is written."""
    choose(page, qtbot, "find-glabella")
    page.room.draw("Draw", reference_solution(page.room.exercise))
    page.room.mark()
    folder = page.room.history_folder
    assert folder is not None
    assert not folder.exists()
    page.trainee.setEditText("T-7")
    page.trainee.lineEdit().editingFinished.emit()  # type: ignore[union-attr]
    page.room.mark()
    assert len(load_history("T-7", folder).attempts) == 1
    assert window.bench.preferences.trainee == "T-7"
    item = page.exercises.list.currentItem()
    assert item is not None
    assert "✓ 100" in item.text()


def test_a_name_is_refused_as_a_code(page: PracticePage, window: MainWindow) -> None:
    """Histories carry codes: a full name is told so, and the last trainee stays."""
    page.room.name_trainee("T-7")
    page.room.name_trainee("Anna Muster")
    assert "Anna Muster" in said(window)
    assert page.room.trainee == "T-7"
    assert page.trainee.currentText() == "T-7"


def test_the_same_drawing_is_shown_healed_and_after_years(page: PracticePage, qtbot: QtBot) -> None:
    """The looks go through the engine: the dots of the drawing are in the case that is shown."""
    choose(page, qtbot, "first-patch")
    drawing = reference_solution(page.room.exercise)
    page.room.draw("Draw", replace(drawing, dots=drawing.dots[:1]))
    bare = page.room.shown_case("drawing")
    healed = page.room.shown_case("healed")
    assert bare is not None
    assert healed is not None
    assert [len(area.dots) for area in healed.plan.areas] == [1]
    assert sum(len(area.dots) for area in bare.plan.areas) == 0
    page.room.look_at("healed")
    early = page.stage.session.day
    page.room.look_at("years")
    assert page.stage.session.day - early > 4 * 365
    page.room.look_at("arm")
    assert page.stage.session.viewing.distance == "50-cm"
    assert page.stage.session.day == early
