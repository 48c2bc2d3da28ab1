"""The shade advised for the client's skin and hair, why, and what to heed; taken by one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from smp_sim.model.case import Case
from smp_sim.ui.theme import named
from smp_sim.ui.translation import spoken, tr, worded
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.proposal.shade_advice import ShadeAdvice
    from smp_sim.model.client import Client

# The engine is imported on use.
# ruff: noqa: PLC0415


class ShadeCounsel(QWidget):
    """Says the advice for the open case's client and gives it to the areas of dots."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = bench.session
        self._told: Client | None = None
        self._advice: ShadeAdvice | None = None
        self.words = named(QLabel(self), "hint")
        self.words.setWordWrap(True)
        self.take_button = QPushButton(tr("Take the advised shade"), self)
        self.take_button.clicked.connect(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.take_button)

    def refresh(self) -> None:
        """Show the advice for the client as they are now known."""
        client = self._session.case.client
        if client == self._told:
            return
        from smp_sim.document.proposal.shade_advice import advise_for

        self._told, self._advice = client, advise_for(client)
        said = tr(
            "Advised for this client: shade {shade}, dots of {dot} mm.",
            shade=worded(self._advice.shade, ".2f"),
            dot=worded(self._advice.dot_mm, ".2f"),
        )
        self.words.setText(f"{said} {spoken(self._advice.reason)}")

    def take(self) -> None:
        """Give shade and dot size to every area of dots, as one step."""
        advice = self._advice
        if advice is None:
            return

        def edit(case: Case) -> Case:
            from smp_sim.document.editing.edits import update_area

            for area in case.plan.areas:
                if area.technique == "dots" and area.pigment != "mixed":
                    case = update_area(case, area.id, shade=advice.shade, dot_mm=advice.dot_mm)
            return case

        self._session.begin_gesture()
        self._session.edit(tr("Take the advised shade"), edit)
