"""What is to be asked about the chosen area before it is treated, and what the answer means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from smp_sim.model.area_history import AreaHistory, LossCause, ScarLook
from smp_sim.model.case import Case
from smp_sim.model.plan import Area
from smp_sim.model.units import limits_of
from smp_sim.ui.panels.area_choice import AreaChoice
from smp_sim.ui.panels.optional_number import OptionalNumber
from smp_sim.ui.session import Session
from smp_sim.ui.theme import named
from smp_sim.ui.translation import mark, spoken, tr

# The document room is imported on use.
# ruff: noqa: PLC0415

_Answer = TypeVar("_Answer", bound=str)

LOOK_TITLES: dict[ScarLook, str] = {
    "unasked": mark("Scar not looked at yet"),
    "pale": mark("Pale and flat"),
    "pink": mark("Still pink"),
    "raised": mark("Raised or growing"),
}
CAUSE_TITLES: dict[LossCause, str] = {
    "unasked": mark("Cause of the loss: not asked yet"),
    "pattern": mark("Pattern loss"),
    "alopecia": mark("Alopecia, may change"),
}


class AreaHistoryBox(QWidget):
    """The questions that an area's kind asks, each answer one undo step, and what follows.

    It hides itself, and the heading above it, where nothing is to be asked.
    """

    def __init__(self, session: Session, choice: AreaChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._choice = session, choice
        self.heading = named(QLabel(tr("To be asked first"), self), "section")
        self.question = QLabel(self)
        self.question.setWordWrap(True)
        self.months = self._month_box()
        self.look = self._answers(tr("Look of the scar"), LOOK_TITLES, "look")
        self.cause = self._answers(tr("Cause of the loss"), CAUSE_TITLES, "cause")
        self.open = named(QLabel(self), "caution")
        self.answered = named(QLabel(self), "hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        for part in (self.heading, self.cause, self.question, self.months, self.look):
            column.addWidget(part)
        for label in (self.open, self.answered):
            label.setWordWrap(True)
            column.addWidget(label)

    def refresh(self) -> None:
        """Show the questions of the chosen area and what was answered."""
        from smp_sim.document.advice.history_questions import asks_cause, asks_look, wait_of

        area = self._choice.area
        wait = wait_of(area) if area is not None else None
        shows_look = area is not None and asks_look(area)
        shows_cause = area is not None and asks_cause(area)
        for part in (self.question, self.months):
            part.setVisible(wait is not None)
        self.look.setVisible(shows_look)
        self.cause.setVisible(shows_cause)
        self.setVisible(wait is not None or shows_look or shows_cause)
        if wait is not None:
            self.question.setText(spoken(wait.question))
            self.months.setAccessibleName(spoken(wait.question))
        if area is not None:
            self._show_answers(area)

    def _show_answers(self, area: Area) -> None:
        from smp_sim.document.advice.history_questions import judge_history

        history = area.history
        self.months.show_number(history.months)
        self.look.setCurrentIndex(self.look.findData(history.look))
        self.cause.setCurrentIndex(self.cause.findData(history.cause))
        found = judge_history(area)
        for label, sign, is_ready in ((self.open, "!", False), (self.answered, "✓", True)):
            texts = [f.meaning for f in found if (f.standing == "ready") == is_ready]
            label.setText("\n".join(f"{sign} {spoken(text)}" for text in texts))
            label.setVisible(bool(texts))

    def _month_box(self) -> OptionalNumber:
        box = OptionalNumber(limits_of(AreaHistory, "months"), tr("not asked yet"), self)
        box.setSuffix(f" {tr('months')}")
        box.answered.connect(lambda months: self._answer("months", months))
        return box

    def _answers(self, title: str, titles: Mapping[_Answer, str], field: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(title)
        for value, words in titles.items():
            box.addItem(tr(words), value)
        box.activated.connect(lambda index: self._answer(field, box.itemData(index)))
        return box

    def _answer(self, field: str, value: float | str | None) -> None:
        """Note an answer; further months of the same area are one step with the first."""
        area = self._choice.area
        if area is None or getattr(area.history, field) == value:
            return
        history = replace(area.history, **{field: value})

        def edit(case: Case) -> Case:
            from smp_sim.document.editing import edits

            return edits.update_area(case, area.id, history=history)

        if field != "months":
            self._session.begin_gesture()
        self._session.edit(tr("Answer noted"), edit, key=f"history.{field}.{area.id}")
