"""Controls of the area tools: which one is in the hand, the brush's size, and templates."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case
from smp_sim.model.units import Limits
from smp_sim.ui.panels.area_choice import KIND_TITLES
from smp_sim.ui.panels.template_titles import TEMPLATE_GROUPS
from smp_sim.ui.panels.tool_buttons import ToolButtons
from smp_sim.ui.parameter_slider import ParameterSlider
from smp_sim.ui.theme import named
from smp_sim.ui.tools.area_desk import LEAST_BRUSH_MM, MOST_BRUSH_MM, AreaDesk
from smp_sim.ui.translation import mark, tr
from smp_sim.ui.workbench import Workbench

#: Tools by their name on the shelf.
TOOL_TITLES = {
    "select": mark("Select"),
    "lasso": mark("Lasso"),
    "polygon": mark("Polygon"),
    "scar-line": mark("Scar line"),
    "scar-dots": mark("Dot scars"),
    "brush": mark("Brush"),
    "eraser": mark("Eraser"),
    "keep-out": mark("Keep out"),
}
_EFFECTS = {"brush": "add", "eraser": "erase", "keep-out": "keep-out"}

#: Tools whose line becomes an area of the kind that the desk holds.
_OUTLINERS = ("lasso", "polygon")

_HINTS = {
    "select": mark(
        "Click an area to choose it. A crown, a patch or lips: drag, size by the round handle,"
        " turn by the diamond; arrow keys, + − and , . do the same. Delete removes it."
    ),
    "lasso": mark("Draw round the skin to be filled and let go."),
    "polygon": mark("Click the corners; a double click or Return closes the line."),
    "scar-line": mark(
        "Draw along the middle of a scar and let go, or click its corners and end with Return."
    ),
    "scar-dots": mark("Click each dot scar; a click on one takes it away."),
    "brush": mark("Paint what is to be filled. A pen paints as wide as it presses."),
    "eraser": mark("Paint what is to be taken from the chosen area."),
    "keep-out": mark("Paint where no dot may stand, as over a mole or a scar."),
}

_TEMPLATE_ELSEWHERE = mark(
    "The template lies on the head; this photo is a close-up. Go to a photo of the head."
)

#: The brush's size is its width on the skin, twice the radius.
_BRUSH = Limits(2 * LEAST_BRUSH_MM, 2 * MOST_BRUSH_MM, "mm", 0.5, mark("Brush size"))


class AreaDrawing(QWidget):
    """Tools, brush size and templates; makes the tools and puts them on the shelf."""

    def __init__(self, bench: Workbench, desk: AreaDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.desk = bench, desk
        self._shelve()
        self.buttons = ToolButtons(bench, TOOL_TITLES, self)
        self.hint = named(_wrapped(self), "hint")
        self.brush = ParameterSlider(_BRUSH, 2 * desk.brush_mm, label=tr(_BRUSH.label))
        self.template_button = QPushButton(tr("Start from a template"), self)
        self.template_actions: dict[str, QAction] = {}
        self.template_button.setMenu(self._make_menu())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        for part in (self.template_button, self.buttons, self.hint, self.brush):
            column.addWidget(part)
        self.brush.value_changed.connect(lambda width: desk.set_brush(width / 2.0))
        desk.changed.connect(self._follow)
        bench.tools.changed.connect(self._follow)

    def enter(self) -> None:
        """Give the canvas the tool that chooses areas."""
        self.bench.tools.take("select", keys=False)

    def leave(self) -> None:
        """Put the tool down."""
        self.bench.tools.drop()

    def _shelve(self) -> None:
        from smp_sim.ui.tools.brush_tool import BrushTool  # noqa: PLC0415 - the engine
        from smp_sim.ui.tools.outline_tools import LassoTool, PolygonTool  # noqa: PLC0415
        from smp_sim.ui.tools.scar_tools import ScarDotsTool, ScarLineTool  # noqa: PLC0415
        from smp_sim.ui.tools.shape_tool import ShapeTool  # noqa: PLC0415

        tools, bench, desk = self.bench.tools, self.bench, self.desk
        tools.add("select", ShapeTool(bench, desk))
        tools.add("lasso", LassoTool(bench, desk))
        tools.add("polygon", PolygonTool(bench, desk))
        tools.add("scar-line", ScarLineTool(bench, desk))
        tools.add("scar-dots", ScarDotsTool(bench, desk))
        for name, effect in _EFFECTS.items():
            tools.add(name, BrushTool(bench, desk, effect))

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for group, titles in TEMPLATE_GROUPS.items():
            submenu = menu.addMenu(tr(group))
            for name, title in titles.items():
                action = submenu.addAction(tr(title))
                self.template_actions[name] = action
                action.triggered.connect(
                    lambda _checked=False, name=name: self._take_template(name)
                )
        return menu

    def _take_template(self, name: str) -> None:
        def edit(case: Case) -> Case:
            from smp_sim.document.editing.treatments import take_template  # noqa: PLC0415 - the engine

            return take_template(case, name)

        session = self.bench.session
        session.begin_gesture()
        taken = session.edit(tr("Start from a template"), edit)
        if taken and session.view is not None and isinstance(session.view.camera, FlatCamera):
            self.bench.messages.say(tr(_TEMPLATE_ELSEWHERE))

    def _follow(self) -> None:
        self.brush.show_value(2 * self.desk.brush_mm)
        current = self.bench.tools.current
        self.brush.setVisible(current in _EFFECTS)
        self.hint.setText(self._hint_of(current))
        self.bench.tools.repaint()

    def _hint_of(self, tool: str) -> str:
        hint = tr(_HINTS[tool]) if tool in _HINTS else ""
        if tool not in _OUTLINERS or self.desk.kind == "patch":
            return hint
        drawn = tr("What you draw becomes: {kind}.", kind=tr(KIND_TITLES[self.desk.kind]))
        return f"{hint} {drawn}"


def _wrapped(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    return label
