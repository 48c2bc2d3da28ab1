"""What healing looks like, stage by stage, and the years after it: figures of the model itself."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from smp_sim.document.export.wording import Wording, phrase
from smp_sim.document.report.blocks import (
    Block,
    Notice,
    Paragraph,
    Picture,
    PictureRow,
    Section,
    Table,
)
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.document.report.case_pictures import STAGE_AGES, STAGE_YEARS
from smp_sim.document.report.forecast import FORECAST_YEARS, Forecast
from smp_sim.document.report.naming import RETENTION_NAMES, TISSUE_NAMES
from smp_sim.document.report.preview_pages import picture_of
from smp_sim.document.report.treated_part import TreatedPart, treated_part
from smp_sim.model.area_kind import Tissue
from smp_sim.model.case import Case
from smp_sim.model.plan import RETENTION_ORDER
from smp_sim.render.healing import heal_sessions
from smp_sim.render.tissue import HEALED_DAY, NOMINAL_DEPTH, TOUCH_UP_SHARE

#: For each of ``STAGE_AGES``: its name and what is normal then.
STAGE_WORDS: tuple[tuple[str, str], ...] = (
    (
        phrase("The same day"),
        phrase(
            "Red, warm, a little swollen and tight. Dots look larger and darker than they will"
            " stay: part of the colour lies on the skin. Too early to judge."
        ),
    ),
    (
        phrase("Day 2"),
        phrase(
            "Redness goes; fine scabs sit on the dots and make them look coarse. Don’t scratch:"
            " a scab that is pulled off takes its dot along."
        ),
    ),
    (
        phrase("Day 5"),
        phrase(
            "Scabs loosen and fall, flakes of skin with them. The dots get lighter within days."
            " That is meant to happen, and no sign that the treatment failed."
        ),
    ),
    (
        phrase("Day 7"),
        phrase("The surface has closed. Most of the pigment that will be lost is lost by now."),
    ),
    (
        phrase("Day 14"),
        phrase(
            "Often lighter than hoped for: new skin lies over the pigment like frosted glass. The"
            " tone comes back in the next two weeks."
        ),
    ),
    (
        phrase("Day 28"),
        phrase(
            "Healed. Only now can the tone be judged and the next step be decided: more dots, a"
            " darker shade, or nothing."
        ),
    ),
)

#: The same for lips, whose colour is shaded and grows no scabs of dots (lip clinics' pages).
LIP_STAGE_WORDS: tuple[tuple[str, str], ...] = (
    (
        STAGE_WORDS[0][0],
        phrase(
            "Swollen and tender; the colour is far stronger than it will stay. Too early to judge."
        ),
    ),
    (
        STAGE_WORDS[1][0],
        phrase(
            "The swelling goes. Lips feel dry and tight; keep them covered with balm, don’t lick."
        ),
    ),
    (
        STAGE_WORDS[2][0],
        phrase(
            "Lips peel in thin flakes and colour seems to go with them. Don’t pull at the flakes."
        ),
    ),
    (STAGE_WORDS[3][0], phrase("Peeling ends. What is left looks pale and frosty.")),
    (
        STAGE_WORDS[4][0],
        phrase("Palest about now: new skin lies over the colour. It comes back in weeks 2 to 4."),
    ),
    (
        STAGE_WORDS[5][0],
        phrase(
            "Most of the colour is back; it may settle until week 6. Then the next step is decided."
        ),
    ),
)

#: The same for pale skin that is shaded in its own colour.
SKIN_STAGE_WORDS: tuple[tuple[str, str], ...] = (
    (
        STAGE_WORDS[0][0],
        phrase("Red, warm and a little swollen; stronger and warmer in colour than it will stay."),
    ),
    (
        STAGE_WORDS[1][0],
        phrase(
            "Redness goes; a thin crust may lie on the place. Colour comes off with it: leave it."
        ),
    ),
    (
        STAGE_WORDS[2][0],
        phrase("The crust flakes off and the colour gets lighter within days, as it is meant to."),
    ),
    STAGE_WORDS[3],
    (
        STAGE_WORDS[4][0],
        phrase("Often paler than the skin around, and uneven. Too early for more colour."),
    ),
    (
        STAGE_WORDS[5][0],
        phrase(
            "Healed. Only now can the match with the skin around be judged, in daylight, and the"
            " next step be decided."
        ),
    ),
)

_STAGES_OF: dict[TreatedPart, tuple[tuple[str, str], ...]] = {
    "scalp": STAGE_WORDS,
    "skin": SKIN_STAGE_WORDS,
    "lips": LIP_STAGE_WORDS,
}

#: What the model has of each stage; lips grow no scabs.
_STAGE_FIGURES: dict[TreatedPart, str] = {
    "scalp": phrase("pigment {pigment}\nscabs on {scabs} of dots\nredness {redness}"),
    "skin": phrase("pigment {pigment}\ncrust on {scabs} of it\nredness {redness}"),
    "lips": phrase("pigment {pigment}\nredness {redness}"),
}

_STAGES_INTRO = phrase(
    "The pictures show the first session alone, as the program simulates it for this skin. Every"
    " later session runs the same course again. The pigment is given against the same dots once"
    " healed with typical retention, the redness against that of the first day."
)
_NOT_NORMAL = phrase(
    "Redness that spreads or gets worse after day 3, growing pain or swelling, pus, a rash,"
    " blisters, fever or swollen glands are not part of healing. See a doctor at once and tell"
    " your practitioner."
)
_YEARS_INTRO = phrase(
    "How much of the healed tone is seen later, for this skin, these habits and this plan; 100 %"
    " is the healed look with typical retention. Skin type, sun and skin tone are in it."
)
_TOUCH_UP = phrase(
    "Touch-up, {tissue}: when about {share} of its own healed tone is left, the field looks worn."
    " The model expects this {light} with light retention, {typical} with typical and"
    " {strong} with strong, counted from healing."
)
#: What is reported instead (domain figures sections 2.4 and 7).
_REPORTED: dict[Tissue, str] = {
    "normal": phrase("Clinics report two to six years."),
    "scar": phrase("Clinics report two to six years for skin without scars; scars fade faster."),
    "burn": phrase("Clinics report two to six years for skin without scars; scars fade faster."),
    "vitiligo": phrase("Clinics report one to five years for skin-coloured pigment."),
    "lip": phrase("Clinics refresh lips after 12 to 18 months."),
}
_WITHOUT: dict[TreatedPart, str] = {
    "scalp": phrase("Without a touch-up the field fades on and is hardly seen after ten years."),
    "skin": phrase("Without a touch-up the patch slowly gets pale again."),
    "lips": phrase("Without a touch-up the colour is hardly seen after three years or so."),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """The model's figures of one session, days after it, typical retention.

    ``pigment`` against the healed dots of the same session; ``scabs`` share of dots under one;
    ``redness`` share of the first day's.
    """

    age: float
    pigment: float
    scabs: float
    redness: float


def find_stages(case: Case) -> tuple[Stage, ...]:
    """Read the healing model at every stage, for a single session in this client's skin."""
    area = next(iter(case.plan.areas), None)
    alone = replace(case.plan, sessions=(replace(case.plan.sessions[0], share=1.0, tone=1.0),))

    def look(age: float) -> tuple[float, float, float]:
        state = heal_sessions(
            alone,
            case.client,
            tissue=area.tissue if area else "normal",
            depth_mm=area.depth_mm if area else NOMINAL_DEPTH.value,
            day=age,
            retention="typical",
        )
        return float(state.pigment[0]), float(state.scab[0]), float(state.redness[0])

    healed, fresh_redness = look(HEALED_DAY.value)[0], look(0.0)[2]
    stages = []
    for age in STAGE_AGES:
        pigment, scabs, redness = look(age)
        red = redness / fresh_redness if fresh_redness > 0.0 else 0.0
        stages.append(Stage(age, pigment / healed, scabs, red))
    return tuple(stages)


def stage_words(case: Case) -> tuple[tuple[str, str], ...]:
    """Give the words for each stage, for the part that the plan treats."""
    return _STAGES_OF[treated_part(case.plan)]


def healing_sections(figures: CaseFigures, words: Wording) -> tuple[Section, ...]:
    """Write the healing and the years."""
    blocks: list[Block] = [Paragraph(text=words.say(_STAGES_INTRO)), _stage_table(figures, words)]
    warning = words.say("Not normal: see a doctor")
    blocks.append(Notice(title=warning, text=words.say(_NOT_NORMAL), tone="loud"))
    sections = [
        Section(title=words.say("How it heals"), blocks=tuple(blocks), new_page=True),
        Section(title=words.say("Later sessions and years"), blocks=_year_blocks(figures, words)),
    ]
    return tuple(sections)


def _stage_table(figures: CaseFigures, words: Wording) -> Table:
    shots = figures.pictures.stages
    head = (
        words.say("When"),
        *((words.say("Preview"),) if shots else ()),
        words.say("In the model"),
        words.say("What is normal"),
    )
    rows = tuple(
        _stage_row(figures, index, stage, words)
        for index, stage in enumerate(find_stages(figures.case))
    )
    return Table(head=head, rows=rows, widths=(1.1, *((1.7,) if shots else ()), 1.7, 3.6))


def _stage_row(
    figures: CaseFigures, index: int, stage: Stage, words: Wording
) -> tuple[str | Picture, ...]:
    name, normal = (words.say(text) for text in stage_words(figures.case)[index])
    shots = figures.pictures.stages
    shown: tuple[Picture, ...] = ()
    if shots:
        alt = words.say("Simulation of the first session: {name}", name=name)
        shown = (picture_of(shots.ages[index], title="", detail="", alt=alt),)
    model = words.say(
        _STAGE_FIGURES[treated_part(figures.case.plan)],
        pigment=words.percent(stage.pigment),
        scabs=words.percent(stage.scabs),
        redness=words.percent(stage.redness),
    )
    return (name, *shown, model, normal)


def _year_blocks(figures: CaseFigures, words: Wording) -> tuple[Block, ...]:
    blocks: list[Block] = list(_later_rows(figures, words))
    if figures.forecast:
        blocks.append(Paragraph(text=words.say(_YEARS_INTRO)))
    for forecast in figures.forecast:
        blocks.append(_forecast_table(forecast, words))
        blocks.append(Paragraph(text=_touch_up_words(forecast, words)))
    blocks.append(Paragraph(text=words.say(_WITHOUT[treated_part(figures.case.plan)])))
    return tuple(blocks)


def _later_rows(figures: CaseFigures, words: Wording) -> list[PictureRow]:
    shots = figures.pictures.stages
    if shots is None:
        return []
    simulated = words.say("simulation, typical")
    pictures = []
    for number, shot in shots.later:
        title = words.say("Session {number}, healed", number=number)
        pictures.append(picture_of(shot, title=title, detail=simulated, alt=title))
    for years, shot in zip(STAGE_YEARS, shots.years, strict=True):
        title = _years_words(words, years)
        pictures.append(picture_of(shot, title=title, detail=simulated, alt=title))
    return [PictureRow(pictures=tuple(pictures), height_mm=42.0)]


def _years_words(words: Wording, years: float) -> str:
    if years == 0.5:
        return words.say("6 months")
    if years == 1.0:
        return words.say("1 year")
    return words.say("{years} years", years=words.number(years))


def _forecast_table(forecast: Forecast, words: Wording) -> Table:
    tissue = words.say(TISSUE_NAMES[forecast.tissue])
    kinds = [words.say(RETENTION_NAMES[kind]) for kind in RETENTION_ORDER]
    rows = tuple(
        (
            _years_words(words, years) if years else words.say("healed"),
            *(words.percent(share) for share in shares),
        )
        for years, shares in zip(FORECAST_YEARS, forecast.seen, strict=True)
    )
    head = (words.say("Seen in {tissue}", tissue=tissue), *kinds)
    return Table(head=head, rows=rows, widths=(1.6, 1.0, 1.0, 1.0), numeric=(1, 2, 3))


def _touch_up_words(forecast: Forecast, words: Wording) -> str:
    def said(years: float | None) -> str:
        if years is None:
            return words.say("after more than 20 years")
        return words.say("after {years} years", years=words.number(years, 1))

    light, typical, strong = (said(years) for years in forecast.touch_up_years)
    expected = words.say(
        _TOUCH_UP,
        tissue=words.say(TISSUE_NAMES[forecast.tissue]),
        share=words.percent(TOUCH_UP_SHARE.value),
        light=light,
        typical=typical,
        strong=strong,
    )
    return f"{expected} {words.say(_REPORTED[forecast.tissue])}"
