"""How far to trust it: what the preview assumes, out of the model's own records."""

from __future__ import annotations

from smp_sim.document.export.wording import Wording, phrase
from smp_sim.document.report.blocks import Bullets, Paragraph, Section, Table
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.document.report.naming import SIDE_NAMES, scale_sentence
from smp_sim.model.case import Case
from smp_sim.render import tissue as figures_of
from smp_sim.render.tissue import Constant, Trust

#: What stands behind a figure, strongest first.
TRUST_WORDS: dict[Trust, str] = {
    "found-A": phrase("published research"),
    "found-B": phrase("textbook or surgeon’s manual"),
    "found-C": phrase("clinics’ own pages, not measured"),
    "found-D": phrase("a forum"),
    "found-code": phrase("a published standard"),
    "computed": phrase("worked out from published figures"),
    "assumed": phrase("assumed: no source gives it"),
}

#: The figures that decide what is seen, each in a client's words.
ASSUMPTIONS: tuple[tuple[Constant, str], ...] = (
    (
        figures_of.KEPT_TYPICAL,
        phrase("Share of the fresh pigment kept, typical (from tattoos)"),
    ),
    (figures_of.KEPT_LIGHT, phrase("The same, light retention")),
    (figures_of.KEPT_STRONG, phrase("The same, strong retention")),
    (figures_of.FRESH_DIAMETER, phrase("Width of a fresh dot against a healed one")),
    (figures_of.SHED_DAY, phrase("Day on which scabs fall")),
    (figures_of.REDNESS_GONE, phrase("Day by which redness is gone")),
    (figures_of.DIP_SHARE, phrase("How much lighter the skin looks in weeks 2 and 3")),
    (figures_of.HEALED_DAY, phrase("Day on which it has healed")),
    (figures_of.SETTLING, phrase("Pigment lost from healing to month 6")),
    (figures_of.FADE_RATE, phrase("Fading a year, typical")),
    (figures_of.SPREAD_RATE, phrase("Growth of a dot a year")),
    (figures_of.TOUCH_UP_SHARE, phrase("Share of the tone at which a touch-up is due")),
    (figures_of.NOMINAL_DEPTH, phrase("Depth at which pigment looks neutral grey")),
)

_SCAR_ASSUMPTIONS: tuple[tuple[Constant, str], ...] = (
    (figures_of.KEPT_SCAR, phrase("Pigment kept in scars against normal skin")),
    (figures_of.FADE_SCAR, phrase("Fading of scars against normal skin")),
)
_OILY_ASSUMPTIONS = (
    (figures_of.KEPT_OILY, phrase("Pigment kept in oily skin")),
    (figures_of.FADE_OILY, phrase("Fading of oily skin")),
)
_COMBINATION_ASSUMPTIONS = (
    (figures_of.KEPT_COMBINATION, phrase("Pigment kept in combination skin")),
    (figures_of.FADE_COMBINATION, phrase("Fading of combination skin")),
)
_SUN_ASSUMPTIONS = {
    "low": ((figures_of.FADE_SUN_LOW, phrase("Fading with little sun")),),
    "high": ((figures_of.FADE_SUN_HIGH, phrase("Fading with much sun")),),
    "typical": (),
}

#: Units as people write them; the others stand as they are.
_UNIT_WORDS = {
    "x": phrase("times"),
    "x healed": phrase("times"),
    "d": phrase("days"),
    "/yr": phrase("a year"),
}

_MOST_IMPORTANT = phrase(
    "No research has measured how much pigment one session of scalp micropigmentation keeps. The"
    " range from light to strong stands for that gap. The table lists what the preview rests on."
)
_PHOTO_LIMITS = (
    phrase(
        "The preview keeps the light of the photo. Under other light the same field looks"
        " lighter or darker; shiny skin shows it less."
    ),
    phrase(
        "The head is taken as an ellipsoid: on a real head places differ by a few"
        " millimetres from one view to the other."
    ),
    phrase("The hand that does the work, depth above all, decides as much as the plan."),
    phrase("Hair loss may go on and hair turns grey; the dots stay where and as they are."),
)


def trust_sections(figures: CaseFigures, words: Wording) -> tuple[Section, ...]:
    """Write what the preview assumes."""
    scales = tuple(
        f"{words.say(SIDE_NAMES[view.side])}: {scale_sentence(words, view.scale)}"
        for view in figures.case.views
    )
    blocks = (
        Paragraph(text=words.say(_MOST_IMPORTANT)),
        _assumption_table(figures.case, words),
        Bullets(items=(*scales, *(words.say(text) for text in _PHOTO_LIMITS))),
    )
    title = words.say("How far this can be trusted")
    return (Section(title=title, blocks=blocks, new_page=True),)


def chosen_assumptions(case: Case) -> tuple[tuple[Constant, str], ...]:
    """Give the figures that count for this client: with scars, skin type and sun where they do."""
    chosen = [*ASSUMPTIONS]
    if any(area.tissue == "scar" for area in case.plan.areas):
        chosen += _SCAR_ASSUMPTIONS
    if case.client.skin_type == "oily":
        chosen += _OILY_ASSUMPTIONS
    if case.client.skin_type == "combination":
        chosen += _COMBINATION_ASSUMPTIONS
    return (*chosen, *_SUN_ASSUMPTIONS[case.client.sun])


def _assumption_table(case: Case, words: Wording) -> Table:
    head = (
        words.say("Assumption"),
        words.say("Value"),
        words.say("May be"),
        words.say("What stands behind it"),
    )
    rows = tuple(
        _assumption_row(constant, text, words) for constant, text in chosen_assumptions(case)
    )
    return Table(head=head, rows=rows, widths=(2.7, 1.35, 1.75, 3.1), numeric=(1, 2))


def _assumption_row(constant: Constant, text: str, words: Wording) -> tuple[str, ...]:
    value, low, high = (
        _figure(constant, x, words) for x in (constant.value, constant.low, constant.high)
    )
    span = words.say("{low} to {high}", low=low.split("\u00a0")[0], high=high)
    return words.say(text), value, span, words.say(TRUST_WORDS[constant.trust])


def _figure(constant: Constant, value: float, words: Wording) -> str:
    if constant.unit == "":
        return words.percent(value)
    if constant.unit == "/yr":
        return words.say("{share} a year", share=words.percent(value))
    unit = words.say(_UNIT_WORDS.get(constant.unit, constant.unit))
    decimals = 0 if value == round(value) and constant.unit == "d" else 2 if value < 10 else 1
    return words.measure(value, unit, decimals)
