"""A few words on a canvas: what this half shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from smp_sim.ui.canvas import Canvas

_MARGIN_PX = 10


class CanvasLabel(QLabel):
    """Stands in an upper corner of a canvas and lets the mouse through.

    Light on dark in both themes: it lies over a photo, not over the window.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas.viewport())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setWordWrap(True)
        self.setStyleSheet(
            "background: rgba(20, 20, 20, 190); color: #f4f4f4; border-radius: 6px;"
            "padding: 4px 9px;"
        )
        self.hide()

    def show_text(self, text: str, left: float, right: float, *, at_right: bool = False) -> None:
        """Say ``text`` between two places of the canvas, px; nothing where there is no room.

        Its first line stands out.
        """
        room = round(right - left) - 2 * _MARGIN_PX
        if not text or room < 60:
            self.hide()
            return
        title, _, rest = text.partition("\n")
        from html import escape  # noqa: PLC0415 - its table of names would slow the start

        self.setText(f"<b>{escape(title)}</b><br>{escape(rest)}")
        self.setAccessibleName(text)
        self.ensurePolished()
        widest = max(self.fontMetrics().horizontalAdvance(line) for line in (title + "mm", rest))
        width = min(room, widest + 28)
        height = self.heightForWidth(width)
        x = round(right) - _MARGIN_PX - width if at_right else round(left) + _MARGIN_PX
        self.setGeometry(x, _MARGIN_PX, width, height)
        self.show()
        self.raise_()
