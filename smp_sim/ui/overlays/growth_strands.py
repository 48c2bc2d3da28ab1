"""The way hair grows: short strands on the skin, which dots that sit in hair follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, View
from smp_sim.ui.overlays.overlay import Overlay, Stroke
from smp_sim.ui.translation import mark

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from smp_sim.model.hair_growth import HairGrowth
    from smp_sim.model.plan import Area
    from smp_sim.model.units import Vec3

# The geometry behind the strands needs NumPy and SciPy: imported when the first one is drawn.
# ruff: noqa: PLC0415

#: Strands over the whole sphere, about 9 mm apart, and how long each is, mm, in so many steps.
_STRANDS, _LONG_MM, _STEPS = 1500, 6.0, 4
#: Strands begin above this height of the unit direction, and above the brows on the face.
_LOWEST, _BROW, _FACE = -0.45, 0.3, 0.5


class GrowthOverlay(Overlay):
    """Strands along the hair on the head; in a close-up one through each area that knows its."""

    id = "growth"
    title = mark("The way hair grows")

    def strokes(self, case: Case, view: View) -> Iterable[Stroke]:
        """Give the strands of a view."""
        from smp_sim.ui.overlays.projection_paths import path_on_skin

        if isinstance(view.camera, FlatCamera):
            lines = flat_strands([area for area in case.plan.areas if area.view == view.id])
        else:
            lines = head_strands(case.plan.head.semi_axes_mm, case.plan.growth)
        return [Stroke(path_on_skin(view.camera, *lines), "#b8f2b0", width=1.1)] if lines else []


def head_strands(semi_axes_mm: Vec3, growth: HairGrowth) -> list[NDArray[np.float64]]:
    """Give strands (N, 3) of unit directions over the scalp, each beginning at its root."""
    import numpy as np

    from smp_sim.render.growth_direction import growth_at
    from smp_sim.render.head_geometry import fibonacci_sphere, place_on_head, unit

    u = unit(fibonacci_sphere(_STRANDS) * np.asarray(semi_axes_mm))
    u = u[(u[:, 1] > _LOWEST) & ((u[:, 2] < _FACE) | (u[:, 1] > _BROW))]
    strand = [u]
    for _ in range(_STEPS):
        step = _LONG_MM / _STEPS * growth_at(strand[-1], semi_axes_mm, growth)
        strand.append(unit(place_on_head(strand[-1], semi_axes_mm) + step))
    return list(np.stack(strand, axis=1))


def flat_strands(areas: Sequence[Area]) -> list[NDArray[np.float64]]:
    """Give a line (2, 3) in mm of the plane through each area whose hair has a known axis."""
    import numpy as np

    lines = []
    for area in areas:
        if area.growth_deg is None or not area.outline:
            continue
        outline = np.asarray(area.outline, dtype=np.float64)
        turn = np.radians(area.growth_deg)
        half = 0.4 * float(np.ptp(outline[:, :2], axis=0).max())
        axis = half * np.array([np.cos(turn), np.sin(turn), 0.0])
        lines.append(outline.mean(axis=0) + np.stack([-axis, axis]))
    return lines
