"""Which controls belong to which step.

Each file is imported when its step is first visited, or in the background before that.
"""

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


#: What the controls of the later steps import only once they are used.
_INSIDE = (
    "document.presets.preset_shelf",
    "document.proposal.shade_advice",
    "ui.engine_jobs",
    "ui.overlays.guide_lines",
    "ui.overlays.projection_paths",
    "ui.tools.brush_tool",
    "ui.tools.cap_tool",
    "ui.tools.hairline_tool",
    "ui.tools.hairline_verdicts",
    "ui.tools.outline_tools",
    "ui.tools.ruler_tool",
    "ui.tools.scar_tools",
    "ui.tools.shape_tool",
)


def load_first_panel() -> None:
    """Import the first step's controls with all that they use: see :func:`load_panels`."""
    for name in ("ui.panels.photos_panel", "ui.panels.client_fields"):
        import_module(f"smp_sim.{name}")


def load_panels() -> None:
    """Import every step's controls, away from the window: a step is then there at once.

    Widgets are made in the window's thread alone; this reads code.
    """
    panels = (f"ui.panels.{module}" for module, _ in _CLASSES.values())
    for name in (*panels, *_INSIDE):
        import_module(f"smp_sim.{name}")


#: A maker for each step's controls.
PANELS: dict[str, Callable[[Workbench], Panel]] = {
    step: _factory(module, name) for step, (module, name) in _CLASSES.items()
}
