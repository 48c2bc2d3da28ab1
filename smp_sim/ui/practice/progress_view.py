"""How a trainee gets on: skill by skill, with the curve of their points, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from smp_sim.training.exercise import Exercise
from smp_sim.training.history import History, SkillProgress, progress_by_skill, suggest_next
from smp_sim.training.result_sheet import SKILL_TITLES
from smp_sim.training.score import PASSED_POINTS
from smp_sim.ui.practice.sparkline import Sparkline
from smp_sim.ui.theme import named
from smp_sim.ui.translation import spoken, tr, worded

#: The newest drawings that the view lists; the teacher's sheet has more.
MOST_LISTED = 8


class ProgressView(QScrollArea):
    """Shows a history. ``practise_asked`` brings the suggested exercise."""

    practise_asked = Signal(object)
    sheet_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.curves: dict[str, Sparkline] = {}
        self.next_button = named(QPushButton(), "primary")
        self.sheet_button = QPushButton()

    def show_progress(self, history: History, exercises: tuple[Exercise, ...], name: str) -> None:
        """Show a trainee's history; an empty ``name``: nobody is named yet."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(12)
        title = tr("Progress of {trainee}", trainee=name) if name else tr("Progress")
        column.addWidget(named(QLabel(title), "heading"))
        column.addWidget(_hint(_summary(history, exercises, has_name=bool(name))))
        column.addLayout(self._next_row(suggest_next(history, exercises)))
        column.addLayout(self._table(history, exercises))
        if history.attempts:
            column.addWidget(named(QLabel(tr("Last drawings")), "section"))
            column.addLayout(_last_drawings(history, exercises))
        column.addStretch()
        self.setWidget(inner)

    def _next_row(self, following: Exercise) -> QHBoxLayout:
        words = _hint(spoken(following.goal))
        self.next_button = named(
            QPushButton(tr("Practise: {title}", title=spoken(following.title))), "primary"
        )
        self.next_button.clicked.connect(lambda: self.practise_asked.emit(following))
        self.sheet_button = QPushButton(tr("Sheet for the teacher (PDF)…"))
        self.sheet_button.clicked.connect(self.sheet_asked)
        row = QHBoxLayout()
        row.addWidget(self.next_button)
        row.addWidget(words, 1)
        row.addWidget(self.sheet_button)
        return row

    def _table(self, history: History, exercises: tuple[Exercise, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(22)
        grid.setVerticalSpacing(8)
        heads = (tr("Skill"), tr("Points over time"), tr("Best"), tr("Trend"), tr("Passed"))
        for column, title in enumerate(heads):
            grid.addWidget(named(QLabel(title), "hint"), 0, column)
        self.curves = {}
        for row, progress in enumerate(progress_by_skill(history, exercises), start=1):
            self._add_row(grid, row, progress, history)
        grid.setColumnStretch(1, 1)
        return grid

    def _add_row(
        self, grid: QGridLayout, row: int, progress: SkillProgress, history: History
    ) -> None:
        skill = progress.skill
        curve = Sparkline()
        curve.show_points([a.points for a in history.attempts if a.skill == skill])
        self.curves[skill] = curve
        grid.addWidget(named(QLabel(spoken(SKILL_TITLES[skill])), "section"), row, 0)
        grid.addWidget(curve, row, 1)
        cells = (
            worded(progress.best, ".0f") if progress.attempts else "–",
            trend_words(progress.trend),
            f"{progress.solved} / {progress.exercises}",
        )
        for column, text in enumerate(cells, start=2):
            grid.addWidget(QLabel(text), row, column)


def _last_drawings(history: History, exercises: tuple[Exercise, ...]) -> QGridLayout:
    """List the newest drawings: when, which exercise, how many points."""
    titles = {exercise.id: spoken(exercise.title) for exercise in exercises}
    grid = QGridLayout()
    grid.setHorizontalSpacing(22)
    for row, attempt in enumerate(history.attempts[: -MOST_LISTED - 1 : -1]):
        day = QLocale().toString(
            QDateTime.fromString(attempt.done_at, Qt.DateFormat.ISODate).date(),
            QLocale.FormatType.ShortFormat,
        )
        cells = (day, titles.get(attempt.exercise, attempt.exercise), worded(attempt.points, ".0f"))
        for column, text in enumerate(cells):
            grid.addWidget(QLabel(text), row, column)
    grid.setColumnStretch(3, 1)
    return grid


def trend_words(trend: float | None) -> str:
    """Say how points change from drawing to drawing."""
    if trend is None:
        return "–"
    arrow = "→" if abs(trend) < 0.5 else ("↗" if trend > 0.0 else "↘")
    return tr("{arrow} {points} a drawing", arrow=arrow, points=worded(trend, "+.1f"))


def _summary(history: History, exercises: tuple[Exercise, ...], *, has_name: bool) -> str:
    if not has_name:
        return tr("Type a trainee's code above, and every mark from then on is kept here.")
    solved = sum(skill.solved for skill in progress_by_skill(history, exercises))
    return tr(
        "{drawings} drawings marked, {solved} of {exercises} exercises passed"
        " ({points} points of 100 pass).",
        drawings=worded(len(history.attempts), ","),
        solved=solved,
        exercises=len(exercises),
        points=worded(PASSED_POINTS, ".0f"),
    )


def _hint(text: str) -> QLabel:
    label = named(QLabel(text), "hint")
    label.setWordWrap(True)
    return label
