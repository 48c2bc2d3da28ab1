"""Step 5: density, dot size, shade and variety, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from smp_sim.ui.panels.area_choice import AreaChoice
from smp_sim.ui.panels.bound_sliders import area_slider
from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.theme import named
from smp_sim.ui.translation import tr

if TYPE_CHECKING:
    from smp_sim.ui.engine_jobs import Consequences

_FIELDS = ("density_per_cm2", "dot_mm", "shade", "variety", "depth_mm")

#: What follows is counted when the hand rests (ms).
_REST_MS = 300


class ShadePanel(Panel):
    """Sets how an area is filled, and tells what that means."""

    step = "shade"

    def build(self) -> None:
        """Make the choice of area and the sliders."""
        session = self.bench.session
        self.choice = AreaChoice(session, offers_all=True)
        self.choice.chosen.connect(self.refresh)
        self.column.addWidget(self.choice)
        self.sliders = {
            name: area_slider(session, name, lambda: self.choice.area_id) for name in _FIELDS
        }
        for slider in self.sliders.values():
            self.column.addWidget(slider)
        self.add_section(tr("What follows"))
        self.consequences = QLabel(self)
        self.consequences.setWordWrap(True)
        self.column.addWidget(self.consequences)
        self.warnings = named(QLabel(self), "caution")
        self.warnings.setWordWrap(True)
        self.column.addWidget(self.warnings)
        self._counted: object = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._count)

    def refresh(self) -> None:
        """Show the chosen area."""
        self.choice.refresh()
        area = self.choice.area
        for name, slider in self.sliders.items():
            slider.setEnabled(area is not None)
            if area is not None:
                slider.show_value(getattr(area, name))
        self.setEnabled(not self.bench.session.is_empty)
        if self.bench.session.case is not self._counted:
            self._rest.start()

    def _count(self) -> None:
        session = self.bench.session
        if session.is_empty or session.case is self._counted:
            return
        from smp_sim.ui.engine_jobs import find_consequences  # noqa: PLC0415 - the engine

        self._counted = session.case
        dossier = session.dossier()
        self.bench.tasks.start(
            tr("Counting dots"), lambda: find_consequences(dossier), self._show_consequences
        )

    def _show_consequences(self, found: Consequences) -> None:
        hours = found.minutes / 60.0
        self.consequences.setText(
            tr(
                "{dots} dots on {area} cm² in {sessions} sessions ({each})."
                " About {hours} hours of needle time.",
                dots=f"{found.dots:,}",
                area=f"{found.area_cm2:.0f}",
                sessions=len(found.session_dots),
                each=" + ".join(f"{count:,}" for count in found.session_dots),
                hours=f"{hours:.1f}",
            )
        )
        self.warnings.setText("\n".join(f"! {text}" for text in found.warnings))
        self.warnings.setVisible(bool(found.warnings))
