"""The shelf: one tool in the hand, and nothing of one client in another's case."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from smp_sim.model.case import Case
from smp_sim.ui.main_window import MainWindow
from tests.ui.tools.conftest import HandOnCanvas, head_view

Opener = Callable[..., MainWindow]


@pytest.mark.parametrize(
    ("step", "name"),
    [
        ("hairline", "hairline"),
        ("head", "cap"),
        ("head", "ruler"),
        ("areas", "lasso"),
        ("areas", "brush"),
    ],
)
def test_another_case_opened_in_a_drag_stays_as_it_is(
    open_views: Opener, hand: HandOnCanvas, step: str, name: str
) -> None:
    """A drag begun on one client neither changes nor follows the next one."""
    window = open_views(head_view("front"))
    window.show_step(step)
    window.bench.tools.take(name)
    port = hand.canvas.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=hand.at(450, 400))
    QTest.mouseMove(port, hand.at(480, 420))
    other = Case(views=(head_view("left"),))
    window.bench.session.replace_document(other, {})
    QTest.mouseMove(port, hand.at(500, 440))
    hand.key(Qt.Key.Key_Escape)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=hand.at(500, 440))
    assert window.bench.session.case is other
    assert window.bench.session.undo_stack.count() == 0


def test_handles_hide_with_the_overlays(open_views: Opener) -> None:
    """The one key that hides overlays hides the handles with them."""
    window = open_views(head_view("front"))
    window.show_step("hairline")
    assert window.bench.tools.layer.isVisible()
    QTest.keyClicks(window, "o")
    assert not window.bench.tools.layer.isVisible()
    QTest.keyClicks(window, "o")
    assert window.bench.tools.layer.isVisible()


def test_pressing_a_tool_s_button_again_puts_it_down(open_views: Opener) -> None:
    """The button of the tool in the hand is pressed; a second press drops the tool."""
    window = open_views(head_view("front"))
    window.show_step("hairline")
    panel = window.panels.current
    button = panel.shaping.buttons.buttons["hairline"]  # type: ignore[union-attr]
    assert button.isChecked()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.bench.tools.current == ""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.bench.tools.current == "hairline"
