"""Step 7: before and after."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QToolButton

from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.picture_item import Mode
from smp_sim.ui.translation import mark, tr

MODES: dict[Mode, str] = {
    "after": mark("After"),
    "before": mark("Before"),
    "split": mark("Before and after, split"),
}


class ComparePanel(Panel):
    """Chooses what the canvas shows."""

    step = "compare"

    def build(self) -> None:
        """Make a button for each way to compare."""
        self.modes = QButtonGroup(self)
        for mode, title in MODES.items():
            button = QToolButton(self)
            button.setText(tr(title))
            button.setCheckable(True)
            button.setProperty("mode", mode)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.modes.addButton(button)
            self.column.addWidget(button)
        self.modes.buttonClicked.connect(self._choose)
        self.add_hint(tr("Zoom and position stay the same on both sides."))

    def refresh(self) -> None:
        """Show which way is on."""
        for button in self.modes.buttons():
            button.setChecked(button.property("mode") == self.bench.canvas.picture.mode)
        self.setEnabled(not self.bench.session.is_empty)

    def _choose(self, button: QAbstractButton) -> None:
        mode = button.property("mode")
        picture = self.bench.canvas.picture
        if mode == "after" and picture.mode != "after":
            self.bench.commands.run(picture.mode)
        elif mode not in ("after", picture.mode):
            self.bench.commands.run(mode)
