"""Longer work away from the window: one job at a time, with a bar and a way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from smp_sim.model.errors import SmpError
from smp_sim.ui.translation import tr

#: Work shorter than this shows no bar (ms).
PATIENCE_MS = 400


_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do in the background, and what to do with what it gives.

    ``work`` runs in another thread and must not touch the window; ``done`` gets its value in the
    window's thread. A cancelled job runs to its end unseen.
    """

    title: str
    work: Callable[[], Any]
    done: Callable[[Any], object]


class _Signals(QObject):
    done = Signal(object, object)
    refused = Signal(object, object)
    broke = Signal(object, object)


class _Run(QRunnable):
    def __init__(self, job: Job, signals: _Signals) -> None:
        super().__init__()
        self._job, self._signals = job, signals

    def run(self) -> None:
        try:
            self._signals.done.emit(self._job, self._job.work())
        except SmpError as mistake:
            self._signals.refused.emit(self._job, mistake)
        except Exception as fault:  # noqa: BLE001 - the thread's edge: a fault must reach the window
            self._signals.broke.emit(self._job, fault)


class Tasks(QObject):
    """Runs jobs. ``refused`` brings a user's mistake, ``broke`` a fault of the program."""

    refused = Signal(object)
    broke = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        # No parent: a run keeps it alive, so that its last word always has somewhere to go.
        self._signals = _Signals()
        self._signals.done.connect(self._on_done)
        self._signals.refused.connect(self._on_refused)
        self._signals.broke.connect(self._on_broke)
        self._open: list[Job] = []
        self._stopped = False

    @property
    def current(self) -> Job | None:
        """The job that runs, or None."""
        return self._open[0] if self._open else None

    def start(
        self, title: str, work: Callable[[], _Value], done: Callable[[_Value], object]
    ) -> None:
        """Queue a job; after :meth:`stop` there are no more."""
        if self._stopped:
            return
        job = Job(title, work, done)
        self._open.append(job)
        self._pool.start(_Run(job, self._signals))
        self.changed.emit()

    def cancel(self) -> None:
        """Forget every open job: whatever they still give is not used."""
        self._open.clear()
        self._pool.clear()
        self.changed.emit()

    def stop(self) -> None:
        """Forget every job, take no more, and wait for the running one."""
        self._stopped = True
        self.cancel()
        self._pool.waitForDone()

    def _on_done(self, job: Job, value: object) -> None:
        if self._close(job):
            job.done(value)

    def _on_refused(self, job: Job, mistake: object) -> None:
        if self._close(job):
            self.refused.emit(mistake)

    def _on_broke(self, job: Job, fault: object) -> None:
        if self._close(job):
            self.broke.emit(fault)

    def _close(self, job: Job) -> bool:
        """Take a job off the list; False where it was cancelled."""
        if job not in self._open:
            return False
        self._open.remove(job)
        self.changed.emit()
        return True


class ProgressBar(QFrame):
    """Shows the running job once it takes a while, with a button to give it up."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.title = QLabel(self)
        self.cancel_button = QPushButton(tr("Cancel"), self)
        self.cancel_button.clicked.connect(tasks.cancel)
        running = QProgressBar(self)
        running.setRange(0, 0)
        running.setTextVisible(False)
        running.setMaximumWidth(220)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        for part in (self.title, running):
            row.addWidget(part)
        row.addStretch()
        row.addWidget(self.cancel_button)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
        tasks.changed.connect(self._refresh)
        self.hide()

    def _refresh(self) -> None:
        job = self._tasks.current
        if job is None:
            self._patience.stop()
            self.hide()
            return
        self.title.setText(job.title)
        if not self.isVisible():
            self._patience.start()

    def _appear(self) -> None:
        self.setVisible(self._tasks.current is not None)
