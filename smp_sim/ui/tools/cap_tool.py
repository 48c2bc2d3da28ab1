"""The wireframe cap under the hand: where the head lies, how large and how turned it is."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace as with_fields
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath

from smp_sim.document.proposal.handle_refit import handle_places
from smp_sim.document.proposal.head_camera import HeadHandles, handles_of
from smp_sim.model.camera import HeadCamera
from smp_sim.model.case import View
from smp_sim.model.units import Vec2
from smp_sim.render.camera_geometry import hit_skin
from smp_sim.ui import head_edits
from smp_sim.ui.canvas_tool import Hand
from smp_sim.ui.overlays.projection_paths import path_on_skin
from smp_sim.ui.tools.cap_geometry import CapHandle, cap_handles, cap_lines, rim_of
from smp_sim.ui.tools.handles import Shape, draw_handle, draw_label, draw_path
from smp_sim.ui.tools.tool import ARROW_KEYS, Tool, pixel_of
from smp_sim.ui.translation import mark, tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.model.case import LandmarkName

#: What each handle does, beside it while it is held or under the hand.
TITLES = {
    "move": mark("Move"),
    "size": mark("Size"),
    "yaw": mark("Turn left or right"),
    "pitch": mark("Nod"),
    "roll": mark("Tilt"),
    "axis-0": mark("Breadth"),
    "axis-1": mark("Height"),
    "axis-2": mark("Length"),
    "ear_left": mark("Left ear, its middle"),
    "ear_right": mark("Right ear, its middle"),
    "lateral_canthus_left": mark("Left eye, outer corner"),
    "lateral_canthus_right": mark("Right eye, outer corner"),
    "glabella": mark("Between the brows"),
    "nose_tip": mark("Tip of the nose"),
    "vertex": mark("Midline, where the line from ear to ear meets it"),
    "occiput": mark("Midline, the bump above the nape"),
}
_SHAPES: dict[str, Shape] = {"yaw": "diamond", "pitch": "diamond", "roll": "diamond"}
_CAP_COLOUR = "#7fd0ff"

#: Arrow keys move the head by so many photo pixels on screen; with Shift they turn it (degrees).
_STEP_PX, _STEP_DEG = 1.0, 1.0


class CapTool(Tool):
    """Drags the head: the cap moves it, handles size and turn it; with Shift the cap turns.

    A landmark dragged to where it is in the photo turns and moves the head as a whole.
    """

    name = "cap"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._held: CapHandle | None = None
        self._start = QPointF()
        self._under = ""
        self._drawn: tuple[HeadCamera, QPainterPath, QPainterPath] | None = None

    def forget(self) -> None:
        """Let go of another document's head."""
        super().forget()
        self._held = None

    # --- what is there --------------------------------------------------------------------

    @property
    def camera(self) -> HeadCamera | None:
        """The head camera of the view that is shown; None: it has no head."""
        camera = self.view.camera if self.view is not None else None
        return camera if isinstance(camera, HeadCamera) else None

    def handles(self) -> dict[str, CapHandle]:
        """Give the handles by name."""
        camera, view = self.camera, self.view
        if camera is None or view is None:
            return {}
        marks = handle_places(camera, view.landmarks)
        pins = [CapHandle(name, at, (1.0, 1.0), is_landmark=True) for name, at in marks.items()]
        return {handle.name: handle for handle in (*cap_handles(camera), *pins)}

    def _handle_under(self, hand: Hand) -> CapHandle | None:
        """Give the handle under the hand; on the cap itself it is the one that moves."""
        camera, handles = self.camera, list(self.handles().values())
        if camera is None:
            return None
        near = self.nearest(hand, [(i, *handle.at_px) for i, handle in enumerate(handles)])
        if near is not None:
            return handles[near]
        on_cap = bool(hit_skin(camera, [pixel_of(hand.point)])[1][0])
        return handles[0] if on_cap else None

    # --- hand -----------------------------------------------------------------------------

    def press(self, hand: Hand) -> bool:
        self._held = self._handle_under(hand)
        if self._held is None:
            return False
        if self._held.name == "move" and hand.keys & Qt.KeyboardModifier.ShiftModifier:
            self._held = self._held._replace(name="turn")
        self._start = hand.point
        self.begin_gesture()
        self.repaint()
        return True

    def move(self, hand: Hand) -> None:
        view, held = self._base_view(), self._held
        if view is None or held is None:
            return
        by = hand.point - self._start
        yaw, pitch = -self._angle(by.x()), self._angle(by.y())
        ways: dict[str, Callable[[], None]] = {
            "move": lambda: self._move((by.x(), by.y())),
            "turn": lambda: self._turn(yaw_deg=yaw, pitch_deg=pitch),
            "yaw": lambda: self._turn(yaw_deg=yaw),
            "pitch": lambda: self._turn(pitch_deg=pitch),
            "roll": lambda: self._roll(hand.point),
            "size": lambda: self._size(hand.point),
        }
        if held.is_landmark:
            self._pin(held, by)
        else:
            ways.get(held.name, lambda: self._stretch(held, by))()

    def release(self, hand: Hand) -> None:
        del hand
        self._held = None
        self.end_gesture()
        self.repaint()

    def hover(self, hand: Hand | None) -> None:
        under = self._handle_under(hand) if hand is not None else None
        name = under.name if under is not None else ""
        if name != self._under:
            self._under = name
            self.repaint()

    def cancel(self) -> bool:
        was_on = self._held is not None
        self._held = None
        return self.take_back(tr("Move head")) or was_on

    def key(self, event: QKeyEvent) -> bool:
        """Arrows move the head by a screen pixel, with Shift they turn it by a degree."""
        key = Qt.Key(event.key())
        if key not in ARROW_KEYS or self.camera is None:
            return False
        dx, dy = ARROW_KEYS[key]
        self.begin_gesture()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._turn(yaw_deg=-dx * _STEP_DEG, pitch_deg=dy * _STEP_DEG)
        else:
            step = _STEP_PX / self.bench.canvas.zoom
            self._move((dx * step, dy * step))
        self.end_gesture()
        return True

    # --- what a drag does -----------------------------------------------------------------

    def _base_view(self) -> View | None:
        """Give the view as the gesture found it: a drag is measured from there, not in steps."""
        shown = self.view
        if shown is None:
            return None
        return next((view for view in self.base.views if view.id == shown.id), None)

    def _base_handles(self) -> tuple[View, HeadHandles] | None:
        view = self._base_view()
        if view is None or not isinstance(view.camera, HeadCamera):
            return None
        return view, handles_of(view.camera, view.side)

    def _set(self, label: str, view: View, handles: HeadHandles) -> None:
        base = self.base
        self.edit(label, lambda _case: head_edits.put_head(base, view.id, handles))

    def _angle(self, by_px: float) -> float:
        """Give the turn in degrees that carries the front of the head so far across the photo."""
        found = self._base_handles()
        if found is None:
            return 0.0
        _, handles = found
        return math.degrees(by_px / (handles.px_per_mm * handles.semi_axes_mm[2]))

    def _move(self, by: Vec2) -> None:
        if found := self._base_handles():
            view, handles = found
            x, y = handles.centre_px
            moved = with_fields(handles, centre_px=(x + by[0], y + by[1]))
            self._set(tr("Move head"), view, moved)

    def _turn(self, yaw_deg: float = 0.0, pitch_deg: float = 0.0, roll_deg: float = 0.0) -> None:
        if found := self._base_handles():
            view, handles = found
            turn = handles.turn._replace(
                yaw_deg=handles.turn.yaw_deg + yaw_deg,
                pitch_deg=handles.turn.pitch_deg + pitch_deg,
                roll_deg=handles.turn.roll_deg + roll_deg,
            )
            self._set(tr("Turn head"), view, with_fields(handles, turn=turn))

    def _roll(self, to: QPointF) -> None:
        if found := self._base_handles():
            start, now = (_bearing(found[1].centre_px, p) for p in (self._start, to))
            self._turn(roll_deg=(now - start + 180.0) % 360.0 - 180.0)

    def _size(self, to: QPointF) -> None:
        """Make the head larger: by its scale while that is a guess, else by its size in mm."""
        if found := self._base_handles():
            view, handles = found
            was, now = (math.dist(handles.centre_px, pixel_of(p)) for p in (self._start, to))
            factor = max(now, 1.0) / max(was, 1.0)
            base = self.base
            self.edit(tr("Size head"), lambda _case: head_edits.scale_head(base, view.id, factor))

    def _stretch(self, held: CapHandle, by: QPointF) -> None:
        if found := self._base_handles():
            index = int(held.name[-1])
            wx, wy = held.along_px
            longer = (by.x() * wx + by.y() * wy) / (wx * wx + wy * wy)
            length, base = found[1].semi_axes_mm[index] + longer, self.base
            self.edit(tr("Size head"), lambda _case: head_edits.size_head(base, index, length))

    def _pin(self, held: CapHandle, by: QPointF) -> None:
        view, base = self._base_view(), self.base
        at = (held.at_px[0] + by.x(), held.at_px[1] + by.y())
        name = cast("LandmarkName", held.name)
        if view is not None:
            self.edit(
                tr("Set landmark"), lambda _case: head_edits.pin_landmark(base, view.id, name, at)
            )

    # --- picture --------------------------------------------------------------------------

    def paint(self, painter: QPainter, zoom: float) -> None:
        camera = self.camera
        if camera is None:
            return
        wires, rim = self._wires(camera)
        draw_path(painter, wires, _CAP_COLOUR, 1.1)
        draw_path(painter, rim, _CAP_COLOUR, 2.0)
        self._paint_handles(painter, zoom)

    def _wires(self, camera: HeadCamera) -> tuple[QPainterPath, QPainterPath]:
        """Give wires and rim, worked out once for a camera."""
        known = self._drawn
        if known is None or known[0] is not camera:
            wires, rim = QPainterPath(), QPainterPath()
            for line in cap_lines(camera):
                wires.addPath(path_on_skin(camera, line))
            rim.addPolygon([QPointF(x, y) for x, y in rim_of(camera).tolist()])
            known = self._drawn = (camera, wires, rim)
        return known[1], known[2]

    def _paint_handles(self, painter: QPainter, zoom: float) -> None:
        on = self._held.name if self._held is not None else self._under
        handles = self.handles()
        arms = QPainterPath()
        for name in ("yaw", "pitch", "roll"):
            arms.moveTo(QPointF(*handles["move"].at_px))
            arms.lineTo(QPointF(*handles[name].at_px))
        draw_path(painter, arms, _CAP_COLOUR, 1.0, dashed=True)
        for name, handle in handles.items():
            shape = _SHAPES.get(name, "square" if name.startswith("axis") else "round")
            shape = "cross" if handle.is_landmark else shape
            draw_handle(painter, QPointF(*handle.at_px), zoom, chosen=name == on, shape=shape)
        if on in handles:
            at = QPointF(*handles[on].at_px) + QPointF(20 / zoom, 0)
            draw_label(painter, at, zoom, tr(TITLES[on]))


def _bearing(centre: Vec2, point: QPointF) -> float:
    """Give the angle of a point about a centre in degrees, counter-clockwise in the picture."""
    return math.degrees(math.atan2(centre[1] - point.y(), point.x() - centre[0]))
