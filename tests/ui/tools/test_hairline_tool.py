"""Points of the hairline under a hand, with real mouse and key events."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smp_sim.render.camera_geometry import hit_skin
from smp_sim.render.hairline_measure import measure_hairline
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.hairline_panel import HairlinePanel
from smp_sim.ui.tools.hairline_edits import with_points
from smp_sim.ui.tools.hairline_tool import HairlineTool
from tests.ui.tools.conftest import HandOnCanvas, flat_view, head_view

Opener = Callable[..., MainWindow]


@pytest.fixture
def tool(open_views: Opener) -> HairlineTool:
    """Give the tool in the hairline step, on a front view with a left one beside it."""
    window = open_views(head_view("front"), head_view("left"))
    window.show_step("hairline")
    found = window.bench.tools["hairline"]
    assert isinstance(found, HairlineTool)
    return found


def middle_handle(tool: HairlineTool) -> tuple[int, float, float]:
    """Give the handle at the middle of the front."""
    return min(tool.handles(), key=lambda handle: abs(handle[1] - 450.0))


def panel_of(window: MainWindow) -> HairlinePanel:
    """Give the hairline step's controls."""
    panel = window.panels.current
    assert isinstance(panel, HairlinePanel)
    return panel


def test_a_dragged_point_lies_under_the_hand(tool: HairlineTool, hand: HandOnCanvas) -> None:
    """Where the hand lets go, there the point is, and the whole drag is one undo step."""
    index, x, y = middle_handle(tool)
    hand.drag((x, y), (x + 10, y - 20), (x + 16, y - 36), (x + 20, y - 48))
    moved = {number: (px, py) for number, px, py in tool.handles()}[index]
    assert np.hypot(moved[0] - x - 20, moved[1] - y + 48) < 4.0
    assert tool.bench.session.undo_stack.count() == 1
    tool.bench.session.undo_stack.undo()
    assert tool.case.plan.hairline.points == ()


def test_two_drags_are_two_steps(tool: HairlineTool, hand: HandOnCanvas) -> None:
    """Dragging the same point again is another undo step."""
    for _ in range(2):
        _, x, y = middle_handle(tool)
        hand.drag((x, y), (x, y - 8), (x, y - 16))
    assert tool.bench.session.undo_stack.count() == 2


def test_the_moved_line_shows_in_every_view(tool: HairlineTool, hand: HandOnCanvas) -> None:
    """The left view's hairline overlay follows a drag in the front view."""
    window = tool.bench
    window.session.show_view(1)
    window.overlays.wake()
    before = window.overlays["hairline"].boundingRect()
    window.session.show_view(0)
    _, x, y = middle_handle(tool)
    hand.drag((x, y), (x, y - 60), (x, y - 80))
    window.session.show_view(1)
    assert window.overlays["hairline"].boundingRect() != before


def test_a_point_dragged_off_the_head_stays_at_the_rim(
    tool: HairlineTool, hand: HandOnCanvas
) -> None:
    """Beside the head the point is held at the outline, seen and with a sentence."""
    index, x, y = middle_handle(tool)
    hand.drag((x, y), (x, 200.0), (x, 60.0))
    assert tool.view is not None
    point = np.asarray(tool.points[index])
    handle = next(handle for handle in tool.handles() if handle[0] == index)
    assert hit_skin(tool.view.camera, np.array([handle[1:]]))[1][0]
    assert not hit_skin(tool.view.camera, np.array([[handle[1], handle[2] - 6.0]]))[1][0]
    assert np.linalg.norm(point) == pytest.approx(1.0)
    assert "rim" in tool.bench.messages.text.text()


def test_a_double_click_on_the_line_adds_a_point(tool: HairlineTool, hand: HandOnCanvas) -> None:
    """The new point lies on the line between its neighbours and leaves the line as it was."""
    handles = sorted(tool.handles(), key=lambda handle: abs(handle[1] - 450.0))
    (_, x0, y0), (_, x1, y1) = handles[0], handles[1]
    before, count = measure_hairline(tool.case.plan.hairline, tool.case.plan.head), len(tool.points)
    hand.double_click((x0 + x1) / 2, (y0 + y1) / 2)
    assert len(tool.points) == count + 1
    after = measure_hairline(tool.case.plan.hairline, tool.case.plan.head)
    assert after.length_mm == pytest.approx(before.length_mm, abs=1.0)
    assert tool.chosen is not None


def test_delete_and_right_click_remove_a_point(tool: HairlineTool, hand: HandOnCanvas) -> None:
    """The chosen point goes with Delete, the one under the cursor with the right button."""
    count = len(tool.points)
    _, x, y = middle_handle(tool)
    hand.click(x, y)
    hand.key(Qt.Key.Key_Delete)
    assert len(tool.points) == count - 1
    _, x, y = middle_handle(tool)
    hand.click(x, y, Qt.MouseButton.RightButton)
    assert len(tool.points) == count - 2


def test_the_last_three_points_stay(tool: HairlineTool, hand: HandOnCanvas) -> None:
    """Removing beyond three points is refused in a sentence."""
    ends_and_middle = tool.points[5], tool.points[9], tool.points[13]
    tool.bench.session.edit("", lambda case: with_points(case, ends_and_middle))
    _, x, y = middle_handle(tool)
    hand.click(x, y, Qt.MouseButton.RightButton)
    assert tool.points == ends_and_middle
    assert "3 points" in tool.bench.messages.text.text()


def test_arrows_move_the_chosen_point_on_the_skin(tool: HairlineTool, hand: HandOnCanvas) -> None:
    """Shift and an arrow moves by 5 mm, an arrow alone by half a mm; a full stop chooses."""
    hand.key(Qt.Key.Key_Period)
    assert tool.chosen is not None
    index, x, y = middle_handle(tool)
    hand.click(x, y)
    start = np.asarray(tool.points[index]) * 95.0
    hand.key(Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    far = np.linalg.norm(np.asarray(tool.points[index]) * 95.0 - start)
    assert far == pytest.approx(5.0, rel=0.3)
    hand.key(Qt.Key.Key_Down)
    back = np.linalg.norm(np.asarray(tool.points[index]) * 95.0 - start)
    assert 0.2 < far - back < 0.8


def test_escape_puts_a_dragged_point_back_then_drops_the_tool(
    tool: HairlineTool, hand: HandOnCanvas
) -> None:
    """Escape in a drag undoes it and leaves no step; once nothing is chosen it drops the tool."""
    _, x, y = middle_handle(tool)
    port = hand.canvas.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=hand.at(x, y))
    QTest.mouseMove(port, hand.at(x, y - 40))
    hand.key(Qt.Key.Key_Escape)
    assert tool.case.plan.hairline.points == ()
    assert tool.bench.session.undo_stack.count() == 0
    assert tool.bench.tools.current == "hairline"
    hand.key(Qt.Key.Key_Escape)
    assert tool.bench.tools.current == ""


def test_leaving_the_step_drops_the_tool(tool: HairlineTool, window: MainWindow) -> None:
    """Other steps do not move hairline points."""
    window.show_step("healing")
    assert tool.bench.tools.current == ""


def test_height_moves_the_whole_line(tool: HairlineTool, window: MainWindow) -> None:
    """The slider sets the height; going there and back in one drag restores the line."""
    shaping = panel_of(window).shaping
    slider = shaping.height_slider
    slider.box.setFocus()
    slider.box.setValue(9.0)
    assert measure_hairline(
        tool.case.plan.hairline, tool.case.plan.head
    ).height_mm == pytest.approx(90.0, abs=0.3)
    slider.box.setValue(7.5)
    assert measure_hairline(
        tool.case.plan.hairline, tool.case.plan.head
    ).height_mm == pytest.approx(75.0, abs=0.3)


def test_height_keeps_what_was_drawn(
    tool: HairlineTool, hand: HandOnCanvas, window: MainWindow
) -> None:
    """A drawn line keeps its asymmetry when it is raised."""
    index, x, y = middle_handle(tool)
    _, x, y = next(handle for handle in tool.handles() if handle[0] == index + 2)
    hand.drag((x, y), (x, y - 30), (x, y - 50))
    before = measure_hairline(tool.case.plan.hairline, tool.case.plan.head)
    panel_of(window).shaping.height_slider.box.setValue(9.5)
    after = measure_hairline(tool.case.plan.hairline, tool.case.plan.head)
    assert after.height_mm == pytest.approx(95.0, abs=0.5)
    assert after.asymmetry_mm == pytest.approx(before.asymmetry_mm, rel=0.25)


@pytest.mark.parametrize("keep", ["left", "right"])
def test_mirror_then_pull_back(
    tool: HairlineTool, hand: HandOnCanvas, window: MainWindow, keep: str
) -> None:
    """Mirroring makes both sides one; pulling back fully brings the drawn difference back."""
    index, _, _ = middle_handle(tool)
    _, x, y = next(handle for handle in tool.handles() if handle[0] == index + 2)
    hand.drag((x, y), (x, y - 30), (x, y - 50))
    shaping, head = panel_of(window).shaping, tool.case.plan.head
    drawn = measure_hairline(tool.case.plan.hairline, head).asymmetry_mm
    QTest.mouseClick(shaping.mirrors[keep], Qt.MouseButton.LeftButton)
    assert measure_hairline(tool.case.plan.hairline, head).asymmetry_mm < 0.2
    shaping.pull.box.setValue(50.0)
    half = measure_hairline(tool.case.plan.hairline, head).asymmetry_mm
    shaping.pull.box.setValue(100.0)
    full = measure_hairline(tool.case.plan.hairline, head).asymmetry_mm
    assert full == pytest.approx(drawn, rel=0.25)
    assert 0.25 * drawn < half < 0.75 * drawn


def test_an_even_line_is_pulled_to_a_natural_one(tool: HairlineTool, window: MainWindow) -> None:
    """Where the line was even before, pulling back gives a small difference."""
    shaping = panel_of(window).shaping
    QTest.mouseClick(shaping.mirrors["left"], Qt.MouseButton.LeftButton)
    assert shaping.pull.isEnabled()
    shaping.pull.box.setValue(100.0)
    uneven = measure_hairline(tool.case.plan.hairline, tool.case.plan.head).asymmetry_mm
    assert 0.5 < uneven < 2.5


@pytest.mark.usefixtures("tool")
def test_measures_carry_word_sign_and_reason(window: MainWindow, qtbot: QtBot) -> None:
    """A line dragged far down turns the height's light, with sign, word and sentence."""
    rows = panel_of(window).shaping.measures.rows
    assert set(rows) == {"height", "symmetry", "temples", "corners", "straightness"}
    assert rows["height"].sign.text() == "✓"
    shaping = panel_of(window).shaping
    shaping.height_slider.box.setValue(5.5)
    qtbot.waitUntil(lambda: rows["height"].sign.text() == "✕")
    assert rows["height"].word.text() == "change this"
    assert "drawn on" in rows["height"].why.text()
    assert "5.5 cm" in rows["height"].name.text()


def test_a_close_up_has_no_points(open_views: Opener) -> None:
    """On a flat view the tool shows nothing and takes nothing."""
    window = open_views(flat_view())
    window.show_step("hairline")
    found = window.bench.tools["hairline"]
    assert isinstance(found, HairlineTool)
    assert found.handles() == []
    HandOnCanvas(window.bench.canvas).double_click(300, 300)
    assert window.bench.session.undo_stack.count() == 0


@pytest.mark.usefixtures("tool")
def test_measures_wait_for_a_moving_hand_and_catch_up(window: MainWindow, qtbot: QtBot) -> None:
    """Of steps that follow one another at once only the first is measured, and soon the last."""
    shaping = panel_of(window).shaping
    shown = set()
    for height_cm in (7.0, 6.8, 6.6, 6.4, 6.2):
        shaping.height_slider.box.setValue(height_cm)
        shown.add(shaping.measures.rows["height"].name.text())
    assert len(shown) < 3
    qtbot.waitUntil(lambda: "6.2 cm" in shaping.measures.rows["height"].name.text())
