"""The fault gallery in the window: from good to bad, with cause, cure and what it costs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smp_sim.training.fault_gallery import GalleryFault, gallery_faults
from smp_sim.ui.practice.practice_page import PracticePage

FAULTS = gallery_faults()


def opened(page: PracticePage, qtbot: QtBot, fault: GalleryFault) -> None:
    """Choose a fault in the list, and wait for its skin."""
    page.show_tab("faults")
    page.faults.setCurrentRow(FAULTS.index(fault))
    qtbot.waitUntil(lambda: page.gallery.practice is not None, timeout=20_000)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_fault_goes_from_good_to_bad(
    page: PracticePage, qtbot: QtBot, fault: GalleryFault
) -> None:
    """At the left end its mark is full, at the right end it is not passed; the picture follows."""
    opened(page, qtbot, fault)
    card = page.fault_card
    assert card.title.text() == fault.title
    assert (card.cause.text(), card.cure.text()) == (fault.cause, fault.cure)
    points, cases = [], []
    for step in (0, card.track.maximum()):
        card.track.setValue(step)
        points.append(page.gallery.mark().points)
        cases.append(page.gallery.shown_case())
        assert f"{points[-1]:.0f} points" in card.points.text()
    assert points[0] == 100.0
    assert points[1] < 70.0
    assert cases[0] != cases[1]
    assert cases[1] is not None


def test_a_fault_is_seen_close_and_from_afar(page: PracticePage, qtbot: QtBot) -> None:
    """Two buttons: as the photo has it, and as the eye has it at arm's length."""
    opened(page, qtbot, FAULTS[0])
    seen = [page.stage.session.viewing.distance]
    qtbot.mouseClick(page.fault_card.distance.button(1), Qt.MouseButton.LeftButton)
    seen.append(page.stage.session.viewing.distance)
    assert seen == ["close", "50-cm"]


def test_nothing_is_drawn_in_the_gallery(page: PracticePage, qtbot: QtBot) -> None:
    """A click there leaves the drawing of the exercise as it is; going back shows it again."""
    drawing = page.room.drawing
    opened(page, qtbot, FAULTS[1])
    qtbot.mouseClick(page.stage.canvas.viewport(), Qt.MouseButton.LeftButton)
    assert page.room.drawing is drawing
    assert not page.stage.layer.isVisible()
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_Return)
    assert page.room.score is None
    page.show_tab("exercises")
    assert page.stage.layer.isVisible()
    assert page.stage.camera is not None
