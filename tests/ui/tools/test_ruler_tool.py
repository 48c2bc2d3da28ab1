"""The ruler under a hand, and the scale it gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.head_panel import HeadPanel
from smp_sim.ui.tools.ruler_tool import RulerTool
from smp_sim.ui.tools.skin_points import chord_mm
from tests.ui.tools.conftest import HandOnCanvas, flat_view, head_view

Opener = Callable[..., MainWindow]


@pytest.fixture
def panel(open_views: Opener) -> HeadPanel:
    """Give the head step's controls, the ruler in the hand, on a front view."""
    return opened_panel(open_views(head_view("front")))


def opened_panel(window: MainWindow) -> HeadPanel:
    """Go to the head step with the ruler."""
    window.show_step("head")
    window.bench.tools.take("ruler")
    found = window.panels.current
    assert isinstance(found, HeadPanel)
    return found


def ruler_of(panel: HeadPanel) -> RulerTool:
    """Give the ruler."""
    return panel.controls.ruler


def test_a_card_on_the_forehead_sets_the_scale(panel: HeadPanel, hand: HandOnCanvas) -> None:
    """After setting, the two ends lie 85.6 mm apart on the skin, and the source is the ruler."""
    hand.drag((330.0, 500.0), (450.0, 500.0), (590.0, 505.0))
    QTest.mouseClick(panel.controls.apply_button, Qt.MouseButton.LeftButton)
    view = panel.bench.session.view
    assert view is not None
    first, second = ruler_of(panel).ends
    assert chord_mm(first, second, view.camera) == pytest.approx(85.6, rel=2e-3)
    assert view.scale.source == "ruler"
    assert 1.0 <= view.scale.error_percent < 5.0
    assert panel.bench.session.undo_stack.count() == 1
    assert "Uncalibrated" not in panel.state.text()


def test_two_clicks_on_a_close_up(open_views: Opener, hand: HandOnCanvas) -> None:
    """On a flat view the scale is the distance in px over the known mm."""
    panel = opened_panel(open_views(flat_view()))
    hand.click(100.0, 300.0)
    hand.click(700.0, 300.0)
    (x0, _), (x1, _) = ruler_of(panel).ends
    panel.controls.length.setValue(30.0)
    hand.key(Qt.Key.Key_Return)
    view = panel.bench.session.view
    assert view is not None
    assert mean_px_per_mm(view.camera) == pytest.approx((x1 - x0) / 30.0, rel=1e-6)


def test_no_length_is_refused(panel: HeadPanel, hand: HandOnCanvas) -> None:
    """Both ends in one place, or a length of zero, are refused in a sentence."""
    case = panel.bench.session.case
    QTest.mouseClick(panel.controls.apply_button, Qt.MouseButton.LeftButton)
    assert "no scale" in panel.bench.messages.text.text()
    hand.drag((330.0, 500.0), (590.0, 505.0))
    panel.controls.length.setValue(0.0)
    QTest.mouseClick(panel.controls.apply_button, Qt.MouseButton.LeftButton)
    assert panel.bench.session.case is case


@pytest.mark.parametrize("text", ["0", "-3", "abc", "1e9"])
def test_a_typed_scale_of_zero_is_refused(panel: HeadPanel, text: str) -> None:
    """Zero, less, words and the impossible are refused; the view stays uncalibrated and loud."""
    panel.controls.typed.setText(text)
    QTest.keyClick(panel.controls.typed, Qt.Key.Key_Return)
    assert "px per mm" in panel.bench.messages.text.text()
    view = panel.bench.session.view
    assert view is not None
    assert view.scale.source == "uncalibrated"
    assert panel.state.objectName() == "loud"


def test_a_typed_scale_is_taken(panel: HeadPanel) -> None:
    """A number with a decimal comma is a number."""
    panel.controls.typed.setText("5,5")
    QTest.keyClick(panel.controls.typed, Qt.Key.Key_Return)
    view = panel.bench.session.view
    assert view is not None
    assert mean_px_per_mm(view.camera) == pytest.approx(5.5)
    assert view.scale.source == "given"


def test_arrows_nudge_an_end_and_escape_clears(panel: HeadPanel, hand: HandOnCanvas) -> None:
    """The last touched end moves by photo pixels; Escape clears the ruler, then drops it."""
    hand.drag((330.0, 500.0), (590.0, 505.0))
    x, _ = ruler_of(panel).ends[1]
    hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert ruler_of(panel).ends[1][0] == pytest.approx(x + 11.0)
    hand.key(Qt.Key.Key_Escape)
    assert ruler_of(panel).ends == []
    assert panel.bench.tools.current == "ruler"
    hand.key(Qt.Key.Key_Escape)
    assert panel.bench.tools.current == ""


def test_another_photo_has_no_ruler_of_the_last(open_views: Opener, hand: HandOnCanvas) -> None:
    """Switching the photo takes the ruler's ends away."""
    window = open_views(head_view("front"), head_view("left"))
    panel = opened_panel(window)
    hand.drag((330.0, 500.0), (590.0, 505.0))
    window.bench.session.show_view(1)
    assert ruler_of(panel).ends == []


def test_known_things_fill_the_length(panel: HeadPanel) -> None:
    """Choosing a coin fills its diameter; typing a length finds the thing or says another."""
    controls = panel.controls
    index = controls.known.findData(23.25)
    controls.known.setCurrentIndex(index)
    controls.known.activated.emit(index)
    assert controls.length.value() == pytest.approx(23.25)
    assert ruler_of(panel).length_mm == pytest.approx(23.25)
    controls.length.setValue(40.0)
    assert controls.known.currentData() == 0.0
