"""The short tour of the first start: one card after the other, beside what it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from smp_sim.ui.theme import current_theme, named, text_px
from smp_sim.ui.translation import mark, tr

_CARD_WIDTH_PX = 360


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of the tour: the part of the window it is about, and two sentences."""

    part: str
    title: str
    text: str


STOPS: tuple[Stop, ...] = (
    Stop(
        "canvas",
        mark("This is a preview of healed skin"),
        mark("The sample client is made by the program; no real person is shown."),
    ),
    Stop(
        "timeline",
        mark("Move through healing"),
        mark("Drag along the bottom, from fresh to ten years. Light, typical and strong show the "
             "expected range."),
    ),
    Stop(
        "rail",
        mark("Eight steps, in any order"),
        mark("From photos to export. The blue button always leads on."),
    ),
    Stop(
        "panels",
        mark("Every value is in real units"),
        mark("Drag a slider, type a number, or double-click to go back. Undo has no limit."),
    ),
)  # fmt: skip


class Tour(QWidget):
    """Covers the window, lights one part and explains it. ``ended`` follows the last card."""

    ended = Signal()

    def __init__(self, window: QWidget, part_of: Callable[[str], QWidget]) -> None:
        super().__init__(window)
        self._window, self._part_of = window, part_of
        self._index = 0
        self.card = named(QFrame(self), "panel")
        self.card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = named(QLabel(self.card), "section")
        self.text = QLabel(self.card)
        self.text.setWordWrap(True)
        self.skip_button = QPushButton(tr("Skip"), self.card)
        self.next_button = named(QPushButton(self.card), "primary")
        self._arrange()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.skip_button.clicked.connect(self.end)
        self.next_button.clicked.connect(self.advance)
        self.hide()

    def start(self) -> None:
        """Show the first card."""
        self.show()
        self.raise_()
        self._index = 0
        self.place()

    def place(self) -> None:
        """Cover the window as large as it is, the current card beside its part."""
        self.setGeometry(self._window.rect())
        self._show_stop(self._index)

    def advance(self) -> None:
        """Go to the next card, or end."""
        if self._index + 1 < len(STOPS):
            self._show_stop(self._index + 1)
        else:
            self.end()

    def end(self) -> None:
        """Take the tour away."""
        self.hide()
        self.ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 120))
        painter.setPen(QPen(QColor(current_theme().accent), 3))
        painter.drawRect(self._lit().adjusted(2, 2, -2, -2))
        painter.end()

    def _arrange(self) -> None:
        self.card.setFixedWidth(text_px(_CARD_WIDTH_PX))
        column = QVBoxLayout(self.card)
        column.setContentsMargins(18, 14, 18, 14)
        column.addWidget(self.title)
        column.addWidget(self.text)
        row = QHBoxLayout()
        row.addWidget(self.skip_button)
        row.addStretch()
        row.addWidget(self.next_button)
        column.addLayout(row)

    def _lit(self) -> QRect:
        part = self._part_of(STOPS[self._index].part)
        return QRect(part.mapTo(self._window, QPoint(0, 0)), part.size())

    def _show_stop(self, index: int) -> None:
        self._index = index
        stop = STOPS[index]
        self.title.setText(tr(stop.title))
        self.text.setText(tr(stop.text))
        last = index + 1 == len(STOPS)
        self.next_button.setText(tr("Start") if last else tr("Next"))
        self.card.adjustSize()
        self._place_card()
        self.next_button.setFocus()
        self.update()

    def _place_card(self) -> None:
        """Put the card beside the lit part, inside the window."""
        lit, size, room = self._lit(), self.card.size(), self.rect().adjusted(12, 12, -12, -12)
        at = lit.center() - QPoint(size.width() // 2, size.height() // 2)
        if lit.width() > room.width() // 3 and lit.height() > room.height() // 3:
            at.setY(lit.bottom() - size.height() - 16)  # the picture itself stays in sight
        elif lit.height() < room.height() // 3:
            at.setY(lit.top() - size.height() - 12)
        elif lit.width() < room.width() // 3:
            left = lit.center().x() > room.center().x()
            at.setX(lit.left() - size.width() - 12 if left else lit.right() + 12)
        at.setX(min(max(at.x(), room.left()), room.right() - size.width()))
        at.setY(min(max(at.y(), room.top()), room.bottom() - size.height()))
        self.card.move(at)
