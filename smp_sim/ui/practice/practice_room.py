"""What goes on in the practice room: the exercise, the head it is done on, the drawing, its marks.

Nothing of it is a client's: the room has a session of its own, and only reads the open case where
the learner wants to practise on their own photo.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from smp_sim.document.progress_report import Cancelled, Progress
from smp_sim.model.camera import HeadCamera
from smp_sim.model.case import Case
from smp_sim.model.errors import SmpError
from smp_sim.model.plan import DAYS_PER_YEAR, Plan
from smp_sim.training.catalogue import list_exercises
from smp_sim.training.drawing import Drawing
from smp_sim.training.drawing_case import drawing_case, practice_case
from smp_sim.training.exercise import Exercise, PracticeHead
from smp_sim.training.history import History, load_history, record_score, suggest_next
from smp_sim.training.other_head import on_head, on_own_photo
from smp_sim.training.score import Score
from smp_sim.training.scoring import score_drawing
from smp_sim.ui.practice.drawing_history import ReplaceDrawing
from smp_sim.ui.session import healed_day
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.case.case_file import Dossier

#: How a drawing is looked at: as it is drawn, or through the engine.
Look = Literal["drawing", "healed", "arm", "years"]

#: What "after years" is, in days from the last session's healing.
YEARS_DAYS = 4.0 * DAYS_PER_YEAR


class PracticeRoom(QObject):
    """Holds the exercise, the practice head, the drawing with its history, and the marks.

    ``posed_anew`` says that another exercise or head is there; ``drawn`` that the drawing changed;
    ``marked`` that marks came or went; ``looked`` that it is looked at in another way;
    ``progressed`` that the trainee or their history changed; ``refused`` carries a mistake.
    """

    posed_anew = Signal()
    drawn = Signal()
    marked = Signal()
    looked = Signal()
    progressed = Signal()
    refused = Signal(object)

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.undo_stack = QUndoStack(self)
        self.exercises: tuple[Exercise, ...] = list_exercises()
        self.chosen: Exercise = self.exercises[0]
        self.exercise: Exercise = self.chosen
        self.head: PracticeHead | None = None
        self.own_photo: Dossier | None = None
        self.practice: Dossier | None = None
        self.drawing = Drawing(exercise=self.exercise.id)
        self._kept: dict[str, Drawing] = {}
        self.score: Score | None = None
        self.look: Look = "drawing"
        self.history = History(trainee="-")
        self.trainee = ""

    # --- places ---------------------------------------------------------------------------

    @property
    def heads_folder(self) -> Path | None:
        """Where drawn heads are kept; None: the user's cache."""
        data = self._bench.data_folder
        return None if data is None else data / "practice-heads"

    @property
    def history_folder(self) -> Path | None:
        """Where histories are kept; None: the user's own folder."""
        data = self._bench.data_folder
        return None if data is None else data / "training"

    # --- exercises ------------------------------------------------------------------------

    def begin(self) -> None:
        """Set the exercise that is suggested."""
        self.choose(suggest_next(self.history, self.exercises))

    def choose(self, exercise: Exercise) -> None:
        """Set an exercise, on the head that was chosen; what was drawn on it before is there."""
        self.chosen = exercise
        self._pose()

    def choose_head(self, head: PracticeHead | None) -> None:
        """Practise on another sample head; None: on each exercise's own."""
        self.head, self.own_photo = head, None
        self._pose()

    def choose_own_photo(self, dossier: Dossier) -> None:
        """Practise on photos of the learner's own; the case they come from stays as it is."""
        try:
            on_own_photo(self.chosen, dossier)
        except SmpError as mistake:
            self.refused.emit(mistake)
            return
        self.own_photo = _bare(dossier)
        self._pose()

    def add_exercise(self, exercise: Exercise) -> None:
        """Put an exercise from a file on the list, in the place of one of the same name."""
        others = [known for known in self.exercises if known.id != exercise.id]
        self.exercises = (exercise, *others)
        self.choose(exercise)

    def _pose(self) -> None:
        """Bring the exercise onto its head, and have that drawn."""
        posed = self._posed()
        self._kept[self.exercise.id] = self.drawing
        self.exercise, self.practice = posed, None
        self.undo_stack.clear()
        self._put(self._kept.get(posed.id, Drawing(exercise=posed.id)))
        self.look = "drawing"
        self.posed_anew.emit()
        if self.own_photo is not None:
            blank = Drawing(exercise=posed.id)
            self._show_practice(posed, drawing_case(posed, blank, self.own_photo))
            return
        self._draw_head(posed)

    def _draw_head(self, posed: Exercise) -> None:
        """Draw the first side, to be drawn on at once, and the others behind it."""
        shown = [replace(posed, sides=posed.sides[:1])]
        if len(posed.sides) > 1 and posed.takes != "dots":
            shown.append(posed)
        for sides in shown:
            self._bench.tasks.start_watched(
                tr("Drawing the practice head"),
                self._drawer(sides, posed),
                lambda practice: self._show_practice(posed, practice),
            )

    def _posed(self) -> Exercise:
        try:
            if self.own_photo is not None:
                return on_own_photo(self.chosen, self.own_photo)
        except SmpError as mistake:
            self.own_photo = None
            self.refused.emit(mistake)
        return self.chosen if self.head is None else on_head(self.chosen, self.head)

    def _drawer(self, sides: Exercise, posed: Exercise) -> Callable[[Progress], Dossier]:
        """Give what draws a head; it ends where another exercise was chosen meanwhile."""
        folder = self.heads_folder

        def draw(progress: Progress) -> Dossier:
            def heard(share: float, words: str) -> None:
                if posed is not self.exercise:
                    raise Cancelled
                progress(share, words)

            return practice_case(sides, folder=folder, progress=heard)

        return draw

    def _show_practice(self, posed: Exercise, practice: Dossier) -> None:
        """Show the head, unless another exercise was chosen while it was drawn."""
        if posed is not self.exercise:
            return
        self.practice = practice
        self.looked.emit()

    # --- drawing --------------------------------------------------------------------------

    def draw(self, label: str, drawing: Drawing) -> None:
        """Change the drawing, as one step of its history."""
        if drawing != self.drawing:
            self.undo_stack.push(ReplaceDrawing(label, self._put, self.drawing, drawing))

    def _put(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.drawn.emit()
        if self.score is not None:
            self.score = None
            self.marked.emit()

    def choose_shade(self, shade: float) -> None:
        """Take another pigment."""
        self.draw(tr("Choose the shade"), replace(self.drawing, shade=shade))

    def take_drawing(self, drawing: Drawing) -> None:
        """Take a drawing from a file, for the exercise that it was made for."""
        if drawing.exercise not in ("", self.exercise.id):
            known = next((e for e in self.exercises if e.id == drawing.exercise), None)
            if known is not None:
                self.choose(known)
        self.draw(tr("Open a drawing"), drawing)

    def clear(self) -> None:
        """Take everything away that was drawn; undo brings it back."""
        self.draw(tr("Clear the drawing"), Drawing(exercise=self.exercise.id))

    # --- marks ----------------------------------------------------------------------------

    def mark(self) -> None:
        """Mark the drawing, and keep the score where a trainee is named."""
        try:
            score = score_drawing(self.exercise, self.drawing)
        except SmpError as mistake:
            self.refused.emit(mistake)
            return
        self.score = score
        self.marked.emit()
        self._record(score)

    def _record(self, score: Score) -> None:
        if not self.trainee:
            return
        now = datetime.now().astimezone()
        try:
            self.history = record_score(self.trainee, self.chosen, score, now, self.history_folder)
        except SmpError as mistake:
            self.refused.emit(mistake)
        self.progressed.emit()

    def name_trainee(self, code: str) -> None:
        """Take a trainee's code; empty: marks are given and not kept."""
        if code == self.trainee:
            return
        try:
            self.history = load_history(code, self.history_folder) if code else History(trainee="-")
            self.trainee = code
        except SmpError as mistake:
            self.refused.emit(mistake)
        self.progressed.emit()

    # --- looks ----------------------------------------------------------------------------

    def look_at(self, look: Look) -> None:
        """Look at the drawing in another way; refused where it can't be shown so."""
        if self.shown_case(look) is not None:
            self.look = look
        self.looked.emit()

    def shown_case(self, look: Look | None = None) -> Case | None:
        """Give the case to be shown: the bare head, or the drawing on it; None: there is none."""
        if self.practice is None:
            return None
        if (look or self.look) == "drawing":
            return self.practice.case
        try:
            return drawing_case(self.exercise, self.drawing, self.practice).case
        except SmpError as mistake:
            self.refused.emit(mistake)
            return None

    def shown_day(self, case: Case) -> float:
        """Give the day that the look is about."""
        return healed_day(case) + (YEARS_DAYS if self.look == "years" else 0.0)


def _bare(dossier: Dossier) -> Dossier:
    """Give the photos alone: a practice case with nothing planned, and no client's code."""
    case = dossier.case
    client = replace(case.client, reference="")
    plan = Plan(head=case.plan.head, areas=())
    views = tuple(view for view in case.views if isinstance(view.camera, HeadCamera))
    bare = replace(case, client=client, plan=plan, views=views, designs=(), training=True)
    return dataclasses.replace(dossier, case=bare)
