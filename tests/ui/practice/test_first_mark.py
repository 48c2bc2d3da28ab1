"""From the start of the program to the first mark, by hand, with the engine and a drawn head."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from smp_sim.render.camera_geometry import project_directions
from smp_sim.training.solution import reference_solution
from tests.ui.test_journeys import Hands, hands

__all__ = ["hands"]

#: What DESIGN.md §1 allows.
MOST_ACTIONS = 3
_PATIENCE_MS = 90_000


def test_the_first_mark_takes_three_actions(hands: Hands, qtbot: QtBot) -> None:
    """A chord, a click where the glabella is, Return: a mark of all points, measured in mm."""
    hands.key(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    practice = hands.window.practice
    qtbot.waitUntil(lambda: practice.page is not None, timeout=_PATIENCE_MS)
    page = practice.page
    assert page is not None
    stage = page.stage
    qtbot.waitUntil(lambda: stage.canvas.picture.fine is not None, timeout=_PATIENCE_MS)
    assert stage.camera is not None
    place = reference_solution(page.room.exercise).points[0].place
    at = stage.canvas.mapFromScene(QPointF(*project_directions(stage.camera, [place])[0]))
    hands.actions += 1
    qtbot.mouseClick(stage.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    hands.key(Qt.Key.Key_Return)
    assert hands.actions <= MOST_ACTIONS
    assert page.room.score is not None
    assert page.room.score.points == 100.0
    said = page.panel.marks.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Found" in said
    assert "mm" in said
