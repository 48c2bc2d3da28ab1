"""The canvas under a hand: zoom, pan, and what is in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smp_sim.ui.canvas import MOST_ZOOM, Canvas
from smp_sim.ui.canvas_tool import CanvasTool, Hand
from smp_sim.ui.frames import Frame, FrameRequest, Level, Region
from tests.ui.stand_ins import flat_image, small_case


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    """Give a canvas of 600 x 400 with a photo of 4000 x 3000."""
    widget = Canvas()
    qtbot.addWidget(widget)
    widget.resize(600, 400)
    widget.show()
    widget.show_photo("a", 4000, 3000)
    return widget


def turn_wheel(canvas: Canvas, at: QPoint, notches: int) -> None:
    """Turn the wheel over a point of the viewport."""
    place = QPointF(at)
    event = QWheelEvent(
        place,
        QPointF(canvas.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's own signature
    )
    QApplication.sendEvent(canvas.viewport(), event)


def frame_of(level: Level, serial: int, region: Region, colour: str) -> Frame:
    """Give a white-before frame of one colour after."""
    request = FrameRequest(
        serial, 0, CASE, {}, "a", 56.0, "typical", region, 0.1 if level == "coarse" else 0.5, level
    )
    return Frame(request, flat_image(request, "white"), flat_image(request, colour), 1.0)


CASE = small_case()
WHOLE = Region(0, 0, 4000, 3000)


def colour_at(canvas: Canvas, at: QPoint) -> QColor:
    """Give the colour on screen."""
    image: QImage = canvas.viewport().grab().toImage()
    return QColor(image.pixel(at))


def test_a_new_photo_is_shown_whole(canvas: Canvas) -> None:
    """Fitting puts the whole photo in sight."""
    assert canvas.visible_region() == WHOLE
    assert canvas.zoom < 0.14


def test_the_wheel_keeps_the_point_under_the_cursor(canvas: Canvas) -> None:
    """Zooming in and out moves the point under the cursor by less than two screen pixels."""
    at = QPoint(420, 130)
    held = canvas.mapToScene(at)
    for notches in (5, 7, -3):
        turn_wheel(canvas, at, notches)
        moved = canvas.mapFromScene(held) - at
        assert moved.manhattanLength() <= 2
    assert canvas.zoom == pytest.approx(1.2**9 * 0.125, rel=0.1)


def test_zoom_stops_at_both_ends(canvas: Canvas) -> None:
    """A mad wheel neither loses the photo nor fills the screen with one pixel."""
    turn_wheel(canvas, QPoint(300, 200), 200)
    assert canvas.zoom == pytest.approx(MOST_ZOOM)
    turn_wheel(canvas, QPoint(300, 200), -400)
    assert canvas.zoom > 0.02


def test_actual_pixels(canvas: Canvas) -> None:
    """At 100 % one photo pixel is one screen pixel, and only the part in sight is asked for."""
    canvas.show_actual_pixels()
    assert canvas.zoom * canvas.devicePixelRatioF() == pytest.approx(1.0)
    assert canvas.wanted_scale() == pytest.approx(1.0)
    region = canvas.visible_region()
    assert 600 <= region.width <= 602
    assert 400 <= region.height <= 402


@pytest.mark.parametrize("button", [Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton])
def test_dragging_pans(canvas: Canvas, qtbot: QtBot, button: Qt.MouseButton) -> None:
    """The photo follows the hand."""
    canvas.show_actual_pixels()
    held = canvas.mapToScene(QPoint(300, 200))
    qtbot.mousePress(canvas.viewport(), button, pos=QPoint(300, 200))
    qtbot.mouseMove(canvas.viewport(), QPoint(250, 170))
    qtbot.mouseMove(canvas.viewport(), QPoint(200, 150))
    qtbot.mouseRelease(canvas.viewport(), button, pos=QPoint(200, 150))
    assert (canvas.mapFromScene(held) - QPoint(200, 150)).manhattanLength() <= 2
    assert not canvas.navigation.is_panning


def test_space_pans_although_a_tool_is_on(canvas: Canvas, qtbot: QtBot) -> None:
    """While space is held the tool gets nothing."""
    canvas.show_actual_pixels()

    class Refusing(CanvasTool):
        def press(self, hand: Hand) -> bool:
            raise AssertionError(f"the tool was pressed at {hand.point}")

    canvas.set_tool(Refusing())
    held = canvas.mapToScene(QPoint(300, 200))
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    qtbot.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    qtbot.mouseMove(canvas.viewport(), QPoint(340, 200))
    qtbot.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(340, 200))
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert (canvas.mapFromScene(held) - QPoint(340, 200)).manhattanLength() <= 2


def test_the_cursor_is_told_in_photo_pixels(canvas: Canvas, qtbot: QtBot) -> None:
    """Hovering tells the photo point, and None beside the photo."""
    heard: list[QPointF | None] = []
    canvas.hovered.connect(heard.append)
    qtbot.mouseMove(canvas.viewport(), QPoint(300, 200))
    qtbot.mouseMove(canvas.viewport(), QPoint(3, 200))
    assert heard[0] is not None
    assert abs(heard[0].x() - 2000) < 20
    assert heard[-1] is None


def test_another_photo_leaves_nothing_of_the_last(canvas: Canvas) -> None:
    """Frames of the last photo are gone before the next one is painted."""
    canvas.picture.take(frame_of("coarse", 1, WHOLE, "red"))
    assert colour_at(canvas, QPoint(300, 200)) == QColor("red")
    canvas.show_photo("b", 4000, 3000)
    assert colour_at(canvas, QPoint(300, 200)) != QColor("red")
    assert canvas.picture.coarse is None


def test_the_fine_frame_lies_on_the_coarse_one(canvas: Canvas) -> None:
    """In its region the fine frame is seen, elsewhere the coarse one."""
    canvas.picture.take(frame_of("coarse", 1, WHOLE, "red"))
    canvas.picture.take(frame_of("fine", 2, Region(0, 0, 2000, 3000), "blue"))
    assert colour_at(canvas, QPoint(200, 200)) == QColor("blue")
    assert colour_at(canvas, QPoint(400, 200)) == QColor("red")


def test_an_older_frame_is_not_shown(canvas: Canvas) -> None:
    """A frame that was overtaken is dropped."""
    canvas.picture.take(frame_of("coarse", 5, WHOLE, "red"))
    assert not canvas.picture.take(frame_of("fine", 4, WHOLE, "blue"))
    assert colour_at(canvas, QPoint(300, 200)) == QColor("red")


def test_split_shows_before_on_the_left(canvas: Canvas) -> None:
    """Left of the dividing line is before, right of it after; nothing is rescaled."""
    canvas.picture.take(frame_of("coarse", 1, WHOLE, "red"))
    canvas.picture.compare("split", 0.5)
    assert colour_at(canvas, QPoint(200, 200)) == QColor("white")
    assert colour_at(canvas, QPoint(400, 200)) == QColor("red")
    canvas.picture.compare("before")
    assert colour_at(canvas, QPoint(400, 200)) == QColor("white")
