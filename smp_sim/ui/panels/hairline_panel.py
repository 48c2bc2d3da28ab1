"""Step 3: the hairline's shape and how its edge looks."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QToolButton

from smp_sim.model.case import Case
from smp_sim.model.plan import HairlinePreset
from smp_sim.ui.panels.bound_sliders import hairline_slider
from smp_sim.ui.panels.hairline_shaping import HairlineShaping
from smp_sim.ui.panels.library_menu import LibraryMenu
from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.translation import mark, tr

PRESET_TITLES: dict[HairlinePreset, str] = {
    "natural": mark("Natural"),
    "soft": mark("Soft"),
    "broken": mark("Broken"),
    "straight": mark("Straight edge-up"),
    "widows-peak": mark("Widow's peak"),
    "receded": mark("Receded"),
    "garg": mark("Garg 8 cm"),
    "rounded": mark("Rounded (woman)"),
}

_EDGE_FIELDS = ("transition_mm", "edge_density", "edge_tone", "edge_size")
_WAVE_FIELDS = ("macro_mm", "micro_mm", "strays_per_cm")


class HairlinePanel(Panel):
    """Chooses a preset and sets the edge."""

    step = "hairline"

    def build(self) -> None:
        """Make the presets and the sliders."""
        self.presets = QButtonGroup(self)
        grid = QGridLayout()
        grid.setSpacing(6)
        for index, (preset, title) in enumerate(PRESET_TITLES.items()):
            grid.addWidget(self._preset_button(preset, title), index // 2, index % 2)
        self.column.addLayout(grid)
        by_age = tr("By age and ancestry")
        self.by_age = LibraryMenu(self.bench, by_age, "ages", self)
        self.column.addWidget(self.by_age)
        self.add_section(tr("Shape"))
        self.shaping = HairlineShaping(self.bench, self)
        self.column.addWidget(self.shaping)
        self.add_section(tr("Edge"))
        session = self.bench.session
        self.sliders = {name: hairline_slider(session, name) for name in _EDGE_FIELDS}
        for slider in self.sliders.values():
            self.column.addWidget(slider)
        self.add_section(tr("Irregularity"))
        for name in _WAVE_FIELDS:
            self.sliders[name] = hairline_slider(session, name)
            self.column.addWidget(self.sliders[name])

    def refresh(self) -> None:
        """Show the plan's hairline."""
        hairline = self.bench.session.case.plan.hairline
        for button in self.presets.buttons():
            button.setChecked(button.property("preset") == hairline.preset)
        for name, slider in self.sliders.items():
            slider.show_value(getattr(hairline, name))
        if not self.bench.session.is_empty:
            self.shaping.refresh()
        self.setEnabled(not self.bench.session.is_empty)

    def enter(self) -> None:
        """Give the canvas the line's points."""
        super().enter()
        self.shaping.enter()

    def leave(self) -> None:
        """Take the points away."""
        self.shaping.leave()

    def _preset_button(self, preset: HairlinePreset, title: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(tr(title))
        button.setCheckable(True)
        button.setProperty("preset", preset)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self._choose(preset))
        self.presets.addButton(button)
        return button

    def _choose(self, preset: HairlinePreset) -> None:
        def edit(case: Case) -> Case:
            from smp_sim.document.editing import edits  # noqa: PLC0415 - NumPy, on use
            from smp_sim.render.hairline_curve import preset_hairline  # noqa: PLC0415 - the engine

            return edits.set_hairline(case, preset_hairline(preset, case.plan.head))

        self.bench.session.edit(tr("Choose hairline"), edit)
