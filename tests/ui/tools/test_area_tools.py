"""Lasso, polygon, brush, eraser and keep-out under a hand and a pen."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smp_sim.model.plan import Area
from smp_sim.render.camera_geometry import hit_skin
from smp_sim.render.loss_templates import TEMPLATE_NAMES
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.areas_panel import AreasPanel
from smp_sim.ui.panels.template_titles import TEMPLATE_GROUPS
from smp_sim.ui.tools import area_edits
from smp_sim.ui.tools.outline_tools import PolygonTool
from tests.ui.tools.conftest import HandOnCanvas, flat_view, head_view

Opener = Callable[..., MainWindow]
Way = tuple[tuple[float, float], ...]

#: A closed way over the forehead of the head view, photo pixels.
ROUND: Way = ((400, 350), (500, 350), (510, 430), (450, 460), (390, 430))


@pytest.fixture
def panel(open_views: Opener) -> AreasPanel:
    """Give the areas step on a front view, its plan empty."""
    return opened_panel(open_views(head_view("front"), areas=()))


def opened_panel(window: MainWindow) -> AreasPanel:
    """Go to the areas step."""
    window.show_step("areas")
    found = window.panels.current
    assert isinstance(found, AreasPanel)
    return found


def areas_of(panel: AreasPanel) -> tuple[Area, ...]:
    """Give the plan's areas."""
    return panel.bench.session.case.plan.areas


def place_at(panel: AreasPanel, x: float, y: float) -> tuple[float, float, float]:
    """Give the place on the head under a photo point."""
    view = panel.bench.session.view
    assert view is not None
    u = hit_skin(view.camera, np.array([[x, y]]))[0][0]
    return float(u[0]), float(u[1]), float(u[2])


def area_at(panel: AreasPanel, x: float, y: float) -> str:
    """Give the id of the area under a photo point."""
    session = panel.bench.session
    assert session.view is not None
    return area_edits.area_under(session.case, session.view, place_at(panel, x, y))


def test_a_lasso_makes_a_patch(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """What was drawn round is a patch on the head, chosen, one undo step."""
    panel.bench.tools.take("lasso")
    hand.drag(*ROUND)
    (area,) = areas_of(panel)
    assert area.kind == "patch"
    assert panel.desk.area_id == area.id == panel.choice.area_id
    assert area_at(panel, 450, 400) == area.id
    assert area_at(panel, 300, 400) == ""
    assert panel.bench.session.undo_stack.count() == 1


def test_a_lasso_round_nothing_is_refused(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """A slip of the hand makes no area and says so."""
    panel.bench.tools.take("lasso")
    hand.drag((400, 350), (402, 352))
    assert areas_of(panel) == ()
    assert "no area" in panel.bench.messages.text.text()


def test_a_lasso_beyond_the_head_ends_at_its_rim(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """Points beside the head are held at the rim: the outline is all unit directions."""
    panel.bench.tools.take("lasso")
    hand.drag((400, 300), (450, 100), (800, 100), (700, 500), (450, 420))
    (area,) = areas_of(panel)
    lengths = np.linalg.norm(area.outline, axis=1)
    assert np.allclose(lengths, 1.0)


def test_a_polygon_is_clicked_and_closed(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """Corners by click, the last taken back with Backspace, closed with Return."""
    panel.bench.tools.take("polygon")
    for x, y in (*ROUND, (480.0, 480.0)):
        hand.click(x, y)
    hand.key(Qt.Key.Key_Backspace)
    hand.key(Qt.Key.Key_Return)
    (area,) = areas_of(panel)
    assert len(area.outline) == 5
    assert area_at(panel, 450, 400) == area.id


@pytest.mark.parametrize("how", ["double", "first"])
def test_other_ways_to_close_a_polygon(panel: AreasPanel, hand: HandOnCanvas, how: str) -> None:
    """A double click sets the last corner and closes; a click on the first corner closes."""
    panel.bench.tools.take("polygon")
    for x, y in ROUND[:-1]:
        hand.click(x, y)
    if how == "double":
        hand.double_click(*ROUND[-1])
    else:
        hand.click(*ROUND[-1])
        hand.click(*ROUND[0])
    (area,) = areas_of(panel)
    assert len(area.outline) == 5


def test_escape_clears_corners_then_drops_the_tool(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """The first Escape forgets the corners, the second puts the tool down."""
    panel.bench.tools.take("polygon")
    tool = panel.bench.tools["polygon"]
    assert isinstance(tool, PolygonTool)
    hand.click(*ROUND[0])
    hand.click(*ROUND[1])
    hand.key(Qt.Key.Key_Escape)
    assert tool.line == []
    assert panel.bench.tools.current == "polygon"
    hand.key(Qt.Key.Key_Escape)
    assert panel.bench.tools.current == ""


def test_a_brush_with_no_area_begins_a_patch(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """The stroke and its patch are one undo step; what was painted belongs to it."""
    panel.bench.tools.take("brush")
    hand.drag((400, 380), (430, 380), (470, 390), (500, 400))
    (area,) = areas_of(panel)
    assert area.strokes[0].effect == "add"
    assert set(area.strokes[0].radii_mm) == {panel.desk.brush_mm}
    assert area_at(panel, 470, 390) == area.id
    assert panel.bench.session.undo_stack.count() == 1
    panel.bench.session.undo_stack.undo()
    assert areas_of(panel) == ()


def test_the_eraser_takes_from_the_chosen_area(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """Erased skin belongs to no area any more; each stroke is a step."""
    panel.bench.tools.take("lasso")
    hand.drag(*ROUND)
    panel.bench.tools.take("eraser")
    hand.drag((450, 400), (455, 400), (460, 400))
    (area,) = areas_of(panel)
    assert [stroke.effect for stroke in area.strokes] == ["erase"]
    assert area_at(panel, 455, 400) == ""
    assert area_at(panel, 410, 360) == area.id
    assert panel.bench.session.undo_stack.count() == 2


def test_keep_out_strokes_are_kept(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """Keep-out paints on the chosen area with its own effect."""
    panel.bench.tools.take("lasso")
    hand.drag(*ROUND)
    panel.bench.tools.take("keep-out")
    hand.click(450, 400)
    assert areas_of(panel)[0].strokes[0].effect == "keep-out"


def test_erasing_nothing_is_a_sentence(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """Without an area the eraser says so and changes nothing."""
    panel.bench.tools.take("eraser")
    hand.drag((400, 380), (430, 380))
    assert areas_of(panel) == ()
    assert "no area here" in panel.bench.messages.text.text()


def send_pen(
    hand: HandOnCanvas, kind: QEvent.Type, at: tuple[float, float], pressure: float, *, turned: bool
) -> None:
    """Send a pen's event as the platform does."""
    tip = QPointingDevice.PointerType.Eraser if turned else QPointingDevice.PointerType.Pen
    device = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        tip,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        3,
    )
    port, left = hand.canvas.viewport(), Qt.MouseButton.LeftButton
    released = kind == QEvent.Type.TabletRelease
    place = QPointF(hand.at(*at))
    event = QTabletEvent(
        kind,
        device,
        place,
        QPointF(port.mapToGlobal(place)),
        pressure,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        Qt.KeyboardModifier.NoModifier,
        Qt.MouseButton.NoButton if kind == QEvent.Type.TabletMove else left,
        Qt.MouseButton.NoButton if released else left,
    )
    QApplication.sendEvent(port, event)


def pen_stroke(hand: HandOnCanvas, *way: tuple[float, float, float], turned: bool = False) -> None:
    """Draw with the pen along (x, y, pressure)."""
    kinds = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * (len(way) - 1)]
    for kind, (x, y, pressure) in zip(kinds, way, strict=True):
        send_pen(hand, kind, (x, y), pressure, turned=turned)
    send_pen(hand, QEvent.Type.TabletRelease, way[-1][:2], 0.0, turned=turned)


def test_a_pen_paints_as_wide_as_it_presses(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """Harder pressure, larger radius; full pressure is the brush's size."""
    panel.bench.tools.take("brush")
    pen_stroke(hand, (400, 380, 0.1), (430, 380, 0.5), (460, 380, 1.0))
    radii = areas_of(panel)[0].strokes[0].radii_mm
    assert radii[0] < radii[1] < radii[2]
    assert max(radii) == pytest.approx(panel.desk.brush_mm)


def test_a_turned_pen_erases(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """The other end of the pen takes away although the brush is in the hand."""
    panel.bench.tools.take("brush")
    hand.drag((400, 380), (430, 380), (470, 390))
    pen_stroke(hand, (430, 380, 0.8), (440, 380, 0.8), turned=True)
    assert [stroke.effect for stroke in areas_of(panel)[0].strokes] == ["add", "erase"]


def test_escape_in_a_stroke_leaves_nothing(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """A stroke that Escape ends leaves no area and no undo step."""
    panel.bench.tools.take("brush")
    port = hand.canvas.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=hand.at(400, 380))
    QTest.mouseMove(port, hand.at(430, 380))
    QTest.qWait(150)
    QTest.mouseMove(port, hand.at(460, 380))
    assert len(areas_of(panel)) == 1
    hand.key(Qt.Key.Key_Escape)
    assert areas_of(panel) == ()
    assert panel.bench.session.undo_stack.count() == 0
    assert panel.bench.tools.current == "brush"


def test_keys_take_tools_and_size_the_brush(window: MainWindow, panel: AreasPanel) -> None:
    """B, E, L and K take tools from any step; brackets make the brush smaller and larger."""
    window.show_step("shade")
    for key, name in (("b", "brush"), ("e", "eraser"), ("l", "lasso"), ("k", "keep-out")):
        QTest.keyClicks(window, key)
        assert window.bench.tools.current == name
        assert panel.drawing.buttons.buttons[name].isChecked()
    before = panel.desk.brush_mm
    QTest.keyClicks(window, "]")
    assert panel.desk.brush_mm == pytest.approx(1.25 * before)
    QTest.keyClicks(window, "[[")
    assert panel.desk.brush_mm == pytest.approx(before / 1.25)
    panel.desk.set_brush(before)


def test_a_click_chooses_and_delete_removes(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """Of two patches the clicked one is chosen, and Delete takes that one away."""
    panel.bench.tools.take("lasso")
    hand.drag(*ROUND)
    hand.drag(*((x + 130, y + 20) for x, y in ROUND))
    first, second = areas_of(panel)
    panel.bench.tools.take("select")
    hand.click(450, 400)
    assert panel.choice.area_id == first.id
    hand.click(580, 420)
    assert panel.choice.area_id == second.id
    hand.key(Qt.Key.Key_Delete)
    assert areas_of(panel) == (first,)


def test_a_close_up_gets_flat_patches(open_views: Opener, hand: HandOnCanvas) -> None:
    """On a flat view lasso and brush make patches of that view, in mm of its plane."""
    panel = opened_panel(open_views(flat_view(), areas=()))
    panel.bench.tools.take("lasso")
    hand.drag(*ROUND)
    panel.bench.tools.take("brush")
    hand.drag((450, 400), (470, 400), (560, 400))
    (area,) = areas_of(panel)
    assert (area.kind, area.view) == ("flat-patch", "close")
    assert np.max(np.abs(np.asarray(area.outline)[:, :2] - (45.0, 40.5))) < 10.0
    assert area.strokes[0].points[0][2] == 0.0


def test_templates_replace_the_areas_on_the_head(open_views: Opener) -> None:
    """Norwood V brings its areas in one step; a close-up's patch stays."""
    flat = Area(
        id="scar",
        kind="flat-patch",
        view="close",
        outline=((0.0, 0.0, 0.0), (9.0, 0.0, 0.0), (5.0, 8.0, 0.0)),
    )
    panel = opened_panel(open_views(head_view("front"), flat_view(), areas=(flat,)))
    panel.drawing.template_actions["norwood-5"].trigger()
    assert not panel.bench.messages.isVisible()
    assert {area.id for area in areas_of(panel)} == {"front", "crown", "bridge", "scar"}
    assert panel.bench.session.undo_stack.count() == 1


def test_a_template_taken_in_a_close_up_says_where_it_is(open_views: Opener) -> None:
    """Its areas lie on the head, so that the photo in sight does not change."""
    panel = opened_panel(open_views(flat_view(), head_view("front")))
    panel.drawing.template_actions["vitiligo"].trigger()
    assert "on the head" in panel.bench.messages.text.text()
    assert areas_of(panel)


def test_sliders_change_the_chosen_area_alone(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """Density, dot size, shade, variety, feather and tissue are each area's own."""
    panel.bench.tools.take("lasso")
    hand.drag(*ROUND)
    hand.drag(*((x + 130, y + 20) for x, y in ROUND))
    panel.filling.sliders["density_per_cm2"].box.setValue(90.0)
    panel.filling.sliders["feather_mm"].box.setValue(3.0)
    index = panel.filling.tissue.findData("scar")
    panel.filling.tissue.activated.emit(index)
    first, second = areas_of(panel)
    assert (second.density_per_cm2, second.feather_mm, second.tissue) == (90.0, 3.0, "scar")
    assert (first.density_per_cm2, first.tissue) == (180.0, "normal")


def test_every_template_stands_in_one_menu(panel: AreasPanel) -> None:
    """The menus of templates, by use, hold each of the engine's ready plans once."""
    assert sorted(panel.drawing.template_actions) == sorted(TEMPLATE_NAMES)
    button_menu = panel.drawing.template_button.menu()
    assert [action.text() for action in button_menu.actions()] == list(TEMPLATE_GROUPS)


def test_a_field_of_dots_counts_hair_on_request(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """The box stands beside kinds that don't count hair by themselves; counting, hair is asked."""
    panel.bench.tools.take("lasso")
    hand.drag(*ROUND)
    filling = panel.filling
    assert filling.counts.isVisibleTo(filling)
    assert not filling.sliders["hair_per_cm2"].isVisibleTo(filling)
    filling.counts.click()
    (patch,) = areas_of(panel)
    assert patch.counts_hair
    assert filling.sliders["hair_per_cm2"].isVisibleTo(filling)
