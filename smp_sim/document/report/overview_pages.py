"""The first page: what this paper is and the plan in a few figures."""

from __future__ import annotations

from smp_sim.document.export.wording import Wording, phrase
from smp_sim.document.report.blocks import Block, Figures, Notice, Paragraph, Section
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.document.report.case_pictures import ViewShots
from smp_sim.document.report.naming import SIDE_NAMES, sized
from smp_sim.document.report.preview_pages import whole_pair
from smp_sim.document.report.treated_part import treated_part

_WHAT_IT_IS = phrase(
    "This paper shows a computer simulation of a planned treatment with pigment, to be talked over"
    " before anything is decided. The pictures show the healed look, for that is what stays; skin"
    " and healing differ from person to person, so the expected range from light to strong"
    " retention is shown beside it. Nobody can promise where in that range you will be."
)
_NOT_ADVICE = phrase(
    "Nothing in this paper is medical advice. It does not replace a talk with a doctor about your"
    " health."
)
_UNKNOWN_SCALE = phrase(
    "The scale of these views is not known: {views}. Every length, area and number of dots taken"
    " from such a"
    " photo is a guess, and the size of the dots in its preview may be wrong. Measure a known"
    " length in the photo before the plan is agreed."
)
_PRACTICE_CASE = phrase(
    "This is a practice case without a client. It must not be handed to anybody."
)


def overview_sections(figures: CaseFigures, words: Wording) -> tuple[Section, ...]:
    """Write the first page."""
    blocks: list[Block] = [Paragraph(text=words.say(_WHAT_IT_IS))]
    blocks += _warnings(figures, words)
    blocks.append(_key_figures(figures, words))
    # Loud notices take room: the pair gets lower, so that all stays on the first page.
    is_loud = any(isinstance(block, Notice) and block.tone == "loud" for block in blocks)
    first = next((s for s in figures.pictures.views if isinstance(s, ViewShots)), None)
    if first is not None:
        blocks.append(whole_pair(first, words, height_mm=68.0 if is_loud else 96.0))
    return (Section(title=words.say("At a glance"), blocks=tuple(blocks)),)


def _warnings(figures: CaseFigures, words: Wording) -> list[Block]:
    found: list[Block] = []
    unknown = [v.side for v in figures.case.views if v.scale.source == "uncalibrated"]
    if unknown:
        views = ", ".join(dict.fromkeys(words.say(SIDE_NAMES[side]) for side in unknown))
        found.append(
            Notice(
                title=words.say("UNCALIBRATED: sizes are not known"),
                text=words.say(_UNKNOWN_SCALE, views=views),
                tone="loud",
            )
        )
    if figures.case.training:
        title = words.say("Practice case")
        found.append(Notice(title=title, text=words.say(_PRACTICE_CASE), tone="loud"))
    found.append(Notice(title=words.say("Not medical advice"), text=words.say(_NOT_ADVICE)))
    return found


def _key_figures(figures: CaseFigures, words: Wording) -> Figures:
    error = figures.whole_area_error
    sessions = figures.case.plan.sessions
    span = words.number(sessions[-1].day)
    dots = (words.number(figures.dots), words.say("dots in all"))
    is_dotted = treated_part(figures.case.plan) == "scalp"
    return Figures(
        items=(
            (sized(words, figures.area_cm2, "cm²", 0, error), words.say("skin to be treated")),
            *((dots,) if is_dotted else ()),
            (words.number(len(sessions)), words.say("sessions over {days} days", days=span)),
            (_touch_up_span(figures, words), words.say("until a touch-up, expected range")),
        )
    )


def _touch_up_span(figures: CaseFigures, words: Wording) -> str:
    if not figures.forecast:
        return "–"
    light, _, strong = figures.forecast[0].touch_up_years
    if light is None:
        return words.say("over {years} years", years=20)
    if strong is None:
        return words.say("from {years} years", years=words.number(light, 1))
    return words.say(
        "{low} to {high} years", low=words.number(light, 1), high=words.number(strong, 1)
    )
