"""How quickly the window answers: ``python -m smp_sim.ui.frame_times CASE.smp drags|canvas``.

Opens the case in a window of 1920 x 1080. ``drags``: drags the density slider and a hairline point
as the panels do, by edits of one gesture; each step waits for its first frame on the canvas.
``canvas``: zooms and pans, each step until it is painted. Prints one JSON object of times in ms.
The benchmark runs it in a process of its own.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from smp_sim.document.case.case_file import open_case
from smp_sim.document.editing.edits import set_density, set_hairline
from smp_sim.model.case import Case
from smp_sim.render.hairline_curve import preset_hairline
from smp_sim.ui.app import make_app, make_window
from smp_sim.ui.main_window import MainWindow

#: Steps of a drag; the first ones, in which the window learns its pace, do not count.
STEPS, LEARNING_STEPS = 16, 6

#: A notch of a smooth wheel, and a pan of a quick hand (px).
_ZOOM_FACTOR, _PAN_PX = 1.08, QPointF(9.0, 6.0)

#: A frame that takes longer than this never comes.
_PATIENCE_S = 60.0


class DragTimes(NamedTuple):
    """Steps of a drag, ms: median time to the first frame; longest that the window was held."""

    first_frame: float
    longest_hold: float


def measure_drags(window: MainWindow, app: QApplication) -> dict[str, float]:
    """Give the time from an edit to its first frame for each drag, and the longest hold of both."""
    slider = _drag(window, app, lambda step: lambda case: set_density(case, 175.0 + step))
    window.show_step("hairline")
    hairline = _drag(window, app, lambda step: _moved_hairline(0.2 * step))
    return {
        "drag-slider": slider.first_frame,
        "drag-hairline": hairline.first_frame,
        "window-hold": max(slider.longest_hold, hairline.longest_hold),
    }


def measure_canvas(window: MainWindow, app: QApplication) -> dict[str, float]:
    """Give the median time in ms of a step of zooming in, and of panning there, until painted."""
    canvas = window.bench.canvas
    middle = QPointF(canvas.viewport().rect().center())

    def paint() -> None:
        canvas.viewport().repaint()
        app.processEvents()

    def zoom() -> None:
        canvas.zoom_by(_ZOOM_FACTOR, middle)
        paint()

    def pan() -> None:
        canvas.pan_by(_PAN_PX)
        paint()

    return {"canvas": statistics.median(_held(step) for step in [zoom] * 40 + [pan] * 40)}


def _held(work: Callable[[], object]) -> float:
    """Give how long the window's thread was held by a piece of work, ms."""
    start = time.perf_counter()
    work()
    return 1000.0 * (time.perf_counter() - start)


def _moved_hairline(rise_mm: float) -> Callable[[Case], Case]:
    def edit(case: Case) -> Case:
        return set_hairline(case, preset_hairline("natural", case.plan.head, 78.0 + rise_mm))

    return edit


def _drag(
    window: MainWindow, app: QApplication, edit_of: Callable[[int], Callable[[Case], Case]]
) -> DragTimes:
    session = window.bench.session
    session.begin_gesture()
    times, holds = [], []
    for step in range(STEPS):
        start = time.perf_counter()
        held = _held(partial(session.edit, "Drag", edit_of(step), key="drag"))
        holds.append(max(held, _await_frame(window, app, session.case)))
        times.append(1000.0 * (time.perf_counter() - start))
    return DragTimes(statistics.median(times[LEARNING_STEPS:]), max(holds[LEARNING_STEPS:]))


def _await_frame(window: MainWindow, app: QApplication, case: Case) -> float:
    """Run the window until a frame of this case is on the canvas; give its longest hold, ms."""
    picture, longest = window.bench.canvas.picture, 0.0
    deadline = time.perf_counter() + _PATIENCE_S
    while time.perf_counter() < deadline:
        longest = max(longest, _held(app.processEvents))
        frames = (picture.coarse, picture.fine)
        if any(frame is not None and frame.request.case is case for frame in frames):
            return longest
        time.sleep(0.0005)
    raise RuntimeError("no frame came")


_MEASURES = {"drags": measure_drags, "canvas": measure_canvas}


def main() -> int:
    """Open the case that is named and print the times."""
    case_path, measure = sys.argv[1], _MEASURES[sys.argv[2]]
    app = make_app()
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(settings_path=Path(folder) / "settings.ini", data_folder=Path(folder))
        window.resize(1920, 1080)
        window.show()
        window.bench.session.open_dossier(open_case(case_path))
        _await_frame(window, app, window.bench.session.case)
        sys.stdout.write(json.dumps(measure(window, app)) + "\n")
        window.worker.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
