"""What the tools for areas share: the chosen area with its strokes in sight, and Delete."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QPainter, QPainterPath

from smp_sim.document.editing import edits
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import View
from smp_sim.model.plan import Area, BrushStroke
from smp_sim.render.camera_geometry import frame_skin
from smp_sim.render.edge_profile import stroke_line
from smp_sim.render.head_geometry import unit
from smp_sim.ui.canvas_tool import Hand
from smp_sim.ui.overlays.projection_paths import path_on_skin
from smp_sim.ui.tools import area_edits
from smp_sim.ui.tools.area_desk import AreaDesk
from smp_sim.ui.tools.handles import draw_path
from smp_sim.ui.tools.skin_points import LEAST_COS, circle_on_skin, skin_under
from smp_sim.ui.tools.tool import Tool, pixel_of
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench

_CHOSEN_COLOUR = "#ffb46b"
_KEEP_OUT_COLOUR = "#ff7f73"
_REMOVERS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class AreaTool(Tool):
    """Shows the chosen area; a click chooses one. The base of all tools that change areas."""

    name = "select"

    def __init__(self, bench: Workbench, desk: AreaDesk) -> None:
        super().__init__(bench)
        self.desk = desk
        self._paths: tuple[tuple[object, ...], list[tuple[QPainterPath, str]]] | None = None

    @property
    def area(self) -> Area | None:
        """The chosen area, where the view shows it."""
        if self.view is None:
            return None
        found = area_edits.fitting_area(self.case, self.view, self.desk.area_id)
        return found if found is not None and found.id == self.desk.area_id else None

    # --- hand -----------------------------------------------------------------------------

    def press(self, hand: Hand) -> bool:
        """Choose the area under the hand; beside all areas the photo is dragged."""
        if self.view is None:
            return False
        at = skin_under(pixel_of(hand.point), self.view.camera)
        found = "" if at.at_rim else area_edits.area_under(self.case, self.view, at.place)
        if found:
            self.desk.choose(found)
        return bool(found)

    def key(self, event: QKeyEvent) -> bool:
        """Remove the chosen area with Delete."""
        if Qt.Key(event.key()) not in _REMOVERS or self.area is None:
            return False
        name = self.area.id
        self.begin_gesture()
        self.edit(tr("Remove area"), lambda case: edits.remove_area(case, name))
        self.end_gesture()
        return True

    # --- picture --------------------------------------------------------------------------

    def paint(self, painter: QPainter, zoom: float) -> None:
        del zoom
        area, view = self.area, self.view
        if area is None or view is None:
            return
        for path, effect in self._area_paths(area, view):
            if effect == "edge":
                draw_path(painter, path, _CHOSEN_COLOUR, 2.6)
            elif effect == "keep-out":
                _paint_keep_out(painter, path)

    def _area_paths(self, area: Area, view: View) -> list[tuple[QPainterPath, str]]:
        """Give the edge of the area and its strokes; worked out once for each state of them."""
        key = (area, self.case.plan.hairline, self.case.plan.head, view.camera)
        if self._paths is None or any(a is not b for a, b in zip(self._paths[0], key, strict=True)):
            edge = QPainterPath()
            for line in area_edits.area_edges(self.case, area):
                edge.addPath(path_on_skin(view.camera, line))
            kept = [s for s in area.strokes if s.effect == "keep-out"]
            strokes = [(stroke_path(s, view).simplified(), "keep-out") for s in kept]
            self._paths = (key, [(edge, "edge"), *strokes])
        return self._paths[1]


def stroke_path(stroke: BrushStroke, view: View) -> QPainterPath:
    """Give what a stroke covers in the photo, where it faces the camera."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    axes = None if isinstance(view.camera, FlatCamera) else view.camera.semi_axes_mm
    line, radii = stroke_line(stroke, axes)
    # The line runs in steps below 1 mm; circles a quarter of the brush apart show no notches.
    step = max(1, int(0.25 * min(stroke.radii_mm)))
    places = (line if axes is None else unit(line))[::step]
    frames = frame_skin(view.camera, places)
    seen = frames.in_front & (frames.cos_tilt > LEAST_COS)
    for (x, y, z), radius, shown in zip(places, radii[::step], seen.tolist(), strict=True):
        if shown:
            ring = circle_on_skin((x, y, z), float(radius), view.camera)
            path.addPolygon([QPointF(x, y) for x, y in ring.tolist()])
    return path


def _paint_keep_out(painter: QPainter, path: QPainterPath) -> None:
    """Hatch and edge what is kept free of dots: by pattern, not by colour alone."""
    brush = QBrush(QColor(_KEEP_OUT_COLOUR).lighter(115), Qt.BrushStyle.BDiagPattern)
    inverse, _ = painter.worldTransform().inverted()
    brush.setTransform(inverse)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.fillPath(path, QColor(20, 20, 20, 70))
    painter.drawPath(path)
    draw_path(painter, path, _KEEP_OUT_COLOUR, 1.6)
