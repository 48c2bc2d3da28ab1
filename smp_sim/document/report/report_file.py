"""A case to a report on paper: measured, written, set, and saved whole or not at all."""

from __future__ import annotations

import os
from pathlib import PurePath

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.atomic_write import require_writable, write_whole
from smp_sim.document.export.wording import wording_of
from smp_sim.document.progress_report import Progress, part_of, unheard
from smp_sim.document.report.blocks import Report
from smp_sim.document.report.case_figures import ReportOrder, measure_case
from smp_sim.document.report.report_text import write_report
from smp_sim.document.report.typesetting import typeset_pages, typeset_pdf
from smp_sim.document.studio import Studio
from smp_sim.model.errors import OutputError

#: Printed as pictures at this many px per inch: letters stay crisp, and a page takes half a second.
PRINT_PPI = 220.0


def make_report(
    studio: Studio, dossier: Dossier, order: ReportOrder, progress: Progress = unheard
) -> Report:
    """Measure a case and put it into words.

    Raises
    ------
    SmpError
        Where the plan can't be drawn, or ``progress`` gives the work up.
    """
    return write_report(measure_case(studio, dossier, order, progress))


def report_pdf(
    studio: Studio, dossier: Dossier, order: ReportOrder, progress: Progress = unheard
) -> bytes:
    """Give the report of a case as a tagged PDF. Raises as :func:`make_report`."""
    report = make_report(studio, dossier, order, part_of(progress, 0.0, 0.9))
    progress(0.9, "setting")
    return typeset_pdf(report, wording_of(order.language), order.written_on)


def save_report(
    studio: Studio,
    dossier: Dossier,
    order: ReportOrder,
    path: str | os.PathLike[str],
    progress: Progress = unheard,
) -> None:
    """Write the report of a case; an existing file is untouched when anything fails.

    Raises
    ------
    OutputError
        For a name that doesn't end in .pdf, or a place where nothing can be written.
    SmpError
        As :func:`make_report`.
    """
    require_report_path(path)
    write_whole(path, report_pdf(studio, dossier, order, progress), private=True)


def require_report_path(path: str | os.PathLike[str]) -> None:
    """Refuse a place or name where no report can be written, before long work begins.

    Raises
    ------
    OutputError
        As :func:`save_report`.
    """
    if PurePath(path).suffix.lower() != ".pdf":
        raise OutputError(
            "A report is a PDF.", where=os.fspath(path), next_step="End the name in .pdf."
        )
    require_writable(path)


def report_pages(
    studio: Studio, dossier: Dossier, order: ReportOrder, progress: Progress = unheard
) -> list[bytes]:
    """Give the report of a case as pages to print, a PNG each. Raises as :func:`make_report`."""
    report = make_report(studio, dossier, order, part_of(progress, 0.0, 0.7))
    progress(0.7, "setting")
    return typeset_pages(report, wording_of(order.language), order.written_on, PRINT_PPI)
