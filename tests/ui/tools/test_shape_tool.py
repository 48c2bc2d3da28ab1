"""An area is moved and sized as a whole by a hand or by keys, in mm on the skin."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from smp_sim.model.case import Case
from smp_sim.model.plan import Area, BrushStroke, Plan
from smp_sim.render.head_geometry import place_on_head
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.areas_panel import AreasPanel
from smp_sim.ui.tools.area_moves import (
    MOST_REACH_MM,
    area_middle,
    moved_area,
    shape_places,
    sized_area,
    spun_area,
)
from smp_sim.ui.tools.shape_tool import ShapeTool
from tests.ui.tools.conftest import HandOnCanvas, flat_view, head_view

Opener = Callable[..., MainWindow]

CROWN = Area(id="crown", kind="crown")
FLAT = Area(
    id="scar",
    kind="flat-patch",
    view="close",
    outline=((20.0, 20.0, 0.0), (60.0, 20.0, 0.0), (60.0, 60.0, 0.0), (20.0, 60.0, 0.0)),
    strokes=(BrushStroke(effect="keep-out", points=((40.0, 40.0, 0.0),), radii_mm=(5.0,)),),
)


def case_with(area: Area) -> Case:
    """Give a case of one area, with a close-up where it lies in one."""
    return Case(views=(flat_view(),), plan=Plan(areas=(area,)))


def breadth_mm(case: Case) -> float:
    """Give how far the shape of the only area reaches across, in mm."""
    places = np.asarray(shape_places(case, case.plan.areas[0]))
    if not case.plan.areas[0].is_flat:
        places = place_on_head(places, case.plan.head.semi_axes_mm)
    return float(np.linalg.norm(places - places[len(places) // 2], axis=1).max())


directions = st.tuples(st.floats(-0.6, 0.6), st.floats(0.4, 1.0), st.floats(-0.9, 0.3)).map(
    lambda v: tuple((np.asarray(v) / np.linalg.norm(v)).tolist())
)


@given(end=directions)
def test_moving_keeps_the_size_on_the_skin(end: tuple[float, float, float]) -> None:
    """Wherever the crown is taken it stays as wide in mm, to a tenth, and on the skin."""
    case = case_with(CROWN)
    start = area_middle(case, CROWN)
    moved = moved_area(case, CROWN, start, end)
    (area,) = moved.plan.areas
    assert np.allclose(np.linalg.norm(area.outline, axis=1), 1.0)
    assert breadth_mm(moved) == pytest.approx(breadth_mm(case), rel=0.1)
    assert float(np.dot(area_middle(moved, area), end)) > np.cos(np.radians(6.0))


@given(factors=st.lists(st.floats(0.7, 1.4), min_size=1, max_size=4))
def test_sizing_grows_about_the_middle(factors: list[float]) -> None:
    """A close-up's patch and the strokes in it grow by the factor; its middle stays."""
    case = case_with(FLAT)
    for factor in factors:
        (before,) = case.plan.areas
        after = sized_area(case, before, factor)
        assert breadth_mm(after) == pytest.approx(factor * breadth_mm(case))
        assert area_middle(after, after.plan.areas[0]) == pytest.approx(area_middle(case, before))
        radii = [area.strokes[0].radii_mm[0] for area in (before, after.plan.areas[0])]
        assert radii[1] == pytest.approx(factor * radii[0])
        case = after


def test_no_area_grows_beyond_the_head() -> None:
    """However far the handle is drawn, the edge stays within reach."""
    grown = sized_area(case_with(CROWN), CROWN, 100.0)
    assert breadth_mm(grown) < 2.0 * MOST_REACH_MM


@pytest.fixture
def tool(open_views: Opener) -> ShapeTool:
    """Give the tool with the crown chosen, seen from above."""
    window = open_views(head_view("top"), areas=(CROWN,))
    window.show_step("areas")
    panel = window.panels.current
    assert isinstance(panel, AreasPanel)
    panel.desk.choose("crown")
    found = window.bench.tools["select"]
    assert isinstance(found, ShapeTool)
    return found


def crown_of(tool: ShapeTool) -> Area:
    """Give the crown as it stands."""
    return tool.case.plan.areas[0]


def test_a_drag_moves_the_crown(tool: ShapeTool, hand: HandOnCanvas) -> None:
    """The crown follows the hand to the pixel, as one undo step, and undo brings it back."""
    x, y = tool.grips()["move"]
    hand.drag((x, y), (x + 20, y - 30), (x + 60, y - 90))
    moved = tool.grips()["move"]
    assert moved == pytest.approx((x + 60, y - 90), abs=12)
    stack = tool.bench.session.undo_stack
    assert stack.count() == 1
    assert stack.undoText() == "Move area"
    stack.undo()
    assert crown_of(tool) == CROWN


def test_its_handle_sizes_the_crown(tool: ShapeTool, hand: HandOnCanvas) -> None:
    """Twice as far from the middle makes it about twice as wide."""
    (mx, my), (x, y) = tool.grips()["move"], tool.grips()["size"]
    before = breadth_mm(tool.case)
    hand.drag((x, y), (x + 0.25 * (x - mx), y), (x + 0.5 * (x - mx), y + 0.5 * (y - my)))
    assert breadth_mm(tool.case) == pytest.approx(1.5 * before, rel=0.12)
    assert tool.bench.session.undo_stack.count() == 1


def test_turning_is_rigid_in_a_close_up() -> None:
    """Four quarters bring a patch back to where it was, its strokes with it."""
    case = case_with(FLAT)
    for _ in range(4):
        case = spun_area(case, case.plan.areas[0], np.pi / 2.0)
    (area,) = case.plan.areas
    assert np.allclose(area.outline, FLAT.outline)
    assert np.allclose(area.strokes[0].points, FLAT.strokes[0].points)


@given(angle=st.floats(-np.pi, np.pi))
def test_turning_keeps_the_crown_s_size(angle: float) -> None:
    """Turned by any angle the crown stays on the skin and as wide in mm, to a tenth."""
    case = case_with(CROWN)
    turned = spun_area(case, CROWN, angle)
    assert np.allclose(np.linalg.norm(turned.plan.areas[0].outline, axis=1), 1.0)
    assert breadth_mm(turned) == pytest.approx(breadth_mm(case), rel=0.1)


def test_its_diamond_turns_a_patch(open_views: Opener, hand: HandOnCanvas) -> None:
    """A quarter round the middle by hand turns the patch by a quarter, as one undo step."""
    oblong = msgspec.structs.replace(
        FLAT, outline=((30.0, 20.0, 0.0), (50.0, 20.0, 0.0), (50.0, 60.0, 0.0), (30.0, 60.0, 0.0))
    )
    window = open_views(flat_view(), areas=(oblong,))
    window.show_step("areas")
    tool = window.bench.tools["select"]
    assert isinstance(tool, ShapeTool)
    tool.desk.choose("scar")
    (mx, my), (x, y) = tool.grips()["move"], tool.grips()["turn"]
    reach = float(np.hypot(x - mx, y - my))
    angle = float(np.arctan2(y - my, x - mx))
    way = [angle + part * np.pi / 2.0 for part in (0.3, 0.6, 1.0)]
    hand.drag((x, y), *((mx + reach * np.cos(a), my + reach * np.sin(a)) for a in way))
    places = np.asarray(tool.case.plan.areas[0].outline)
    assert np.ptp(places[:, 0]) == pytest.approx(40.0, abs=1.5)
    assert np.ptp(places[:, 1]) == pytest.approx(20.0, abs=1.5)
    assert tool.bench.session.undo_stack.undoText() == "Turn area"
    hand.canvas.setFocus()
    hand.key(Qt.Key.Key_Comma)
    assert not np.allclose(tool.case.plan.areas[0].outline, places)


def test_escape_takes_a_drag_back(tool: ShapeTool, hand: HandOnCanvas) -> None:
    """Given up half way, the crown is where it was."""
    x, y = tool.grips()["move"]
    start = hand.at(x, y)
    from PySide6.QtTest import QTest  # noqa: PLC0415 - one half of a drag

    port = hand.canvas.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(port, hand.at(x + 40, y))
    assert crown_of(tool) != CROWN
    hand.key(Qt.Key.Key_Escape)
    assert crown_of(tool) == CROWN
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)


def test_keys_move_and_size_it(tool: ShapeTool, hand: HandOnCanvas) -> None:
    """Arrows move by 1 mm, with Shift by 5; plus and minus size it: all without a mouse."""
    hand.canvas.setFocus()
    ways = [tool.grips()["move"]]
    hand.key(Qt.Key.Key_Right)
    ways.append(tool.grips()["move"])
    hand.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    ways.append(tool.grips()["move"])
    short, long = (b[0] - a[0] for a, b in pairwise(ways))
    assert long == pytest.approx(5.0 * short, rel=0.1)
    before = breadth_mm(tool.case)
    hand.key(Qt.Key.Key_Plus)
    assert breadth_mm(tool.case) == pytest.approx(1.05 * before, rel=0.02)
    hand.key(Qt.Key.Key_Minus)
    assert breadth_mm(tool.case) == pytest.approx(before, rel=0.02)


def test_an_area_on_the_hairline_has_no_handles(open_views: Opener, hand: HandOnCanvas) -> None:
    """What hangs on the hairline is shaped there; a drag on it pans as before."""
    window = open_views(head_view("front"))
    window.show_step("areas")
    tool = window.bench.tools["select"]
    assert isinstance(tool, ShapeTool)
    hand.click(450, 200)
    assert tool.grips() == {}


def test_a_patch_in_a_close_up_is_moved(open_views: Opener, hand: HandOnCanvas) -> None:
    """In a close-up the patch moves in mm of its plane, its strokes with it."""
    window = open_views(flat_view(), areas=(FLAT,))
    window.show_step("areas")
    tool = window.bench.tools["select"]
    assert isinstance(tool, ShapeTool)
    tool.desk.choose("scar")
    hand.drag((300, 300), (320, 300), (350, 310))
    (area,) = tool.case.plan.areas
    assert area.outline[0] == pytest.approx((25.0, 21.0, 0.0), abs=0.3)
    assert area.strokes[0].points[0] == pytest.approx((45.0, 41.0, 0.0), abs=0.3)
