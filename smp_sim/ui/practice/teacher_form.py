"""The teacher's short form: an exercise of the open case, with a tolerance, to be shared."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from smp_sim.document.case.case_file import Dossier
from smp_sim.model.errors import SmpError
from smp_sim.model.units import limits_of
from smp_sim.training.exercise import Exercise
from smp_sim.training.teacher import Assignment, make_exercise
from smp_sim.ui.parameter_slider import ParameterSlider
from smp_sim.ui.theme import named
from smp_sim.ui.translation import told, tr

_FORM_WIDTH = 460
_HARDEST = 5


class TeacherForm(QDialog):
    """Makes an exercise of a case; a mistake is said in the form, and nothing typed is lost."""

    def __init__(self, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self.exercise: Exercise | None = None
        self.setWindowTitle(tr("An exercise of the open case"))
        self.setMinimumWidth(_FORM_WIDTH)
        self.title_line = QLineEdit(tr("The teacher's design"), maxLength=80)
        self.goal_line = QLineEdit(tr("Draw it as in the teacher's case."), maxLength=400)
        self.reason_line = QLineEdit(maxLength=600)
        self.kind = QComboBox()
        self.kind.addItem(tr("the hairline"), "hairline")
        self.kind.addItem(tr("the dots of its first patch"), "dots")
        tolerance = limits_of(Assignment, "tolerance")
        self.tolerance = ParameterSlider(tolerance, Assignment(title="-", goal="-").tolerance)
        self.difficulty = QSpinBox(minimum=1, maximum=_HARDEST, value=3)
        self.trouble = named(QLabel(), "caution")
        self.trouble.setWordWrap(True)
        self._arrange()

    def _arrange(self) -> None:
        form = QFormLayout(self)
        hint = named(
            QLabel(
                tr(
                    "What the case measures becomes the goal. Nothing of the client goes along:"
                    " learners draw on the sample head, of the same size and skin."
                )
            ),
            "hint",
        )
        hint.setWordWrap(True)
        form.addRow(hint)
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Title"), self.title_line),
            (tr("Goal"), self.goal_line),
            (tr("Why so"), self.reason_line),
            (tr("Of"), self.kind),
            (tr("Difficulty"), self.difficulty),
        )
        for name, field in rows:
            field.setAccessibleName(name)
            form.addRow(name, field)
        form.addRow(self.tolerance)
        form.addRow(self.trouble)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Save | kinds.Cancel)
        self.buttons.button(kinds.Save).setText(tr("Save as a file…"))
        self.buttons.button(kinds.Cancel).setText(tr("Cancel"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form.addRow(self.buttons)

    def accept(self) -> None:
        """Close once the exercise could be made."""
        try:
            self.exercise = make_exercise(self._dossier, self._wish())
        except (SmpError, msgspec.ValidationError) as mistake:
            said = told(mistake) if isinstance(mistake, SmpError) else tr("Fill in title and goal.")
            self.trouble.setText(said)
            return
        super().accept()

    def _wish(self) -> Assignment:
        plain = {
            "title": self.title_line.text().strip(),
            "goal": self.goal_line.text().strip(),
            "reason": self.reason_line.text().strip(),
            "of": self.kind.currentData(),
            "difficulty": self.difficulty.value(),
            "tolerance": self.tolerance.value,
        }
        return msgspec.convert(plain, Assignment)
