"""Step 4: where dots go."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from smp_sim.model.case import Case
from smp_sim.model.plan import Area, AreaKind
from smp_sim.ui.panels.area_choice import KIND_TITLES, AreaChoice
from smp_sim.ui.panels.bound_sliders import area_slider
from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.translation import tr

#: Kinds that need no drawing to begin with.
_READY_KINDS: tuple[AreaKind, ...] = ("behind-hairline", "crown", "whole-scalp")


class AreasPanel(Panel):
    """Adds and removes areas, and sets the width of their soft edge."""

    step = "areas"

    def build(self) -> None:
        """Make the list, the buttons and the slider."""
        self.choice = AreaChoice(self.bench.session, offers_all=False)
        self.choice.chosen.connect(self.refresh)
        self.column.addWidget(self.choice)
        self.add_section(tr("Add an area"))
        self.add_buttons = {kind: self._add_button(kind) for kind in _READY_KINDS}
        self.add_section(tr("Edge"))
        self.feather = area_slider(self.bench.session, "feather_mm", lambda: self.choice.area_id)
        self.column.addWidget(self.feather)
        row = QHBoxLayout()
        row.addStretch()
        self.remove_button = QPushButton(tr("Remove area"))
        self.remove_button.clicked.connect(self._remove)
        row.addWidget(self.remove_button)
        self.column.addLayout(row)

    def refresh(self) -> None:
        """Show the plan's areas."""
        self.choice.refresh()
        area = self.choice.area
        for part in (self.feather, self.remove_button):
            part.setEnabled(area is not None)
        if area is not None:
            self.feather.show_value(area.feather_mm)
        self.setEnabled(not self.bench.session.is_empty)

    def _add_button(self, kind: AreaKind) -> QPushButton:
        button = QPushButton(tr(KIND_TITLES[kind]))
        button.clicked.connect(lambda: self._add(kind))
        self.column.addWidget(button)
        return button

    def _add(self, kind: AreaKind) -> None:
        def edit(case: Case) -> Case:
            from smp_sim.document import edits  # noqa: PLC0415 - NumPy, on use

            return edits.add_area(case, Area(id=_free_id(case, kind), kind=kind))

        if self.bench.session.edit(tr("Add area"), edit):
            self.choice.setCurrentIndex(self.choice.count() - 1)
            self.refresh()

    def _remove(self) -> None:
        wanted = self.choice.area_id

        def edit(case: Case) -> Case:
            from smp_sim.document import edits  # noqa: PLC0415 - NumPy, on use

            return edits.remove_area(case, wanted)

        self.bench.session.edit(tr("Remove area"), edit)


def _free_id(case: Case, kind: AreaKind) -> str:
    taken = {area.id for area in case.plan.areas}
    names = (kind, *(f"{kind}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
