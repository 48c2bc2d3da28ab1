"""The page of the practice room: exercises left, the head in the middle, goal and marks right."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smp_sim.model.viewing import AS_TAKEN, Viewing
from smp_sim.training.history import list_trainees, suggest_next
from smp_sim.ui.practice.drawing_tools import TOOLS, DrawingTool
from smp_sim.ui.practice.exercise_card import point_titles
from smp_sim.ui.practice.exercise_list import ExerciseList
from smp_sim.ui.practice.exercise_panel import ExercisePanel
from smp_sim.ui.practice.gallery_desk import GalleryDesk
from smp_sim.ui.practice.gallery_panel import FaultCard, FaultList
from smp_sim.ui.practice.head_choice import HeadChoice
from smp_sim.ui.practice.practice_room import Look, PracticeRoom
from smp_sim.ui.practice.practice_stage import PracticeStage
from smp_sim.ui.practice.progress_view import ProgressView
from smp_sim.ui.session import healed_day
from smp_sim.ui.theme import named, text_px
from smp_sim.ui.translation import mark, tr
from smp_sim.ui.worker import RenderWorker

Tab = Literal["exercises", "faults", "progress"]

_TABS: dict[Tab, str] = {
    "exercises": mark("Exercises"),
    "faults": mark("Fault gallery"),
    "progress": mark("Progress"),
}
_LOOKS: dict[Look, str] = {
    "drawing": mark("Drawing"),
    "healed": mark("Healed"),
    "arm": mark("At arm's length"),
    "years": mark("After 4 years"),
}

#: Arm's length, as the window's other pictures have it.
_ARM = Viewing(distance="50-cm")
#: Width of the sides: a share of the page, between a least and a most in px at the normal text
#: size; and the share that they never go beyond, so that the head keeps its room.
_LEFT = (0.17, 284, 360, 0.28)
_RIGHT = (0.21, 348, 460, 0.36)


class PracticePage(QWidget):
    """Shows the room and the gallery. What reaches beyond them is asked for by signals."""

    close_asked = Signal()
    own_photo_asked = Signal()
    sheet_asked = Signal()
    solution_shown = Signal()

    def __init__(
        self,
        room: PracticeRoom,
        gallery: GalleryDesk,
        worker: RenderWorker,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.room, self.gallery = room, gallery
        self._has_case = False
        self.tab: Tab = "exercises"
        self.tool: DrawingTool | None = None
        self._held: DrawingTool | None = None
        self.stage = PracticeStage(worker, self)
        self.exercises, self.faults = ExerciseList(self), FaultList(gallery, self)
        self.heads = HeadChoice(self)
        self.panel, self.fault_card = ExercisePanel(self), FaultCard(gallery, self)
        self.progress = ProgressView(self)
        self.tabs, self.looks = QButtonGroup(self), self.stage.looks
        self.trainee = QComboBox(self)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.stage.canvas)

    # --- parts ----------------------------------------------------------------------------

    def _arrange(self) -> None:
        self._add_looks()
        self._left = QStackedWidget(self)
        self._left.addWidget(self._exercise_column())
        self._left.addWidget(_padded(self.faults, (14, 0, 12, 12)))
        self._right = QStackedWidget(self)
        self._right.addWidget(self.panel)
        self._right.addWidget(_padded(self.fault_card, (16, 6, 16, 12)))
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self.stage)
        self._middle.addWidget(self.progress)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._left)
        body.addWidget(self._middle, 1)
        body.addWidget(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head_row())
        column.addLayout(body, 1)

    def _head_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(6)
        row.addWidget(named(QLabel(tr("Practice room"), self), "heading"))
        row.addSpacing(14)
        for number, title in enumerate(_TABS.values()):
            row.addWidget(_toggle(tr(title), number, self.tabs))
        row.addStretch()
        self.trainee.setEditable(True)
        self.trainee.setAccessibleName(tr("Trainee's code"))
        self.trainee.setMinimumWidth(130)
        line = self.trainee.lineEdit()
        if line is not None:
            line.setPlaceholderText(tr("code, no name"))
            line.setAccessibleName(tr("Trainee's code"))
        row.addWidget(named(QLabel(tr("Trainee"), self), "hint"))
        row.addWidget(self.trainee)
        self.close_button = QPushButton(tr("Leave the room"), self)
        row.addSpacing(8)
        row.addWidget(self.close_button)
        return row

    def _exercise_column(self) -> QWidget:
        column = QVBoxLayout()
        column.setContentsMargins(14, 0, 12, 12)
        column.addWidget(self.exercises, 1)
        column.addWidget(named(QLabel(tr("Head to practise on"), self), "section"))
        column.addWidget(self.heads)
        widget = QWidget(self)
        widget.setLayout(column)
        return widget

    def _add_looks(self) -> None:
        for number, title in enumerate(_LOOKS.values()):
            self.stage.add_look(tr(title), number)

    def _connect(self) -> None:
        room, panel = self.room, self.panel
        self.tabs.idClicked.connect(lambda number: self.show_tab(list(_TABS)[number]))
        self.looks.idClicked.connect(lambda number: room.look_at(list(_LOOKS)[number]))
        self.exercises.chosen.connect(room.choose)
        self.heads.chosen.connect(room.choose_head)
        self.heads.own_photo_asked.connect(self.own_photo_asked)
        self.close_button.clicked.connect(self.close_asked)
        panel.mark_asked.connect(room.mark)
        panel.marks.itemSelectionChanged.connect(self._show_faults)
        panel.solution_toggled.connect(self.show_solution)
        panel.hand.shade_changed.connect(room.choose_shade)
        panel.hand.pressure_changed.connect(self._press_with)
        self.faults.chosen.connect(self.gallery.choose)
        self.progress.practise_asked.connect(self._practise)
        self.progress.sheet_asked.connect(self.sheet_asked)
        self.trainee.textActivated.connect(self._name_trainee)
        line = self.trainee.lineEdit()
        if line is not None:
            line.editingFinished.connect(lambda: self._name_trainee(self.trainee.currentText()))
        for signal, slot in (
            (room.posed_anew, self._on_posed),
            (room.drawn, self._on_drawn),
            (room.marked, self._on_marked),
            (room.looked, self._show_stage),
            (room.progressed, self._on_progress),
            (self.gallery.changed, self._on_gallery),
            (self.stage.view_changed, self._on_view),
        ):
            signal.connect(slot)

    # --- what it shows --------------------------------------------------------------------

    def begin(self, *, has_case: bool) -> None:
        """Show the room as it was left; ``has_case``: a case with photos is open outside."""
        self._has_case = has_case
        self._on_progress()
        self._on_posed()
        self._on_marked()
        self.show_tab("exercises")

    def show_tab(self, tab: Tab) -> None:
        """Show exercises, the fault gallery, or progress."""
        self.tab = tab
        self.tabs.button(list(_TABS).index(tab)).setChecked(True)
        self._left.setCurrentIndex(1 if tab == "faults" else 0)
        self._left.setVisible(tab != "progress")
        self._right.setCurrentIndex(1 if tab == "faults" else 0)
        self._right.setVisible(tab != "progress")
        self._middle.setCurrentIndex(1 if tab == "progress" else 0)
        self.stage.show_looks(shown=tab == "exercises")
        if tab == "faults":
            self.gallery.prepare()
        self._show_stage()

    def show_solution(self, shown: bool) -> None:  # noqa: FBT001 - a signal brings it
        """Lay the engine's own solution over the head, or take it away."""
        self.stage.hints.show_solution(shown=shown)
        self.panel.show_solution_state(shown=shown)
        self.solution_shown.emit()

    def _on_posed(self) -> None:
        """Take another exercise or head."""
        room, stage = self.room, self.stage
        self.panel.show_exercise(room.exercise, room.drawing)
        is_own = room.head is None and room.own_photo is None
        self.heads.show_head(room.exercise, is_own=is_own, has_case=self._has_case)
        self._fill_list()
        stage.layer.titles = point_titles(room.exercise)
        self.tool = TOOLS[room.exercise.takes](room, stage)
        self._press_with(self.panel.hand.pressure)
        stage.layer.show_drawing(room.drawing)
        stage.hints.show_task(room.exercise)
        self.show_solution(False)
        self._show_stage()

    def _on_drawn(self) -> None:
        self.stage.layer.show_drawing(self.room.drawing)
        self.panel.follow_drawing(self.room.exercise, self.room.drawing)
        if self.room.look != "drawing":
            self._show_stage()

    def _on_marked(self) -> None:
        self.panel.show_score(self.room.score, point_titles(self.room.exercise))
        self._show_faults()

    def _show_faults(self) -> None:
        chosen = self.panel.marks.chosen
        on = self.tab == "exercises" and chosen is not None
        self.stage.hints.show_faults(chosen.faults if on and chosen is not None else ())

    def _show_stage(self) -> None:
        """Show what the tab is about, on the head."""
        if self.tab == "faults":
            self._show_fault_case()
        elif self.tab == "exercises":
            self._show_drawing_case()

    def _show_drawing_case(self) -> None:
        room, stage = self.room, self.stage
        case = room.shown_case()
        drawing = room.look == "drawing"
        self.looks.button(list(_LOOKS).index(room.look)).setChecked(True)
        if room.practice is None or case is None:
            stage.show_nothing()
        else:
            stage.show_case(
                room.practice, case, room.shown_day(case), _ARM if room.look == "arm" else AS_TAKEN
            )
        stage.hints.show_task(room.exercise)
        stage.hints.setVisible(drawing)
        stage.layer.setVisible(drawing)
        self._hand_over(self.tool if drawing else None)

    def _show_fault_case(self) -> None:
        desk, stage = self.gallery, self.stage
        case = desk.shown_case()
        if desk.practice is None or case is None:
            stage.show_nothing()
        else:
            viewing = _ARM if desk.from_afar else AS_TAKEN
            stage.show_case(desk.practice, case, healed_day(case), viewing)
        self._hand_over(None)
        for layer in (stage.hints, stage.layer):
            layer.setVisible(False)

    def _hand_over(self, tool: DrawingTool | None) -> None:
        """Give the canvas another tool; a stroke in the making is left alone."""
        if tool is not self._held:
            self._held = tool
            self.stage.canvas.set_tool(tool)

    def _on_gallery(self) -> None:
        self.faults.follow()
        self.fault_card.follow()
        if self.tab == "faults":
            self._show_stage()

    def _on_view(self) -> None:
        if self.tool is not None:
            self.tool.forget()

    def _on_progress(self) -> None:
        room = self.room
        self._fill_list()
        self.progress.show_progress(room.history, room.exercises, room.trainee)
        with QSignalBlocker(self.trainee):
            self.trainee.clear()
            self.trainee.addItems(list(list_trainees(room.history_folder)))
            self.trainee.setCurrentText(room.trainee)

    def _fill_list(self) -> None:
        room = self.room
        following = suggest_next(room.history, room.exercises).id
        self.exercises.show_exercises(room.exercises, room.history, room.chosen.id, following)

    # --- hands ----------------------------------------------------------------------------

    def _practise(self, exercise: object) -> None:
        self.show_tab("exercises")
        self.room.choose(exercise)  # type: ignore[arg-type]  # the view's own signal brings it

    def _name_trainee(self, code: str) -> None:
        self.room.name_trainee(code.strip())

    def _press_with(self, pressure: float) -> None:
        if self.tool is not None:
            self.tool.pressure = pressure

    # --- Qt -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sides their share of the width."""
        super().resizeEvent(event)
        wide = self.width()
        for side, (share, least, most, never) in ((self._left, _LEFT), (self._right, _RIGHT)):
            wanted = max(round(share * wide), text_px(least))
            side.setFixedWidth(min(wanted, text_px(most), round(never * wide)))

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.panel.dress(self.room.score)
            self.fault_card.follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark on Return, where the drawing is; the trainee's field has a Return of its own."""
        line = self.trainee.lineEdit()
        typing = line is not None and line.hasFocus()
        drawing = self.tab == "exercises" and not typing
        if drawing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.room.mark()
            return
        super().keyPressEvent(event)


def _toggle(title: str, number: int, group: QButtonGroup) -> QPushButton:
    button = QPushButton(title)
    button.setCheckable(True)
    button.setChecked(number == 0)
    group.addButton(button, number)
    return button


def _padded(widget: QWidget, edges: tuple[int, int, int, int]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(*edges)
    column.addWidget(widget)
    return holder
