"""Step 4: where dots go."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton

from smp_sim.model.area_kind import AreaKind, Tissue
from smp_sim.model.case import Case
from smp_sim.model.plan import Area
from smp_sim.ui.panels.area_choice import KIND_TITLES, AreaChoice
from smp_sim.ui.panels.area_drawing import AreaDrawing
from smp_sim.ui.panels.bound_sliders import area_slider
from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.tools.area_desk import AreaDesk
from smp_sim.ui.translation import mark, tr

#: Kinds that need no drawing to begin with.
_READY_KINDS: tuple[AreaKind, ...] = ("behind-hairline", "crown", "whole-scalp")

#: What the skin is like, which changes how it heals.
TISSUE_TITLES: dict[Tissue, str] = {
    "normal": mark("Normal skin"),
    "scar": mark("Scar"),
    "burn": mark("Burn"),
    "vitiligo": mark("Vitiligo"),
    "lip": mark("Lip"),
}

#: How an area is filled, in the order of its sliders.
_FIELDS = ("density_per_cm2", "dot_mm", "shade", "variety", "feather_mm")


class AreasPanel(Panel):
    """Draws, paints, adds and removes areas, and sets how each is filled."""

    step = "areas"

    def build(self) -> None:
        """Make the list, the buttons and the slider."""
        self.desk = AreaDesk(self)
        self.choice = AreaChoice(self.bench.session, offers_all=False)
        self.choice.chosen.connect(lambda: self.desk.choose(self.choice.area_id))
        self.drawing = AreaDrawing(self.bench, self.desk, self)
        self.column.addWidget(self.drawing)
        self.add_section(tr("Chosen area"))
        self.column.addWidget(self.choice)
        self.desk.changed.connect(self._follow_desk)
        self.add_section(tr("Add an area"))
        self.add_buttons = {kind: self._add_button(kind) for kind in _READY_KINDS}
        self.add_section(tr("How it is filled"))
        self.sliders = {
            name: area_slider(self.bench.session, name, lambda: self.choice.area_id)
            for name in _FIELDS
        }
        self.feather = self.sliders["feather_mm"]
        for slider in self.sliders.values():
            self.column.addWidget(slider)
        self.tissue = self._tissue_box()
        self.column.addWidget(self.tissue)
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
        for part in (*self.sliders.values(), self.tissue, self.remove_button):
            part.setEnabled(area is not None)
        if area is not None:
            self.desk.choose(area.id)
            self.tissue.setCurrentIndex(self.tissue.findData(area.tissue))
            for name, slider in self.sliders.items():
                slider.show_value(getattr(area, name))
        self.setEnabled(not self.bench.session.is_empty)

    def enter(self) -> None:
        """Give the canvas the tool that chooses areas."""
        super().enter()
        self.drawing.enter()

    def leave(self) -> None:
        """Put the tool down."""
        self.drawing.leave()

    def _follow_desk(self) -> None:
        """Show the area that was chosen on the canvas."""
        self.choice.refresh()
        self.choice.choose(self.desk.area_id)
        self.refresh()

    def _tissue_box(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(tr("Tissue"))
        for tissue, title in TISSUE_TITLES.items():
            box.addItem(tr(title), tissue)
        box.activated.connect(self._set_tissue)
        return box

    def _set_tissue(self, index: int) -> None:
        wanted, tissue = self.choice.area_id, self.tissue.itemData(index)

        def edit(case: Case) -> Case:
            from smp_sim.document import edits  # noqa: PLC0415 - NumPy, on use

            return edits.update_area(case, wanted, tissue=tissue)

        self.bench.session.edit(tr("Change tissue"), edit)

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
            self.desk.choose(self.bench.session.case.plan.areas[-1].id)

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
