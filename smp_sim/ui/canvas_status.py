"""The line under the canvas: scale and its error, zoom, and where the cursor is on the head."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from smp_sim.model.camera import ScaleSource
from smp_sim.model.case import View
from smp_sim.ui.canvas import Canvas
from smp_sim.ui.eliding_label import ElidingLabel
from smp_sim.ui.session import Session
from smp_sim.ui.theme import named
from smp_sim.ui.translation import mark, tr, worded

SCALE_TITLES: dict[ScaleSource, str] = {
    "marker": mark("marker"),
    "ruler": mark("ruler"),
    "camera": mark("camera file"),
    "given": mark("given"),
    "iris": mark("iris"),
    "pupils": mark("pupils"),
    "head-breadth": mark("head breadth"),
    "uncalibrated": mark("uncalibrated"),
}


class CanvasStatus(QWidget):
    """Shows scale, zoom and cursor. The cursor is worked out only after :meth:`wake`."""

    def __init__(self, session: Session, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._canvas = session, canvas
        self._awake = False
        self.scale = ElidingLabel(self)
        self.zoom = QLabel(self)
        self.cursor_place = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.addWidget(self.scale, 1)
        row.addWidget(self.cursor_place)
        row.addSpacing(24)
        row.addWidget(self.zoom)
        for label in (self.scale, self.cursor_place, self.zoom):
            named(label, "hint")
        session.changed.connect(self.refresh)
        canvas.viewport_changed.connect(self._show_zoom)
        canvas.hovered.connect(self._show_cursor)
        self.refresh()

    def wake(self) -> None:
        """Begin to read the cursor: the geometry has been imported by now."""
        self._awake = True

    def refresh(self) -> None:
        """Say how the scale is known; loudly when it is not."""
        view = self._session.view
        loud = view is not None and view.scale.source == "uncalibrated"
        self.scale.setText(worded_scale(view))
        if self.scale.objectName() != ("loud" if loud else "hint"):
            named(self.scale, "loud" if loud else "hint")
            self.scale.style().unpolish(self.scale)
            self.scale.style().polish(self.scale)

    def _show_zoom(self) -> None:
        if self._canvas.photo_rect.isEmpty():
            self.zoom.clear()
            return
        share = self._canvas.zoom * self._canvas.devicePixelRatioF()
        self.zoom.setText(f"{share * 100:.0f} %")

    def _show_cursor(self, point: QPointF | None) -> None:
        view = self._session.view
        if point is None or view is None or not self._awake:
            self.cursor_place.clear()
            return
        from smp_sim.ui.overlays.cursor_place import place_under  # noqa: PLC0415 - needs NumPy

        place = place_under((point.x(), point.y()), view.camera, self._session.case.plan.head)
        if place is None:
            self.cursor_place.setText(tr("off the head"))
            return
        self.cursor_place.setText(
            tr(
                "x {x} mm   y {y} mm   tilt {tilt}°",
                x=worded(place.x_mm, ".1f"),
                y=worded(place.y_mm, ".1f"),
                tilt=worded(place.tilt_deg, ".0f"),
            )
        )
        self.cursor_place.setAlignment(Qt.AlignmentFlag.AlignRight)


def worded_scale(view: View | None) -> str:
    """Say how the scale of a view is known, with its error."""
    if view is None:
        return ""
    if view.scale.source == "uncalibrated":
        return tr("! Uncalibrated: sizes are a guess")
    return tr(
        "Scale: {source} ±{error} %",
        source=tr(SCALE_TITLES[view.scale.source]),
        error=worded(view.scale.error_percent, "g"),
    )
