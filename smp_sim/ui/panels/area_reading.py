"""What the program reads from the photos for areas: each a task, and one undo step."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from smp_sim.model.camera import FlatCamera
from smp_sim.ui.panels.area_filling import imitates_hair
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
        """Offer what photos and plan have a use for: no hair is read for lips or vitiligo."""
        from smp_sim.document.advice.area_advice import PALE_KINDS  # noqa: PLC0415 - the document room

        case = self._bench.session.case
        areas = case.plan.areas
        kinds = {area.kind for area in areas}
        in_hair = [area for area in areas if imitates_hair(area)]
        close_ups = [view for view in case.views if isinstance(view.camera, FlatCamera)]
        self.buttons["read-hair"].setVisible(bool(in_hair) or not areas)
        self.buttons["read-direction"].setVisible(any(area.is_flat for area in in_hair))
        self.buttons["find-patches"].setVisible(len(close_ups) < len(case.views))
        self.buttons["even-lips"].setVisible("lips" in kinds)
        self.buttons["find-lips"].setVisible(bool(close_ups))
        self.buttons["match-skin"].setEnabled(bool(kinds & set(PALE_KINDS)))
