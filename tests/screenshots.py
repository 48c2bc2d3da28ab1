"""Grab every step and the practice room in both themes and two sizes into ``shots/``, to look at.

Run ``python tests/screenshots.py [--case CASE.smp] [--language de] [--touch] [--text large]
[-o shots]``. It needs no display. The folder is ignored by git.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smp_sim.training.catalogue import load_exercise
from smp_sim.training.fault_gallery import fault_drawing, find_fault
from smp_sim.ui.app import guard_faults, make_window
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.practice.practice_page import PracticePage
from smp_sim.ui.steps import STEPS
from smp_sim.ui.theme import TEXT_PT, THEMES, apply_theme

SIZES = ((1280, 800), (2560, 1440))

#: Longest wait for a fine frame (s).
PATIENCE_S = 60.0


def main() -> int:
    """Grab all pictures and say where they are."""
    args = _arguments()
    args.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    with tempfile.TemporaryDirectory() as scratch:
        window = _open_window(Path(scratch), args)
        for theme in THEMES:
            apply_theme(app, theme, touch=args.touch, text=args.text)
            for width, height in SIZES:
                window.resize(width, height)
                _grab_steps(window, args.folder, f"{theme}-{width}")
        _grab_extras(window, args.folder)
        _grab_practice(app, window, args)
        window.bench.session.undo_stack.setClean()
        window.close()
    print(f"pictures in {args.folder}")  # noqa: T201 - a script's answer
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--folder", type=Path, default=Path("shots"))
    parser.add_argument("--case", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--touch", action="store_true")
    parser.add_argument("--text", default="normal", choices=tuple(TEXT_PT))
    return parser.parse_args()


def _open_window(scratch: Path, args: argparse.Namespace) -> MainWindow:
    window = make_window(settings_path=scratch / "settings.ini", data_folder=scratch)
    guard_faults(window)
    window.show()
    menus = window.menus
    window.bench.preferences.text_size = args.text
    window.looks.dress()
    window.looks.choose_language(args.language)
    _wait(lambda: window.menus is not menus)
    window.grab().save(str(args.folder / "empty.png"))
    if args.case is None:
        window.files.open_sample()
    else:
        window.files.open_path(args.case)
    small: list[object] = []
    window.thumbs.made.connect(small.append)
    _wait(lambda: len(small) >= max(1, len(window.bench.session.case.views)))
    return window


def _grab_steps(window: MainWindow, folder: Path, name: str) -> None:
    for number, step in enumerate(STEPS, start=1):
        window.show_step(step.id)
        _settle(window)
        window.grab().save(str(folder / f"{name}-{number}-{step.id}.png"))


def _grab_extras(window: MainWindow, folder: Path) -> None:
    """Grab what is no step: days, split, tour, palette, shortcuts, history, message, client."""
    window.resize(*SIZES[0])
    extras: dict[str, Callable[[], object]] = {
        "fresh": lambda: window.bench.session.show_day(0.0),
        "ten-years": lambda: window.bench.session.show_day(window.timeline.track.axis.last_day),
        "split": lambda: window.bench.commands.run("split"),
        "history": lambda: window.bench.commands.run("history"),
        "message": lambda: window.bench.messages.ask("Unsaved changes.", ("Save", lambda: None)),
        "tour": window.looks.start_tour,
    }
    for name, show in extras.items():
        show()
        _settle(window)
        window.grab().save(str(folder / f"extra-{name}.png"))
    window.bench.messages.dismiss()
    if window.looks.tour is not None:
        window.looks.tour.end()
    for name in ("palette", "shortcuts"):
        window.bench.commands.run(name)
        _settle(window)
        window.grab().save(str(folder / f"extra-{name}.png"))
        window.looks.close_overlays()
    for name in ("library", "protect"):
        window.bench.commands.run(name)
        _wait(lambda: window.bench.tasks.current is None)
        window.grab().save(str(folder / f"extra-{name}.png"))
    window.protection.close_prompt()
    window.library.close_page()
    window.bench.commands.run("client")
    _settle(window)
    client = window.looks.client_view
    if client is not None:
        client.grab().save(str(folder / "extra-client.png"))


def _grab_practice(app: QApplication, window: MainWindow, args: argparse.Namespace) -> None:
    """Grab the practice room: an exercise, marks, looks, faults and progress."""
    window.bench.commands.run("practice-room")
    _wait(lambda: window.practice.page is not None)
    page = window.practice.page
    if page is None:
        return
    page.room.name_trainee("T-1")
    for theme in THEMES:
        apply_theme(app, theme, touch=args.touch)
        for width, height in SIZES:
            window.resize(width, height)
            for name, show in _practice_scenes(page).items():
                show()
                _settle_practice(window, page)
                picture = args.folder / f"{theme}-{width}-practice-{name}.png"
                window.grab().save(str(picture))
    window.practice.leave()


def _practice_scenes(page: PracticePage) -> dict[str, Callable[[], object]]:
    """Give what is shown of the room: faults at known sizes, and the engine's own solution."""

    def begin(name: str) -> None:
        page.show_tab("exercises")
        page.room.choose(load_exercise(name))

    def marked(fault: str, exercise: str, severity: float) -> None:
        begin(exercise)
        page.room.draw("Draw", fault_drawing(find_fault(fault), severity))
        page.room.mark()

    def gallery(fault: str) -> None:
        page.show_tab("faults")
        page.gallery.choose(find_fault(fault))

    return {
        "exercise": lambda: begin("find-mid-frontal-point"),
        "line": lambda: marked("too-straight", "for-age-25", 0.8),
        "healed": lambda: page.room.look_at("healed"),
        "dots": lambda: marked("grid", "steady-hand", 0.7),
        "solution": page.panel.solution_box.click,
        "years": lambda: page.room.look_at("years"),
        "fault-close": lambda: gallery("blown-out"),
        "fault-head": lambda: gallery("hard-edge"),
        "progress": lambda: page.show_tab("progress"),
    }


def _settle_practice(window: MainWindow, page: PracticePage) -> None:
    """Wait until the head is drawn, and what is in sight is the fine frame of it."""
    picture = page.stage.canvas.picture
    QTest.qWait(100)
    _wait(
        lambda: (
            window.bench.tasks.current is None
            and picture.fine is not None
            and picture.fine.request.day == page.stage.session.day
            and picture.fine.request.region == page.stage.canvas.visible_region()
        )
    )
    QTest.qWait(300)


def _settle(window: MainWindow) -> None:
    """Wait until the frame in sight is the one that is wanted."""
    session, picture = window.bench.session, window.bench.canvas.picture
    QTest.qWait(300)  # controls ask for their numbers once the hand rests
    _wait(
        lambda: (
            picture.fine is not None
            and window.bench.tasks.current is None
            and picture.fine.request.case is session.case
            and picture.fine.request.day == session.day
            and picture.fine.request.region == window.bench.canvas.visible_region()
            and picture.fine.request.scale == window.bench.canvas.wanted_scale()
        )
    )


def _wait(done: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        QApplication.processEvents()
        if done():
            break
        time.sleep(0.005)
    QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main())
