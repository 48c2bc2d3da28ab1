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

from smp_sim.cli.bench.measuring import Row, python_seconds, row_of
from smp_sim.cli.bench.scenes import jpeg_of, scene_of
from smp_sim.document.case_file import Dossier, save_case
from smp_sim.document.intake import with_default_plan
from smp_sim.model.case import Case

#: What a person feels as at once (Nielsen 1993, Usability Engineering, ch. 5).
AT_ONCE_MS = 100.0

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
from PySide6.QtWidgets import QApplication
app = QApplication([])
from smp_sim.ui.app import make_window
with tempfile.TemporaryDirectory() as folder:
    window = make_window(settings_path=Path(folder) / "s.ini", data_folder=Path(folder))
    window.show()
    app.processEvents()
    window.worker.stop()
"""


def measure_first_window() -> Row:
    """Open the empty window, against a bare PySide6 main window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    ours = python_seconds(_OUR_WINDOW, repeats=5)
    bare = python_seconds(_BARE_WINDOW, repeats=5)
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
    return _drag_row("drag-slider")


def measure_hairline() -> Row:
    """Drag the hairline over a 12-megapixel photo: from the edit to its first frame."""
    return _drag_row("drag-hairline")


def _drag_row(name: str) -> Row:
    return row_of(
        name,
        _drag_times()[name],
        "ms",
        yardstick=AT_ONCE_MS,
        target=1.0,
        against="0.1 s, felt as at once",
    )


@cache
def _drag_times() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "bench.smp"
        save_case(_large_dossier(), case)
        command = [sys.executable, "-m", "smp_sim.ui.frame_times", str(case)]
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
        done = subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603
    times: dict[str, float] = json.loads(done.stdout)
    return times


def _large_dossier() -> Dossier:
    """Give a case of one 12-megapixel photo with the plan that a new case starts from."""
    scene = scene_of(12, 1000)
    data = jpeg_of(np.asarray(scene.photo.srgb, dtype=np.uint8))
    digest = hashlib.sha256(data).hexdigest()
    view = replace(scene.view, photo=replace(scene.view.photo, sha256=digest))
    return Dossier(with_default_plan(Case(views=(view,))), {digest: data})
