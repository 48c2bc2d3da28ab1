"""Measures with a light each: colour, sign and word, and a sentence why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from smp_sim.ui.theme import current_theme, named
from smp_sim.ui.translation import mark, tr

if TYPE_CHECKING:
    from smp_sim.ui.tools.hairline_verdicts import Level, Verdict

#: Sign and word of each level: colour alone says nothing to many people.
LEVEL_WORDS: dict[Level, tuple[str, str]] = {
    "good": ("✓", mark("fine")),
    "caution": ("!", mark("look again")),
    "bad": ("✕", mark("change this")),
}


class VerdictRow(QWidget):
    """One measure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign, self.name, self.word = (QLabel(self) for _ in range(3))
        self.why = named(QLabel(self), "hint")
        self.why.setWordWrap(True)
        self.name.setWordWrap(True)
        self._verdict: Verdict | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        self.sign.setFixedWidth(16)
        self.sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for column, label in enumerate((self.sign, self.name, self.word)):
            grid.addWidget(label, 0, column)
        grid.addWidget(self.why, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show a measure and what it means."""
        theme = current_theme()
        sign, word = LEVEL_WORDS[verdict.level]
        colour = {"good": theme.good, "caution": theme.caution, "bad": theme.bad}[verdict.level]
        self.sign.setText(sign)
        self._verdict = verdict
        self.name.setText(f"{verdict.name}: {verdict.value}")
        self.word.setText(tr(word))
        self.why.setText(verdict.why)
        style = f"color: {colour}; font-weight: 600;"
        for label in (self.sign, self.word):
            # A style sheet dresses its widget anew, at a cost that a moving hand feels.
            if label.styleSheet() != style:
                label.setStyleSheet(style)
        self.setAccessibleName(f"{verdict.name}: {verdict.value}, {tr(word)}. {verdict.why}")

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        if event.type() == QEvent.Type.PaletteChange and self._verdict is not None:
            self.show_verdict(self._verdict)
        super().changeEvent(event)


class VerdictList(QWidget):
    """All measures, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, VerdictRow] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)

    def show_verdicts(self, verdicts: tuple[Verdict, ...]) -> None:
        """Show the measures; rows are made once and kept."""
        for verdict in verdicts:
            if verdict.code not in self.rows:
                self.rows[verdict.code] = VerdictRow(self)
                self._grid.addWidget(self.rows[verdict.code], len(self.rows), 0)
            self.rows[verdict.code].show_verdict(verdict)
