"""Rows that need the window: each runs in a process of its own, without a display."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
from msgspec.structs import replace

from smp_sim.cli.bench.measuring import Row, python_pair, row_of
from smp_sim.cli.bench.scenes import jpeg_of, scene_of
from smp_sim.document.case.case_file import Dossier, save_case
from smp_sim.document.intake.new_case import with_default_plan
from smp_sim.model.case import Case

#: What a person feels as at once (Nielsen 1993, Usability Engineering, ch. 5).
AT_ONCE_MS = 100.0
_AT_ONCE = "0.1 s, felt as at once"

#: The longest that the window may be held, and what a step of a smooth movement may take.
HOLD_MS, SMOOTH_MS = 50.0, 1000.0 / 60.0

_BARE_WINDOW = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
app.processEvents()
"""

_OUR_WINDOW = """
import sys, tempfile
from pathlib import Path
from smp_sim.ui.app import make_app, make_window
app = make_app()
with tempfile.TemporaryDirectory() as folder:
    window = make_window(settings_path=Path(folder) / "s.ini", data_folder=Path(folder))
    window.show()
    app.processEvents()
    window.worker.stop()
"""


def measure_first_window() -> Row:
    """Open the empty window, against a bare PySide6 main window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    ours, bare = python_pair(_OUR_WINDOW, _BARE_WINDOW, repeats=7)
    return row_of(
        "first-window",
        ours,
        "s",
        yardstick=bare,
        target=2.0,
        against="a bare PySide6 main window, Python's start included",
    )


def measure_slider() -> Row:
    """Drag the density over a 12-megapixel photo: from the edit to its first frame."""
    return _window_row("drag-slider", _drag_times()["drag-slider"], AT_ONCE_MS, _AT_ONCE)


def measure_hairline() -> Row:
    """Drag the hairline over a 12-megapixel photo: from the edit to its first frame."""
    return _window_row("drag-hairline", _drag_times()["drag-hairline"], AT_ONCE_MS, _AT_ONCE)


def measure_hold() -> Row:
    """Drag over a 12-megapixel photo: the longest that the window's own thread was held."""
    return _window_row("window-hold", _drag_times()["window-hold"], HOLD_MS, "50 ms, not noticed")


def measure_canvas() -> Row:
    """Zoom and pan over a 48-megapixel photo: a step until it is painted."""
    times = _frame_times(_large_dossier(48), "canvas")
    return _window_row("canvas-48mp", times["canvas"], SMOOTH_MS, "a screen's 1/60 s")


def _window_row(name: str, value_ms: float, yardstick_ms: float, against: str) -> Row:
    return row_of(name, value_ms, "ms", yardstick=yardstick_ms, target=1.0, against=against)


@cache
def _drag_times() -> dict[str, float]:
    return _frame_times(_large_dossier(12), "drags")


def _frame_times(dossier: Dossier, measure: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "bench.smp"
        save_case(dossier, case)
        command = [sys.executable, "-m", "smp_sim.ui.frame_times", str(case), measure]
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
        done = subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603
    times: dict[str, float] = json.loads(done.stdout)
    return times


def _large_dossier(megapixels: float) -> Dossier:
    """Give a case of one large photo with the plan that a new case starts from."""
    scene = scene_of(megapixels, 1000)
    data = jpeg_of(np.asarray(scene.photo.srgb, dtype=np.uint8))
    digest = hashlib.sha256(data).hexdigest()
    view = replace(scene.view, photo=replace(scene.view.photo, sha256=digest))
    return Dossier(with_default_plan(Case(views=(view,))), {digest: data})
