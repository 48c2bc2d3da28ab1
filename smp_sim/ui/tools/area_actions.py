"""What the keys of the area tools do: take a tool from any step, make the brush larger."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smp_sim.ui.main_window import MainWindow

#: A press of [ or ] makes the brush smaller or larger by this factor.
BRUSH_FACTOR = 1.25


def take_area_tool(window: MainWindow, name: str) -> None:
    """Go to the areas and take a tool into the hand."""
    window.show_step("areas")
    window.bench.tools.take(name)


def size_brush(window: MainWindow, factor: float) -> None:
    """Make the brush larger or smaller, where the areas are the step."""
    from smp_sim.ui.panels.areas_panel import AreasPanel  # noqa: PLC0415 - its step, on use

    panel = window.panels.current
    if isinstance(panel, AreasPanel):
        panel.desk.set_brush(panel.desk.brush_mm * factor)
