"""The client's screen: as sharp as it can show, in step with the main window, nothing stale."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smp_sim.model.case import Case
from smp_sim.ui.canvas import Canvas
from smp_sim.ui.client_frames import CHANNEL
from smp_sim.ui.client_view import ClientView
from smp_sim.ui.main_window import MainWindow
from tests.ui.stand_ins import ColourMaker, reseed, small_view


@pytest.fixture
def client(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ClientView:
    """Give the client's window on a dense screen, its own frame shown."""
    monkeypatch.setattr(Canvas, "devicePixelRatioF", _density)
    view = small_view(width=4000, height=3000)
    window.bench.session.replace_document(Case(views=(view,)), {})
    qtbot.waitUntil(lambda: window.bench.canvas.picture.fine is not None)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    found = window.looks.client_view
    assert found is not None
    qtbot.waitUntil(lambda: _channel_of(found) == CHANNEL)
    return found


def _density(canvas: Canvas) -> float:
    """Give the client's screen twice the pixels of the main one."""
    return 2.0 if isinstance(canvas.window(), ClientView) else 1.0


def _channel_of(client: ClientView) -> str:
    fine = client.canvas.picture.fine
    return fine.request.channel if fine is not None else "none"


def test_the_picture_has_the_density_of_the_client_s_screen(client: ClientView) -> None:
    """At rest there is one picture pixel for each pixel of that screen."""
    fine = client.canvas.picture.fine
    assert fine is not None
    assert fine.request.scale == pytest.approx(min(1.0, 2.0 * client.canvas.zoom))
    assert fine.after.width() == pytest.approx(2.0 * client.canvas.zoom * 4000, abs=2)


def test_moving_the_day_shows_the_main_window_s_picture_at_once(
    client: ClientView, window: MainWindow, qtbot: QtBot
) -> None:
    """While the hand moves the client sees what the main window has, then the sharp one."""
    sharp = client.canvas.picture.fine
    window.bench.session.show_day(3.0)
    qtbot.waitUntil(lambda: _channel_of(client) == "")
    qtbot.waitUntil(lambda: _channel_of(client) == CHANNEL)
    fine = client.canvas.picture.fine
    assert fine is not None
    assert fine is not sharp
    assert fine.request.day == 3.0


def test_an_edit_never_leaves_the_last_plan_on_the_client_s_screen(
    client: ClientView, window: MainWindow, qtbot: QtBot
) -> None:
    """A sharp picture of an earlier plan is not shown beside the new one."""
    reseed(window)
    qtbot.waitUntil(lambda: _channel_of(client) == "")
    qtbot.waitUntil(lambda: _channel_of(client) == CHANNEL)
    fine = client.canvas.picture.fine
    assert fine is not None
    assert fine.request.case is window.bench.session.case


def test_a_closed_client_s_window_asks_for_nothing(
    client: ClientView, window: MainWindow, maker: ColourMaker, qtbot: QtBot
) -> None:
    """Closed, it costs no frames."""
    client.close()
    asked = len([request for request in maker.asked if request.channel == CHANNEL])
    window.bench.session.show_day(9.0)
    qtbot.wait(500)
    assert len([request for request in maker.asked if request.channel == CHANNEL]) == asked
