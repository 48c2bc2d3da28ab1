"""A shown window with frames that cost nothing, for tests of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

from smp_sim.ui.app import make_window
from smp_sim.ui.main_window import MainWindow
from tests.ui.stand_ins import ColourMaker


@contextmanager
def open_window(qtbot: QtBot, folder: Path, maker: ColourMaker) -> Iterator[MainWindow]:
    """Show an empty window with settings of its own; close it afterwards without a question."""
    made = make_window(
        settings_path=folder / "settings.ini", data_folder=folder / "data", make_maker=lambda: maker
    )
    qtbot.addWidget(made)
    made.show()
    yield made
    maker.gate.set()
    made.bench.session.undo_stack.setClean()
    made.close()
