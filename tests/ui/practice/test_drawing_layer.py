"""Two thousand dots stay fluid: a new one is painted alone, and a repaint copies a picture."""

from __future__ import annotations

import time

import cv2
import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smp_sim.training.drawing import Drawing, pressed_dot
from smp_sim.training.patch_plane import lay_flat
from smp_sim.ui.practice.drawing_tools import DotTool
from smp_sim.ui.practice.practice_page import PracticePage
from tests.ui.practice.conftest import choose

COUNT = 2000

#: A new dot, from the hand to the screen, may take as many times the yardstick as a day's picture.
MOST_RATIO = 2.0


def with_dots(page: PracticePage, count: int) -> Drawing:
    """Give a drawing of many dots all over the patch."""
    exercise = page.room.exercise
    plane = lay_flat(exercise.task.outline, exercise.head.head)  # type: ignore[union-attr]
    rng = np.random.default_rng(3)
    low, high = plane.corners.min(axis=0), plane.corners.max(axis=0)
    places = plane.lift(rng.uniform(low, high, (count, 2)))
    dots = tuple(pressed_dot((float(x), float(y), float(z))) for x, y, z in places)
    return Drawing(exercise=exercise.id, dots=dots)


def painted(page: PracticePage) -> QImage:
    """Paint the canvas as the screen does."""
    return page.stage.canvas.viewport().grab().toImage()


def test_a_new_dot_is_painted_onto_the_others(page: PracticePage, qtbot: QtBot) -> None:
    """Adding paints one dot; undo, zoom and another photo paint all anew; both look the same."""
    choose(page, qtbot, "first-patch")
    drawing = with_dots(page, 60)
    layer = page.stage.layer
    page.room.draw("Dots", replace(drawing, dots=drawing.dots[:-1]))
    painted(page)
    full = layer.full_paints
    page.room.draw("Dot", drawing)
    added = painted(page)
    assert layer.full_paints == full
    page.room.undo_stack.undo()
    assert painted(page) != added
    assert layer.full_paints == full + 1
    page.room.undo_stack.redo()
    assert painted(page) == added
    page.stage.canvas.zoom_by(1.5, page.stage.canvas.viewport().rect().center().toPointF())
    painted(page)
    assert layer.full_paints == full + 2


@pytest.mark.bench
def test_two_thousand_dots_stay_fluid(page: PracticePage, qtbot: QtBot) -> None:
    """From the hand to the painted dot: at most twice one exponential of a full screen."""
    page.window().resize(1920, 1080)
    choose(page, qtbot, "first-patch")
    drawing = with_dots(page, COUNT)
    page.room.draw("Dots", drawing)
    painted(page)
    tool = page.tool
    assert isinstance(tool, DotTool)
    frame = np.random.default_rng(1).random((1080, 1920, 3), dtype=np.float32)
    QApplication.processEvents()
    yard, ours = [], []
    for dot in with_dots(page, 25).dots:
        start = time.perf_counter()
        cv2.exp(frame)
        yard.append(time.perf_counter() - start)
        start = time.perf_counter()
        tool.set_at(dot.place)
        QApplication.processEvents()
        ours.append(time.perf_counter() - start)
    assert len(page.room.drawing.dots) == COUNT + 25
    assert min(ours) <= MOST_RATIO * min(yard), (min(ours) * 1e3, min(yard) * 1e3)
