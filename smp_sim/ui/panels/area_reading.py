"""What the program reads from the photos for areas: each a task, and one undo step."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case
from smp_sim.ui.translation import mark, tr
from smp_sim.ui.workbench import Workbench

#: Actions by their id, with the words on their buttons.
_BUTTONS = {
    "find-scars": mark("Find scars"),
    "find-patches": mark("Find bald patches"),
    "find-lips": mark("Find lips"),
    "even-lips": mark("Even out the border of lips"),
    "read-hair": mark("Read the client's hair"),
    "read-direction": mark("Read the hair's direction"),
    "match-skin": mark("Match the skin around"),
}


class AreaReading(QWidget):
    """Buttons that find scars and patches, read the hair, and mix pigment to the skin around."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for action, title in _BUTTONS.items():
            button = QPushButton(tr(title), self)
            button.clicked.connect(lambda _checked=False, name=action: bench.commands.run(name))
            column.addWidget(button)
            self.buttons[action] = button

    def refresh(self) -> None:
        """Offer a match of the skin, or the hair's direction, only where the plan has its areas."""
        from smp_sim.document.advice.area_advice import PALE_KINDS  # noqa: PLC0415 - the document room

        areas = self._bench.session.case.plan.areas
        kinds = {area.kind for area in areas}
        self.buttons["read-direction"].setVisible(any(area.is_flat for area in areas))
        self.buttons["even-lips"].setVisible("lips" in kinds)
        self.buttons["find-lips"].setVisible(_has_close_up(self._bench.session.case))
        self.buttons["match-skin"].setEnabled(bool(kinds & set(PALE_KINDS)))


def _has_close_up(case: Case) -> bool:
    return any(isinstance(view.camera, FlatCamera) for view in case.views)
