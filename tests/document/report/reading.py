"""Reads a PDF as somebody who did not make it: text, tags, fonts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from smp_sim.document.export.wording import ReportLanguage, wording_of
from smp_sim.document.report.blocks import Report
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.document.report.report_text import write_report
from smp_sim.document.report.typesetting import typeset_pdf


def pdf_of(figures: CaseFigures) -> bytes:
    """Set the report of some figures."""
    return set_report(write_report(figures), figures.order.written_on)


def set_report(report: Report, written_on: date) -> bytes:
    """Set a report in its own language."""
    language: ReportLanguage = "de" if report.language == "de" else "en"
    return typeset_pdf(report, wording_of(language), written_on)


def pages_of(pdf: bytes) -> list[str]:
    """Give the text of every page, spaces and line ends as single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def root_of(pdf: bytes) -> Any:
    """Give the catalogue of a PDF."""
    return PdfReader(io.BytesIO(pdf)).trailer["/Root"]


def tags_of(pdf: bytes) -> list[str]:
    """Give the tags of a PDF's structure in reading order."""
    return [str(element["/S"]) for element in _elements(root_of(pdf)["/StructTreeRoot"])]


def alts_of(pdf: bytes) -> list[str]:
    """Give what stands for pictures where they can't be seen."""
    elements = _elements(root_of(pdf)["/StructTreeRoot"])
    return [str(element["/Alt"]) for element in elements if "/Alt" in element]


def _elements(node: Any) -> Iterator[DictionaryObject]:
    thing = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(thing, ArrayObject):
        for item in thing:
            yield from _elements(item)
    elif isinstance(thing, DictionaryObject):
        if "/S" in thing:
            yield thing
        yield from _elements(thing.get("/K", ArrayObject()))


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Give every font that is named anywhere, and whether its file is inside."""
    reader = PdfReader(io.BytesIO(pdf))
    fonts: dict[str, bool] = {}
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            kept = inner["/FontDescriptor"].get_object()
            fonts[str(inner["/BaseFont"])] = any(
                key in kept for key in ("/FontFile", "/FontFile2", "/FontFile3")
            )
    return fonts
