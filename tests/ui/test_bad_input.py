"""What goes wrong outside the program: a sentence each, nothing lost, the window stays up."""

from __future__ import annotations

import errno
import io
import json
import os
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from smp_sim.document.case.case_file import open_case, save_case
from smp_sim.document.editing import edits
from smp_sim.model.camera import Scale
from smp_sim.ui.main_window import MainWindow
from tests.document.case_files import full_dossier, png_bytes
from tests.ui.flat_window import open_window
from tests.ui.stand_ins import ColourMaker


@pytest.fixture
def maker() -> ColourMaker:
    """Give a maker of flat frames."""
    return ColourMaker()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, maker: ColourMaker) -> Iterator[MainWindow]:
    """Give an empty window."""
    with open_window(qtbot, tmp_path, maker) as made:
        yield made


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    """Give a saved case."""
    path = tmp_path / "client.smp"
    save_case(full_dossier(), path)
    return path


def open_in(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    """Open a case and wait until it is there."""
    window.files.open_path(path)
    qtbot.waitUntil(lambda: window.bench.session.path == path)


def reseed(window: MainWindow, seed: int) -> None:
    """Make an edit."""
    window.bench.session.edit("Seed", lambda case: edits.set_seed(case, seed))


def said(window: MainWindow) -> str:
    """Give the sentence in the bar."""
    return window.bench.messages.text.text() if window.bench.messages.isVisible() else ""


def saved_seed(path: Path) -> int:
    """Give the seed in a case file."""
    return open_case(path).case.plan.seed


@pytest.mark.parametrize(
    "data", [b"", b"not a photo", png_bytes()[:-20], b"\xff\xd8\xff\xe0" + b"\0" * 300]
)
def test_a_photo_that_can_not_be_read(
    window: MainWindow, case_path: Path, qtbot: QtBot, tmp_path: Path, data: bytes
) -> None:
    """The file is named, and the open case is as before."""
    open_in(window, case_path, qtbot)
    case = window.bench.session.case
    bad = tmp_path / "head.jpg"
    bad.write_bytes(data)
    window.files.open_paths([bad])
    qtbot.waitUntil(lambda: "head.jpg" in said(window))
    assert window.bench.session.case is case
    assert window.isVisible()


def test_a_case_from_a_newer_version(
    window: MainWindow, case_path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    """It is refused with what to do; the case that is open stays open."""
    open_in(window, case_path, qtbot)
    newer, stream = tmp_path / "newer.smp", io.BytesIO()
    with zipfile.ZipFile(case_path) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "case.json":
                data = json.dumps({**json.loads(data), "version": 99}).encode()
            new.writestr(name, data)
    newer.write_bytes(stream.getvalue())
    window.files.open_path(newer)
    qtbot.waitUntil(lambda: "newer version" in said(window))
    assert "Update the program" in said(window)
    assert window.bench.session.path == case_path


def test_a_photo_and_the_case_deleted_while_open(
    window: MainWindow, case_path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    """The case carries its photos: with every file gone it still saves whole."""
    open_in(window, case_path, qtbot)
    photo = tmp_path / "extra.png"
    Image.new("RGB", (60, 80), (200, 160, 140)).save(photo)
    window.files.open_paths([photo])
    session = window.bench.session
    qtbot.waitUntil(lambda: len(session.case.views) == 3)
    photo.unlink()
    case_path.unlink()
    qtbot.waitUntil(lambda: window.bench.tasks.current is None, timeout=30_000)
    window.files.save()
    qtbot.waitUntil(case_path.exists)
    assert len(open_case(case_path).photos) == 3


def test_a_full_disk_while_saving(
    window: MainWindow, case_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old file stays whole, the changes stay open and unsaved, and saving later works."""
    open_in(window, case_path, qtbot)
    reseed(window, 77)

    def fail(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fail)
        window.files.save()
        qtbot.waitUntil(lambda: "disk is full" in said(window))
    assert "Free some space" in said(window)
    assert saved_seed(case_path) == 1
    assert window.bench.session.is_dirty
    assert window.bench.session.case.plan.seed == 77
    assert [path.name for path in case_path.parent.glob(".smp-*")] == []
    window.files.save()
    qtbot.waitUntil(lambda: not window.bench.session.is_dirty)
    assert saved_seed(case_path) == 77


def test_a_second_window_on_the_same_case(
    window: MainWindow,
    case_path: Path,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second window says so on opening, and asks before it replaces what the first saved."""
    open_in(window, case_path, qtbot)
    reseed(window, 5)
    with open_window(qtbot, tmp_path, ColourMaker()) as second:
        open_in(second, case_path, qtbot)
        assert "open in another window" in said(second)
        reseed(second, 6)
        window.files.save()
        qtbot.waitUntil(lambda: saved_seed(case_path) == 5)
        second.files.save()
        assert "would replace" in said(second)
        assert saved_seed(case_path) == 5
        copy = tmp_path / "copy.smp"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
        qtbot.mouseClick(second.bench.messages.buttons[0], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(copy.exists)
        qtbot.waitUntil(lambda: second.bench.session.path == copy)
    assert (saved_seed(case_path), saved_seed(copy)) == (5, 6)


def test_the_second_window_saves_once_the_first_is_gone(
    window: MainWindow, case_path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    """When the other window has let the case go, saving asks nothing."""
    open_in(window, case_path, qtbot)
    with open_window(qtbot, tmp_path, ColourMaker()) as second:
        open_in(second, case_path, qtbot)
        window.close()
        reseed(second, 9)
        second.files.save()
        qtbot.waitUntil(lambda: saved_seed(case_path) == 9)


@pytest.mark.parametrize("scale", [0.0, -3.0, float("nan"), 1e9])
def test_a_scale_of_zero(window: MainWindow, case_path: Path, qtbot: QtBot, scale: float) -> None:
    """A scale that can't be is refused in a sentence; the camera stays."""
    open_in(window, case_path, qtbot)
    session = window.bench.session
    case, given = session.case, Scale(source="ruler", error_percent=1.0)
    done = session.edit("Scale", lambda c: edits.set_scale(c, c.views[0].id, scale, given))
    assert not done
    assert "Scale must be 0.05 to 400" in said(window)
    assert session.case is case


def test_closing_while_rendering(
    window: MainWindow, maker: ColourMaker, case_path: Path, qtbot: QtBot
) -> None:
    """Closing waits for the frame in the making, then ends in good order; no copy is left."""
    open_in(window, case_path, qtbot)
    qtbot.waitUntil(lambda: window.bench.canvas.picture.fine is not None)
    maker.gate.clear()
    window.bench.session.show_day(3.0)
    window.bench.compare.show_mode("range")
    qtbot.waitUntil(lambda: maker.asked[-1].day == 3.0)
    opener = threading.Timer(0.2, maker.gate.set)
    opener.start()
    window.close()
    opener.join()
    assert window.worker.isFinished()
    assert list((case_path.parent / "data" / "recovery").glob("*")) == []


def test_an_engine_s_fault_leaves_the_window_up(
    window: MainWindow, maker: ColourMaker, case_path: Path, qtbot: QtBot
) -> None:
    """A fault in the render thread reaches the window, and the next frame is made."""
    open_in(window, case_path, qtbot)
    qtbot.waitUntil(lambda: window.bench.canvas.picture.fine is not None)
    maker.mistake = ZeroDivisionError("seen")
    with qtbot.waitSignal(window.broke):
        window.bench.session.show_day(3.0)
    maker.mistake = None
    window.bench.session.show_day(4.0)
    qtbot.waitUntil(
        lambda: (fine := window.bench.canvas.picture.fine) is not None and fine.request.day == 4.0
    )
