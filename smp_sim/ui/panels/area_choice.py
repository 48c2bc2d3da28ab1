"""Which area the controls are about; shared by the steps that change areas."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from smp_sim.document.report.naming import AREA_NAMES
from smp_sim.model.plan import Area
from smp_sim.ui.session import Session
from smp_sim.ui.translation import tr

#: What kinds of area are called, in the window as in the report.
KIND_TITLES = AREA_NAMES


class AreaChoice(QComboBox):
    """A box of the plan's areas; the first entry stands for all of them where there are several.

    ``chosen`` follows the user's choice.
    """

    chosen = Signal()

    def __init__(
        self, session: Session, *, offers_all: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._offers_all = session, offers_all
        self.setAccessibleName(tr("Area"))
        self.activated.connect(lambda _row: self.chosen.emit())

    @property
    def area_id(self) -> str:
        """The chosen area's id; empty: all areas, or there is none."""
        return str(self.currentData() or "")

    @property
    def area(self) -> Area | None:
        """The chosen area; the first one where all are chosen."""
        areas = self._session.case.plan.areas
        return next((a for a in areas if self.area_id in ("", a.id)), None)

    def choose(self, area_id: str) -> None:
        """Choose an area by its id; one that is not listed changes nothing."""
        index = self.findData(area_id)
        if index >= 0:
            self.setCurrentIndex(index)

    def refresh(self) -> None:
        """List the plan's areas; keep the choice where it is still there."""
        areas = self._session.case.plan.areas
        entries = [(titled(area, areas), area.id) for area in areas]
        if self._offers_all and len(entries) != 1:
            entries.insert(0, (tr("All areas") if entries else tr("No area yet"), ""))
        if entries == [(self.itemText(i), self.itemData(i)) for i in range(self.count())]:
            return
        wanted = self.area_id
        self.clear()
        for title, area_id in entries:
            self.addItem(title, area_id)
        self.setCurrentIndex(max(0, self.findData(wanted)))


def titled(area: Area, areas: Sequence[Area]) -> str:
    """Name an area by its kind, with a number where there are several of it."""
    alike = [other.id for other in areas if other.kind == area.kind]
    number = f" {alike.index(area.id) + 1}" if len(alike) > 1 else ""
    return tr(KIND_TITLES[area.kind]) + number
