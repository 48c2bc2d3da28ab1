"""Step 5: density, dot size, shade and variety, and what follows from them."""

from __future__ import annotations

from smp_sim.ui.panels.area_choice import AreaChoice
from smp_sim.ui.panels.bound_sliders import area_slider
from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.translation import tr

_FIELDS = ("density_per_cm2", "dot_mm", "shade", "variety", "depth_mm")


class ShadePanel(Panel):
    """Sets how an area is filled."""

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
        self.consequences = self.add_hint("")

    def refresh(self) -> None:
        """Show the chosen area."""
        self.choice.refresh()
        area = self.choice.area
        for name, slider in self.sliders.items():
            slider.setEnabled(area is not None)
            if area is not None:
                slider.show_value(getattr(area, name))
        self.setEnabled(not self.bench.session.is_empty)
