"""What was asked about each area before it is treated, and what the answers mean."""

from __future__ import annotations

from smp_sim.document.advice.history_questions import asks_look, judge_history, wait_of
from smp_sim.document.export.wording import Wording, phrase
from smp_sim.document.report.blocks import Paragraph, Section, Table
from smp_sim.document.report.naming import AREA_NAMES
from smp_sim.model.area_history import ScarLook
from smp_sim.model.plan import Area

_LOOKS: dict[ScarLook, str] = {
    "unasked": phrase("not looked at yet"),
    "pale": phrase("pale and flat"),
    "pink": phrase("still pink"),
    "raised": phrase("raised or growing"),
}

#: Said above the line that the client signs.
ANSWERS_ARE_RIGHT = phrase(
    "I was asked how long ago the places to be treated last changed and how they look now; what is"
    " noted in this paper is what I answered."
)


def has_questions(areas: tuple[Area, ...]) -> bool:
    """Say whether anything is asked about some areas."""
    return any(judge_history(area) for area in areas)


def history_sections(areas: tuple[Area, ...], words: Wording) -> tuple[Section, ...]:
    """Write the questions and answers of a plan; nothing where nothing is asked."""
    if not has_questions(areas):
        return ()
    head = (words.say("Area"), words.say("Asked"), words.say("Answer"), words.say("What it means"))
    rows = tuple(
        row for number, area in enumerate(areas, start=1) for row in _rows(number, area, words)
    )
    table = Table(head=head, rows=rows, widths=(1.4, 1.9, 1.0, 3.0))
    note = words.say("The answers are the client’s own and were not checked against records.")
    blocks = (table, Paragraph(text=note, small=True))
    return (Section(title=words.say("Asked before treatment"), blocks=blocks, level=2),)


def _rows(number: int, area: Area, words: Wording) -> list[tuple[str, ...]]:
    """Write one row a question: the findings stand in the order of the questions."""
    name = f"{number}. {words.say(AREA_NAMES[area.kind])}"
    meanings = [words.tell(finding.meaning) for finding in judge_history(area)]
    asked = []
    if (wait := wait_of(area)) is not None:
        asked.append((words.say(wait.question), _months(area, words)))
    if asks_look(area):
        asked.append((words.say("How does the scar look?"), words.say(_LOOKS[area.history.look])))
    return [(name, *pair, meaning) for pair, meaning in zip(asked, meanings, strict=True)]


def _months(area: Area, words: Wording) -> str:
    months = area.history.months
    if months is None:
        return words.say("not asked yet")
    return words.measure(months, words.say("months"))
