"""What the window's tests share. They run without a display."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from smp_sim.ui.app import make_window
from smp_sim.ui.main_window import MainWindow
from tests.ui.stand_ins import ColourMaker, small_case


@pytest.fixture
def maker() -> ColourMaker:
    """Give a maker of flat frames."""
    return ColourMaker()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, maker: ColourMaker) -> Iterator[MainWindow]:
    """Give a shown, empty window with settings of its own."""
    made = make_window(
        settings_path=tmp_path / "settings.ini",
        data_folder=tmp_path / "data",
        make_maker=lambda: maker,
    )
    qtbot.addWidget(made)
    made.show()
    yield made
    maker.gate.set()
    made.bench.session.undo_stack.setClean()
    made.close()


@pytest.fixture
def filled(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Give a window with a case of two views, its first frame shown."""
    window.bench.session.replace_document(small_case("a", "b"), {})
    qtbot.waitUntil(lambda: window.bench.canvas.picture.fine is not None)
    return window
