"""Asks for a passphrase inside the window, over whatever is open; nothing else is lost by it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smp_sim.ui.theme import named, text_px
from smp_sim.ui.translation import tr

_WIDTH_PX = 460
_VEIL = QColor(0, 0, 0, 130)

Then = Callable[[str], object]


class Question(msgspec.Struct, frozen=True):
    """What is asked: a heading, what it is for, the button's title.

    ``is_new`` asks twice, for a passphrase that is being chosen. ``fault`` says what was wrong
    with the last answer.
    """

    title: str
    hint: str
    accept: str
    is_new: bool = False
    fault: str = ""


class PassphrasePrompt(QWidget):
    """Lies over its parent until it is answered or given up. What was typed is forgotten then.

    ``closed`` follows either, so that the keys can go back to what lies below.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over, self._is_new = parent, False
        self._then: Then = _nothing
        parent.installEventFilter(self)
        card = named(QFrame(self), "panel")
        card.setFixedWidth(text_px(_WIDTH_PX))
        self._column = QVBoxLayout(card)
        self._column.setContentsMargins(26, 22, 26, 22)
        self._column.setSpacing(10)
        self._make_fields()
        self._make_buttons()
        outer = QHBoxLayout(self)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def _make_fields(self) -> None:
        self.title = named(QLabel(self), "heading")
        self.hint = named(QLabel(self), "hint")
        self.fault = named(QLabel(self), "caution")
        for label in (self.title, self.hint, self.fault):
            label.setWordWrap(True)
        self.first, self.second = QLineEdit(self), QLineEdit(self)
        self.first.setAccessibleName(tr("Passphrase"))
        self.first.setPlaceholderText(tr("Passphrase"))
        self.second.setAccessibleName(tr("The same again"))
        self.second.setPlaceholderText(tr("The same again"))
        self.shown = QCheckBox(tr("Show what I type"), self)
        self.shown.toggled.connect(self._show_letters)
        self._show_letters(shown=False)
        for part in (self.title, self.hint, self.first, self.second, self.shown, self.fault):
            self._column.addWidget(part)

    def _make_buttons(self) -> None:
        self.accept_button = named(QPushButton(self), "primary")
        self.cancel_button = QPushButton(tr("Cancel"), self)
        self.accept_button.clicked.connect(self._accept)
        self.cancel_button.clicked.connect(self.give_up)
        for field in (self.first, self.second):
            field.returnPressed.connect(self._accept)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.cancel_button)
        row.addWidget(self.accept_button)
        self._column.addLayout(row)

    def ask(self, question: Question, then: Then) -> None:
        """Ask; ``then`` gets what was typed. Giving up calls nothing."""
        self._then, self._is_new = then, question.is_new
        self.title.setText(question.title)
        self.hint.setText(question.hint)
        self.accept_button.setText(question.accept)
        self.second.setVisible(question.is_new)
        self._say(question.fault)
        self._forget()
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.first.setFocus()

    def give_up(self) -> None:
        """Take the question away unanswered."""
        self._then = _nothing
        self._forget()
        # First the keys, then out of sight: hiding what has them would send them on a search.
        self.closed.emit()
        self.hide()

    def _accept(self) -> None:
        typed = self.first.text()
        if not typed:
            self._say(tr("Type the passphrase first."))
        elif self._is_new and typed != self.second.text():
            self._say(tr("The two passphrases differ."))
        else:
            then = self._then
            self.give_up()
            then(typed)

    def _say(self, fault: str) -> None:
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.first.setAccessibleDescription(fault)

    def _forget(self) -> None:
        for field in (self.first, self.second):
            field.clear()
        self.shown.setChecked(False)

    def _show_letters(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal brings it
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self.first, self.second):
            field.setEchoMode(mode)

    # --- Qt -------------------------------------------------------------------------------

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Keep the Tab key inside."""
        if self.isHidden():
            return super().focusNextPrevChild(forward)
        parts: list[QWidget] = [
            part
            for part in (
                self.first,
                self.second,
                self.shown,
                self.cancel_button,
                self.accept_button,
            )
            if part.isVisible()
        ]
        focus = self.focusWidget()
        at = parts.index(focus) if focus in parts else 0
        parts[(at + (1 if forward else -1)) % len(parts)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()  # what is typed here is for nobody behind it
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), _VEIL)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)


def _nothing(_typed: str) -> None:
    """Take an answer that nobody asked for."""
