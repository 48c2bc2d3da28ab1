"""Cancel ends the work itself, wherever the window works for long; nothing is left of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from smp_sim.document.disk.assets import asset_path
from smp_sim.document.export.provenance import ExportKind
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.export_panel import ExportPanel
from smp_sim.ui.tasks import _Run
from tests.ui.panels.conftest import consultation, small_dossier

__all__ = ["consultation", "small_dossier"]

Begin = Callable[[MainWindow, Path], object]


def exports(window: MainWindow) -> ExportPanel:
    """Go to the last step and give its controls."""
    window.show_step("export")
    panel = window.panels.current
    assert isinstance(panel, ExportPanel)
    return panel


def exporting(kind: ExportKind, name: str) -> Begin:
    """Give what begins an export."""
    return lambda window, folder: exports(window).write(kind, folder / name)


def printing(window: MainWindow, folder: Path) -> None:
    """Begin to print the report into a file."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "out.pdf"))
    exports(window).report.print_on(printer)


def adding(window: MainWindow, _folder: Path) -> None:
    """Begin to read another photo."""
    (data,) = window.bench.session.photos.values()
    window.files._take_photo("photo", lambda: data)


WORKS: dict[str, Begin] = {
    "picture": exporting("picture", "out.png"),
    "pair": exporting("pair", "out.jpg"),
    "range": exporting("range", "out.png"),
    "views": exporting("views", "out.png"),
    "strip": exporting("healing", "out.png"),
    "film": exporting("healing", "out.gif"),
    "report": lambda window, folder: exports(window).report.write(folder / "out.pdf"),
    "print": printing,
    "save": lambda window, folder: window.files._write(folder / "out.smp", None),
    "open": lambda window, _folder: window.files.open_path(asset_path("sample_client.smp")),
    "photo": adding,
    "propose": lambda window, _folder: window.bench.commands.run("propose"),
    "match-hair": lambda window, _folder: window.bench.commands.run("match-hair"),
    "hair": lambda window, _folder: window.bench.commands.run("show-hair"),
    "scars": lambda window, _folder: window.bench.commands.run("find-scars"),
}


@pytest.mark.parametrize("name", WORKS)
def test_cancel_ends_the_work(
    name: str,
    consultation: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The button pressed while it works: it ends at its next report and leaves nothing behind."""
    reports, pressed = threading.Event(), threading.Event()
    report = _Run._report

    def held(run: _Run, share: float, words: str) -> None:
        reports.set()
        pressed.wait(20)
        report(run, share, words)

    monkeypatch.setattr(_Run, "_report", held)
    tasks, case = consultation.bench.tasks, consultation.bench.session.case
    ended: list[object] = []
    tasks._signals.ended.connect(ended.append)
    WORKS[name](consultation, tmp_path)
    qtbot.waitUntil(lambda: reports.is_set() and consultation.progress.isVisible(), timeout=20_000)
    qtbot.mouseClick(consultation.progress.cancel_button, Qt.MouseButton.LeftButton)
    pressed.set()
    qtbot.waitUntil(lambda: len(ended) == 1, timeout=20_000)
    assert not consultation.progress.isVisible()
    assert consultation.bench.session.case is case
    assert list(tmp_path.glob("out*")) == []
