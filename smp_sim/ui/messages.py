"""What the program has to say: one bar over the photo, never a chain of dialogs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from smp_sim.model.errors import SmpError
from smp_sim.ui.theme import Theme, current_theme, named, text_pt
from smp_sim.ui.translation import told, tr

Tone = Literal["info", "caution", "error"]

#: A sentence that needs no answer leaves by itself after this time (ms).
LINGER_MS = 7000

#: Each tone has a sign of its own, since colour alone says nothing to many people.
_SIGNS: dict[Tone, str] = {"info": "i", "caution": "!", "error": "✕"}

#: Air behind the words: without it Qt would break a line that just fits (px).
_SLACK_PX = 12

Answer = tuple[str, Callable[[], None]]


class MessageBar(QFrame):
    """Shows one sentence at a time, with buttons where an answer helps.

    It lies over the stage; ``grown`` says that it came up with something else to say.
    """

    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._tone: Tone = "info"
        self._dressed_for: Theme | None = None
        super().__init__(parent)
        self.setObjectName("messages")
        self.sign = QLabel(self)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.buttons: list[QPushButton] = []
        self.close_button = QToolButton(self)
        self.close_button.setText("✕")
        self.close_button.setAccessibleName(tr("Close message"))
        self.close_button.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 6, 8, 6)
        self._row.setSpacing(10)
        self._row.addWidget(self.sign)
        self._row.addWidget(self.text, 1)
        self._row.addWidget(self.close_button)
        self._linger = QTimer(self, singleShot=True, interval=LINGER_MS)
        self._linger.timeout.connect(self.dismiss)
        self.hide()

    def say(self, text: str) -> None:
        """Tell something that went well; it leaves by itself."""
        self._show(text, "info", ())
        self._linger.start()

    def warn(self, text: str) -> None:
        """Tell something to mind; it stays until closed."""
        self._show(text, "caution", ())

    def refuse(self, mistake: SmpError) -> None:
        """Show a user's mistake as it stands."""
        self._show(told(mistake), "error", ())

    def ask(self, text: str, *answers: Answer) -> None:
        """Ask something; each answer is a button's title and what it does."""
        self._show(text, "caution", answers)

    def dismiss(self) -> None:
        """Take the sentence away."""
        self._linger.stop()
        self.hide()

    def fit(self, most_px: int) -> None:
        """Take the room that the sentence needs, at most so many px across."""
        margins = self._row.contentsMargins()
        others = [self.sign, *self.buttons, self.close_button]
        for part in others:
            part.ensurePolished()  # a new button has its size from the style
        beside = sum(part.sizeHint().width() + self._row.spacing() for part in others)
        self.ensurePolished()
        edges = self.width() - self.contentsRect().width() + margins.left() + margins.right()
        words = self.text.fontMetrics().horizontalAdvance(self.text.text()) + _SLACK_PX
        width = min(most_px, edges + words + beside)
        self.resize(width, max(self.heightForWidth(width), self.minimumSizeHint().height()))

    def changeEvent(self, event: QEvent) -> None:
        """Take the name of another language, and another theme's colours; the words stay."""
        super().changeEvent(event)
        dressed = self._dressed_for
        if event.type() == QEvent.Type.PaletteChange and dressed not in (None, current_theme()):
            self._dress(self._tone)
        if event.type() == QEvent.Type.LanguageChange:
            self.close_button.setAccessibleName(tr("Close message"))

    def _show(self, text: str, tone: Tone, answers: tuple[Answer, ...]) -> None:
        self._linger.stop()
        self.text.setText(text)
        self.sign.setText(_SIGNS[tone])
        self._dress(tone)
        for button in self.buttons:
            button.deleteLater()
        self.buttons = []
        for title, act in answers:
            self.buttons.append(self._answer_button(title, act))
        self.setAccessibleName(text)
        self.show()
        self.grown.emit()

    def _answer_button(self, title: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(title, self)
        button.clicked.connect(self.dismiss)
        button.clicked.connect(lambda _checked: act())
        self._row.insertWidget(self._row.count() - 1, button)
        if not self.buttons:  # the first answer is the one that stands out
            named(button, "primary")
        return button

    def _dress(self, tone: Tone) -> None:
        theme = current_theme()
        self._tone, self._dressed_for = tone, theme
        colour = {"info": theme.accent, "caution": theme.caution, "error": theme.bad}[tone]
        self.setStyleSheet(
            f"QFrame#messages {{ background: {theme.panel}; border: 1px solid {theme.line};"
            f" border-left: 6px solid {colour}; border-radius: 8px; }}"
        )
        self.sign.setStyleSheet(f"color: {colour}; font-weight: 700; font-size: {text_pt(14.0)}pt;")
