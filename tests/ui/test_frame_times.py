"""The stop-watch of the window measures what it says."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from smp_sim.document.editing import edits
from smp_sim.model.plan import Area
from smp_sim.ui.frame_times import STEPS, measure_canvas, measure_drags
from smp_sim.ui.main_window import MainWindow
from tests.ui.stand_ins import ColourMaker, small_case


@pytest.fixture
def open_window(window: MainWindow) -> MainWindow:
    """Give a window with an area to drag the density of."""
    case = edits.add_area(small_case(), Area(id="main", kind="behind-hairline"))
    window.bench.session.replace_document(case, {})
    return window


def test_every_step_of_both_drags_brings_a_frame_of_its_own(
    open_window: MainWindow, qapp: QApplication, maker: ColourMaker
) -> None:
    """A step ends with a frame of its very case, and no hold of the window is longer than it."""
    times = measure_drags(open_window, qapp)
    assert len({id(request.case) for request in maker.asked}) > 2 * STEPS
    assert set(times) == {"drag-slider", "drag-hairline", "window-hold"}
    assert min(times.values()) > 0.0


def test_the_canvas_is_zoomed_and_panned(open_window: MainWindow, qapp: QApplication) -> None:
    """The measurement ends zoomed in, away from where it began."""
    canvas = open_window.bench.canvas
    zoom, middle = canvas.zoom, canvas.mapToScene(canvas.viewport().rect().center())
    assert measure_canvas(open_window, qapp)["canvas"] > 0.0
    assert canvas.zoom > 4.0 * zoom
    assert canvas.mapToScene(canvas.viewport().rect().center()) != middle
