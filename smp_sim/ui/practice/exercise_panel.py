"""The right of the room: the exercise in words, the hand, the button that marks, and the marks."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from smp_sim.model.plan import Area
from smp_sim.model.units import limits_of
from smp_sim.training.drawing import Drawing
from smp_sim.training.exercise import DotTask, DrawnDot, Exercise, PointTask
from smp_sim.training.score import Score
from smp_sim.ui.parameter_slider import ParameterSlider
from smp_sim.ui.practice.exercise_card import ExerciseCard
from smp_sim.ui.practice.mark_list import MarkList, light_of
from smp_sim.ui.theme import current_theme, named, text_pt
from smp_sim.ui.translation import mark, spoken, tr, worded

_HOW = {
    "points": mark("Click where the point is. Drag it to move it; the right button takes it away."),
    "line": mark(
        "Draw from temple to temple, in as many strokes as you like and on every photo. A stroke"
        " that begins and ends on the line replaces that stretch; a click sets one point."
    ),
    "dots": mark(
        "Each click or touch sets a dot; a pen's pressure gives its size and depth. The right"
        " button, or the pen turned round, takes one away. The wheel zooms."
    ),
}
_KEYS = mark("By keys: arrows move, S draws, Delete takes away, Return marks.")


class HandBox(QWidget):
    """The pigment's shade and, for a hand without a pen, its pressure."""

    shade_changed = Signal(float)
    pressure_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shade = ParameterSlider(limits_of(Area, "shade"), 0.5)
        self._pressure = ParameterSlider(limits_of(DrawnDot, "pressure"), 0.5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._shade)
        column.addWidget(self._pressure)
        self._pressure.setToolTip(tr("How hard a mouse or a finger presses; a pen says it itself."))
        self._shade.value_changed.connect(self.shade_changed)
        self._pressure.value_changed.connect(self.pressure_changed)

    @property
    def pressure(self) -> float:
        """The pressure of a hand without a pen, 0 to 1."""
        return self._pressure.value

    @property
    def shade(self) -> ParameterSlider:
        """The slider of the shade."""
        return self._shade


class ExercisePanel(QWidget):
    """Shows exercise, hand and marks; ``mark_asked`` follows the button, which is always there."""

    mark_asked = Signal()
    solution_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card, self.hand, self.marks = ExerciseCard(), HandBox(), MarkList()
        self.how, self.count, self.whole = QLabel(), QLabel(), QLabel()
        self.marks_title = named(QLabel(tr("Choose a mark to see it on the head.")), "hint")
        self.mark_button = named(QPushButton(tr("Mark the drawing")), "primary")
        self.solution_box = QCheckBox(tr("Show a reference solution"))
        self.scroller = QScrollArea(self)
        self._arrange()
        self.mark_button.clicked.connect(self.mark_asked)
        self.solution_box.toggled.connect(self.solution_toggled)

    def _arrange(self) -> None:
        for label in (named(self.how, "hint"), named(self.count, "hint"), self.whole):
            label.setWordWrap(True)
        self.marks_title.setWordWrap(True)
        self.marks.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        words = (self.whole, self.marks_title, self.marks, self.card, self.hand, self.how)
        inner = _column((16, 6, 16, 12), words)
        inner.addStretch()
        holder = QWidget()
        holder.setLayout(inner)
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(holder)
        foot = _column((16, 8, 16, 10), (self.count, self.mark_button, self.solution_box))
        column = _column((0, 0, 0, 0), ())
        column.addWidget(self.scroller, 1)
        column.addLayout(foot)
        self.setLayout(column)

    # --- what it shows --------------------------------------------------------------------

    def show_exercise(self, exercise: Exercise, drawing: Drawing) -> None:
        """Show another exercise."""
        self.card.show_exercise(exercise)
        self.how.setText(f"{tr(_HOW[exercise.takes])} {tr(_KEYS)}")
        self.hand.setVisible(isinstance(exercise.task, DotTask))
        self.scroller.verticalScrollBar().setValue(0)
        self.follow_drawing(exercise, drawing)

    def follow_drawing(self, exercise: Exercise, drawing: Drawing) -> None:
        """Say how far the drawing is."""
        self.count.setText(_count_words(exercise, drawing))
        self.hand.shade.show_value(drawing.shade)

    def show_solution_state(self, *, shown: bool) -> None:
        """Show whether the solution lies over the head."""
        self.solution_box.setChecked(shown)

    def show_score(self, score: Score | None, titles: Mapping[str, str]) -> None:
        """Show marks; None: there are none yet."""
        self.marks.show_score(score, titles)
        for part in (self.whole, self.marks_title, self.marks):
            part.setVisible(score is not None)
        self.dress(score)
        self.marks.fit_rows()
        self.scroller.verticalScrollBar().setValue(0)

    def dress(self, score: Score | None) -> None:
        """Say the whole in the colours of the theme that is on."""
        if score is None:
            return
        sign, colour = light_of(score.points, current_theme())
        word = tr("passed") if score.passed else tr("not passed yet")
        points = worded(score.points, ".0f")
        said = tr("{points} of 100 points, {word}", points=points, word=word)
        self.whole.setText(f"{sign}  {said}")
        self.whole.setStyleSheet(
            f"color: {colour}; font-size: {text_pt(15.0)}pt; font-weight: 600;"
        )


def _column(edges: tuple[int, int, int, int], parts: tuple[QWidget, ...]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(*edges)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    return column


def _count_words(exercise: Exercise, drawing: Drawing) -> str:
    """Say what is drawn so far."""
    task = exercise.task
    if isinstance(task, PointTask):
        marked = {point.name for point in drawing.points}
        missing = [spoken(m.title) for m in task.landmarks if m.name not in marked]
        return tr("Next: {title}", title=missing[0]) if missing else tr("All points are marked.")
    if isinstance(task, DotTask):
        return tr("{count} dots set", count=worded(len(drawing.dots), ","))
    return tr("A line is drawn.") if drawing.line else tr("Nothing is drawn yet.")
