"""Step 2: the scale, and the camera that lays the head under the photo."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from smp_sim.model.camera import FlatCamera, HeadCamera, Scale
from smp_sim.model.case import Case, View
from smp_sim.model.head import Head
from smp_sim.model.units import Limits, limits_of
from smp_sim.ui.canvas_status import worded_scale
from smp_sim.ui.head_search import find_head
from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.panels.scale_controls import ScaleControls
from smp_sim.ui.parameter_slider import ParameterSlider
from smp_sim.ui.translation import mark, tr

#: Turns away from the side's preset that the sliders reach.
_TURN = (-40.0, 40.0)
_TURNS = {"yaw_deg": mark("Turn left or right"), "pitch_deg": mark("Nod"), "roll_deg": mark("Tilt")}
_AXES = (mark("Head breadth (half)"), mark("Head height (half)"), mark("Head length (half)"))


class HeadPanel(Panel):
    """Scale by number, turn and size of the head by sliders; the grid on the skin is the check."""

    step = "head"

    def build(self) -> None:
        """Make the sliders."""
        self.state = self.add_hint("")
        self.controls = ScaleControls(self.bench, self)
        self.column.addWidget(self.controls)
        session = self.bench.session
        self.scale = ParameterSlider(_scale_limits(), 5.0, label=tr("Scale at the head's centre"))
        self.scale.gesture_started.connect(session.begin_gesture)
        self.scale.value_changed.connect(self._set_scale)
        self.column.addWidget(self.scale)
        row = QHBoxLayout()
        self.propose_button = QPushButton(tr("Find the head"))
        self.propose_button.clicked.connect(self._propose)
        row.addWidget(self.propose_button)
        self.confirm_button = QPushButton(tr("The grid fits"))
        self.confirm_button.clicked.connect(self._confirm)
        row.addWidget(self.confirm_button)
        self.column.addLayout(row)
        self.inside_button = QPushButton(tr("Search inside the cap"))
        self.inside_button.setToolTip(
            tr("Lay the cap over the client's head first: nothing outside it is looked at.")
        )
        self.inside_button.clicked.connect(self._search_inside)
        self.column.addWidget(self.inside_button)
        self.everything_button = QPushButton(tr("Propose everything"))
        self.everything_button.clicked.connect(lambda: self.bench.commands.run("propose"))
        self.column.addWidget(self.everything_button)
        self.add_section(tr("How the head is turned"))
        self.turns = {name: self._turn_slider(name, title) for name, title in _TURNS.items()}
        self.add_section(tr("Size of the head"))
        self.axes = [self._axis_slider(index, title) for index, title in enumerate(_AXES)]
        self.add_hint(
            tr("Each square of the grid on the skin is 10 mm wide. Lay it on something you know.")
        )

    def refresh(self) -> None:
        """Show the camera of the view that is on."""
        view = self.bench.session.view
        self._say_state(view)
        self.controls.refresh()
        on_head = view is not None and isinstance(view.camera, HeadCamera)
        self.everything_button.setEnabled(view is not None)
        for part in (*self.turns.values(), *self.axes, self.propose_button, self.inside_button):
            part.setEnabled(on_head)
        for part in (self.scale, self.confirm_button):
            part.setEnabled(view is not None)
        if view is None:
            return
        if isinstance(view.camera, FlatCamera):
            self.scale.show_value(view.camera.px_per_mm)
            return
        self._show_handles(view, view.camera)

    def enter(self) -> None:
        """Give the canvas the cap."""
        super().enter()
        self.controls.enter()

    def leave(self) -> None:
        """Put cap and ruler down."""
        self.controls.leave()

    def _say_state(self, view: View | None) -> None:
        """Say how the scale is known; loudly while it is not."""
        self.state.setText(worded_scale(view))
        loud = view is not None and view.scale.source == "uncalibrated"
        self.state.setObjectName("loud" if loud else "hint")
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)

    def _show_handles(self, view: View, camera: HeadCamera) -> None:
        from smp_sim.document.proposal.head_camera import handles_of  # noqa: PLC0415 - the engine

        handles = handles_of(camera, view.side)
        self.scale.show_value(handles.px_per_mm)
        for name, slider in self.turns.items():
            slider.show_value(getattr(handles.turn, name))
        for slider, value in zip(self.axes, handles.semi_axes_mm, strict=True):
            slider.show_value(value)

    def _turn_slider(self, name: str, title: str) -> ParameterSlider:
        limits = Limits(*_TURN, "°", 0.5, title)
        slider = ParameterSlider(limits, 0.0, label=tr(title))
        slider.gesture_started.connect(self.bench.session.begin_gesture)
        slider.value_changed.connect(lambda value: self._turn_head(name, value))
        self.column.addWidget(slider)
        return slider

    def _axis_slider(self, index: int, title: str) -> ParameterSlider:
        default = Head().semi_axes_mm[index]
        slider = ParameterSlider(Limits(60.0, 125.0, "mm", 0.5, title), default, label=tr(title))
        slider.gesture_started.connect(self.bench.session.begin_gesture)
        slider.value_changed.connect(lambda value: self._size_head(index, value))
        self.column.addWidget(slider)
        return slider

    def _set_scale(self, value: float) -> None:
        view = self.bench.session.view
        if view is None:
            return
        from smp_sim.document.editing import edits  # noqa: PLC0415 - NumPy, on use

        scale = Scale(source="given", error_percent=_GIVEN_ERROR_PERCENT)
        self.bench.session.edit(
            tr("Set scale"),
            lambda case: edits.set_scale(case, view.id, value, scale),
            key=f"scale.{view.id}",
        )

    def _confirm(self) -> None:
        """Take the scale as it stands for given: the user has held the grid against the photo."""
        self.bench.session.begin_gesture()
        self._set_scale(self.scale.value)

    def _turn_head(self, name: str, value: float) -> None:
        view = self.bench.session.view
        if view is None:
            return

        def edit(case: Case) -> Case:
            from smp_sim.ui.head_edits import turn_head  # noqa: PLC0415 - the engine

            return turn_head(case, view.id, name, value)

        self.bench.session.edit(tr("Turn head"), edit, key=f"turn.{name}")

    def _size_head(self, index: int, value: float) -> None:
        def edit(case: Case) -> Case:
            from smp_sim.ui.head_edits import size_head  # noqa: PLC0415 - the engine

            return size_head(case, index, value)

        self.bench.session.edit(tr("Size head"), edit, key=f"axis.{index}")

    def _propose(self) -> None:
        if view := self.bench.session.view:
            find_head(self.bench, view, view.side, tr("Find the head"))

    def _search_inside(self) -> None:
        if view := self.bench.session.view:
            find_head(self.bench, view, view.side, tr("Search inside the cap"), inside_cap=True)


#: What a scale set by hand against the grid may be off by, in %: assumed.
_GIVEN_ERROR_PERCENT = 4.0


def _scale_limits() -> Limits:
    """Give the limits that a hand needs for photos of a head; the declared ones are far wider."""
    declared = limits_of(FlatCamera, "px_per_mm")
    return Limits(max(declared.low, 0.5), 60.0, declared.unit, 0.1, declared.label)
