"""Step 4: where dots go."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from smp_sim.model.area_kind import AreaKind
from smp_sim.model.case import Case
from smp_sim.model.plan import Area
from smp_sim.ui.panels.area_adding import AreaAdding
from smp_sim.ui.panels.area_choice import AreaChoice
from smp_sim.ui.panels.area_drawing import AreaDrawing
from smp_sim.ui.panels.area_filling import AreaFilling
from smp_sim.ui.panels.area_history import AreaHistoryBox
from smp_sim.ui.panels.area_reading import AreaReading
from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.theme import named
from smp_sim.ui.tools.area_desk import AreaDesk
from smp_sim.ui.translation import spoken, tr


class AreasPanel(Panel):
    """Draws, paints, adds and removes areas, and sets how each is filled."""

    step = "areas"

    def build(self) -> None:
        """Make the tools, the choice, and what is set and said of the chosen area."""
        self.desk = AreaDesk(self)
        self.choice = AreaChoice(self.bench.session, offers_all=False)
        self.choice.chosen.connect(lambda: self.desk.choose(self.choice.area_id))
        self.drawing = AreaDrawing(self.bench, self.desk, self)
        self.adding = AreaAdding(self.bench, self.desk, self)
        self.column.addWidget(self.adding)
        self.column.addWidget(self.drawing)
        self.add_section(tr("Chosen area"))
        self.column.addWidget(self.choice)
        self.note = named(QLabel(self), "hint")
        self.note.setWordWrap(True)
        self.column.addWidget(self.note)
        self.history = AreaHistoryBox(self.bench.session, self.choice, self)
        self.column.addWidget(self.history)
        self.desk.changed.connect(self._follow_desk)
        self.add_section(tr("How it is filled"))
        self.filling = AreaFilling(self.bench.session, self.choice, self)
        self.column.addWidget(self.filling)
        self.column.addLayout(self._remove_row())
        self.add_section(tr("Read from the photos"))
        self.reading = AreaReading(self.bench, self)
        self.column.addWidget(self.reading)

    def refresh(self) -> None:
        """Show the plan's areas."""
        self.choice.refresh()
        area = self.choice.area
        self.remove_button.setEnabled(area is not None)
        self.history.refresh()
        self.filling.refresh()
        self.reading.refresh()
        self._show_note(area)
        if area is not None:
            self.desk.choose(area.id)
        self.setEnabled(not self.bench.session.is_empty)

    def enter(self) -> None:
        """Give the canvas the tool that chooses areas."""
        super().enter()
        self.drawing.enter()

    def leave(self) -> None:
        """Put the tool down."""
        self.drawing.leave()

    def add(self, kind: AreaKind) -> None:
        """Begin an area of a kind, as its entry in the menu does."""
        self.adding.begin(kind)

    def _follow_desk(self) -> None:
        """Show the area that was chosen on the canvas."""
        self.choice.refresh()
        self.choice.choose(self.desk.area_id)
        self.refresh()

    def _show_note(self, area: Area | None) -> None:
        """Say what is special about the chosen area's kind: how it heals, when it is ready."""
        from smp_sim.document.advice.area_advice import notes_of  # noqa: PLC0415 - the document room

        notes = notes_of((area,)) if area is not None else ()
        self.note.setText("\n".join(spoken(note) for note in notes))
        self.note.setVisible(bool(notes))

    def _remove_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        self.remove_button = QPushButton(tr("Remove area"))
        self.remove_button.clicked.connect(self._remove)
        row.addWidget(self.remove_button)
        return row

    def _remove(self) -> None:
        wanted = self.choice.area_id

        def edit(case: Case) -> Case:
            from smp_sim.document.editing import edits  # noqa: PLC0415 - NumPy, on use

            return edits.remove_area(case, wanted)

        self.bench.session.edit(tr("Remove area"), edit)
