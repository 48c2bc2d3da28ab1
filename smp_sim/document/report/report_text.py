"""The whole report as a value: every section in its order."""

from __future__ import annotations

from smp_sim.document.export.letterhead import Practice
from smp_sim.document.export.wording import Wording, phrase, wording_of
from smp_sim.document.report.advice_pages import advice_sections
from smp_sim.document.report.area_notes import area_note_sections
from smp_sim.document.report.blocks import Letterhead, Picture, Report
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.document.report.consent_pages import consent_sections
from smp_sim.document.report.healing_pages import healing_sections
from smp_sim.document.report.outlook_pages import outlook_sections
from smp_sim.document.report.overview_pages import overview_sections
from smp_sim.document.report.plan_pages import plan_sections
from smp_sim.document.report.preview_pages import preview_sections
from smp_sim.document.report.treated_part import TITLES, treated_part
from smp_sim.document.report.trust_pages import trust_sections
from smp_sim.render.photo import measure_photo

#: The mark of ``document/export/mark.py``, for the catalogue; a test holds them equal.
MARK_WORDS = phrase("Simulation — not a result")


def write_report(figures: CaseFigures) -> Report:
    """Put a case into words."""
    order = figures.order
    words = wording_of(order.language)
    code = figures.case.client.reference or words.say("without a code")
    practice = order.practice
    dates = [(words.say("Date"), words.day(order.written_on))]
    if order.first_session is not None:
        dates.append((words.say("First session"), words.day(order.first_session)))
    return Report(
        title=words.say(TITLES[treated_part(figures.case.plan)]),
        subject=(words.say("Client"), code),
        dates=tuple(dates),
        mark=words.say(MARK_WORDS),
        page_words=words.say("Page {page} of {pages}"),
        language=order.language,
        paper=order.paper,
        letterhead=_letterhead(practice, words),
        sections=(
            *overview_sections(figures, words),
            *preview_sections(figures, words),
            *outlook_sections(figures, words),
            *plan_sections(figures, words),
            *healing_sections(figures, words),
            *area_note_sections(figures, words),
            *trust_sections(figures, words),
            *advice_sections(figures, words),
            *consent_sections(figures, words),
        ),
    )


def _letterhead(practice: Practice, words: Wording) -> Letterhead:
    if not practice.logo:
        return Letterhead(name=practice.name, lines=practice.lines)
    size = measure_photo(practice.logo, where="logo")
    alt = words.say("Logo of {name}", name=practice.name) if practice.name else words.say("Logo")
    logo = Picture(data=practice.logo, width=size.width, height=size.height, alt=alt, kind="png")
    return Letterhead(name=practice.name, lines=practice.lines, logo=logo)
