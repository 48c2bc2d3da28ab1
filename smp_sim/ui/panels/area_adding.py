"""The menu that begins an area of any kind, by treatment."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from smp_sim.model.area_kind import KIND_TRAITS, AreaKind, AreaShape
from smp_sim.model.case import Case
from smp_sim.model.errors import SmpError
from smp_sim.ui.panels.area_choice import KIND_TITLES
from smp_sim.ui.tools.area_desk import AreaDesk
from smp_sim.ui.translation import mark, tr
from smp_sim.ui.workbench import Workbench

# The engine is imported on use.
# ruff: noqa: PLC0415

#: Kinds by treatment, in the order of the menu.
KINDS_BY_TREATMENT: dict[str, tuple[AreaKind, ...]] = {
    mark("Shaved look"): ("behind-hairline", "crown", "whole-scalp", "patch"),
    mark("Thin hair"): ("between-hair", "transplant"),
    mark("Alopecia"): ("alopecia-patch",),
    mark("Scars"): ("scar-line", "scar-dots", "burn"),
    mark("Vitiligo"): ("vitiligo",),
    mark("Lips"): ("lips",),
}

#: The tool that draws a shape.
_TOOLS: dict[AreaShape, str] = {"closed": "lasso", "line": "scar-line", "spots": "scar-dots"}


class AreaAdding(QWidget):
    """A button with a menu: a zone of the head is added at once, other kinds are drawn next."""

    def __init__(self, bench: Workbench, desk: AreaDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._desk = bench, desk
        self.actions_by_kind: dict[AreaKind, QAction] = {}
        self.button = QPushButton(tr("Add an area"), self)
        self.button.setMenu(self._make_menu())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button)

    def begin(self, kind: AreaKind) -> None:
        """Add a zone, or take the tool that draws the kind; say so where the view can't hold it."""
        from smp_sim.ui.tools.scar_edits import require_ground

        view = self._bench.session.view
        if view is None:
            return
        try:
            require_ground(kind, view)
        except SmpError as mistake:
            self._bench.messages.refuse(mistake)
            return
        shape = KIND_TRAITS[kind].shape
        if shape == "zone":
            self._add_zone(kind)
        else:
            self._desk.set_kind(kind)
            self._bench.tools.take(_TOOLS[shape])

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for title, kinds in KINDS_BY_TREATMENT.items():
            menu.addSection(tr(title))
            for kind in kinds:
                action = menu.addAction(tr(KIND_TITLES[kind]))
                action.triggered.connect(lambda _checked=False, kind=kind: self.begin(kind))
                self.actions_by_kind[kind] = action
        return menu

    def _add_zone(self, kind: AreaKind) -> None:
        made: list[str] = []

        def edit(case: Case) -> Case:
            from smp_sim.document.editing import edits
            from smp_sim.render.treatment_fills import filled_area
            from smp_sim.ui.tools.area_edits import free_id

            made.append(free_id(case, kind))
            return edits.add_area(case, filled_area(made[-1], kind))

        if self._bench.session.edit(tr("Add area"), edit):
            self._desk.choose(made[-1])
