"""How far to trust it: what the preview assumes, out of the model's own records."""

from __future__ import annotations

from smp_sim.document.editing.pigments import can_cover
from smp_sim.document.export.wording import Wording, phrase
from smp_sim.document.report.blocks import Bullets, Paragraph, Section, Table
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.document.report.naming import SIDE_NAMES, scale_sentence
from smp_sim.document.report.treated_part import TreatedPart, treated_part
from smp_sim.model.area_kind import Tissue
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

Assumptions = tuple[tuple[Constant, str], ...]

#: The figures that decide what is seen in every kind of skin, each in a client's words.
ASSUMPTIONS: Assumptions = (
    (
        figures_of.KEPT_TYPICAL,
        phrase("Share of the fresh pigment kept, typical (from tattoos)"),
    ),
    (figures_of.KEPT_LIGHT, phrase("The same, light retention")),
    (figures_of.KEPT_STRONG, phrase("The same, strong retention")),
    (figures_of.REDNESS_GONE, phrase("Day by which redness is gone")),
    (figures_of.HEALED_DAY, phrase("Day on which it has healed")),
    (figures_of.SETTLING, phrase("Pigment lost from healing to month 6")),
    (figures_of.FADE_RATE, phrase("Fading a year, typical")),
    (figures_of.TOUCH_UP_SHARE, phrase("Share of the tone at which a touch-up is due")),
)

#: What counts only where pigment is set as dots.
_DOT_ASSUMPTIONS: Assumptions = (
    (figures_of.FRESH_DIAMETER, phrase("Width of a fresh dot against a healed one")),
    (figures_of.SHED_DAY, phrase("Day on which scabs fall")),
    (figures_of.DIP_SHARE, phrase("How much lighter the skin looks in weeks 2 and 3")),
    (figures_of.SPREAD_RATE, phrase("Growth of a dot a year")),
    (figures_of.NOMINAL_DEPTH, phrase("Depth at which pigment looks neutral grey")),
)
_DOTTED: frozenset[Tissue] = frozenset({"normal", "scar", "burn"})

_SCAR_ASSUMPTIONS: Assumptions = (
    (figures_of.KEPT_SCAR, phrase("Pigment kept in scars against normal skin")),
    (figures_of.FADE_SCAR, phrase("Fading of scars against normal skin")),
)
_TISSUE_ASSUMPTIONS: dict[Tissue, Assumptions] = {
    "normal": (),
    "scar": _SCAR_ASSUMPTIONS,
    "burn": _SCAR_ASSUMPTIONS,
    "vitiligo": (
        (figures_of.KEPT_VITILIGO, phrase("Pigment kept in pale patches against normal skin")),
        (figures_of.FADE_VITILIGO, phrase("Fading of skin-coloured pigment against carbon")),
    ),
    "lip": (
        (figures_of.KEPT_LIP, phrase("Pigment kept in lips against normal skin")),
        (figures_of.FADE_LIP, phrase("Fading of lips against normal skin")),
        (figures_of.LIP_DIP_SHARE, phrase("Share of a lip’s colour that hides in its pale phase")),
        (figures_of.LIP_DIP_FULL, phrase("Day on which lips look palest")),
    ),
}
_OILY_ASSUMPTIONS = (
    (figures_of.KEPT_OILY, phrase("Pigment kept in oily skin")),
    (figures_of.FADE_OILY, phrase("Fading of oily skin")),
)
_NEEDLE_ASSUMPTIONS = (
    (figures_of.KEPT_SEVEN, phrase("Pigment kept by clusters of seven needles")),
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

_MOST_IMPORTANT: dict[TreatedPart, str] = {
    "scalp": phrase(
        "No research has measured how much pigment one session of scalp micropigmentation keeps."
        " The range from light to strong stands for that gap. The table lists what the preview"
        " rests on."
    ),
    "skin": phrase(
        "Studies say how many patches matched well, not how much pigment a session keeps. The"
        " range from light to strong stands for that gap. The table lists what the preview rests"
        " on."
    ),
    "lips": phrase(
        "Clinics say by how much lips get lighter, but no research has measured it. The range"
        " from light to strong stands for that gap. The table lists what the preview rests on."
    ),
}
_LIGHT_LIMIT = phrase(
    "The preview keeps the light of the photo. Under other light the same field looks lighter or"
    " darker; shiny skin shows it less."
)
_HEAD_LIMIT = phrase(
    "The head is taken as an ellipsoid: on a real head places differ by a few millimetres from one"
    " view to the other."
)
_HAND_LIMIT = phrase("The hand that does the work, depth above all, decides as much as the plan.")
_CHANGE_LIMITS: dict[TreatedPart, str] = {
    "scalp": phrase(
        "Hair loss may go on and hair turns grey; the dots stay where and as they are."
    ),
    "skin": phrase(
        "Skin around tans, pales and ages; the pigment keeps its colour but for fading."
    ),
    "lips": phrase("Lips change their own colour with blood, cold and age; the pigment doesn’t."),
}

_COVER_LIMIT = phrase(
    "How strongly the pigment covers, and its own colour, are assumed: vendors publish pictures, no"
    " spectra. All darkness of the skin is taken to lie above the pigment, so that it may lighten a"
    " little more than shown."
)


def trust_sections(figures: CaseFigures, words: Wording) -> tuple[Section, ...]:
    """Write what the preview assumes."""
    scales = tuple(
        f"{words.say(SIDE_NAMES[view.side])}: {scale_sentence(words, view.scale)}"
        for view in figures.case.views
    )
    part = treated_part(figures.case.plan)
    blocks = (
        Paragraph(text=words.say(_MOST_IMPORTANT[part])),
        _assumption_table(figures.case, words),
        Bullets(items=(*scales, *(words.say(text) for text in _limits(figures.case)))),
    )
    title = words.say("How far this can be trusted")
    return (Section(title=title, blocks=blocks, new_page=True),)


def _limits(case: Case) -> tuple[str, ...]:
    on_head = any(not area.is_flat for area in case.plan.areas) or not case.plan.areas
    return (
        _LIGHT_LIMIT,
        *((_HEAD_LIMIT,) if on_head else ()),
        _HAND_LIMIT,
        _CHANGE_LIMITS[treated_part(case.plan)],
        *((_COVER_LIMIT,) if any(map(can_cover, case.plan.areas)) else ()),
    )


def chosen_assumptions(case: Case) -> Assumptions:
    """Give the figures that count for this client: for the skin treated, skin type and sun."""
    tissues: set[Tissue] = {area.tissue for area in case.plan.areas} or {"normal"}
    chosen = [*ASSUMPTIONS, *(_DOT_ASSUMPTIONS if tissues & _DOTTED else ())]
    for tissue, special in _TISSUE_ASSUMPTIONS.items():
        chosen += special if tissue in tissues else ()
    if case.client.skin_type == "oily":
        chosen += _OILY_ASSUMPTIONS
    if case.client.skin_type == "combination":
        chosen += _COMBINATION_ASSUMPTIONS
    if any(session.needle_kept != 1.0 for session in case.plan.sessions):
        chosen += _NEEDLE_ASSUMPTIONS
    return tuple(dict.fromkeys((*chosen, *_SUN_ASSUMPTIONS[case.client.sun])))


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
