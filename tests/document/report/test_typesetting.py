"""The report as a PDF: text, tags, fonts, mark, scripts, sizes, and what tries to break out."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import hypothesis
import msgspec
import numpy as np
import pytest
from hypothesis import strategies
from PIL import Image
from pypdf import PdfReader

from smp_sim.document.export.wording import ReportLanguage, wording_of
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.document.report.case_pictures import ViewShots
from smp_sim.document.report.report_text import write_report
from smp_sim.document.report.typesetting import han_family, typeset_pages
from tests.document.report.reading import (
    alts_of,
    fonts_of,
    pages_of,
    pdf_of,
    root_of,
    set_report,
    tags_of,
)

#: Codes that try markup, code, files, shells and formats.
HOSTILE = (
    '#read("/etc/passwd")',
    '*bold* _x_ $x^2$ = Heading <label> @ref \\ "quote" `raw` // gone',
    "]) #panic() #{ 1 + 1 } [",
    "{page} {subject} %s ${HOME} $(date)",
    "</svg><script>alert(1)</script> &amp; <!--",
    "../../x\u202egnp.exe\u2066\u0007\nline",
)

#: Names and codes as people write them.
SCRIPTS = {
    "cyrillic": "Иванов-17",
    "greek": "Ωμέγα-4",
    "arabic": "محمد ٤٥",
    "hebrew": "שלום 12",
    "japanese": "山田たろう",
    "korean": "김철수",
    "chinese": "王小明",
    "thai": "สมชาย",
    "hindi": "क्षत्रिय",
}


def with_code(figures: CaseFigures, code: str) -> CaseFigures:
    """Give the figures of a client with another code."""
    client = msgspec.structs.replace(figures.case.client, reference=code)
    return replace(figures, case=msgspec.structs.replace(figures.case, client=client))


def ordered(figures: CaseFigures, paper: str, language: str) -> CaseFigures:
    """Give the figures with another paper and language."""
    changed = {**msgspec.structs.asdict(figures.order), "paper": paper, "language": language}
    return replace(figures, order=type(figures.order)(**changed))


def first_section(figures: CaseFigures) -> bytes:
    """Set the first section alone, which has all that a code touches."""
    report = write_report(figures)
    short = msgspec.structs.replace(report, sections=report.sections[:1])
    return set_report(short, date(2026, 1, 2))


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_page_has_its_size_its_mark_and_its_number(
    figures: CaseFigures, paper: str, size: tuple[int, int], language: ReportLanguage
) -> None:
    """Both sizes, both languages: the mark twice on every page, and the page's number."""
    pdf = pdf_of(ordered(figures, paper, language))
    mark = wording_of(language).say("Simulation — not a result")
    pages = pages_of(pdf)
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size
    for number, text in enumerate(pages, start=1):
        assert text.count(mark) == 2
        words = "Seite {} von {}" if language == "de" else "Page {} of {}"
        assert words.format(number, len(pages)) in text


def test_it_is_a_tagged_pdf_for_screen_readers(figures: CaseFigures) -> None:
    """Headings, tables with heads, lists, pictures with words; title and language declared."""
    pdf = pdf_of(figures)
    reader = PdfReader(io.BytesIO(pdf))
    root = root_of(pdf)
    tags = tags_of(pdf)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/L", "/Figure"} <= set(tags)
    assert tags.index("/H1") < tags.index("/H2")
    assert reader.metadata is not None
    assert "K-17" in str(reader.metadata.title)
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()


def test_every_font_is_inside(figures: CaseFigures) -> None:
    """No font is left to the reader's computer."""
    fonts = fonts_of(pdf_of(with_code(figures, SCRIPTS["arabic"])))
    assert len(fonts) >= 2
    assert all(fonts.values())


def test_every_preview_in_it_says_where_it_comes_from(figures: CaseFigures) -> None:
    """Pictures go in as they are: each preview's file still tells that it is synthetic."""
    front, close = figures.pictures.views
    stages = figures.pictures.stages
    assert isinstance(front, ViewShots)
    assert isinstance(close, ViewShots)
    assert stages is not None
    later = [shot for _, shot in stages.later]
    # The front doesn't show the plan, so that its close-ups are left out.
    shown = [front.healed, close.healed, *close.close, *stages.ages, *later, *stages.years]
    told = {shot.jpeg for shot in shown}  # equal ones are put in once
    assert pdf_of(figures).count(b"digitalsourcetype/compositeSynthetic") == len(told)


def test_the_same_report_gives_the_same_bytes(figures: CaseFigures) -> None:
    """No clock and no chance is in it: its date is the one given."""
    report = write_report(figures)
    first, second = (set_report(report, date(2026, 1, 2)) for _ in range(2))
    assert first == second
    created = PdfReader(io.BytesIO(first)).metadata
    assert created is not None
    assert str(created.creation_date)[:10] == "2026-01-02"


@pytest.mark.parametrize("code", HOSTILE)
def test_a_code_is_text_and_nothing_else(figures: CaseFigures, code: str) -> None:
    """Markup, code and paths in a client's code stand on the page as they were typed."""
    text = pages_of(first_section(with_code(figures, code)))[0]
    shown = code.translate({ord(sign): None for sign in "\u202e\u2066"}).replace("\u0007", " ")
    squeezed = "".join(shown.split())
    assert squeezed in "".join(text.split())


@hypothesis.settings(max_examples=15)
@hypothesis.given(code=strategies.text(max_size=64))
@hypothesis.example(code="\ufeff\ufffe\u0301\U000e0001\u0378\u2028")
def test_any_code_can_be_set(figures: CaseFigures, code: str) -> None:
    """Whatever characters a code is made of, there is a report."""
    assert pages_of(first_section(with_code(figures, code)))


@pytest.mark.parametrize("code", SCRIPTS.values(), ids=SCRIPTS)
def test_codes_in_other_scripts_have_letters(figures: CaseFigures, code: str) -> None:
    """Cyrillic to Thai: the letters are in the PDF, and no notice says otherwise."""
    pdf = first_section(with_code(figures, code))
    assert not any("U+" in page for page in pages_of(pdf))
    assert code in str(PdfReader(io.BytesIO(pdf)).metadata.title)  # type: ignore[union-attr]


def test_what_no_font_has_is_said(figures: CaseFigures) -> None:
    """A character of private use is written by its number, and the first page says so."""
    first = pages_of(first_section(with_code(figures, "A\ue123B")))[0]
    assert "A[U+E123]B" in first
    assert "Characters that can’t be drawn" in first


def test_a_long_code_stays_on_the_page(figures: CaseFigures) -> None:
    """64 wide letters without a gap are set smaller until they fit, on the page and at its head."""
    report = write_report(with_code(figures, "W" * 64))
    first = typeset_pages(report, wording_of("en"), date(2026, 1, 2), 40.0)[0]
    page = np.asarray(Image.open(io.BytesIO(first)).convert("L"))
    assert page[:, -30:].min() == 255  # the margin of 20 mm has 31 px
    assert page[:, 32:-32].min() < 128


def test_a_logo_stands_at_the_head_with_its_words(figures: CaseFigures) -> None:
    """The practice's logo is a picture that a screen reader can name."""
    stream = io.BytesIO()
    Image.new("RGB", (90, 30), (20, 90, 100)).save(stream, "PNG")
    practice = msgspec.structs.replace(figures.order.practice, logo=stream.getvalue())
    order = msgspec.structs.replace(figures.order, practice=practice)
    assert "Logo of Studio Muster" in alts_of(first_section(replace(figures, order=order)))


def test_han_is_set_as_its_language_writes_it() -> None:
    """Kana ask for Japanese forms, Hangul for Korean ones, Han alone for Chinese ones."""
    assert han_family("山田たろう").endswith("JP")
    assert han_family("金 김").endswith("KR")
    assert han_family("王小明").endswith("SC")


def test_pages_to_print_are_pictures_of_the_paper(figures: CaseFigures) -> None:
    """At 40 px per inch an A4 page has 331 × 468 px, one picture for each page."""
    report = write_report(figures)
    pages = typeset_pages(report, wording_of("en"), date(2026, 1, 2), 40.0)
    sizes = {Image.open(io.BytesIO(page)).size for page in pages}
    assert sizes == {(331, 468)}
    assert len(pages) == len(pages_of(set_report(report, date(2026, 1, 2))))
