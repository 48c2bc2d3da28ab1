"""Hands in the room: mouse, pen and keys draw; each stroke, point or dot is one step."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smp_sim.render.camera_geometry import project_directions
from smp_sim.training.drawing import PRESSED_MM
from smp_sim.training.solution import reference_solution
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.practice.practice_page import PracticePage
from tests.ui.practice.conftest import choose, said

_LEFT, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def spot(page: PracticePage, place: tuple[float, float, float]) -> QPoint:
    """Give where a place on the head is on the room's canvas."""
    camera = page.stage.camera
    assert camera is not None
    x, y = project_directions(camera, [place])[0]
    return page.stage.canvas.mapFromScene(QPointF(x, y))


def middle(page: PracticePage) -> QPoint:
    """Give the middle of the canvas, where the head is."""
    return page.stage.canvas.viewport().rect().center()


def drawn_parts(page: PracticePage) -> int:
    """Count what is drawn: points, places of a line, dots."""
    drawing = page.room.drawing
    return len(drawing.points) + len(drawing.line) + len(drawing.dots)


def pen(page: PracticePage, kind: QEvent.Type, at: QPoint, pressure: float) -> None:
    """Send what a pen sends."""
    device = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        1,
    )
    point = QPointF(at)
    up = kind == QEvent.Type.TabletRelease
    event = QTabletEvent(
        kind,
        device,
        point,
        page.stage.canvas.viewport().mapToGlobal(point),
        pressure,
        0.0,
        0.0,
        0.0,
        0.0,
        0,
        Qt.KeyboardModifier.NoModifier,
        _LEFT,
        Qt.MouseButton.NoButton if up else _LEFT,
    )
    QApplication.sendEvent(page.stage.canvas.viewport(), event)


def test_points_are_marked_one_after_the_other(page: PracticePage, qtbot: QtBot) -> None:
    """Clicks where the points are have all marks; the panel says which one comes next."""
    choose(page, qtbot, "find-mid-frontal-point")
    canvas = page.stage.canvas.viewport()
    for point in reference_solution(page.room.exercise).points:
        qtbot.mouseClick(canvas, _LEFT, pos=spot(page, point.place))
    assert [p.name for p in page.room.drawing.points] == ["glabella", "mid-frontal-point"]
    assert page.room.undo_stack.count() == 2
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_Return)
    assert page.room.score is not None
    assert page.room.score.points == 100.0


def test_a_point_is_dragged_and_taken_away(page: PracticePage, qtbot: QtBot) -> None:
    """A press on a marked point holds that one; the right button takes it away."""
    choose(page, qtbot, "find-glabella")
    canvas, at = page.stage.canvas.viewport(), middle(page)
    qtbot.mouseClick(canvas, _LEFT, pos=at)
    first = page.room.drawing.points[0]
    qtbot.mousePress(canvas, _LEFT, pos=at)
    qtbot.mouseMove(canvas, at + QPoint(20, 0))
    qtbot.mouseRelease(canvas, _LEFT, pos=at + QPoint(20, 0))
    moved = page.room.drawing.points
    assert [point.name for point in moved] == ["glabella"]
    assert moved[0].place != first.place
    qtbot.mouseClick(canvas, _RIGHT, pos=at + QPoint(20, 0))
    assert page.room.drawing.points == ()


def test_a_hairline_is_one_drag(page: PracticePage, qtbot: QtBot) -> None:
    """Drawn along the reference with the mouse it gets the reference's marks, near enough."""
    choose(page, qtbot, "line-of-height")
    canvas = page.stage.canvas.viewport()
    line = [spot(page, place) for place in reference_solution(page.room.exercise).line]
    qtbot.mousePress(canvas, _LEFT, pos=line[0])
    for at in line[1:]:
        qtbot.mouseMove(canvas, at)
    qtbot.mouseRelease(canvas, _LEFT, pos=line[-1])
    assert page.room.undo_stack.count() == 1
    assert len(page.room.drawing.line) > 40
    page.room.mark()
    score = page.room.score
    assert score is not None
    heights = [mark.points for mark in score.marks if mark.quantity == "height"]
    assert heights == [100.0]


def test_a_stroke_off_the_head_is_told_and_kept(
    page: PracticePage, window: MainWindow, qtbot: QtBot
) -> None:
    """What was drawn on the skin stays; a sentence says where it ended."""
    choose(page, qtbot, "line-of-height")
    canvas, start = page.stage.canvas.viewport(), middle(page)
    qtbot.mousePress(canvas, _LEFT, pos=start)
    for step in range(1, 40):
        qtbot.mouseMove(canvas, start - QPoint(step * 8, step * 5))
    qtbot.mouseRelease(canvas, _LEFT, pos=start - QPoint(320, 200))
    assert "beside the head" in said(window)
    assert len(page.room.drawing.line) > 3


def test_dots_by_mouse_are_good_dots_and_single_steps(page: PracticePage, qtbot: QtBot) -> None:
    """Each click is one dot of the middle pressure; undo takes one, redo brings it back."""
    choose(page, qtbot, "first-patch")
    canvas, at = page.stage.canvas.viewport(), middle(page)
    for step in range(3):
        qtbot.mouseClick(canvas, _LEFT, pos=at + QPoint(20 * step, 0))
    assert [dot.diameter_mm for dot in page.room.drawing.dots] == [PRESSED_MM[1]] * 3
    page.room.undo_stack.undo()
    assert drawn_parts(page) == 2
    page.room.undo_stack.redo()
    assert drawn_parts(page) == 3
    qtbot.mouseClick(canvas, _RIGHT, pos=at)
    assert drawn_parts(page) == 2


@pytest.mark.parametrize("pressure", [0.2, 0.9])
def test_the_pen_gives_size_and_depth_by_its_hardest_pressure(
    page: PracticePage, qtbot: QtBot, pressure: float
) -> None:
    """A touch begins and ends light; what counts is how hard it was in between."""
    choose(page, qtbot, "steady-hand")
    at = middle(page)
    pen(page, QEvent.Type.TabletPress, at, 0.05)
    pen(page, QEvent.Type.TabletMove, at, pressure)
    pen(page, QEvent.Type.TabletRelease, at, 0.0)
    (dot,) = page.room.drawing.dots
    assert dot.pressure == pytest.approx(pressure)
    assert (dot.diameter_mm > PRESSED_MM[1]) == (pressure > 0.5)
    assert (dot.depth_mm > 0.3) == (pressure > 0.5)


@pytest.mark.parametrize("name", ["find-glabella", "line-of-height", "first-patch"])
def test_keys_draw_and_take_away(page: PracticePage, qtbot: QtBot, name: str) -> None:
    """Arrows move, S draws, Delete takes away: no mouse is needed."""
    choose(page, qtbot, name)
    canvas, room = page.stage.canvas, page.room
    canvas.setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_S, Qt.Key.Key_Right):
        qtbot.keyClick(canvas, key)
    assert drawn_parts(page) == 1
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert room.undo_stack.count() == 2
    assert drawn_parts(page) == 0


def test_escape_drops_the_stroke_in_the_making(page: PracticePage, qtbot: QtBot) -> None:
    """Nothing of it stays, and there is nothing to undo."""
    choose(page, qtbot, "line-of-height")
    canvas, at = page.stage.canvas, middle(page)
    qtbot.mousePress(canvas.viewport(), _LEFT, pos=at)
    qtbot.mouseMove(canvas.viewport(), at + QPoint(40, 0))
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(canvas.viewport(), _LEFT, pos=at + QPoint(40, 0))
    assert page.room.drawing.line == ()
    assert page.room.undo_stack.count() == 0


def test_a_side_that_gets_ready_does_not_break_a_stroke(page: PracticePage, qtbot: QtBot) -> None:
    """Other sides of the head are drawn while one draws: the hand goes on."""
    choose(page, qtbot, "line-of-height")
    qtbot.waitUntil(lambda: len(page.stage.sides.buttons()) == 5, timeout=20_000)
    canvas, at = page.stage.canvas.viewport(), middle(page)
    qtbot.mousePress(canvas, _LEFT, pos=at)
    qtbot.mouseMove(canvas, at + QPoint(30, 0))
    page.room.looked.emit()
    qtbot.mouseMove(canvas, at + QPoint(60, 0))
    qtbot.mouseRelease(canvas, _LEFT, pos=at + QPoint(60, 0))
    assert len(page.room.drawing.line) == 3


def test_a_line_goes_on_on_another_side(page: PracticePage, qtbot: QtBot) -> None:
    """The stroke of the right photo joins what the front one has: one line, two steps."""
    choose(page, qtbot, "line-of-height")
    qtbot.waitUntil(lambda: len(page.stage.sides.buttons()) == 5, timeout=20_000)
    line = reference_solution(page.room.exercise).line
    sides = [view.side for view in page.stage.session.case.views]
    for part, side in ((line[40:80], "front-high"), (line[20:40], "right")):
        qtbot.mouseClick(page.stage.sides.button(sides.index(side)), _LEFT)  # type: ignore[arg-type]
        places = [spot(page, place) for place in part]
        canvas = page.stage.canvas.viewport()
        qtbot.mousePress(canvas, _LEFT, pos=places[0])
        for at in places[1:]:
            qtbot.mouseMove(canvas, at)
        qtbot.mouseRelease(canvas, _LEFT, pos=places[-1])
    drawn = page.room.drawing.line
    assert page.room.undo_stack.count() == 2
    ends = sorted((drawn[0], drawn[-1]))
    for end, wanted in zip(ends, sorted((line[20], line[79])), strict=True):
        assert end == pytest.approx(wanted, abs=0.03)
    assert max(math.dist(one, other) for one, other in pairwise(drawn)) < 0.1


def test_nothing_is_drawn_on_a_healed_head(page: PracticePage, qtbot: QtBot) -> None:
    """Only the look at the drawing takes the hand."""
    choose(page, qtbot, "first-patch")
    page.room.draw("Draw", reference_solution(page.room.exercise))
    before = page.room.drawing
    page.room.look_at("healed")
    qtbot.mouseClick(page.stage.canvas.viewport(), _LEFT, pos=middle(page))
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_S)
    assert page.room.drawing is before
