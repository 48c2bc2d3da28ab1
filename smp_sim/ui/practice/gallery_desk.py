"""The fault gallery: a fault, how bad it is, and what the engine makes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from smp_sim.document.progress_report import Progress
from smp_sim.model.case import Case
from smp_sim.training.catalogue import load_exercise
from smp_sim.training.fault_gallery import (
    GalleryFault,
    fault_case,
    fault_drawing,
    fault_practice,
    gallery_faults,
)
from smp_sim.training.score import Mark
from smp_sim.training.scoring import score_drawing
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.case.case_file import Dossier

#: How bad a fault is when it is first shown: plainly seen.
FIRST_SEVERITY = 0.8


class GalleryDesk(QObject):
    """Holds the fault that is shown. ``changed`` follows the fault, its size and its skin."""

    changed = Signal()

    def __init__(
        self, bench: Workbench, folder: Path | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bench, self._folder = bench, folder
        self._skins: dict[str, Dossier] = {}
        self.faults = gallery_faults()
        self.fault: GalleryFault = self.faults[0]
        self.severity = FIRST_SEVERITY
        self.from_afar = False

    @property
    def practice(self) -> Dossier | None:
        """The skin that the fault is shown on, once it is drawn."""
        return self._skins.get(self.fault.name)

    def choose(self, fault: GalleryFault) -> None:
        """Show another fault, plainly."""
        self.fault, self.severity = fault, FIRST_SEVERITY
        self.prepare()

    def prepare(self) -> None:
        """Have the skin drawn that the fault is shown on."""
        fault = self.fault
        self.changed.emit()
        if self.practice is None:
            self._bench.tasks.start_watched(
                tr("Drawing the practice head"), self._drawer(fault), self._taker(fault)
            )

    def _drawer(self, fault: GalleryFault) -> Callable[[Progress], Dossier]:
        folder = self._folder
        return lambda progress: fault_practice(fault, folder=folder, progress=progress)

    def _taker(self, fault: GalleryFault) -> Callable[[Dossier], None]:
        def take(practice: Dossier) -> None:
            self._skins[fault.name] = practice
            self.changed.emit()

        return take

    def worsen(self, severity: float) -> None:
        """Show the fault as bad as this, 0 (good) to 1."""
        self.severity = severity
        self.changed.emit()

    def look_from(self, *, afar: bool) -> None:
        """Look from arm's length, or closely."""
        self.from_afar = afar
        self.changed.emit()

    def shown_case(self) -> Case | None:
        """Give the case that shows the fault; None until its skin is drawn."""
        practice = self.practice
        return None if practice is None else fault_case(self.fault, self.severity, practice).case

    def mark(self) -> Mark:
        """Give the mark that names the fault, as the drawing that shows it has it."""
        score = score_drawing(
            load_exercise(self.fault.exercise), fault_drawing(self.fault, self.severity)
        )
        return next(mark for mark in score.marks if mark.quantity == self.fault.quantity)
