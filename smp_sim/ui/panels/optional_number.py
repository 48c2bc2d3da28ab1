"""A box for a whole number that may also be unknown: one step below its lowest value."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from smp_sim.model.units import Limits
from smp_sim.ui.parameter_slider import TEXT_EDGE_PX


class OptionalNumber(QSpinBox):
    """Shows ``unknown`` for no answer; ``answered`` carries a float, or None for that."""

    answered = Signal(object)

    def __init__(self, limits: Limits, unknown: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low = round(limits.low)
        self.setRange(self._low - 1, round(limits.high))
        self.setSpecialValueText(unknown)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.lineEdit().setTextMargins(0, 0, TEXT_EDGE_PX, 0)
        self.setKeyboardTracking(False)  # a number is an answer once it is typed whole
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_number(None)
        self.valueChanged.connect(self._tell)

    def show_number(self, number: float | None) -> None:
        """Show a number, or that it is unknown; that is no answer."""
        self.blockSignals(True)
        self.setValue(self._low - 1 if number is None else round(number))
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # scrolling the panel must not change a case

    def _tell(self, value: int) -> None:
        self.answered.emit(None if value < self._low else float(value))
