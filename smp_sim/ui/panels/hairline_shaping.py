"""Controls that shape the hairline as a whole: its tool, height, mirror, and what it measures."""

from __future__ import annotations

import math

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Hairline
from smp_sim.model.units import Limits
from smp_sim.ui.panels.tool_buttons import ToolButtons
from smp_sim.ui.panels.verdict_list import VerdictList
from smp_sim.ui.parameter_slider import ParameterSlider
from smp_sim.ui.translation import mark, tr
from smp_sim.ui.workbench import Workbench

#: Heights above the glabella that the slider reaches, cm: those that presets can have.
_HEIGHT = Limits(5.0, 14.0, "cm", 0.1, mark("Height above the glabella"))
_DEFAULT_CM = 7.5
#: How often measures follow a moving hand (ms): to read them takes a tenth of the time of a frame.
_MEASURES_MS = 250
_PULL = Limits(0.0, 100.0, "%", 5.0, mark("Pull back to natural"))

#: Which side is kept, the button's words.
_SIDES = {
    "left": mark("Left side to right"),
    "right": mark("Right side to left"),
}


class HairlineShaping(QWidget):
    """Height, mirror with a pull back, and live measures; gives the canvas the line's points."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from smp_sim.ui.tools.hairline_tool import HairlineTool  # noqa: PLC0415 - the engine

        self.bench = bench
        self._base: Case | None = None
        self._raised: Hairline | None = None
        self._mirrored: tuple[Case, Case, str] | None = None
        self._pulled: Hairline | None = None
        self._pulling = False
        self.tool = HairlineTool(bench)
        bench.tools.add("hairline", self.tool)
        self.buttons = ToolButtons(bench, {"hairline": mark("Move points")}, self)
        self.height_slider = ParameterSlider(_HEIGHT, _DEFAULT_CM, label=tr(_HEIGHT.label))
        self.mirrors = {side: QPushButton(tr(title), self) for side, title in _SIDES.items()}
        self.pull = ParameterSlider(_PULL, 0.0, label=tr(_PULL.label))
        self.measures = VerdictList(self)
        self._late = False
        self._pace = QTimer(self, singleShot=True, interval=_MEASURES_MS)
        self._pace.timeout.connect(self._catch_up)
        self._arrange()
        self._connect()

    def enter(self) -> None:
        """Give the canvas the tool."""
        self.bench.tools.take("hairline", keys=False)

    def leave(self) -> None:
        """Put the tool down."""
        self._pace.stop()
        self.bench.tools.drop()

    def refresh(self) -> None:
        """Show what the line measures: at once, while a hand moves four times a second."""
        self._follow_mirror(self.bench.session.case)
        self._late = self._pace.isActive()
        if not self._late:
            self._measure()

    def _catch_up(self) -> None:
        if self._late and not self.bench.session.is_empty:
            self._late = False
            self._measure()

    def _measure(self) -> None:
        from smp_sim.ui.tools.hairline_verdicts import judge_hairline  # noqa: PLC0415 - the engine

        self._pace.start()
        reading = self.tool.reading
        try:
            verdicts = judge_hairline(reading)
        except PlanError:  # An opened case may hold a line of one point; the preview says so.
            return
        self.measures.show_verdicts(verdicts)
        if math.isfinite(reading.measures.height_mm):
            self.height_slider.show_value(reading.measures.height_mm / 10.0)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.buttons)
        column.addWidget(self.measures)
        column.addWidget(self.height_slider)
        row = QHBoxLayout()
        for button in self.mirrors.values():
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(self.pull)
        self.pull.setEnabled(False)

    def _connect(self) -> None:
        self.height_slider.gesture_started.connect(self._begin_height)
        self.height_slider.value_changed.connect(self._set_height)
        for side, button in self.mirrors.items():
            button.clicked.connect(lambda _checked=False, side=side: self._mirror(side))
        self.pull.gesture_started.connect(self.bench.session.begin_gesture)
        self.pull.value_changed.connect(self._pull_back)

    # --- height ---------------------------------------------------------------------------

    def _begin_height(self) -> None:
        """Every height of one drag starts from the same line, so that going back is exact."""
        self.bench.session.begin_gesture()
        self._base = None

    def _set_height(self, height_cm: float) -> None:
        session = self.bench.session
        if self._base is None or session.case.plan.hairline is not self._raised:
            self._base = session.case
        base = self._base

        def edit(case: Case) -> Case:
            from smp_sim.ui.tools import hairline_edits  # noqa: PLC0415 - the engine

            raised = hairline_edits.raise_hairline(base, 10.0 * height_cm)
            return hairline_edits.with_points(case, raised.plan.hairline.points)

        session.edit(tr("Hairline height"), edit, key="hairline.height")
        self._raised = session.case.plan.hairline

    # --- symmetry -------------------------------------------------------------------------

    def _mirror(self, keep: str) -> None:
        before = self.bench.session.case

        def edit(case: Case) -> Case:
            from smp_sim.ui.tools import hairline_edits  # noqa: PLC0415 - the engine

            return hairline_edits.mirrored(case, keep)

        self.bench.session.begin_gesture()
        self._mirrored = None
        if self.bench.session.edit(tr("Mirror hairline"), edit):
            self._mirrored = (before, self.bench.session.case, keep)
            self.pull.show_value(0.0)
            self.pull.setEnabled(True)

    def _pull_back(self, percent: float) -> None:
        if self._mirrored is None:
            return
        before, even, keep = self._mirrored

        def edit(case: Case) -> Case:
            from smp_sim.ui.tools import hairline_edits  # noqa: PLC0415 - the engine

            pulled = hairline_edits.pulled_back(even, before, keep, percent / 100.0)
            return hairline_edits.with_points(case, pulled.plan.hairline.points)

        self._pulling = True
        self.bench.session.edit(tr("Pull back to natural"), edit, key="hairline.pull")
        self._pulled = self.bench.session.case.plan.hairline
        self._pulling = False

    def _follow_mirror(self, case: Case) -> None:
        """Forget the mirror once the line was changed by other means."""
        if self._mirrored is None or self._pulling:
            return
        known = (self._mirrored[1].plan.hairline, self._pulled)
        if case.plan.hairline not in known:
            self._mirrored = None
            self.pull.show_value(0.0)
            self.pull.setEnabled(False)
