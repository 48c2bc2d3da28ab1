"""The report from the window: saved, printed, given up, and whose it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QDate
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from smp_sim.document.export.letterhead import MOST_LINES, Practice, keep_practice, load_practice
from smp_sim.document.progress_report import Cancelled, unheard
from smp_sim.model.errors import OutputError
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.export_panel import ExportPanel
from smp_sim.ui.panels.letterhead_dialog import LetterheadDialog
from smp_sim.ui.panels.report_controls import ReportControls
from smp_sim.ui.report_printing import print_pages
from tests.document.case_files import png_bytes


def controls_of(window: MainWindow) -> ReportControls:
    """Go to the last step and give the report's controls."""
    window.show_step("export")
    panel = window.panels.current
    assert isinstance(panel, ExportPanel)
    return panel.report


def file_printer(path: Path) -> QPrinter:
    """Give a printer that prints into a PDF."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_a_report_is_saved_as_asked(consultation: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Paper and first session are those of the controls; the name gets its suffix."""
    controls = controls_of(consultation)
    controls.paper.setCurrentIndex(controls.paper.findData("letter"))
    controls.dated.setChecked(True)
    controls.start.setDate(QDate(2026, 12, 7))
    controls.write(tmp_path / "plan")
    qtbot.waitUntil((tmp_path / "plan.pdf").exists, timeout=60_000)
    reader = PdfReader(tmp_path / "plan.pdf")
    assert round(reader.pages[0].mediabox.width) == 612
    assert "7 December 2026" in reader.pages[0].extract_text().replace("\u00a0", " ")
    qtbot.waitUntil(lambda: "plan.pdf" in consultation.bench.messages.text.text())


def test_a_place_that_is_none_is_said(
    consultation: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """A folder that isn't there is a sentence; the window stays up."""
    controls_of(consultation).write(tmp_path / "nowhere" / "plan.pdf")
    qtbot.waitUntil(consultation.bench.messages.isVisible, timeout=30_000)
    assert "folder" in consultation.bench.messages.text.text().lower()


def test_without_a_known_start_no_date_goes_out(consultation: MainWindow) -> None:
    """The date field waits until its box is ticked; today is the report's date."""
    controls = controls_of(consultation)
    assert not controls.start.isEnabled()
    order = controls.order()
    assert order.first_session is None
    assert abs((order.written_on - date.today()).days) <= 1  # noqa: DTZ011 - as the window reads it


def test_the_report_is_printed(consultation: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Every page goes to the printer as a task, and the window says so."""
    target = tmp_path / "printed.pdf"
    controls_of(consultation).print_on(file_printer(target))
    said = consultation.bench.messages.text
    qtbot.waitUntil(lambda: "printer" in said.text(), timeout=120_000)
    assert len(PdfReader(target).pages) >= 8


def test_pages_are_printed_one_each_or_the_chosen_ones(qapp: object, tmp_path: Path) -> None:
    """Three pictures make three pages; a range of pages is kept."""
    del qapp
    pages = [png_bytes(20, 28, colour) for colour in (60, 120, 180)]
    print_pages(file_printer(tmp_path / "all.pdf"), pages, unheard)
    chosen = file_printer(tmp_path / "some.pdf")
    chosen.setPrintRange(QPrinter.PrintRange.PageRange)
    chosen.setFromTo(2, 3)
    print_pages(chosen, pages, unheard)
    assert len(PdfReader(tmp_path / "all.pdf").pages) == 3
    assert len(PdfReader(tmp_path / "some.pdf").pages) == 2


def test_printing_can_be_given_up(qapp: object, tmp_path: Path) -> None:
    """Given up it ends at the next page."""
    del qapp

    def give_up(share: float, words: str) -> None:
        del words
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_pages(file_printer(tmp_path / "a.pdf"), [png_bytes()] * 3, give_up)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_a_sentence(qapp: object, tmp_path: Path) -> None:
    """The work ends with what can be done about it."""
    del qapp
    with pytest.raises(OutputError):
        print_pages(file_printer(tmp_path / "no" / "a.pdf"), [png_bytes()], unheard)


def test_name_and_logo_are_kept_for_all_reports(
    consultation: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """The dialog keeps what is written; the next order carries it, and so does the next dialog."""
    logo = tmp_path / "logo.png"
    Image.new("RGB", (90, 30), (20, 90, 100)).save(logo)
    dialog = LetterheadDialog(consultation.bench.data_folder)
    qtbot.addWidget(dialog)
    dialog.name.setText(" Studio Muster ")
    dialog.lines[1].setText("Main Street 4")
    dialog.take_logo(logo)
    dialog.accept()
    practice = controls_of(consultation).order().practice
    assert (practice.name, practice.lines) == ("Studio Muster", ("Main Street 4",))
    assert practice.logo.startswith(b"\x89PNG")
    again = LetterheadDialog(consultation.bench.data_folder)
    qtbot.addWidget(again)
    assert again.name.text() == "Studio Muster"


def test_the_dialog_loses_no_line(consultation: MainWindow, qtbot: QtBot) -> None:
    """As many lines as a letterhead may have come through the dialog unharmed."""
    lines = tuple(f"Line {number}" for number in range(MOST_LINES))
    keep_practice(Practice(lines=lines), consultation.bench.data_folder)
    dialog = LetterheadDialog(consultation.bench.data_folder)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert load_practice(consultation.bench.data_folder).lines == lines


def test_a_logo_that_is_no_picture_is_said(
    consultation: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """The dialog says why, and keeps what it had."""
    path = tmp_path / "logo.png"
    path.write_text("no picture")
    dialog = LetterheadDialog(consultation.bench.data_folder)
    qtbot.addWidget(dialog)
    dialog.take_logo(path)
    assert "logo.png" in dialog.trouble.text()
    dialog.accept()
    assert load_practice(consultation.bench.data_folder).logo == b""


def test_damaged_settings_are_said_before_any_work(consultation: MainWindow) -> None:
    """A practice file that can't be read is told with a way out; no task begins."""
    folder = consultation.bench.data_folder
    assert folder is not None
    folder.mkdir(exist_ok=True)
    (folder / "practice.json").write_text("{")
    controls_of(consultation).write(folder / "plan.pdf")
    assert "practice.json" in consultation.bench.messages.text.text()
    assert consultation.bench.tasks.current is None
