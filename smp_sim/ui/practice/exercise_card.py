"""What an exercise asks for, beside the head: the goal, the tolerances, the rule and its source."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from smp_sim.training.exercise import Exercise, Goal
from smp_sim.training.quantities import WORDINGS, worded, worded_goal
from smp_sim.training.score import POINTS_A_TOLERANCE
from smp_sim.ui.practice.mark_list import pointed
from smp_sim.ui.theme import named
from smp_sim.ui.translation import spoken, tr
from smp_sim.ui.translation import worded as worded_number


class ExerciseCard(QWidget):
    """Shows an exercise in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.title = named(_words(self), "heading")
        self.goal = _words(self)
        self.cost = named(_words(self), "hint")
        points = worded_number(POINTS_A_TOLERANCE, ".0f")
        self.cost.setText(tr("Each ± beyond the goal costs {points} points.", points=points))
        self.tolerances, self.rule, self.source, self.others = (_words(self) for _ in range(4))
        for label in (self.source, self.others):
            named(label, "hint")
        self.sections = {
            "tolerances": named(QLabel(tr("What is marked"), self), "section"),
            "rule": named(QLabel(tr("Why so"), self), "section"),
            "others": named(QLabel(tr("What schools disagree on"), self), "section"),
        }
        for part in (
            self.title,
            self.goal,
            self.sections["tolerances"],
            self.tolerances,
            self.cost,
            self.sections["rule"],
            self.rule,
            self.source,
            self.sections["others"],
            self.others,
        ):
            column.addWidget(part)

    def show_exercise(self, exercise: Exercise) -> None:
        """Show another exercise."""
        self.title.setText(spoken(exercise.title))
        self.goal.setText(spoken(exercise.goal))
        self.tolerances.setText(_table_of(exercise))
        self.rule.setText(spoken(exercise.rule))
        self.source.setText(tr("Source: {source}", source=spoken(exercise.source)))
        self.others.setText(spoken(exercise.disagreement))
        for name, text in (("rule", exercise.rule), ("others", exercise.disagreement)):
            self.sections[name].setVisible(bool(text))
        self.rule.setVisible(bool(exercise.rule))
        self.source.setVisible(bool(exercise.source))
        self.others.setVisible(bool(exercise.disagreement))


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _table_of(exercise: Exercise) -> str:
    """Write the goals as rows: what, from where to where, and how much a tolerance is."""
    rows = "".join(_row_of(exercise, goal) for goal in exercise.goals)
    return f"<table cellspacing='0' cellpadding='2' width='100%'>{rows}</table>"


def _row_of(exercise: Exercise, goal: Goal) -> str:
    title = spoken(WORDINGS[goal.quantity].title)
    if goal.about:
        title = point_titles(exercise).get(goal.about, title)
    wanted = pointed(worded_goal(goal.quantity, goal.low, goal.high))
    room = pointed(worded(goal.quantity, goal.tolerance))
    return (
        f"<tr><td>{title}</td><td align='right' style='white-space:nowrap'>{wanted}</td>"
        f"<td align='right' style='white-space:nowrap'>± {room}</td></tr>"
    )


def point_titles(exercise: Exercise) -> dict[str, str]:
    """Give the titles of the points that an exercise asks for, by name."""
    marks = getattr(exercise.task, "landmarks", ())
    return {mark.name: spoken(mark.title) for mark in marks}
