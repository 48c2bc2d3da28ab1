"""Longer work away from the window: one job at a time, with a bar and a way out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget
from shiboken6 import isValid

from smp_sim.document.progress_report import Cancelled, Progress
from smp_sim.model.errors import SmpError
from smp_sim.ui.theme import named
from smp_sim.ui.translation import spoken, tr

#: Work shorter than this shows no bar (ms).
PATIENCE_MS = 400

#: Steps of the bar when the share that is done is known.
_BAR_STEPS = 1000

_Value = TypeVar("_Value")


class Job(msgspec.Struct, frozen=True):
    """Something to do in the background, and what to do with what it gives.

    ``work`` runs in another thread and must not touch the window; ``done`` gets its value in the
    window's thread. A job that is given up ends where it reports next, and is not seen again.
    """

    title: str
    work: Callable[[Progress], Any]
    done: Callable[[Any], object]
    given_up: threading.Event = msgspec.field(default_factory=threading.Event)


class _Signals(QObject):
    done = Signal(object, object)
    refused = Signal(object, object)
    broke = Signal(object, object)
    ended = Signal(object)
    reported = Signal(object, float, str)


class _Run(QRunnable):
    def __init__(self, job: Job, signals: _Signals) -> None:
        super().__init__()
        self._job, self._signals = job, signals

    def run(self) -> None:
        try:
            self._signals.done.emit(self._job, self._job.work(self._report))
        except Cancelled:
            self._signals.ended.emit(self._job)
        except SmpError as mistake:
            self._signals.refused.emit(self._job, mistake)
        except Exception as fault:  # noqa: BLE001 - the thread's edge: a fault must reach the window
            self._signals.broke.emit(self._job, fault)

    def _report(self, share: float, words: str) -> None:
        if self._job.given_up.is_set():
            raise Cancelled
        self._signals.reported.emit(self._job, share, words)


class Tasks(QObject):
    """Runs jobs. ``refused`` brings a user's mistake, ``broke`` a fault of the program.

    ``reported`` brings how far the running job is, 0 to 1, and what it does now.
    """

    refused = Signal(object)
    broke = Signal(object)
    changed = Signal()
    reported = Signal(float, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        # No parent: a run keeps it alive, so that its last word always has somewhere to go.
        self._signals = _Signals()
        self._signals.done.connect(self._on_done)
        self._signals.refused.connect(self._on_refused)
        self._signals.broke.connect(self._on_broke)
        self._signals.ended.connect(self._close)
        self._signals.reported.connect(self._on_reported)
        self._open: list[Job] = []
        self._stopped = False

    @property
    def current(self) -> Job | None:
        """The job that runs, or None."""
        return self._open[0] if self._open else None

    def start(
        self, title: str, work: Callable[[], _Value], done: Callable[[_Value], object]
    ) -> None:
        """Queue a job that can't tell how far it is; after :meth:`stop` there are no more."""
        self.start_watched(title, lambda _progress: work(), done)

    def start_watched(
        self, title: str, work: Callable[[Progress], _Value], done: Callable[[_Value], object]
    ) -> None:
        """Queue a job that reports how far it is, and ends at its next report once given up."""
        if self._stopped:
            return
        job = Job(title, work, done)
        self._open.append(job)
        self._pool.start(_Run(job, self._signals))
        self.changed.emit()

    def cancel(self) -> None:
        """Give every open job up: each ends at its next report, and its value is not used."""
        for job in self._open:
            job.given_up.set()
        self._open.clear()
        self._pool.clear()
        self.changed.emit()

    def stop(self) -> None:
        """Forget every job, take no more, and wait for the running one."""
        self._stopped = True
        self.cancel()
        self._pool.waitForDone()

    def _on_done(self, job: Job, value: object) -> None:
        if self._close(job) and _still_there(job.done):
            job.done(value)

    def _on_refused(self, job: Job, mistake: object) -> None:
        if self._close(job):
            self.refused.emit(mistake)

    def _on_broke(self, job: Job, fault: object) -> None:
        if self._close(job):
            self.broke.emit(fault)

    def _on_reported(self, job: Job, share: float, words: str) -> None:
        if job is self.current:
            self.reported.emit(share, words)

    def _close(self, job: Job) -> bool:
        """Take a job off the list; False where it was cancelled."""
        if job not in self._open:
            return False
        self._open.remove(job)
        self.changed.emit()
        return True


def _still_there(done: Callable[..., object]) -> bool:
    """Say whether what a job's value goes to still is: another language builds panels anew."""
    owner = getattr(done, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


class ProgressBar(QFrame):
    """Shows the running job once it takes a while, with a button to give it up.

    It lies over the window; ``grown`` says that it came up or needs more room.
    """

    grown = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tasks = tasks
        self.title = QLabel(self)
        self.cancel_button = QPushButton(tr("Cancel"), self)
        self.cancel_button.clicked.connect(tasks.cancel)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(180)
        self.words = named(QLabel(self), "hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        for part in (self.title, self.bar, self.words):
            row.addWidget(part)
        row.addWidget(self.cancel_button)
        self._shown: Job | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
        tasks.changed.connect(self._refresh)
        tasks.reported.connect(self._show_share)
        self.hide()

    def _refresh(self) -> None:
        job = self._tasks.current
        if job is None:
            self._patience.stop()
            self.hide()
            return
        self.title.setText(job.title)
        self.bar.setAccessibleName(job.title)
        if job is not self._shown:
            self._shown = job
            self.words.clear()
            self.bar.setRange(0, 0)
        if not self.isVisible():
            self._patience.start()

    def _show_share(self, share: float, words: str) -> None:
        self.bar.setRange(0, _BAR_STEPS)
        self.bar.setValue(round(share * _BAR_STEPS))
        if words:
            self.words.setText(spoken(words))
            self.grown.emit()

    def _appear(self) -> None:
        self.setVisible(self._tasks.current is not None)
        self.grown.emit()
