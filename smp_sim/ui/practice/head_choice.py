"""The head to practise on: its shape, skin and loss, or the photo of the open case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QWidget

from smp_sim.training.exercise import DotTask, Exercise, PracticeHead
from smp_sim.training.head_shapes import HEAD_SHAPES
from smp_sim.ui.translation import mark, tr

_SHAPES = {
    "average": mark("average head"),
    "round": mark("round head"),
    "long": mark("long head"),
    "small": mark("small head"),
    "large": mark("large head"),
}
_TONES = {
    1: mark("very light skin"),
    2: mark("light skin"),
    3: mark("intermediate skin"),
    4: mark("tan skin"),
    5: mark("brown skin"),
    6: mark("dark skin"),
}
_GRADES = {
    "2": mark("Norwood II"),
    "3": mark("Norwood III"),
    "3v": mark("Norwood III vertex"),
    "4": mark("Norwood IV"),
    "5": mark("Norwood V"),
    "6": mark("Norwood VI"),
    "7": mark("Norwood VII"),
    "ludwig-1": mark("Ludwig I"),
    "ludwig-2": mark("Ludwig II"),
    "ludwig-3": mark("Ludwig III"),
    "none": mark("no loss"),
}

#: A box may get as narrow as this; its list shows the whole words.
_FEWEST_LETTERS = 8


class HeadChoice(QWidget):
    """Three choices and two buttons. ``chosen`` brings a head, None for the exercise's own."""

    chosen = Signal(object)
    own_photo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = PracticeHead()
        self.shape, self.tone, self.grade = (QComboBox(self) for _ in range(3))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        rows: tuple[tuple[str, QComboBox, Mapping[Any, str]], ...] = (
            (tr("Shape"), self.shape, _SHAPES),
            (tr("Skin"), self.tone, _TONES),
            (tr("Loss"), self.grade, _GRADES),
        )
        for row, (name, box, titles) in enumerate(rows):
            _fill(box, titles)
            label = QLabel(name, self)
            label.setBuddy(box)
            box.setAccessibleName(name)
            box.activated.connect(self._on_choice)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
        self.own_button = QPushButton(tr("The open case's photo"), self)
        self.own_button.clicked.connect(self.own_photo_asked)
        self.reset_button = QPushButton(tr("The exercise's own head"), self)
        self.reset_button.clicked.connect(lambda: self.chosen.emit(None))
        grid.addWidget(self.own_button, len(rows), 0, 1, 2)
        grid.addWidget(self.reset_button, len(rows) + 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    def show_head(self, exercise: Exercise, *, is_own: bool, has_case: bool) -> None:
        """Show the head that an exercise is on; ``is_own``: it is the exercise's."""
        self._head = exercise.head
        by_axes = {axes: name for name, axes in HEAD_SHAPES.items()}
        shown = (
            (self.shape, by_axes.get(exercise.head.semi_axes_mm, "")),
            (self.tone, exercise.head.skin_tone),
            (self.grade, exercise.head.norwood),
        )
        for box, value in shown:
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(value))
        on_patch = isinstance(exercise.task, DotTask)
        self.shape.setEnabled(not on_patch)
        self.own_button.setEnabled(has_case and not on_patch)
        self.reset_button.setEnabled(not is_own)

    def _on_choice(self) -> None:
        axes = HEAD_SHAPES.get(self.shape.currentData(), self._head.semi_axes_mm)
        head = replace(
            self._head,
            semi_axes_mm=axes,
            skin_tone=self.tone.currentData(),
            norwood=self.grade.currentData(),
        )
        self.chosen.emit(head)


def _fill(box: QComboBox, titles: Mapping[Any, str]) -> None:
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_FEWEST_LETTERS)
    for value, title in titles.items():
        box.addItem(tr(title), value)
