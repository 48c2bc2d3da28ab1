"""The right side: the controls of the current step, each built when it is first visited."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.steps import STEP_INDEX, STEPS, Step
from smp_sim.ui.theme import named, text_px
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench

#: Wide enough for the widest controls in both languages; a test holds that.
_WIDTH_PX = 412

#: Air beside the controls (px).
_EDGE_PX = 16

PanelFactory = Callable[[Workbench], Panel]


class PanelStack(QStackedWidget):
    """Shows one panel at a time. ``step_asked`` brings the step that the lower button leads to."""

    step_asked = Signal(str)

    def __init__(
        self,
        bench: Workbench,
        factories: dict[str, PanelFactory],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._factories = factories
        self._built: dict[str, tuple[Panel, QWidget]] = {}
        self._current: Panel | None = None
        self.next_buttons: dict[str, QPushButton] = {}
        self.setFixedWidth(text_px(_WIDTH_PX))

    @property
    def current(self) -> Panel | None:
        """The panel that is shown."""
        return self._current

    def show_step(self, step: str) -> None:
        """Show the controls of a step."""
        panel, page = self._page(step)
        if panel is self._current:
            return
        if self._current is not None:
            self._current.leave()
        self._current = panel
        self.setCurrentWidget(page)
        panel.enter()

    def _page(self, step: str) -> tuple[Panel, QWidget]:
        if step not in self._built:
            panel = self._factories[step](self._bench)
            page = self._make_page(panel)
            self.addWidget(page)
            self._built[step] = (panel, page)
        return self._built[step]

    def _make_page(self, panel: Panel) -> QWidget:
        """Put a panel into a scrolling page; the button that leads on stays in sight below it."""
        page = named(QWidget(self), "panel")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        scroll = QScrollArea(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(panel)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        following = STEP_INDEX[panel.step] + 1
        if following < len(STEPS):
            column.addWidget(self._next_button(STEPS[following], scroll.verticalScrollBar()))
            column.setContentsMargins(0, 0, 0, 12)
        return page

    def _next_button(self, following: Step, beside: QScrollBar) -> QWidget:
        """Make the button that leads on: as wide as the controls, with a scroll bar or without."""
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(_EDGE_PX, 0, _EDGE_PX, 0)
        beside.rangeChanged.connect(
            lambda low, high: row.setContentsMargins(
                _EDGE_PX, 0, _EDGE_PX + (beside.sizeHint().width() if high > low else 0), 0
            )
        )
        button = named(QPushButton(tr("Next: {step}", step=tr(following.title))), "primary")
        button.clicked.connect(lambda: self.step_asked.emit(following.id))
        row.addWidget(button)
        self.next_buttons[following.id] = button
        return holder
