"""The exercises to choose from: by skill, from easy to hard, with the best score so far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from smp_sim.training.exercise import Exercise, Skill
from smp_sim.training.history import History
from smp_sim.training.result_sheet import SKILL_TITLES
from smp_sim.training.score import PASSED_POINTS
from smp_sim.ui.theme import target_px
from smp_sim.ui.translation import spoken, tr, worded

_ROLE = int(Qt.ItemDataRole.UserRole)
_HARDEST = 5
_WRAP = int(Qt.TextFlag.TextWordWrap)
#: What scroll bar, frame and edges take of a row's width and height, px.
_BESIDE_PX, _ABOVE_PX = 34, 8


class ExerciseList(QWidget):
    """A list with a choice of skill above it. ``chosen`` brings an exercise."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exercises: Sequence[Exercise] = ()
        self._history = History(trainee="-")
        self._current = self._following = ""
        self.skills = QComboBox(self)
        self.skills.setAccessibleName(tr("Skill"))
        self.skills.addItem(tr("All skills"), "")
        for skill, title in SKILL_TITLES.items():
            self.skills.addItem(spoken(title), skill)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Exercises"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.skills)
        column.addWidget(self.list, 1)
        self.skills.currentIndexChanged.connect(self._fill)
        self.list.currentItemChanged.connect(self._on_choice)

    def show_exercises(
        self, exercises: Sequence[Exercise], history: History, current: str, following: str
    ) -> None:
        """Show these; ``current`` is the one that is on, ``following`` the suggested one."""
        self._exercises, self._history = exercises, history
        self._current, self._following = current, following
        self._fill()

    def _fill(self) -> None:
        skill: Skill | str = self.skills.currentData() or ""
        best = best_points(self._history)
        with QSignalBlocker(self.list):
            self.list.clear()
            for exercise in self._exercises:
                if skill in ("", exercise.skill):
                    self._add_row(exercise, best.get(exercise.id))

    def _add_row(self, exercise: Exercise, best: float | None) -> None:
        item = _item_of(exercise, best, is_next=exercise.id == self._following)
        item.setSizeHint(self._size_of(item.text()))
        self.list.addItem(item)
        if exercise.id == self._current:
            self.list.setCurrentItem(item)

    def _size_of(self, text: str) -> QSize:
        """Give a row room for all of its lines: Qt's own hint cuts the last one off."""
        box = QRect(0, 0, max(self.list.width() - _BESIDE_PX, 120), 1000)
        height = self.list.fontMetrics().boundingRect(box, _WRAP, text).height()
        return QSize(0, max(height + _ABOVE_PX, target_px()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rows room at another width."""
        super().resizeEvent(event)
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setSizeHint(self._size_of(item.text()))

    def _on_choice(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            exercise: Exercise = item.data(_ROLE)
            self._current = exercise.id
            self.chosen.emit(exercise)


def best_points(history: History) -> dict[str, float]:
    """Give the best points of each exercise that was ever done."""
    best: dict[str, float] = {}
    for attempt in history.attempts:
        best[attempt.exercise] = max(best.get(attempt.exercise, 0.0), attempt.points)
    return best


def _item_of(exercise: Exercise, best: float | None, *, is_next: bool) -> QListWidgetItem:
    level = exercise.difficulty
    dots = "●" * level + "○" * (_HARDEST - level)
    parts = [dots, spoken(SKILL_TITLES[exercise.skill])]
    said = [tr("difficulty {level} of 5", level=level), parts[1]]
    if best is not None:
        points = worded(best, ".0f")
        parts.append(f"✓ {points}" if best >= PASSED_POINTS else points)
        said.append(tr("best {points}", points=points))
    if is_next:
        said.append(tr("next"))
    title = spoken(exercise.title)
    shown = f"→ {title}" if is_next else title
    item = QListWidgetItem(f"{shown}\n{'  '.join(parts)}")
    item.setData(_ROLE, exercise)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join([title, *said]))
    item.setToolTip(spoken(exercise.goal))
    return item
