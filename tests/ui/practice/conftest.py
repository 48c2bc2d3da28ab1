"""What the practice room's tests share: a room with heads that cost nothing, and hands in it."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from smp_sim.training import practice_heads
from smp_sim.training.catalogue import load_exercise
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.practice.practice_page import PracticePage


def flat_head(*_head: object, width: int, height: int, **_kept: object) -> SimpleNamespace:
    """Stand in for the drawing of a head: an even grey of the right size, seen by true cameras."""
    grey = np.full((height, width, 3), 150, dtype=np.uint8)
    return SimpleNamespace(photo=SimpleNamespace(srgb=grey))


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> PracticePage:
    """Give the page of the room, its first head there, in an empty window."""
    monkeypatch.setattr(practice_heads, "render_sample", flat_head)
    return entered(window, qtbot)


def entered(window: MainWindow, qtbot: QtBot) -> PracticePage:
    """Enter the room as the menu does, and wait for its head."""
    window.bench.commands.run("practice-room")
    qtbot.waitUntil(lambda: window.practice.page is not None, timeout=20_000)
    page = window.practice.page
    assert page is not None
    await_head(page, qtbot)
    return page


def await_head(page: PracticePage, qtbot: QtBot) -> None:
    """Wait until the head of the exercise is there to be drawn on."""
    qtbot.waitUntil(lambda: page.stage.camera is not None, timeout=20_000)


def choose(page: PracticePage, qtbot: QtBot, name: str) -> None:
    """Choose an exercise and wait for its head."""
    page.room.choose(load_exercise(name))
    await_head(page, qtbot)


def said(window: MainWindow) -> str:
    """Give what the message bar says now; empty: nothing."""
    bar = window.bench.messages
    return "" if bar.isHidden() else bar.text.text()
