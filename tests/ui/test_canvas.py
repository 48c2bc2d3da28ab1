"""The canvas under a hand: zoom, pan, and what is in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
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


def slide_two_fingers(
    canvas: Canvas,
    by: QPoint,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Slide two fingers over a touchpad, the cursor in the middle."""
    place = QPointF(300, 200)
    event = QWheelEvent(
        place,
        QPointF(canvas.viewport().mapToGlobal(place.toPoint())),
        by,
        QPoint(),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.ScrollUpdate,
        False,  # noqa: FBT003 - Qt's own signature
    )
    QApplication.sendEvent(canvas.viewport(), event)


def spread_fingers(canvas: Canvas, ways: list[tuple[int, int]]) -> None:
    """Put one finger and then another on the screen, and move both along a level line."""
    port, (first, second) = canvas.viewport(), ways[0]
    QTest.touchEvent(port, FINGERS).press(0, QPoint(first, 200)).commit()
    both = QTest.touchEvent(port, FINGERS)
    both.move(0, QPoint(first, 200)).press(1, QPoint(second, 200)).commit()
    for first, second in ways:
        both = QTest.touchEvent(port, FINGERS)
        both.move(0, QPoint(first, 200)).move(1, QPoint(second, 200)).commit()
    both = QTest.touchEvent(port, FINGERS)
    both.release(0, QPoint(first, 200)).release(1, QPoint(second, 200)).commit()


class StrokeTool(CanvasTool):
    """A tool that takes every press and remembers what it heard."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def press(self, hand: Hand) -> bool:
        """Begin."""
        del hand
        self.heard.append("press")
        return True

    def release(self, hand: Hand) -> None:
        """End."""
        del hand
        self.heard.append("release")

    def cancel(self) -> bool:
        """Take back."""
        self.heard.append("cancel")
        return True


def frame_of(level: Level, serial: int, region: Region, colour: str) -> Frame:
    """Give a white-before frame of one colour after."""
    request = FrameRequest(
        serial, 0, CASE, {}, "a", 56.0, "typical", region, 0.1 if level == "coarse" else 0.5, level
    )
    return Frame(request, flat_image(request, "white"), flat_image(request, colour), 1.0)


CASE = small_case()
FINGERS = QTest.createTouchDevice()
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


def place_of_middle(canvas: Canvas) -> tuple[int, int]:
    """Give where the photo's middle is on screen."""
    at = canvas.mapFromScene(QPointF(2000, 1500))
    return at.x(), at.y()


def test_the_middle_button_pans_although_a_tool_is_on(canvas: Canvas, qtbot: QtBot) -> None:
    """The middle button moves the photo and never reaches the tool."""
    tool = StrokeTool()
    canvas.set_tool(tool)
    port = canvas.viewport()
    before = place_of_middle(canvas)
    qtbot.mousePress(port, Qt.MouseButton.MiddleButton, pos=QPoint(300, 200))
    qtbot.mouseMove(port, QPoint(340, 230))
    qtbot.mouseRelease(port, Qt.MouseButton.MiddleButton, pos=QPoint(340, 230))
    after = place_of_middle(canvas)
    assert (after[0] - before[0], after[1] - before[1]) == (40, 30)
    assert tool.heard == []


def test_two_fingers_on_a_touchpad_pan(canvas: Canvas) -> None:
    """A touchpad's events carry pixels: they move the photo; with Ctrl they zoom."""
    before, zoom = place_of_middle(canvas), canvas.zoom
    slide_two_fingers(canvas, QPoint(25, -15))
    assert place_of_middle(canvas) == (before[0] + 25, before[1] - 15)
    assert canvas.zoom == zoom
    slide_two_fingers(canvas, QPoint(0, 60), Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom > zoom


def test_a_pinch_on_a_touchpad_zooms_at_its_place(canvas: Canvas) -> None:
    """The photo point under the pinch stays where it is."""
    at = QPointF(200, 150)
    held, zoom = canvas.mapToScene(at.toPoint()), canvas.zoom
    pad = QPointingDevice.primaryPointingDevice()
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, pad, 2, at, at, at, 0.5, QPointF()
    )
    QApplication.sendEvent(canvas.viewport(), pinch)
    assert canvas.zoom == pytest.approx(1.5 * zoom)
    assert (canvas.mapToScene(at.toPoint()) - held).manhattanLength() < 2.0 / canvas.zoom


def test_two_fingers_on_the_screen_zoom_and_pan(canvas: Canvas) -> None:
    """Fingers drawn apart zoom about their middle; moved together they pan."""
    before, zoom = place_of_middle(canvas), canvas.zoom
    spread_fingers(canvas, [(250, 350), (225, 375), (200, 400)])
    assert canvas.zoom == pytest.approx(2.0 * zoom, rel=0.02)
    assert place_of_middle(canvas) == pytest.approx(before, abs=4)
    spread_fingers(canvas, [(200, 400), (230, 430), (260, 460)])
    assert canvas.zoom == pytest.approx(2.0 * zoom, rel=0.02)
    assert place_of_middle(canvas)[0] == pytest.approx(before[0] + 60, abs=6)


def test_a_second_finger_takes_back_what_the_first_began(canvas: Canvas) -> None:
    """Two fingers never leave a stroke of the first: the tool's gesture is given up."""
    tool = StrokeTool()
    canvas.set_tool(tool)
    spread_fingers(canvas, [(250, 350), (200, 400)])
    assert tool.heard[:1] == ["press"]
    assert "cancel" in tool.heard
    assert "release" not in tool.heard


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


def test_many_small_steps_of_the_wheel_keep_the_point(canvas: Canvas) -> None:
    """A smooth wheel zooms by many parts of a notch: the point under the cursor stays there."""
    at = QPointF(canvas.viewport().width() * 0.31 + 0.4, canvas.viewport().height() * 0.62 + 0.3)
    inverse, _ = canvas.viewportTransform().inverted()
    before = inverse.map(at)
    for _ in range(90):
        canvas.zoom_by(1.03, at)
    inverse, _ = canvas.viewportTransform().inverted()
    moved = (inverse.map(at) - before) * canvas.zoom
    assert max(abs(moved.x()), abs(moved.y())) <= 0.75
