"""Finished pages onto a printer, in whatever thread does the work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from smp_sim.document.progress_report import Cancelled, Progress, counted
from smp_sim.model.errors import OutputError


def print_pages(printer: QPrinter, pages: Sequence[bytes], progress: Progress) -> None:
    """Draw pages (a picture file each) on paper, each as large as it fits, centred.

    A range of pages that was chosen for the printer is kept.

    Raises
    ------
    OutputError
        Where the printer takes no page.
    Cancelled
        Where ``progress`` gives the work up; the printer is told to forget it.
    """
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise OutputError("The printer can't be reached.", next_step="Choose another one.")
    try:
        _draw_pages(painter, printer, _chosen(printer, pages), progress)
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()


def _draw_pages(
    painter: QPainter, printer: QPrinter, pages: Sequence[bytes], progress: Progress
) -> None:
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    for number, page in enumerate(counted(pages, progress, "printing")):
        if number:
            printer.newPage()
        image = QImage.fromData(page)
        painter.drawImage(_fitted(image, sheet), image)


def _chosen(printer: QPrinter, pages: Sequence[bytes]) -> Sequence[bytes]:
    if printer.printRange() != QPrinter.PrintRange.PageRange or not printer.fromPage():
        return pages
    return pages[printer.fromPage() - 1 : printer.toPage()]


def _fitted(image: QImage, sheet: QRect) -> QRect:
    size = image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(sheet.topLeft(), size)
    place.moveCenter(sheet.center())
    return place
