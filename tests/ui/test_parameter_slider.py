"""A slider of the plan, moved by mouse, wheel and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from smp_sim.model.plan import Area
from smp_sim.model.units import limits_of
from smp_sim.ui.parameter_slider import ParameterSlider


@pytest.fixture
def slider(qtbot: QtBot) -> ParameterSlider:
    """Give the density slider."""
    widget = ParameterSlider(limits_of(Area, "density_per_cm2"), 180.0)
    qtbot.addWidget(widget)
    widget.resize(300, 70)
    widget.show()
    return widget


def heard(slider: ParameterSlider) -> list[object]:
    """Collect what the slider says: numbers, and "gesture"."""
    said: list[object] = []
    slider.value_changed.connect(said.append)
    slider.gesture_started.connect(lambda: said.append("gesture"))
    return said


def test_it_reads_its_limits_from_the_field(slider: ParameterSlider) -> None:
    """Range, step and unit are the field's own."""
    assert (slider.box.minimum(), slider.box.maximum()) == (0.0, 400.0)
    assert slider.box.singleStep() == 5.0
    assert slider.box.suffix() == " /cm²"
    assert slider.name.text() == "Density"


def test_a_press_is_one_gesture(slider: ParameterSlider, qtbot: QtBot) -> None:
    """One gesture is announced before the value of a press on the groove."""
    said = heard(slider)
    qtbot.mouseClick(slider.track, Qt.MouseButton.LeftButton, pos=QPoint(260, 15))
    assert said[0] == "gesture"
    assert said.count("gesture") == 1
    assert isinstance(said[-1], float)
    assert said[-1] > 300


def test_quick_arrow_keys_are_one_gesture(slider: ParameterSlider, qtbot: QtBot) -> None:
    """Three quick arrows are one gesture with three values on the step."""
    said = heard(slider)
    for _ in range(3):
        qtbot.keyClick(slider.track, Qt.Key.Key_Right)
    assert said == ["gesture", 185.0, 190.0, 195.0]


def test_typing_a_number(slider: ParameterSlider, qtbot: QtBot) -> None:
    """A typed number counts when it is complete."""
    said = heard(slider)
    slider.box.selectAll()
    qtbot.keyClicks(slider.box, "120")
    qtbot.keyClick(slider.box, Qt.Key.Key_Return)
    assert said == ["gesture", 120.0]
    assert slider.track.value() == 24


@pytest.mark.parametrize("part", ["track", "name"])
def test_double_click_resets(slider: ParameterSlider, qtbot: QtBot, part: str) -> None:
    """A double click on the slider or its name goes back to the default, in one gesture."""
    slider.show_value(60.0)
    said = heard(slider)
    qtbot.mouseDClick(getattr(slider, part), Qt.MouseButton.LeftButton)
    assert said == ["gesture", 180.0]


def test_showing_a_value_says_nothing(slider: ParameterSlider) -> None:
    """The document's own changes don't come back as edits."""
    said = heard(slider)
    slider.show_value(75.0)
    assert said == []
    assert slider.value == 75.0


def test_a_value_off_the_step_is_kept(slider: ParameterSlider) -> None:
    """Showing 182 keeps 182, though the step is 5."""
    slider.show_value(182.0)
    assert slider.value == 182.0
    assert slider.box.value() == 182.0
