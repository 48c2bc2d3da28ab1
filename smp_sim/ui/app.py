"""Starts the window: settings, language, theme, and what happens when the program is at fault."""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

from smp_sim.model.errors import SmpError
from smp_sim.ui.frames import FrameMaker
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.registry import load_first_panel
from smp_sim.ui.preferences import Preferences
from smp_sim.ui.theme import FUSION, apply_theme
from smp_sim.ui.translation import load_language, tr

#: How long after the first paint the rest begins (ms): the window is usable before.
_AFTER_PAINT_MS = 0


def open_window(case_path: str | None) -> int:
    """Open the window, with a case if one is named, and stay until it is closed.

    Returns
    -------
    The exit code: 0.
    """
    app = make_app()
    app.setOrganizationName("smp-sim")
    app.setApplicationName("smp-sim")
    window = make_window()
    guard_faults(window)
    window.restoreGeometry(window.bench.preferences.geometry)
    window.show()
    QTimer.singleShot(_AFTER_PAINT_MS, window, lambda: begin(window, case_path))
    return app.exec()


def make_app() -> QApplication:
    """Give the Qt application that is running, or make it, in the one style that is dressed here.

    Raises
    ------
    TypeError
        Where an application without windows is running.
    """
    app = QApplication.instance()
    if app is None:
        # What the imports made stays to the end: the collector need not go through it again and
        # again, least of all when the program ends (an eighth of the time of a start and an end).
        gc.freeze()
        app = QApplication([*sys.argv[:1], "-style", "Fusion"])
        app.setProperty(FUSION, True)
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is running")
    return app


def make_window(
    *,
    settings_path: Path | None = None,
    data_folder: Path | None = None,
    make_maker: Callable[[], FrameMaker] | None = None,
) -> MainWindow:
    """Make the window in the user's language and theme; it is not shown yet.

    ``settings_path`` and ``data_folder`` are the user's own unless told; ``make_maker`` gives the
    engine unless told.
    """
    preferences = Preferences.in_file(settings_path) if settings_path else Preferences.of_user()
    app = QApplication.instance()
    if isinstance(app, QApplication):
        load_language(app, preferences.spoken_language)
        apply_theme(app, preferences.theme, touch=preferences.touch, text=preferences.text_size)
    return MainWindow(preferences, data_folder, make_maker or _make_engine)


def _make_engine() -> FrameMaker:
    from smp_sim.ui.engine_maker import EngineMaker  # noqa: PLC0415 - in the render thread

    return EngineMaker()


def begin(window: MainWindow, case_path: str | None) -> None:
    """Do what need not be done before the first paint: what a crash left, the case, the tour."""
    if case_path is not None:
        window.files.open_path(Path(case_path))
    elif not window.bench.preferences.tour_seen:
        window.files.open_sample()
        window.looks.start_tour()
    window.files.offer_leftovers()
    window.worker.wake()
    QThreadPool.globalInstance().start(load_first_panel)


def guard_faults(window: MainWindow) -> None:
    """Show faults of the program as a sentence, after a recovery copy was written."""

    def on_fault(
        kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        traceback.print_exception(kind, fault, trace, file=sys.stderr)
        tell_fault(window, fault)

    sys.excepthook = on_fault
    window.broke.connect(lambda fault: on_fault(type(fault), fault, fault.__traceback__))


def tell_fault(window: MainWindow, fault: BaseException) -> None:
    """Write a recovery copy and say what happened, in one sentence."""
    if isinstance(fault, SmpError):
        window.bench.messages.refuse(fault)
        return
    window.files.recovery.keep_now()
    window.bench.messages.refuse(
        SmpError(
            tr("Something went wrong in the program ({kind}).", kind=type(fault).__name__),
            next_step=tr("A recovery copy of your work was kept; you can go on."),
        )
    )
