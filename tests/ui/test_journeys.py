"""A consultation by hand, with the real engine: how many actions each journey takes.

An action is what a person would call one: a click, a drag from press to release, a key or a chord,
a choice in a file dialog.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from smp_sim.document.case.case_file import open_case
from smp_sim.document.disk.assets import asset_path
from smp_sim.ui.app import make_window
from smp_sim.ui.frames import Frame
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.export_panel import ExportPanel
from smp_sim.ui.panels.hairline_panel import HairlinePanel
from smp_sim.ui.panels.shade_panel import ShadePanel
from smp_sim.ui.session import healed_day

#: What DESIGN.md §1 allows.
MOST_TO_PREVIEW = 3
MOST_TO_EXPORT = 15

_LEFT = Qt.MouseButton.LeftButton
_CONTROL = Qt.KeyboardModifier.ControlModifier
_PATIENCE_MS = 90_000


class Hands:
    """Real mouse and key events on a window, each counted once."""

    def __init__(self, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window, self.actions = window, 0
        self._bot, self._patch = qtbot, monkeypatch

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key or a chord."""
        self.actions += 1
        focus: QWidget | None = self.window.focusWidget()
        self._bot.keyClick(self.window if focus is None else focus, key, modifier)

    def click(self, widget: QWidget) -> None:
        """Click a control, which must be in sight."""
        self.actions += 1
        assert widget.isVisible()
        assert widget.isEnabled()
        self._bot.mouseClick(widget, _LEFT)

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """Press, move and let go."""
        self.actions += 1
        assert widget.isVisible()
        self._bot.mousePress(widget, _LEFT, pos=start)
        for step in range(1, 5):
            self._bot.mouseMove(widget, start + (end - start) * step / 4)
        self._bot.mouseRelease(widget, _LEFT, pos=end)

    def choose(self, path: Path, act: Callable[[], None]) -> None:
        """Do what opens a file dialog, and choose a file in it: one action more."""
        self.actions += 1
        dialog = {"getOpenFileNames": ([str(path)], ""), "getSaveFileName": (str(path), "")}
        for name, answer in dialog.items():
            self._patch.setattr(QFileDialog, name, lambda *_, answer=answer: answer)
        act()

    def frame(self, done: Callable[[Frame], bool] = lambda _frame: True) -> Frame:
        """Wait for the fine frame of what the session shows."""
        window = self.window

        def is_there() -> bool:
            fine, session = window.bench.canvas.picture.fine, window.bench.session
            return (
                fine is not None
                and fine.request.case is session.case
                and fine.request.day == session.day
                and window.bench.tasks.current is None
                and done(fine)
            )

        self._bot.waitUntil(is_there, timeout=_PATIENCE_MS)
        shown = window.bench.canvas.picture.fine
        assert shown is not None
        return shown


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a photo of the sample client on disk."""
    dossier = open_case(asset_path("sample_client.smp"))
    path = tmp_path_factory.mktemp("photos") / "client.jpg"
    path.write_bytes(dossier.photos[dossier.case.views[0].photo.sha256])
    return path


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    """Give hands on an empty window with the real engine."""
    window = make_window(settings_path=tmp_path / "s.ini", data_folder=tmp_path / "data")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    yield Hands(window, qtbot, monkeypatch)
    window.bench.session.undo_stack.setClean()
    window.close()


def open_photo(hands: Hands, photo: Path) -> Frame:
    """Open a photo from the disk, and wait for its preview."""
    hands.choose(photo, lambda: hands.key(Qt.Key.Key_O, _CONTROL))
    return hands.frame()


def test_a_healed_preview_in_three_actions(hands: Hands, photo: Path) -> None:
    """From a photo on disk to dots healed on the head, with the scale that was found."""
    frame = open_photo(hands, photo)
    assert hands.actions <= MOST_TO_PREVIEW
    assert frame.request.day == healed_day(frame.request.case)
    assert frame.before != frame.after
    view = hands.window.bench.session.view
    assert view is not None
    assert view.scale.source != "uncalibrated" or hands.window.status.scale.objectName() == "loud"


def test_a_consultation_in_fifteen_actions(hands: Hands, photo: Path, tmp_path: Path) -> None:
    """Open, design, scrub, compare, show the client, export: within the budget of actions."""
    window, session = hands.window, hands.window.bench.session
    open_photo(hands, photo)
    plan = session.case.plan

    hands.key(Qt.Key.Key_3, _CONTROL)
    hairline = window.panels.current
    assert isinstance(hairline, HairlinePanel)
    hands.click(next(b for b in hairline.presets.buttons() if b.property("preset") == "soft"))
    assert session.case.plan.hairline.preset == "soft"

    hands.key(Qt.Key.Key_5, _CONTROL)
    shade = window.panels.current
    assert isinstance(shade, ShadePanel)
    track = shade.sliders["density_per_cm2"].track
    middle = QPoint(track.width() // 2, track.height() // 2)
    hands.drag(track, middle, middle + QPoint(40, 0))
    assert session.case.plan.areas[0].density_per_cm2 > plan.areas[0].density_per_cm2

    line = window.timeline.track
    at = [QPoint(round(line.x_of(day)), line.height() // 2) for day in (session.day, 3.0)]
    hands.drag(line, *at)
    assert hands.frame().request.day == 3.0
    hands.drag(line, at[1], at[0])
    assert hands.frame().request.day == healed_day(session.case)

    hands.key(Qt.Key.Key_Y)
    handle = window.bench.compare.handle
    knob = QPoint(handle.width() // 2, handle.height() // 2)
    hands.drag(handle, knob, knob + QPoint(60, 0))
    assert "% after" in handle.accessibleDescription()
    hands.key(Qt.Key.Key_Y)

    hands.key(Qt.Key.Key_8, _CONTROL)
    export = window.panels.current
    assert isinstance(export, ExportPanel)
    picture = tmp_path / "pair.png"
    hands.choose(picture, lambda: hands.click(export.buttons["pair"]))
    hands.frame(lambda _frame: picture.exists())
    with Image.open(picture) as made:
        assert made.width > 400
    assert hands.actions <= MOST_TO_EXPORT


def test_every_step_of_the_consultation_can_be_undone(hands: Hands, photo: Path) -> None:
    """One undo for each thing that was done leads back to the empty window."""
    window, session = hands.window, hands.window.bench.session
    open_photo(hands, photo)
    hands.key(Qt.Key.Key_3, _CONTROL)
    panel = window.panels.current
    assert isinstance(panel, HairlinePanel)
    hands.click(next(b for b in panel.presets.buttons() if b.property("preset") == "receded"))
    for left in (1, 0):
        hands.key(Qt.Key.Key_Z, _CONTROL)
        assert len(session.case.views) == left
    assert window.empty_page.isVisible()
