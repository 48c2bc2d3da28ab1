"""The real window on a real (virtual) screen, driven by real input events."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from smp_sim.document.disk.assets import asset_path

ROOT = Path(__file__).resolve().parents[2]
_XVFB, _XDOTOOL = shutil.which("Xvfb"), shutil.which("xdotool")
_PATIENCE_S = 60.0

pytestmark = pytest.mark.skipif(
    _XVFB is None or _XDOTOOL is None,
    reason="Xvfb and xdotool are needed for the real window (Debian: xvfb, xdotool)",
)

State = dict[str, Any]


class RealWindow:
    """A window in a process of its own, seen by what it tells and moved by xdotool."""

    def __init__(self, display: str, case: Path, folder: Path) -> None:
        self.environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.real_window", str(case), str(folder)],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.state: State = {}
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.state = json.loads(line)

    def wait(self, done: Callable[[State], bool], what: str) -> State:
        """Wait until the window tells what is hoped for."""
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until and self.process.poll() is None:
            if self.state and done(self.state):
                return self.state
            time.sleep(0.02)
        raise AssertionError(f"{what} did not come; last seen: {self.state}")

    def hand(self, *words: str) -> None:
        """Move the pointer, press buttons or keys."""
        subprocess.run([str(_XDOTOOL), *words], env=self.environment, check=True, timeout=20)

    def click(self, place: list[int], button: int = 1) -> None:
        """Click at a place of the screen, as slowly as a hand."""
        self.hand("mousemove", *map(str, place), "sleep", "0.1")
        self.hand("mousedown", str(button), "sleep", "0.05", "mouseup", str(button))

    def click_until(self, place: list[int], done: Callable[[State], bool], what: str) -> State:
        """Click, and again where the click got lost: a screen without a manager may lose one."""
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until and not done(self.state):
            self.click(place)
            pause = time.monotonic() + 5.0
            while time.monotonic() < pause and not done(self.state):
                time.sleep(0.02)
        return self.wait(done, what)

    def drag(self, start: list[int], by: tuple[int, int]) -> None:
        """Press, move and let go."""
        self.hand("mousemove", *map(str, start), "mousedown", "1")
        for share in (0.5, 1.0):
            at = [str(round(s + b * share)) for s, b in zip(start, by, strict=True)]
            self.hand("mousemove", *at)
        self.hand("mouseup", "1")


@pytest.fixture
def display() -> Iterator[str]:
    """Start a virtual screen on a free display, and end it afterwards."""
    read_end, write_end = os.pipe()
    screen = subprocess.Popen(
        [str(_XVFB), "-displayfd", str(write_end), "-screen", "0", "1400x900x24"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    with os.fdopen(read_end) as told:
        number = told.readline().strip()
    if not number:
        pytest.fail("Xvfb did not start")
    yield f":{number}"
    screen.terminate()
    screen.wait(10)


@pytest.fixture
def window(display: str, tmp_path: Path) -> Iterator[RealWindow]:
    """Open the sample client in a real window."""
    case = tmp_path / "sample.smp"
    shutil.copyfile(asset_path("sample_client.smp"), case)
    opened = RealWindow(display, case, tmp_path / "data")
    yield opened
    if opened.process.poll() is None:
        opened.process.kill()
    opened.process.communicate(timeout=20)


def test_real_events_drive_a_real_window(window: RealWindow) -> None:
    """Rail, slider, timeline, split, zoom and quitting answer to real mouse and keys."""
    places = window.wait(lambda s: s["shown"], "the first preview")["places"]
    shade = window.click_until(
        places["shade"], lambda s: s["step"] == "shade" and bool(s["places"]["slider"]), "the step"
    )
    before = shade["density"]
    window.drag(shade["places"]["slider"], (60, 0))
    window.wait(lambda s: s["density"] != before and s["dirty"], "another density")
    window.click(places["track"])
    window.wait(lambda s: s["day"] < 56.0 and s["shown"], "another day")
    window.click(places["canvas"])
    window.hand("key", "y")
    split = window.wait(lambda s: s["mode"] == "split", "the split")
    window.hand("key", "Left", "Left", "Left")
    window.wait(lambda s: s["split"] == 0.47, "the keys on the handle")
    window.drag(split["places"]["handle"], (80, 0))
    window.wait(lambda s: s["split"] > 0.5, "the mouse on the handle")
    window.click(places["canvas"], button=4)
    window.wait(lambda s: s["zoom"] > split["zoom"], "the wheel")
    window.hand("key", "ctrl+z")
    window.wait(lambda s: s["density"] == before and not s["dirty"], "undo")
    window.hand("key", "ctrl+q")
    assert window.process.wait(20) == 0
