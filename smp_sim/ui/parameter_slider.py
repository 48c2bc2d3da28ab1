"""A slider with number box, unit and double-click reset, built from a field's declared limits."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from smp_sim.model.units import Limits
from smp_sim.ui.theme import text_px
from smp_sim.ui.translation import tr, worded

#: Wheel and arrow nudges closer together than this are one gesture (ms).
NUDGE_PAUSE_MS = 700

#: Air between a number's unit and the edge of its box (px).
TEXT_EDGE_PX = 6


class ValueTrack(QSlider):
    """A horizontal slider whose handle jumps to the press, and that the wheel moves only focused.

    ``reset_asked`` follows a double click.
    """

    reset_asked = Signal()

    def __init__(self, steps: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("value")
        self.setRange(0, steps)
        self.setPageStep(max(1, steps // 10))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._jump_to(event.position().x())
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.setSliderDown(False)
        self.reset_asked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # scrolling the panel must not change a plan

    def _jump_to(self, x: float) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        style, slider = self.style(), QStyle.ComplexControl.CC_Slider
        handle = style.subControlRect(slider, option, QStyle.SubControl.SC_SliderHandle, self)
        if handle.left() <= x <= handle.right():
            return
        span = self.width() - handle.width()
        self.setSliderDown(True)
        self.setValue(
            QStyle.sliderValueFromPosition(
                0, self.maximum(), round(x - handle.width() / 2), max(span, 1)
            )
        )


class ParameterSlider(QWidget):
    """One value of the plan: name, number box with unit, slider.

    ``value_changed`` carries every change that the user makes, ``gesture_started`` comes before
    the first one of each press, key series or typed number. :meth:`show_value` sends nothing.
    """

    value_changed = Signal(float)
    gesture_started = Signal()

    def __init__(
        self, limits: Limits, default: float, *, label: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._limits = limits
        self._default = default
        self._value = default
        self._showing = False
        self.name = QLabel(label or tr(limits.label), self)
        self.track = ValueTrack(round((limits.high - limits.low) / limits.step), self)
        self.box = _number_box(limits, self)
        self._pause = QTimer(self, singleShot=True, interval=NUDGE_PAUSE_MS)
        self._arrange()
        self._connect()
        self.show_value(default)

    @property
    def value(self) -> float:
        """The value that is shown."""
        return self._value

    def show_value(self, value: float) -> None:
        """Show a value without telling anybody."""
        self._value = self._limits.clamped(value)
        self._showing = True
        self.box.setValue(self._value)
        self.track.setValue(self._step_of(self._value))
        self._showing = False

    def reset(self) -> None:
        """Go back to the default, as one gesture."""
        self.gesture_started.emit()
        self._take(self._default)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Reset on a double click on the name; let Return leave the number box."""
        if event.type() == QEvent.Type.MouseButtonDblClick and watched is self.name:
            self.reset()
            return True
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and watched is self.track:
            self._begin_nudge()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.box, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.track, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self.name.setBuddy(self.box)
        for part in (self.track, self.box):
            part.setAccessibleName(self.name.text())
        self.track.setToolTip(tr("Double-click to reset to {value}", value=self._worded()))

    def _connect(self) -> None:
        self.name.installEventFilter(self)
        self.track.installEventFilter(self)
        self.track.sliderPressed.connect(self.gesture_started)
        self.track.reset_asked.connect(self.reset)
        self.track.valueChanged.connect(self._on_step)
        self.box.valueChanged.connect(self._on_number)

    def _worded(self) -> str:
        return f"{worded(self._default, 'g')} {self._limits.unit}".strip()

    def _step_of(self, value: float) -> int:
        return round((value - self._limits.low) / self._limits.step)

    def _on_step(self, step: int) -> None:
        if self._showing:
            return
        if not self.track.isSliderDown():
            self._begin_nudge()
        self._take(self._limits.low + step * self._limits.step)

    def _on_number(self, value: float) -> None:
        if not self._showing:
            self._begin_nudge()
            self._take(value)

    def _begin_nudge(self) -> None:
        if not self._pause.isActive():
            self.gesture_started.emit()
        self._pause.start()

    def _take(self, value: float) -> None:
        value = self._limits.clamped(round(value, 10))
        changed = value != self._value
        self.show_value(value)
        if changed:
            self.value_changed.emit(value)


def _number_box(limits: Limits, parent: QWidget) -> QDoubleSpinBox:
    """Make the number box: as many decimals as the step has, the unit behind the number."""
    box = QDoubleSpinBox(parent)
    box.setDecimals(max(0, math.ceil(-math.log10(limits.step) - 1e-9)))
    box.setRange(limits.low, limits.high)
    box.setSingleStep(limits.step)
    box.setSuffix(f" {limits.unit}" if limits.unit else "")
    box.setKeyboardTracking(False)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.lineEdit().setTextMargins(0, 0, TEXT_EDGE_PX, 0)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setMinimumWidth(text_px(104))
    return box
