"""The guides: 10 mm grid on the skin, midline, facial thirds."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QPainterPath

from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, View
from smp_sim.ui.overlays.overlay import Overlay, Stroke
from smp_sim.ui.translation import mark

# The geometry behind the guides needs NumPy and SciPy: imported when the first one is drawn.
# ruff: noqa: PLC0415


class GridOverlay(Overlay):
    """A 10 mm grid on the skin: the live check of the scale."""

    id = "grid"
    title = mark("10 mm grid")

    def strokes(self, case: Case, view: View) -> Iterable[Stroke]:
        """Give the grid's lines as one path."""
        from smp_sim.ui.overlays.guide_lines import grid_lines
        from smp_sim.ui.overlays.projection_paths import path_on_skin

        if isinstance(view.camera, FlatCamera):
            return [Stroke(_flat_grid(view, 10.0 * view.camera.px_per_mm), width=1.0)]
        return [Stroke(path_on_skin(view.camera, *grid_lines(case.plan.head)), width=1.0)]


class MidlineOverlay(Overlay):
    """The middle of the head, from the glabella over the vertex."""

    id = "midline"
    title = mark("Midline")

    def strokes(self, case: Case, view: View) -> Iterable[Stroke]:
        """Give the midline; a close-up has none."""
        if isinstance(view.camera, FlatCamera):
            return []
        from smp_sim.ui.overlays.guide_lines import midline
        from smp_sim.ui.overlays.projection_paths import path_on_skin

        return [Stroke(path_on_skin(view.camera, midline(case.plan.head)), "#8fd3ff", dashed=True)]


class ThirdsOverlay(Overlay):
    """The facial thirds: level lines at hairline, glabella, subnasale and chin."""

    id = "thirds"
    title = mark("Facial thirds")

    def strokes(self, case: Case, view: View) -> Iterable[Stroke]:
        """Give the four lines where the face is seen; other sides have none."""
        if isinstance(view.camera, FlatCamera) or view.side not in _FACE_SIDES:
            return []
        import numpy as np

        from smp_sim.render.camera_geometry import project_places
        from smp_sim.ui.overlays.guide_lines import facial_thirds
        from smp_sim.ui.overlays.projection_paths import path_of_points

        shown = np.ones(2, dtype=bool)
        return [
            Stroke(path_of_points(project_places(view.camera, line), shown), "#ffe08a", dashed=True)
            for line in facial_thirds(case.plan.head)
        ]


_FACE_SIDES = {"front", "front-high", "threequarter-left", "threequarter-right"}


def _flat_grid(view: View, step_px: float) -> QPainterPath:
    path = QPainterPath()
    if step_px < 2.0:
        return path
    for column in range(int(view.photo.width / step_px) + 1):
        path.moveTo(column * step_px, 0)
        path.lineTo(column * step_px, view.photo.height)
    for row in range(int(view.photo.height / step_px) + 1):
        path.moveTo(0, row * step_px)
        path.lineTo(view.photo.width, row * step_px)
    return path
