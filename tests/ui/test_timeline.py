"""The timeline as a hand and a keyboard meet it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.ui.session import Session
from smp_sim.ui.timeline import Timeline, worded_day


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    """Give the timeline of a case with one view."""
    photo = PhotoRef(sha256="0" * 64, suffix=".jpg", width=10, height=10)
    view = View(id="a", side="front", photo=photo, camera=FlatCamera(px_per_mm=1.0))
    session = Session()
    session.replace_document(Case(views=(view,)), {})
    widget = Timeline(session)
    session.setParent(widget)
    qtbot.addWidget(widget)
    widget.resize(1200, 90)
    widget.show()
    return widget


def session_of(timeline: Timeline) -> Session:
    """Give the session that a timeline moves."""
    return timeline._session


def test_press_on_a_mark_shows_its_day(timeline: Timeline, qtbot: QtBot) -> None:
    """A press at the mark of day 3 shows day 3 exactly."""
    track = timeline.track
    at = QPoint(round(track.x_of(3.0)), track.height() // 2)
    qtbot.mouseClick(track, Qt.MouseButton.LeftButton, pos=at)
    assert session_of(timeline).day == 3.0
    assert timeline.readout.text() == "Day 3"
    assert timeline.phase.text() == "scabs"


def test_drag_scrubs(timeline: Timeline, qtbot: QtBot) -> None:
    """Days follow the hand."""
    track, days = timeline.track, []
    session_of(timeline).changed.connect(lambda: days.append(session_of(timeline).day))
    qtbot.mousePress(track, Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
    for x in (200, 400, 600):
        qtbot.mouseMove(track, QPoint(x, 30))
    qtbot.mouseRelease(track, Qt.MouseButton.LeftButton, pos=QPoint(600, 30))
    assert days == sorted(days)
    assert len(days) == 4


def test_keys_walk_days_and_marks(timeline: Timeline, qtbot: QtBot) -> None:
    """Home, arrows, Page Down and End each move the day."""
    track, seen = timeline.track, []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_End):
        qtbot.keyClick(track, key)
        seen.append(session_of(timeline).day)
    assert seen[:3] == [0.0, 1.0, 3.0]
    assert seen[3] == track.axis.last_day


def test_range_buttons_choose_the_retention(timeline: Timeline, qtbot: QtBot) -> None:
    """Light, typical and strong are always there; one is on."""
    for button in timeline.range_group.buttons():
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert session_of(timeline).retention == button.property("retention")
        assert timeline.range_group.checkedButton() is button


def test_playing_reaches_the_end_and_stops(timeline: Timeline, qtbot: QtBot) -> None:
    """Play starts over from the left, moves on, and a press on the track stops it."""
    timeline.track.choose_day(timeline.track.axis.last_day)
    qtbot.mouseClick(timeline.play_button, Qt.MouseButton.LeftButton)
    assert timeline.is_playing
    qtbot.waitUntil(lambda: 0.0 < session_of(timeline).day < 60.0)
    qtbot.mouseClick(timeline.track, Qt.MouseButton.LeftButton)
    assert not timeline.is_playing


def test_an_empty_window_has_no_timeline_to_move(qtbot: QtBot) -> None:
    """Without a photo the timeline is switched off."""
    widget = Timeline(Session())
    qtbot.addWidget(widget)
    assert not widget.isEnabled()


def test_days_are_said_as_a_client_would() -> None:
    """Days, then months, then years."""
    assert [worded_day(d) for d in (0.0, 56.0, 393.0, 3680.0)] == [
        "Day 0",
        "Day 56",
        "Month 13",
        "Year 10",
    ]
