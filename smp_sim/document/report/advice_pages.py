"""Before, during and after: risks, when to ask a doctor, aftercare by day, questions to ask."""

from __future__ import annotations

from smp_sim.document.export.wording import Wording, phrase
from smp_sim.document.report.advice_lists import ADVICE_LISTS, CareDays, Texts
from smp_sim.document.report.blocks import Bullets, Notice, Paragraph, Section, Table
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.document.report.treated_part import treated_part

_NOT_ADVICE = phrase(
    "These lists are collected from clinics, manuals and studies. They are not medical advice, not"
    " complete, and don’t replace a doctor or the rules of your country."
)
_TICKS = phrase(
    "Please tick what is true of you. A tick is no refusal: it means asking a doctor first, and"
    " often waiting. The decision is the doctor’s and yours, not this paper’s."
)
_AFTER_EACH = phrase("Days count from each session. What your practitioner tells you comes first.")


def advice_sections(figures: CaseFigures, words: Wording) -> tuple[Section, ...]:
    """Write the lists for the part that the plan treats."""
    lists = ADVICE_LISTS[treated_part(figures.case.plan)]
    notice = Notice(title=words.say("Not medical advice"), text=words.say(_NOT_ADVICE))
    return (
        Section(
            title=words.say("Risks"),
            blocks=(notice, _bullets(lists.risks, words)),
            new_page=True,
        ),
        Section(
            title=words.say("Ask a doctor first"),
            blocks=(
                Paragraph(text=words.say(_TICKS)),
                _bullets(lists.conditions, words, boxed=True, columns=2),
            ),
        ),
        Section(title=words.say("Before a session"), blocks=(_bullets(lists.before, words),)),
        Section(
            title=words.say("Aftercare by day"),
            blocks=(
                Paragraph(text=words.say(_AFTER_EACH)),
                _aftercare_table(lists.aftercare, words),
            ),
        ),
        Section(
            title=words.say("Questions to ask before you decide"),
            blocks=(_bullets(lists.questions, words, boxed=True),),
        ),
    )


def _bullets(texts: Texts, words: Wording, *, boxed: bool = False, columns: int = 1) -> Bullets:
    return Bullets(items=tuple(words.say(text) for text in texts), boxed=boxed, columns=columns)


def _aftercare_table(days: CareDays, words: Wording) -> Table:
    head = (words.say("Days"), words.say("Do"), words.say("Leave"))
    rows = tuple(tuple(words.say(text) for text in row) for row in days)
    return Table(head=head, rows=rows, widths=(1.2, 2.6, 2.6))
