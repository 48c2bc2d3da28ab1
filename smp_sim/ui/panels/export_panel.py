"""Step 8: what goes out."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.theme import named
from smp_sim.ui.translation import tr


class ExportPanel(Panel):
    """Saves the case."""

    step = "export"

    def build(self) -> None:
        """Make the buttons."""
        self.save_button = named(QPushButton(tr("Save case")), "primary")
        self.save_button.clicked.connect(lambda: self.bench.commands.run("save"))
        self.column.addWidget(self.save_button)
        self.add_hint(
            tr("Pictures carry the words that they are a simulation, with day and expected range.")
        )

    def refresh(self) -> None:
        """Switch off in an empty window."""
        self.setEnabled(not self.bench.session.is_empty)
