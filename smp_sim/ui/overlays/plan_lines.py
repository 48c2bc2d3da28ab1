"""The plan's own lines: the hairline and the edge of each area."""

from __future__ import annotations

from collections.abc import Iterable

from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, View
from smp_sim.model.plan import Area
from smp_sim.ui.overlays.overlay import Overlay, Stroke
from smp_sim.ui.translation import mark

# The geometry needs NumPy and SciPy: imported when the first line is drawn.
# ruff: noqa: PLC0415


class HairlineOverlay(Overlay):
    """The hairline as a smooth line on the head, in every view with a head."""

    id = "hairline"
    title = mark("Hairline")

    def strokes(self, case: Case, view: View) -> Iterable[Stroke]:
        """Give the hairline where it faces the camera."""
        if isinstance(view.camera, FlatCamera):
            return []
        from smp_sim.render.hairline_curve import hairline_curve
        from smp_sim.ui.overlays.projection_paths import path_on_skin

        line = hairline_curve(case.plan.hairline, case.plan.head)
        return [Stroke(path_on_skin(view.camera, line), "#7be0a5", 2.0)]


class AreasOverlay(Overlay):
    """The edge of every area of the plan."""

    id = "areas"
    title = mark("Areas")

    def strokes(self, case: Case, view: View) -> Iterable[Stroke]:
        """Give each area's edge, the hairline part left to the hairline overlay."""
        from smp_sim.render.hairline_curve import hairline_places
        from smp_sim.render.head_geometry import unit
        from smp_sim.ui.overlays.projection_paths import path_on_skin

        plan, flat = case.plan, isinstance(view.camera, FlatCamera)
        shown = [area for area in plan.areas if _belongs(area, view, flat=flat)]
        if not shown:
            return []
        from smp_sim.render.area_outline import drawn_edges, outline_area

        line, axes = hairline_places(plan.hairline, plan.head), plan.head.semi_axes_mm
        edges = [edge for area in shown for edge in drawn_edges(outline_area(area, line, axes))]
        places = edges if flat else [unit(edge) for edge in edges]
        return [Stroke(path_on_skin(view.camera, line), "#ffb46b", 1.6) for line in places]


def _belongs(area: Area, view: View, *, flat: bool) -> bool:
    return area.view == view.id if area.is_flat else not flat
