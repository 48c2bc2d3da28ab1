"""The wireframe cap under a hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from smp_sim.document.proposal.head_camera import HeadHandles, handles_of
from smp_sim.model.camera import HeadCamera, Scale, Side
from smp_sim.render.camera_geometry import hit_skin
from smp_sim.ui.head_edits import face_side
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.head_panel import HeadPanel
from smp_sim.ui.tools.cap_geometry import cap_handles, rim_of
from smp_sim.ui.tools.cap_tool import CapTool
from tests.ui.tools.conftest import HandOnCanvas, head_view

Opener = Callable[..., MainWindow]


@pytest.fixture
def tool(open_views: Opener) -> CapTool:
    """Give the cap in the head step, on an uncalibrated front view with a left one beside it."""
    return opened_tool(open_views(head_view("front"), head_view("left")))


def opened_tool(window: MainWindow) -> CapTool:
    """Go to the head step, which takes the cap into the hand."""
    window.show_step("head")
    assert window.bench.tools.current == "cap"
    found = window.bench.tools["cap"]
    assert isinstance(found, CapTool)
    return found


def handles_in(tool: CapTool) -> HeadHandles:
    """Read the camera that is shown as handles."""
    view = tool.view
    assert view is not None
    assert isinstance(view.camera, HeadCamera)
    return handles_of(view.camera, view.side)


def pull(tool: CapTool, hand: HandOnCanvas, name: str, dx: float, dy: float) -> None:
    """Drag a handle in three moves."""
    x, y = tool.handles()[name].at_px
    hand.drag((x, y), (x + dx / 3, y + dy / 3), (x + dx / 2, y + dy / 2), (x + dx, y + dy))


@pytest.mark.parametrize("side", ["front", "left", "top", "back", "threequarter-left"])
def test_the_rim_is_where_rays_begin_to_miss(side: Side) -> None:
    """A hair inside the rim every ray hits the head, a hair outside it none does."""
    camera = head_view(side).camera
    assert isinstance(camera, HeadCamera)
    rim = rim_of(camera)
    centre = rim.mean(axis=0)
    assert np.all(hit_skin(camera, centre + 0.997 * (rim - centre))[1])
    assert not np.any(hit_skin(camera, centre + 1.003 * (rim - centre))[1])


def test_an_axis_seen_end_on_has_no_handle() -> None:
    """From the front the length can't be pulled, from the left the breadth can't."""
    for side, missing in (("front", "axis-2"), ("left", "axis-0"), ("top", "axis-1")):
        camera = head_view(side).camera  # type: ignore[arg-type]  # three of the sides
        assert isinstance(camera, HeadCamera)
        names = {handle.name for handle in cap_handles(camera)}
        assert {"axis-0", "axis-1", "axis-2"} - names == {missing}


def test_dragging_the_cap_moves_the_head(tool: CapTool, hand: HandOnCanvas) -> None:
    """The head's centre follows the hand, as one undo step; scale and turn stay."""
    before = handles_in(tool)
    hand.drag((420.0, 480.0), (440.0, 490.0), (480.0, 520.0))
    after = handles_in(tool)
    assert after.centre_px[0] - before.centre_px[0] == pytest.approx(60.0, abs=4.0)
    assert after.centre_px[1] - before.centre_px[1] == pytest.approx(40.0, abs=4.0)
    assert after.px_per_mm == pytest.approx(before.px_per_mm, rel=1e-6)
    assert np.allclose(after.turn, before.turn, atol=1e-6)
    assert tool.bench.session.undo_stack.count() == 1


@pytest.mark.parametrize(
    ("name", "pulled", "changed"),
    [("yaw", (60.0, 0.0), 0), ("pitch", (0.0, 60.0), 1), ("roll", (-60.0, 0.0), 2)],
)
def test_diamonds_turn_the_head(
    tool: CapTool, hand: HandOnCanvas, name: str, pulled: tuple[float, float], changed: int
) -> None:
    """Each diamond turns about its own axis alone; the front follows the hand."""
    pull(tool, hand, name, *pulled)
    turn = handles_in(tool).turn
    assert abs(turn[changed]) > 3.0
    assert all(abs(angle) < 0.1 for index, angle in enumerate(turn) if index != changed)
    assert turn.yaw_deg <= 0.1
    assert turn.pitch_deg >= -0.1
    assert turn.roll_deg >= -0.1


def test_shift_on_the_cap_turns_it(tool: CapTool, hand: HandOnCanvas) -> None:
    """With Shift a drag on the cap turns it; its place stays."""
    before = handles_in(tool)
    hand.drag((420.0, 480.0), (450.0, 480.0), keys=Qt.KeyboardModifier.ShiftModifier)
    after = handles_in(tool)
    assert after.turn.yaw_deg < -2.0
    assert after.centre_px == pytest.approx(before.centre_px, abs=0.01)


def test_the_rim_handle_sets_an_unknown_scale(tool: CapTool, hand: HandOnCanvas) -> None:
    """While the scale is a guess, sizing the cap gives it: from head breadth, no longer loud."""
    before = handles_in(tool)
    dx, dy = 0.2 * np.asarray(tool.handles()["size"].at_px) - 0.2 * np.asarray(before.centre_px)
    pull(tool, hand, "size", float(dx), float(dy))
    after = handles_in(tool)
    assert after.px_per_mm / before.px_per_mm == pytest.approx(1.2, abs=0.02)
    assert after.semi_axes_mm == before.semi_axes_mm
    assert tool.view is not None
    assert tool.view.scale.source == "head-breadth"


def test_the_rim_handle_keeps_a_measured_scale(open_views: Opener, hand: HandOnCanvas) -> None:
    """Where a ruler gave the scale, sizing the cap changes the head's mm instead."""
    known = Scale(source="ruler", error_percent=2.0)
    tool = opened_tool(open_views(head_view("front", known)))
    before = handles_in(tool)
    dx, dy = 0.1 * np.asarray(tool.handles()["size"].at_px) - 0.1 * np.asarray(before.centre_px)
    pull(tool, hand, "size", float(dx), float(dy))
    after = handles_in(tool)
    assert after.px_per_mm == pytest.approx(before.px_per_mm)
    assert after.semi_axes_mm[0] / before.semi_axes_mm[0] == pytest.approx(1.1, abs=0.02)


def test_squares_stretch_one_axis_in_every_view(tool: CapTool, hand: HandOnCanvas) -> None:
    """The breadth follows the hand, the other axes stay, and the left view has the same head."""
    before = handles_in(tool)
    x, _ = tool.handles()["axis-0"].at_px
    outward = 40.0 if x > before.centre_px[0] else -40.0
    pull(tool, hand, "axis-0", outward, 0.0)
    after = handles_in(tool)
    assert after.semi_axes_mm[0] - before.semi_axes_mm[0] == pytest.approx(10.0, abs=1.5)
    assert after.semi_axes_mm[1:] == before.semi_axes_mm[1:]
    other = tool.case.views[1].camera
    assert isinstance(other, HeadCamera)
    assert other.semi_axes_mm == after.semi_axes_mm


def test_side_presets_turn_the_head_about(tool: CapTool, window: MainWindow) -> None:
    """A side's button names the side and turns the cap to it where it lies."""
    panel = window.panels.current
    assert isinstance(panel, HeadPanel)
    before = handles_in(tool)
    QTest.mouseClick(panel.controls.sides["threequarter-left"], Qt.MouseButton.LeftButton)
    assert tool.view is not None
    assert tool.view.side == "threequarter-left"
    after = handles_in(tool)
    assert np.allclose(after.turn, 0.0, atol=1e-6)
    assert after.centre_px == pytest.approx(before.centre_px, abs=0.01)
    assert tool.bench.session.undo_stack.count() == 1


def test_arrows_move_and_shift_arrows_turn(tool: CapTool, hand: HandOnCanvas) -> None:
    """The keyboard does what the hand does, one step a key."""
    before = handles_in(tool)
    hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    after = handles_in(tool)
    assert after.centre_px[0] > before.centre_px[0]
    assert after.turn.yaw_deg == pytest.approx(-1.0, abs=0.01)
    assert tool.bench.session.undo_stack.count() == 2


def test_escape_in_a_drag_puts_the_head_back(tool: CapTool, hand: HandOnCanvas) -> None:
    """A drag that Escape ends leaves nothing; the next Escape drops the tool."""
    case, port = tool.case, hand.canvas.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=hand.at(420.0, 480.0))
    QTest.mouseMove(port, hand.at(520.0, 480.0))
    assert tool.case != case
    hand.key(Qt.Key.Key_Escape)
    assert tool.case == case
    assert tool.bench.session.undo_stack.count() == 0
    hand.key(Qt.Key.Key_Escape)
    assert tool.bench.tools.current == ""


def test_the_head_can_t_be_dragged_out_of_the_photo(tool: CapTool, hand: HandOnCanvas) -> None:
    """Far outside the photo the drag is refused in a sentence, and the head stays in sight."""
    hand.canvas.zoom_by(0.3, hand.canvas.viewport().rect().center().toPointF())
    hand.drag((450.0, 480.0), (1200.0, 480.0), (2400.0, 480.0))
    assert handles_in(tool).centre_px[0] < 2000.0
    assert "outside the picture" in tool.bench.messages.text.text()


@pytest.mark.parametrize(("side", "name"), [("left", "ear_left"), ("back", "occiput")])
def test_a_landmark_dragged_turns_the_head(
    open_views: Opener, hand: HandOnCanvas, side: Side, name: str
) -> None:
    """One undo step: the handle stays under the hand, the head turns, its size stays."""
    tool = opened_tool(open_views(head_view(side)))
    before, start = handles_in(tool), tool.handles()[name].at_px
    pull(tool, hand, name, 24.0, 10.0)
    after = handles_in(tool)
    assert np.linalg.norm(after.turn) > 1.5
    assert after.semi_axes_mm == before.semi_axes_mm
    assert tool.view is not None
    assert [(mark.name, mark.by_hand) for mark in tool.view.landmarks] == [(name, True)]
    assert tool.handles()[name].at_px == pytest.approx((start[0] + 24, start[1] + 10), abs=2.0)
    assert tool.bench.session.undo_stack.count() == 1


def test_another_side_forgets_the_landmarks(tool: CapTool, hand: HandOnCanvas) -> None:
    """What was seen in a front view means nothing once the photo is said to show the back."""
    pull(tool, hand, "glabella", 10.0, 0.0)
    assert tool.view is not None
    assert tool.view.landmarks
    panel = tool.bench.session
    assert panel.view is not None
    case = face_side(panel.case, panel.view.id, "back")
    assert case.views[0].landmarks == ()
