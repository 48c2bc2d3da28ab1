"""Which controls belong to which step. Each file is imported when its step is first visited."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.workbench import Workbench

#: Step, module and class.
_CLASSES = {
    "photos": ("photos_panel", "PhotosPanel"),
    "head": ("head_panel", "HeadPanel"),
    "hairline": ("hairline_panel", "HairlinePanel"),
    "areas": ("areas_panel", "AreasPanel"),
    "shade": ("shade_panel", "ShadePanel"),
    "healing": ("healing_panel", "HealingPanel"),
    "compare": ("compare_panel", "ComparePanel"),
    "export": ("export_panel", "ExportPanel"),
}


def _factory(module: str, name: str) -> Callable[[Workbench], Panel]:
    def make(bench: Workbench) -> Panel:
        panel: Panel = getattr(import_module(f"smp_sim.ui.panels.{module}"), name)(bench)
        return panel

    return make


#: A maker for each step's controls.
PANELS: dict[str, Callable[[Workbench], Panel]] = {
    step: _factory(module, name) for step, (module, name) in _CLASSES.items()
}
