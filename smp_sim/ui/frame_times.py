"""How long drags in the window take to show: ``python -m smp_sim.ui.frame_times CASE.smp``.

Opens the case in a window of 1920 x 1080 and drags the density slider and a hairline point as the
panels do, by edits of one gesture; each step waits for its first frame on the canvas. Prints one
JSON object with the median time of a step, ms. The benchmark runs it in a process of its own.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from smp_sim.document.case_file import open_case
from smp_sim.document.edits import set_density, set_hairline
from smp_sim.model.case import Case
from smp_sim.render.hairline_curve import preset_hairline
from smp_sim.ui.app import make_window
from smp_sim.ui.main_window import MainWindow

#: Steps of a drag; the first ones, in which the window learns its pace, do not count.
STEPS, LEARNING_STEPS = 16, 6

_PATIENCE_S = 60.0


def measure_drags(window: MainWindow, app: QApplication) -> dict[str, float]:
    """Give the median time in ms from an edit to its first frame, for each drag."""
    return {
        "drag-slider": _drag(
            window, app, lambda step: lambda case: set_density(case, 175.0 + step)
        ),
        "drag-hairline": _drag(window, app, lambda step: _moved_hairline(0.2 * step)),
    }


def _moved_hairline(rise_mm: float) -> Callable[[Case], Case]:
    def edit(case: Case) -> Case:
        return set_hairline(case, preset_hairline("natural", case.plan.head, 78.0 + rise_mm))

    return edit


def _drag(
    window: MainWindow, app: QApplication, edit_of: Callable[[int], Callable[[Case], Case]]
) -> float:
    session = window.bench.session
    session.begin_gesture()
    times = []
    for step in range(STEPS):
        start = time.perf_counter()
        session.edit("Drag", edit_of(step), key="drag")
        _await_frame(window, app, session.case)
        times.append(1000.0 * (time.perf_counter() - start))
    return statistics.median(times[LEARNING_STEPS:])


def _await_frame(window: MainWindow, app: QApplication, case: Case) -> None:
    """Run the window until a frame of this case is on the canvas."""
    picture = window.bench.canvas.picture
    deadline = time.perf_counter() + _PATIENCE_S
    while time.perf_counter() < deadline:
        app.processEvents()
        frames = (picture.coarse, picture.fine)
        if any(frame is not None and frame.request.case is case for frame in frames):
            return
        time.sleep(0.0005)
    raise RuntimeError("no frame came")


def main() -> int:
    """Open the case that is named and print the times."""
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(settings_path=Path(folder) / "settings.ini", data_folder=Path(folder))
        window.resize(1920, 1080)
        window.show()
        window.bench.session.open_dossier(open_case(sys.argv[1]))
        _await_frame(window, app, window.bench.session.case)
        sys.stdout.write(json.dumps(measure_drags(window, app)) + "\n")
        window.worker.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
