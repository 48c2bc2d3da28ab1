"""The consultation report from the window: saved as a PDF, or printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smp_sim.document.progress_report import Progress, part_of
from smp_sim.model.errors import SmpError
from smp_sim.ui.theme import named
from smp_sim.ui.translation import mark, tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from smp_sim.document.export.wording import ReportLanguage
    from smp_sim.document.report.blocks import Paper
    from smp_sim.document.report.case_figures import ReportOrder

_PAPERS: dict[Paper, str] = {"a4": mark("A4"), "letter": mark("US Letter")}


class ReportControls(QWidget):
    """Paper, date of the first session, and the buttons of the report."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.paper = QComboBox()
        for paper, title in _PAPERS.items():
            self.paper.addItem(tr(title), paper)
        self.paper.setCurrentIndex(self.paper.findData(_usual_paper()))
        self.paper.setAccessibleName(tr("Paper"))
        self.dated = QCheckBox(tr("First session on"))
        self.start = QDateEdit(QDate.currentDate().addDays(7))
        self.start.setCalendarPopup(True)
        self.start.setDisplayFormat("yyyy-MM-dd")
        self.start.setAccessibleName(tr("First session on"))
        self.start.setEnabled(False)
        self.dated.toggled.connect(self.start.setEnabled)
        self.save_button = _button(tr("Report (PDF)…"), self._ask_where)
        self.print_button = _button(tr("Print the report…"), self._ask_printer)
        self.practice_button = _button(tr("Name and logo…"), self.edit_practice)
        self._arrange()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(named(QLabel(tr("Consultation report"), self), "section"))
        row = QHBoxLayout()
        row.addWidget(self.dated)
        row.addWidget(self.start, 1)
        column.addLayout(row)
        column.addWidget(self.paper)
        for button in (self.save_button, self.print_button, self.practice_button):
            column.addWidget(button)

    def edit_practice(self) -> None:
        """Open the dialog for name and logo."""
        from smp_sim.ui.panels.letterhead_dialog import LetterheadDialog  # noqa: PLC0415 - the engine

        LetterheadDialog(self._bench.data_folder, self).exec()

    def order(self) -> ReportOrder:
        """Give the report as the controls and the practice's settings ask for it.

        Raises
        ------
        SmpError
            Where the practice's settings can't be read.
        """
        from smp_sim.document.export.letterhead import load_practice  # noqa: PLC0415 - the engine
        from smp_sim.document.report.case_figures import ReportOrder  # noqa: PLC0415

        paper: Paper = self.paper.currentData()
        return ReportOrder(
            written_on=_day_of(QDate.currentDate()),
            paper=paper,
            language=cast("ReportLanguage", self._bench.preferences.spoken_language),
            first_session=_day_of(self.start.date()) if self.dated.isChecked() else None,
            practice=load_practice(self._bench.data_folder),
        )

    def _ask_where(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Report (PDF)…"), "report.pdf", tr("PDF ({kinds})", kinds="*.pdf")
        )
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the report as a task that can be given up."""
        path = path if path.suffix else path.with_suffix(".pdf")
        dossier = self._bench.session.dossier()

        def work(order: ReportOrder, progress: Progress) -> None:
            from smp_sim.document.report.report_file import save_report  # noqa: PLC0415
            from smp_sim.ui.engine_jobs import job_studio  # noqa: PLC0415

            save_report(job_studio(), dossier, order, path, progress)

        said = tr("Saved as {name}.", name=path.name)
        self._start(tr("Writing {name}", name=path.name), work, said)

    def _ask_printer(self) -> None:
        # Loaded on use: looking for printers has no part in opening the window.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the report as a task that can be given up."""
        dossier = self._bench.session.dossier()

        def work(order: ReportOrder, progress: Progress) -> None:
            from smp_sim.document.report.report_file import report_pages  # noqa: PLC0415
            from smp_sim.ui.engine_jobs import job_studio  # noqa: PLC0415
            from smp_sim.ui.report_printing import print_pages  # noqa: PLC0415

            pages = report_pages(job_studio(), dossier, order, part_of(progress, 0.0, 0.8))
            print_pages(printer, pages, part_of(progress, 0.8, 1.0))

        self._start(tr("Printing the report"), work, tr("The report went to the printer."))

    def _start(self, title: str, work: Callable[[ReportOrder, Progress], None], said: str) -> None:
        try:
            order = self.order()
        except SmpError as mistake:
            self._bench.messages.refuse(mistake)
            return
        self._bench.tasks.start_watched(
            title,
            lambda progress: work(order, progress),
            lambda _nothing: self._bench.messages.say(said),
        )


def _button(title: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(title)
    button.clicked.connect(act)
    return button


def _day_of(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _usual_paper() -> Paper:
    system = QLocale.system().measurementSystem()
    return "letter" if system == QLocale.MeasurementSystem.ImperialUSSystem else "a4"
