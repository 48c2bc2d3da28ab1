"""The action that opens the preset library."""

from __future__ import annotations

from smp_sim.ui.action_spec import ActionSpec
from smp_sim.ui.translation import mark


def preset_actions() -> list[ActionSpec]:
    """Give it; it stands in the menu of the plan."""
    return [
        ActionSpec(
            "presets",
            mark("Preset library…"),
            "plan",
            lambda w: w.presets.toggle(),
            ("Ctrl+B",),
            state=lambda w: w.presets.library is not None,
            begins_group=True,
        )
    ]
