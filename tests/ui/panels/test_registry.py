"""Steps are read ahead in the background, so that the window is not held when one is opened."""

from __future__ import annotations

import os
import subprocess
import sys

_VISIT = """
import sys, tempfile
from pathlib import Path
from PySide6.QtWidgets import QApplication
from smp_sim.ui.app import make_app, make_window
from smp_sim.ui.engine_maker import EngineMaker
from smp_sim.ui.panels.registry import load_first_panel, load_panels
from smp_sim.ui.steps import STEPS
from tests.ui.stand_ins import ColourMaker, small_case

app = make_app()
folder = Path(tempfile.mkdtemp())
window = make_window(
    settings_path=folder / "s.ini", data_folder=folder, make_maker=ColourMaker
)
load_first_panel()
load_panels()
known = set(sys.modules)
window.show()
window.bench.session.replace_document(small_case(), {})
for step in STEPS:
    window.show_step(step.id)
    app.processEvents()
print(*sorted(name for name in set(sys.modules) - known if name.startswith("smp_sim.")))
window.bench.session.undo_stack.setClean()
window.close()
"""


def test_no_step_reads_code_when_it_is_opened() -> None:
    """Once read ahead, no step imports any file of the program in the window's thread."""
    done = subprocess.run(
        [sys.executable, "-c", _VISIT],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []
