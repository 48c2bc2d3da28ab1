"""How a hand moves about the canvas: wheel, middle button, space bar, two fingers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QTouchEvent, QWheelEvent

if TYPE_CHECKING:
    from smp_sim.ui.canvas import Canvas

#: A notch of the wheel (120 units) zooms by this factor.
NOTCH_FACTOR = 1.2


class CanvasNavigation(QObject):
    """Watches the canvas's events and pans and zooms it."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._held_space = False
        self._last: QPointF | None = None
        self._fingers: tuple[QPointF, float] | None = None
        canvas.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        canvas.installEventFilter(self)
        canvas.viewport().installEventFilter(self)

    @property
    def is_panning(self) -> bool:
        """Whether a drag moves the photo."""
        return self._last is not None

    @property
    def holds_space(self) -> bool:
        """Whether the space bar is down: every drag moves the photo."""
        return self._held_space

    def begin_pan(self, at: QPointF) -> None:
        """Start to move the photo with the pointer."""
        self._last = QPointF(at)
        self._canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def drag_to(self, at: QPointF) -> bool:
        """Move the photo if a pan is on; give whether it was."""
        if self._last is None:
            return False
        self._canvas.pan_by(at - self._last)
        self._last = QPointF(at)
        return True

    def end_pan(self) -> None:
        """Let the photo go."""
        if self._last is not None:
            self._last = None
            self._show_hand()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what moves the photo; leave the rest to tools and handles."""
        if isinstance(event, QWheelEvent):
            return self._on_wheel(event)
        if isinstance(event, QTouchEvent):
            return self._on_touch(event)
        if isinstance(event, QNativeGestureEvent):
            return self._on_native(event)
        if isinstance(event, QKeyEvent) and watched is self._canvas:
            return self._on_key(event)
        if isinstance(event, QMouseEvent) and watched is self._canvas.viewport():
            return self._on_press(event)
        return False

    def _on_wheel(self, event: QWheelEvent) -> bool:
        """Zoom at the cursor; a touchpad's two fingers pan, as its events carry pixels."""
        event.accept()
        by_pixels = event.pixelDelta()
        zooming = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if not by_pixels.isNull() and not zooming:
            self._canvas.pan_by(QPointF(by_pixels))
        elif turn := event.angleDelta().y() or by_pixels.y():
            self._canvas.zoom_by(NOTCH_FACTOR ** (turn / 120.0), event.position())
        return True

    def _on_native(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        event.accept()  # or it comes once more, by way of the canvas
        self._canvas.zoom_by(1.0 + event.value(), event.position())
        return True

    def _on_key(self, event: QKeyEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress
        released = event.type() == QEvent.Type.KeyRelease
        if event.key() != Qt.Key.Key_Space or not (pressed or released):
            return False
        if not event.isAutoRepeat():
            self._held_space = pressed
            self._show_hand()
        return True

    def _on_press(self, event: QMouseEvent) -> bool:
        """Take presses of the middle button, and of the left one while space is held."""
        if event.type() == QEvent.Type.MouseButtonPress:
            middle = event.button() == Qt.MouseButton.MiddleButton
            if middle or (self._held_space and event.button() == Qt.MouseButton.LeftButton):
                self.begin_pan(event.position())
                return True
        if event.type() == QEvent.Type.MouseMove and self.is_panning:
            return self.drag_to(event.position())
        if event.type() == QEvent.Type.MouseButtonRelease and self.is_panning:
            self.end_pan()
            return True
        return False

    def _on_touch(self, event: QTouchEvent) -> bool:
        """Pan and zoom with two fingers; one finger goes on as the mouse."""
        points = event.points()
        if event.type() == QEvent.Type.TouchBegin:
            event.accept()
            return len(points) >= 2
        if len(points) < 2 or event.type() == QEvent.Type.TouchEnd:
            self._fingers = None
            return False
        first, second = points[0].position(), points[1].position()
        middle, between = (first + second) / 2.0, first - second
        apart = max(1.0, math.hypot(between.x(), between.y()))
        if self._fingers is None:
            self._canvas.give_up_gesture()  # what the first finger began was meant as this
        else:
            was_middle, was_apart = self._fingers
            self._canvas.pan_by(middle - was_middle)
            self._canvas.zoom_by(apart / was_apart, middle)
        self._fingers = (middle, apart)
        event.accept()
        return True

    def _show_hand(self) -> None:
        shape = Qt.CursorShape.OpenHandCursor if self._held_space else Qt.CursorShape.ArrowCursor
        self._canvas.viewport().setCursor(shape)
