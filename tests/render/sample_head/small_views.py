"""The sample head drawn small, once for all tests of it."""

from __future__ import annotations

from functools import cache

from smp_sim.model.camera import Side
from smp_sim.render.sample_head import SampleHead, SampleView, render_sample


@cache
def small_view(side: Side, skin_tone: int = 2, norwood: str = "6") -> SampleView:
    """Draw 320 x 400 px, about 1.2 px/mm."""
    head = SampleHead(skin_tone=skin_tone, norwood=norwood)  # type: ignore[arg-type]
    return render_sample(head, side, width=320, height=400)
