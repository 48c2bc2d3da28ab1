"""The right side: the controls of the current step, each built when it is first visited."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.workbench import Workbench

_WIDTH_PX = 372

PanelFactory = Callable[[Workbench], Panel]


class PanelStack(QStackedWidget):
    """Shows one panel at a time. ``step_asked`` passes on a panel's wish for another step."""

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
        self._built: dict[str, tuple[Panel, QScrollArea]] = {}
        self._current: Panel | None = None
        self.setFixedWidth(_WIDTH_PX)

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

    def _page(self, step: str) -> tuple[Panel, QScrollArea]:
        if step not in self._built:
            panel = self._factories[step](self._bench)
            panel.step_asked.connect(self.step_asked)
            page = QScrollArea(self)
            page.setWidgetResizable(True)
            page.setFrameShape(QFrame.Shape.NoFrame)
            page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            page.setWidget(panel)
            self.addWidget(page)
            self._built[step] = (panel, page)
        return self._built[step]
