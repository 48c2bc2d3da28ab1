"""A real window for a test outside its process: says where its parts are, and what it shows.

Run with a case file and a folder for its settings. Writes one JSON object a line to stdout.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from smp_sim.ui.app import begin, guard_faults, make_window
from smp_sim.ui.main_window import MainWindow

_TELL_MS = 50


def main() -> int:
    """Open the window, and tell of it until it is closed."""
    case, folder = sys.argv[1:3]
    app = QApplication(sys.argv[:1])
    window = make_window(settings_path=Path(folder) / "settings.ini", data_folder=Path(folder))
    window.bench.preferences.tour_seen = True
    guard_faults(window)
    window.move(0, 0)
    window.show()
    window.activateWindow()
    begin(window, case)
    last: list[str] = [""]

    def tell() -> None:
        words = json.dumps(_state(window))
        if words != last[0]:
            last[0] = words
            print(words, flush=True)  # noqa: T201 - what the test reads

    timer = QTimer(window)
    timer.timeout.connect(tell)
    timer.start(_TELL_MS)
    return app.exec()


def _state(window: MainWindow) -> dict[str, object]:
    session, fine = window.bench.session, window.bench.canvas.picture.fine
    return {
        "step": window.step,
        "mode": window.bench.compare.mode,
        "split": round(window.bench.canvas.picture.split, 3),
        "day": session.day,
        "zoom": round(window.bench.canvas.zoom, 4),
        "dirty": session.is_dirty,
        "density": [area.density_per_cm2 for area in session.case.plan.areas],
        "shown": fine is not None and fine.request.day == session.day,
        "active": window.isActiveWindow(),
        "places": {
            "canvas": _middle(window.bench.canvas),
            "shade": _middle(window.rail.buttons["shade"]),
            "track": _middle(window.timeline.track),
            "handle": _middle(window.bench.compare.handle),
            "slider": _slider_place(window),
        },
    }


def _slider_place(window: MainWindow) -> list[int]:
    sliders = getattr(window.panels.current, "sliders", {})
    slider = sliders.get("density_per_cm2")
    return _middle(slider.track) if slider is not None and slider.isVisible() else []


def _middle(widget: QWidget) -> list[int]:
    at = widget.mapToGlobal(QPoint(widget.width() // 2, widget.height() // 2))
    return [at.x(), at.y()]


if __name__ == "__main__":
    sys.exit(main())
