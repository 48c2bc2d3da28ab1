"""Longer work: its value, its faults, giving it up."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from smp_sim.document.progress_report import Progress
from smp_sim.model.errors import OutputError
from smp_sim.ui.tasks import ProgressBar, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Tasks:
    """Give an idle list of tasks."""
    del qtbot
    return Tasks()


def test_a_job_gives_its_value(tasks: Tasks, qtbot: QtBot) -> None:
    """Work is done elsewhere; its value arrives in the window's thread."""
    seen: list[object] = []
    tasks.start("Adding", lambda: (2 + 2, threading.get_ident()), lambda got: seen.append(got[0]))
    qtbot.waitUntil(lambda: seen == [4])
    assert tasks.current is None


def test_jobs_run_one_after_the_other(tasks: Tasks, qtbot: QtBot) -> None:
    """Values arrive in the order in which jobs were started."""
    seen: list[int] = []
    for number in range(5):
        tasks.start("Count", partial(int, number), seen.append)
    qtbot.waitUntil(lambda: seen == [0, 1, 2, 3, 4])


def test_a_mistake_and_a_fault_are_told_apart(tasks: Tasks, qtbot: QtBot) -> None:
    """A user's mistake and a fault of the program leave by different doors."""

    def refuse() -> None:
        raise OutputError("The disk is full.")

    def fail() -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(tasks.refused):
        tasks.start("Saving", refuse, lambda _nothing: None)
    with qtbot.waitSignal(tasks.broke):
        tasks.start("Saving", fail, lambda _nothing: None)


def test_cancelling_shows_nothing_of_the_job(tasks: Tasks, qtbot: QtBot) -> None:
    """After Cancel neither the value nor the bar is seen."""
    gate = threading.Event()
    seen: list[bool] = []
    bar = ProgressBar(tasks)
    qtbot.addWidget(bar)
    tasks.start("Waiting", lambda: gate.wait(10), seen.append)
    qtbot.waitUntil(bar.isVisible)
    assert bar.title.text() == "Waiting"
    qtbot.mouseClick(bar.cancel_button, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    gate.set()
    tasks.stop()
    qtbot.wait(30)
    assert seen == []


def test_work_tells_how_far_it_is(tasks: Tasks, qtbot: QtBot) -> None:
    """A job that knows its share fills the bar; one that does not keeps it moving."""
    gate = threading.Event()
    bar = ProgressBar(tasks)
    qtbot.addWidget(bar)

    def work(progress: Progress) -> None:
        progress(0.25, "Finding the head")
        gate.wait(10)

    tasks.start_watched("Reading", work, lambda _nothing: None)
    assert bar.bar.maximum() == 0
    qtbot.waitUntil(lambda: bar.bar.maximum() > 0)
    assert bar.bar.value() == bar.bar.maximum() // 4
    assert bar.words.text() == "Finding the head"
    tasks.start("Next", lambda: None, lambda _nothing: None)
    gate.set()
    qtbot.waitUntil(lambda: tasks.current is None)
    assert bar.bar.maximum() == 0


def test_cancelling_ends_the_work_itself(tasks: Tasks, qtbot: QtBot) -> None:
    """Given up, a job stops at its next report: the thread is free for the next one."""
    went_on = threading.Event()
    waits, gate = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        progress(0.0, "")
        waits.set()
        gate.wait(10)
        progress(0.5, "")
        went_on.set()

    seen: list[int] = []
    tasks.start_watched("Long", work, lambda _nothing: None)
    assert waits.wait(10)
    tasks.cancel()
    gate.set()
    tasks.start("Next", lambda: 1, seen.append)
    qtbot.waitUntil(lambda: seen == [1])
    assert not went_on.is_set()


def test_quick_work_shows_no_bar(tasks: Tasks, qtbot: QtBot) -> None:
    """A job that is over at once does not flicker."""
    bar = ProgressBar(tasks)
    shown: list[int] = []
    qtbot.addWidget(bar)
    tasks.start("Quick", lambda: 1, shown.append)
    qtbot.waitUntil(lambda: shown == [1])
    assert not bar.isVisible()


def test_after_stopping_nothing_starts(tasks: Tasks, qtbot: QtBot) -> None:
    """A late wish, as from a timer after closing, starts no thread."""
    seen: list[int] = []
    tasks.stop()
    tasks.start("Late", lambda: 1, seen.append)
    qtbot.wait(30)
    assert tasks.current is None
    assert seen == []


def test_a_value_for_a_panel_that_is_gone_is_dropped(tasks: Tasks, qtbot: QtBot) -> None:
    """Another language builds the panels anew while a job runs: its value goes to nobody."""
    label, seen = QLabel(), list[int]()
    tasks.start("Count", lambda: "dots", label.setText)
    delete(label)
    tasks.start("Count", lambda: 1, seen.append)
    qtbot.waitUntil(lambda: seen == [1])
