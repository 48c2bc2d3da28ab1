"""The window: joins rail, canvas, controls, filmstrip and timeline; every part is its own file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
    QUndoStack,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from smp_sim.ui.canvas import Canvas
from smp_sim.ui.canvas_status import CanvasStatus
from smp_sim.ui.command_hub import CommandHub
from smp_sim.ui.compare.compare_stage import CompareStage
from smp_sim.ui.empty_page import EmptyPage
from smp_sim.ui.file_commands import FileCommands
from smp_sim.ui.filmstrip import Filmstrip
from smp_sim.ui.frames import Frame, FrameMaker
from smp_sim.ui.history_panel import HistoryPanel
from smp_sim.ui.library.library_commands import LibraryCommands
from smp_sim.ui.looks import Looks
from smp_sim.ui.menus import Menus
from smp_sim.ui.messages import MessageBar
from smp_sim.ui.overlays.overlay_set import filled_shelf
from smp_sim.ui.panel_stack import PanelStack
from smp_sim.ui.panels.registry import PANELS, load_panels
from smp_sim.ui.practice.practice_commands import PracticeCommands
from smp_sim.ui.preferences import Preferences
from smp_sim.ui.presets.preset_commands import PresetCommands
from smp_sim.ui.preview import Preview
from smp_sim.ui.protection_commands import ProtectionCommands
from smp_sim.ui.quick_buttons import QuickButtons
from smp_sim.ui.rail import Rail
from smp_sim.ui.session import Session
from smp_sim.ui.stage_bars import StageBars
from smp_sim.ui.steps import STEP_INDEX, STEPS
from smp_sim.ui.tasks import ProgressBar, Tasks
from smp_sim.ui.theme import named
from smp_sim.ui.thumbs import Thumbs
from smp_sim.ui.timeline import Timeline
from smp_sim.ui.tools.tool_shelf import ToolShelf
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench
from smp_sim.ui.worker import RenderWorker

#: Least width and height that the photo is left (px).
_LEAST_STAGE_PX = (240, 200)

#: How often it is looked whether a task still runs, before the language changes (ms).
_UNTIL_IDLE_MS = 100


class MainWindow(QMainWindow):
    """One consultation. ``broke`` brings a fault of the program out of a thread."""

    broke = Signal(object)

    def __init__(
        self,
        preferences: Preferences,
        data_folder: Path | None,
        make_maker: Callable[[], FrameMaker],
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.resize(1280, 800)
        self.setMinimumSize(1024, 640)
        self.setAcceptDrops(True)
        session, canvas = Session(self), Canvas(self)
        self.worker = RenderWorker(make_maker, self)
        overlays = filled_shelf(session, canvas)
        self.bench = Workbench(
            session=session,
            canvas=canvas,
            compare=CompareStage(session, canvas, self.worker, self),
            overlays=overlays,
            tools=ToolShelf(session, canvas, overlays, self),
            messages=MessageBar(self),
            tasks=Tasks(self),
            preferences=preferences,
            commands=CommandHub(),
            data_folder=data_folder,
        )
        self.preview = Preview(session, canvas, self.worker, self)
        self.protection = ProtectionCommands(self.bench, self)
        self.library = LibraryCommands(self.bench, self)
        self.presets = PresetCommands(self.bench, self)
        self.practice = PracticeCommands(self.bench, self)
        self.files = FileCommands(self.bench, self)
        self.thumbs = Thumbs(session, self.worker, self)
        self.looks = Looks(self)
        self._page: QWidget | None = None
        self._aside: tuple[QWidget, ...] = ()
        self._has_panels = False
        self._connect()
        self._build()
        self.show_step(STEPS[0].id)
        self._follow()

    # --- parts ----------------------------------------------------------------------------

    def _build(self) -> None:
        """Make every part that speaks, in the language that is loaded."""
        self._make_parts()
        self._arrange()
        self.menus = Menus(self)
        self.bench.commands.bind(self.menus.actions)
        self._add_quick_buttons()
        self._connect_parts()

    def speak_again(self) -> None:
        """Make every part anew in the language that is now loaded.

        The case, its history, the picture and what is being done stay: only what speaks is new.
        """
        if self.bench.tasks.current is not None:
            # A part that waits for an answer must still be there when it comes.
            QTimer.singleShot(_UNTIL_IDLE_MS, self, self.speak_again)
            return
        step, had_history = self.step, not self.history.isHidden()
        practised = self.practice.is_open
        self._take_down()
        self.setLocale(QLocale())  # numbers are typed as that language writes them
        self._build()
        self.show_step(step)
        self.history.setVisible(had_history)
        self.thumbs.renew()
        self._follow()
        if practised:
            self.practice.enter()
        # Out of its old place it was hidden.
        self.bench.compare.setVisible(self._stage.currentWidget() is self.bench.compare)
        self.status.wake()

    def _take_down(self) -> None:
        """Drop what speaks; keep what shows the picture and what was said last."""
        self.looks.close_overlays()
        if self.panels.current is not None:
            self.panels.current.leave()
        self.menus.take_down()
        self.bench.compare.setParent(self)

    def _make_parts(self) -> None:
        bench = self.bench
        self.rail = Rail(self)
        self.panels = PanelStack(bench, PANELS, self)
        self.filmstrip = Filmstrip(bench.session, self)
        self.timeline = Timeline(bench.session, self)
        self.status = CanvasStatus(bench.session, bench.canvas, self)
        self.history = HistoryPanel(bench.session.undo_stack, self)
        self.history.hide()
        self.empty_page = EmptyPage(self)
        self.progress = ProgressBar(bench.tasks, self)

    def _arrange(self) -> None:
        stage = QWidget(self)
        stage.setMinimumSize(*_LEAST_STAGE_PX)  # or else a hidden page would ask for its own
        self._stage = QStackedLayout(stage)
        self._stage.addWidget(self.bench.compare)
        self._stage.addWidget(self.empty_page)
        middle = _column(stage, self.status)
        middle.setStretch(0, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addWidget(self.history)
        body.addLayout(middle, 1)
        body.addWidget(self.panels)
        central = QWidget(self)
        column = _column(body, _rule(), self.filmstrip, _rule(), self.timeline)
        column.setStretch(0, 1)
        central.setLayout(column)
        self.progress.setParent(central)  # and gone with it
        self.setCentralWidget(central)
        self.bars = StageBars(stage, self.bench.messages, self.progress)

    def _add_quick_buttons(self) -> None:
        if (last := self.menuBar().cornerWidget()) is not None:
            last.hide()
            last.deleteLater()
        corner = QuickButtons(self.menus, self)
        self.menuBar().setCornerWidget(corner)
        corner.show()

    def _connect(self) -> None:
        session = self.bench.session
        session.changed.connect(self._follow)
        session.refused.connect(self.bench.messages.refuse)
        session.replaced.connect(self.library.close_page)
        session.replaced.connect(self.practice.leave)
        self.preview.shown.connect(self._on_frame)
        self.worker.refused.connect(self.bench.messages.refuse)
        self.worker.broke.connect(self.broke)
        self.bench.tasks.refused.connect(self.bench.messages.refuse)
        self.bench.tasks.broke.connect(self.broke)
        for part in (self.bench.overlays, self.bench.compare, self.bench.preferences):
            part.changed.connect(self.refresh_menus)

        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)

    def _follow_system(self) -> None:
        self.looks.follow_system()

    def _connect_parts(self) -> None:
        self.rail.step_chosen.connect(self.show_step)
        self.panels.step_asked.connect(self.show_step)
        self.filmstrip.add_asked.connect(self.files.choose)
        self.empty_page.open_asked.connect(self.files.choose)
        self.empty_page.sample_asked.connect(self.files.open_sample)
        self.empty_page.practice_asked.connect(self.practice.enter_now)
        self.thumbs.made.connect(self.filmstrip.show_plan)

    def refresh_menus(self) -> None:
        """Bring check marks and what is possible up to date."""
        self.menus.refresh()

    def part_named(self, name: str) -> QWidget:
        """Give the part of the window that the tour speaks of."""
        parts: dict[str, QWidget] = {
            "canvas": self._stage.currentWidget() or self.bench.canvas,
            "timeline": self.timeline,
            "rail": self.rail,
            "panels": self.panels,
        }
        return parts[name]

    # --- what it shows --------------------------------------------------------------------

    @property
    def undo_stack(self) -> QUndoStack:
        """The history that undo walks: the drawing's in the practice room, else the case's."""
        return self.practice.undo_stack or self.bench.session.undo_stack

    @property
    def canvas(self) -> Canvas:
        """The canvas in sight: the practice room's, else the case's."""
        return self.practice.canvas or self.bench.canvas

    def paste(self) -> None:
        """Take what is on the clipboard, where the user is."""
        (self.practice if self.practice.is_open else self.files).paste()

    @property
    def step(self) -> str:
        """The id of the step that is on."""
        panel = self.panels.current
        return panel.step if panel is not None else STEPS[0].id

    def show_step(self, step: str) -> None:
        """Go to a step."""
        self.rail.show_step(step)
        self.panels.show_step(step)
        for name in ("hairline", "areas"):
            on = name == step or (name == "hairline" and step == "areas")
            self.bench.overlays.switch(name, on=on)
        self.bench.overlays.switch("grid", on=step == "head")

    def _follow(self) -> None:
        """Bring title, flags and menus in step with the session."""
        session = self.bench.session
        path = session.path
        name = self.library.name_of(path) if path is not None else tr("Unsaved case")
        title = "smp-sim" if session.is_empty else f"{name}[*] - smp-sim"
        self.setWindowTitle(title)
        self.setWindowModified(session.is_dirty and not session.is_empty)
        self._show_stage(empty=session.is_empty)
        shows_case = not session.is_empty and self._page is None
        self.timeline.setVisible(shows_case)
        self.status.setVisible(shows_case)
        self.filmstrip.setVisible(shows_case and not self.rail.isHidden())
        loud = any(view.scale.source == "uncalibrated" for view in session.case.views)
        self.rail.flag_step("head", tr("A photo has no scale yet.") if loud else "")
        self.menus.refresh()

    def show_page(self, page: QWidget | None) -> None:
        """Show a page in the place of the case and of all that belongs to it; None: go back."""
        if self._page is not None:
            self._stage.removeWidget(self._page)
        self._page = page
        if page is None:
            for part in self._aside:
                part.show()
        else:
            parts = (self.rail, self.panels, self.history)
            self._aside = tuple(part for part in parts if not part.isHidden())
            self._stage.addWidget(page)
            for part in self._aside:
                part.hide()
        self._follow()

    def _show_stage(self, *, empty: bool) -> None:
        """Show canvas, empty page or the page that was asked for; what comes up takes the keys."""
        if self._page is not None:
            self._stage.setCurrentWidget(self._page)
            return
        wanted: QWidget = self.empty_page if empty else self.bench.compare
        if self._stage.currentWidget() is not wanted:
            self._stage.setCurrentWidget(wanted)
            self.focus_stage()

    def focus_stage(self) -> None:
        """Give the keys to what the stage shows."""
        shown = self._stage.currentWidget()
        keys: QWidget = self.bench.canvas
        if shown is self.empty_page:
            keys = self.empty_page.open_button
        elif shown is not None and shown is self._page:
            keys = shown
        keys.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_frame(self, frame: Frame) -> None:
        if not self._has_panels:  # the first picture is there: now is time for the other steps
            self._has_panels = True
            QThreadPool.globalInstance().start(load_panels)
        self.bench.compare.mirror()
        self.bench.overlays.wake()
        self.status.wake()
        self.filmstrip.show_thumb(frame)

    # --- Qt -------------------------------------------------------------------------------

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End a look at before when its key was held, not tapped."""
        if event.key() == Qt.Key.Key_Backslash and not event.isAutoRepeat():
            self.looks.end_hold()
        super().keyReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.looks.place_tour()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        (self.practice if self.practice.is_open else self.files).take_mime(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask once about unsaved changes, inside the window; then end the threads."""
        if not self.files.may_leave(self.close):
            event.ignore()
            return
        self.bench.preferences.geometry = self.saveGeometry()
        self.looks.close_client_view()
        self.practice.keep_draft()
        self.hide()
        self.worker.stop()
        self.bench.tasks.stop()
        self.files.leave()
        event.accept()


def _column(*parts: QWidget | QHBoxLayout | QVBoxLayout) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part, 1)
    return column


def _rule() -> QFrame:
    line = named(QFrame(), "rule")
    line.setFixedHeight(1)
    return line


assert set(PANELS) == set(STEP_INDEX)  # noqa: S101 - a step without controls is a fault
