"""The actions of the tools on the canvas."""

from __future__ import annotations

from smp_sim.ui.action_spec import ActionSpec
from smp_sim.ui.tools.area_actions import BRUSH_FACTOR, size_brush, take_area_tool
from smp_sim.ui.translation import mark


def tool_actions() -> list[ActionSpec]:
    """Give the actions that take an area tool into the hand and size the brush."""
    tools = [
        ActionSpec(
            f"tool-{name}",
            title,
            "plan",
            lambda w, name=name: take_area_tool(w, name),  # type: ignore[misc]  # bound now
            keys,
            needs_photo=True,
            begins_group=name == "lasso",
        )
        for name, title, keys in (
            ("lasso", mark("Draw an area with the lasso"), ("L",)),
            ("polygon", mark("Draw an area by its corners"), ()),
            ("scar-line", mark("Draw a scar"), ()),
            ("scar-dots", mark("Click dot scars"), ()),
            ("brush", mark("Paint an area"), ("B",)),
            ("eraser", mark("Erase from an area"), ("E",)),
            ("keep-out", mark("Paint where no dots go"), ("K",)),
        )
    ]
    sizes = [
        ActionSpec(
            name,
            title,
            "plan",
            lambda w, factor=factor: size_brush(w, factor),  # type: ignore[misc]  # bound now
            keys,
            needs_photo=True,
        )
        for name, title, factor, keys in (
            ("brush-smaller", mark("Smaller brush"), 1 / BRUSH_FACTOR, ("[",)),
            ("brush-larger", mark("Larger brush"), BRUSH_FACTOR, ("]",)),
        )
    ]
    return tools + sizes
