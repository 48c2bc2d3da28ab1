"""The plan in figures: hairline, areas, sessions, and what is worth another look."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from smp_sim.document.advice.hair_advice import CURL_NOTES, hair_reason
from smp_sim.document.editing.pigments import corrector_name, pigment_name
from smp_sim.document.export.wording import Wording, phrase
from smp_sim.document.report.blocks import Block, Bullets, Paragraph, Section, Table
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.document.report.history_pages import history_sections
from smp_sim.document.report.naming import (
    AREA_NAMES,
    HAIR_COLOURS,
    HAIR_CURLS,
    INK_NAMES,
    PIGMENT_NAMES,
    PRESET_NAMES,
    SIDE_NAMES,
    SKIN_CLASSES,
    SKIN_TYPES,
    SUN_HABITS,
    TISSUE_NAMES,
    WASH_NAME,
    sized,
)
from smp_sim.model.case import Case
from smp_sim.model.client import Client
from smp_sim.model.hair_growth import HairCurl
from smp_sim.model.plan import Area, Session
from smp_sim.model.sentence import renamed
from smp_sim.render.dot_growth import stands_for_hair
from smp_sim.render.hairline_measure import HairlineMeasures
from smp_sim.render.lip_shading import is_graded
from smp_sim.render.tissue import HEALED_DAY

#: What the guard rails say of photos, once for all of them; the others are told as they stand.
_PHOTO_WARNINGS: dict[str, str] = {
    "uncalibrated": phrase("A photo has no known scale: sizes and counts in it are a guess."),
    "unresolved": phrase(
        "A photo is too coarse to show single dots: it shows their mean tone and grain."
    ),
}

_NOTHING_FOUND = phrase("No guard rail of the program objects to this plan.")
_NO_AREAS = phrase("No area is planned yet.")
_FIGURES_NOTE = phrase(
    "Densities are dots per cm² of true skin away from soft edges; dot size is the diameter seen"
    " once healed. A shade of 0.5 is the usual deposit. Depth is that of the middle of the pigment."
)
_DARK_BORDER = phrase("ombré {share}, border darker")
_DARK_MIDDLE = phrase("ombré {share}, middle darker")
_SESSIONS_NOTE = phrase(
    "Tone is that of the session’s dots against the full shade: lighter at first, so that the"
    " healed look decides what comes next. Dates move when the skin needs longer."
)


def plan_sections(figures: CaseFigures, words: Wording) -> tuple[Section, ...]:
    """Write the plan."""
    sections = [Section(title=words.say("The plan"), blocks=(), new_page=True)]
    skin = (_client_table(figures, words),)
    sections.append(Section(title=words.say("You and your skin"), blocks=skin, level=2))
    if figures.hairline is not None:
        blocks = (_hairline_table(figures, figures.hairline, words),)
        sections.append(Section(title=words.say("Hairline"), blocks=blocks, level=2))
    sections += [
        Section(title=words.say("Areas"), blocks=_area_blocks(figures, words), level=2),
        *history_sections(figures.case.plan.areas, words),
        Section(title=words.say("Sessions"), blocks=_session_blocks(figures, words), level=2),
        Section(
            title=words.say("Worth another look"), blocks=(_findings(figures, words),), level=2
        ),
    ]
    return tuple(sections)


def _hairline_table(figures: CaseFigures, line: HairlineMeasures, words: Wording) -> Table:
    error, design = figures.scale_error, figures.case.plan.hairline
    right, left = (f"{words.number(angle)}°" for angle in line.temple_angle_deg)
    height = words.say("does not cross the middle")
    if math.isfinite(line.height_mm):
        height = sized(words, line.height_mm / 10.0, "cm", 1, error)
    rows = (
        (words.say("Style"), words.say(PRESET_NAMES[design.preset])),
        (words.say("Height above the brow (glabella), along the skin"), height),
        (words.say("Length of the line"), sized(words, line.length_mm / 10.0, "cm", 1, error)),
        (
            words.say("Temple angle, right and left"),
            words.say("{right} and {left}", right=right, left=left),
        ),
        (
            words.say("Mean difference between left and right"),
            sized(words, line.asymmetry_mm, "mm", 1, error),
        ),
        (
            words.say("Transition from the edge to the full density"),
            sized(words, design.transition_mm, "mm", 0, error),
        ),
    )
    head = (words.say("Measure"), words.say("Planned"))
    return Table(head=head, rows=rows, widths=(3.0, 2.0))


#: Stands where there is nothing to tell.
_NONE = "–"

#: Said of areas whose density counts the client's own hair.
_TOGETHER = phrase("with the hair there {density}")


def _area_blocks(figures: CaseFigures, words: Wording) -> tuple[Block, ...]:
    areas = figures.case.plan.areas
    if not areas:
        return (Paragraph(text=words.say(_NO_AREAS)),)
    head = (
        words.say("Area"),
        words.say("Skin"),
        words.say("Dots"),
        words.say("Per cm²"),
        words.say("Dot size"),
        words.say("Shade"),
        words.say("Depth"),
    )
    rows = tuple(_area_row(figures, number, words) for number in range(len(areas)))
    table = Table(
        head=head, rows=rows, widths=(2.5, 1.8, 1.0, 1.0, 1.4, 0.9, 1.1), numeric=(1, 2, 3, 4, 5, 6)
    )
    return table, Paragraph(text=words.say(_FIGURES_NOTE), small=True)


def _area_row(figures: CaseFigures, number: int, words: Wording) -> tuple[str, ...]:
    area, numbers = figures.case.plan.areas[number], figures.numbers["areas"][number]
    error = figures.area_error(area)
    tissue = words.say(TISSUE_NAMES[area.tissue])
    told = (
        tissue,
        _pigment_words(area, words),
        *_technique_words(figures, area, words),
        *_lip_shading(area, words),
        *_counted_hair(area, words),
    )
    return (
        f"{number + 1}. {words.say(AREA_NAMES[area.kind])}\n{', '.join(told)}",
        sized(words, numbers["area_cm2"], "cm²", 1 if numbers["area_cm2"] >= 1.0 else 2, error),
        *_dot_cells(area, numbers, words),
        words.number(area.shade, 2),
        words.measure(area.depth_mm, "mm", 2),
    )


def _dot_cells(area: Area, numbers: Mapping[str, Any], words: Wording) -> tuple[str, ...]:
    """Give an area's dots, their density and size; a wash has none."""
    if area.technique == "wash":
        return _NONE, _NONE, _NONE
    return (
        words.number(numbers["dots"]),
        words.number(numbers["dots_per_cm2"]),
        words.measure(area.dot_mm, "mm", 2),
    )


def _counted_hair(area: Area, words: Wording) -> tuple[str, ...]:
    """Say what hairs and dots are to reach together, where the density counts both."""
    density = words.measure(area.density_per_cm2, "/cm²")
    return (words.say(_TOGETHER, density=density),) if area.fills_up else ()


def _pigment_words(area: Area, words: Wording) -> str:
    """Name an area's pigment by its ink, whether it covers, and what is laid before it."""
    names = INK_NAMES | {str(name): text for name, text in PIGMENT_NAMES.items()}
    pigment = words.say(names[pigment_name(area)])
    if area.grey_return > 0.0:
        pigment += f", {words.say('grey sheen')} {words.percent(area.grey_return)}"
    if area.pigment == "mixed" and area.cover > 0.0:
        pigment += f", {words.say('covering')}"
    first = corrector_name(area)
    return f"{pigment}, {words.say('first')} {words.say(names[first])}" if first else pigment


def _lip_shading(area: Area, words: Wording) -> tuple[str, ...]:
    """Say how the colour of lips runs, where it is not even."""
    if not is_graded(area):
        return ()
    said = []
    if area.ombre != 0.0:
        way = _DARK_BORDER if area.ombre > 0.0 else _DARK_MIDDLE
        said.append(words.say(way, share=words.percent(abs(area.ombre))))
    if area.liner_mm > 0.0:
        said.append(words.say("liner {width}", width=words.measure(area.liner_mm, "mm", 1)))
    return tuple(said)


def _technique_words(figures: CaseFigures, area: Area, words: Wording) -> tuple[str, ...]:
    """Say that an area is shaded, and in which sittings it is worked on if not in all."""
    count = len(figures.case.plan.sessions)
    first, last = min(area.first_session, count), min(area.last_session, count)
    told = (words.say(WASH_NAME),) if area.technique == "wash" else ()
    if (first, last) == (1, count):
        return told
    if last <= first:
        return *told, words.say("in session {number}", number=str(first))
    return *told, words.say("in sessions {first} to {last}", first=str(first), last=str(last))


def _session_blocks(figures: CaseFigures, words: Wording) -> tuple[Block, ...]:
    is_dated = figures.order.first_session is not None
    head = (
        words.say("Session"),
        words.say("Day"),
        *((words.say("Date"),) if is_dated else ()),
        words.say("Dots"),
        words.say("Tone"),
        words.say("Needle"),
        words.say("Healed from day"),
    )
    rows = tuple(
        _session_row(figures, index, session, words)
        for index, session in enumerate(figures.case.plan.sessions)
    )
    widths = (0.8, 0.7, *((1.9,) if is_dated else ()), 1.0, 0.8, 1.0, 1.3)
    numeric = (1, *range(2 + is_dated, 4 + is_dated), 5 + is_dated)
    table = Table(head=head, rows=rows, widths=widths, numeric=numeric)
    return table, Paragraph(text=words.say(_SESSIONS_NOTE), small=True)


def _session_row(
    figures: CaseFigures, index: int, session: Session, words: Wording
) -> tuple[str, ...]:
    when = figures.order.date_of(session.day)
    dated = () if figures.order.first_session is None else (words.day(when) if when else "–",)
    return (
        str(session.number),
        words.number(session.day),
        *dated,
        words.number(figures.numbers["sessions"][index]["dots"]),
        words.percent(session.tone),
        session.needle,
        words.number(session.day + HEALED_DAY.value),
    )


def _findings(figures: CaseFigures, words: Wording) -> Block:
    # What is special about a kind of area, and what was asked, have sections of their own.
    apart = ("advice-", "history-")
    found = [item for item in figures.numbers["warnings"] if not item["code"].startswith(apart)]
    if not found:
        return Paragraph(text=words.say(_NOTHING_FOUND))
    texts = (_PHOTO_WARNINGS.get(item["code"], item["text"]) for item in found)
    names = _names_of(figures.case, words)
    told = (words.tell(renamed(text, names)) for text in texts)
    return Bullets(items=tuple(dict.fromkeys(told)))


def _names_of(case: Case, words: Wording) -> dict[str, dict[str, str]]:
    """Give what this report calls areas, as their table does, and photos, by their ids."""
    areas = enumerate(case.plan.areas, start=1)
    return {
        "area": {
            area.id: f"{number}. {words.say(AREA_NAMES[area.kind])}" for number, area in areas
        },
        "view": {view.id: words.say(SIDE_NAMES[view.side]) for view in case.views},
    }


def _client_table(figures: CaseFigures, words: Wording) -> Table:
    client, skin = figures.case.client, figures.numbers["skin"]
    tone = words.say("not measured")
    if client.monk_tone:
        tone = words.say("not measured; Monk swatch {tone}", tone=client.monk_tone)
    if client.skin_ita_deg is not None:
        name = words.say(SKIN_CLASSES[skin["class"]])
        angle = words.number(client.skin_ita_deg)
        tone = words.say("{name} (typology angle {angle}°)", name=name, angle=angle)
    rows = (
        *_age_rows(client, words),
        (words.say("Skin tone"), tone, words.say("sets redness, shade and how fast it fades")),
        (
            words.say("Skin type"),
            words.say(SKIN_TYPES[client.skin_type]),
            words.say("oily skin keeps less and fades faster"),
        ),
        (
            words.say("Sun"),
            words.say(SUN_HABITS[client.sun]),
            words.say("sun is the main outside cause of fading"),
        ),
        *_hair_rows(figures.case, words),
    )
    head = (words.say("What"), words.say("Noted"), words.say("Why it matters"))
    return Table(head=head, rows=rows, widths=(1.0, 1.6, 2.4))


def _age_rows(client: Client, words: Wording) -> tuple[tuple[str, str, str], ...]:
    if client.age_years is None:
        return ()
    said = words.say("{years} years", years=words.number(client.age_years))
    why = words.say("tells how a hairline will age, and how much loss may still come")
    return ((words.say("Age"), said, why),)


def _hair_rows(case: Case, words: Wording) -> tuple[tuple[str, str, str], ...]:
    """Give the rows about the client's hair; none where skin or lips are treated and no hair."""
    areas, hair = case.plan.areas, case.client.hair_colour
    if areas and not any(stands_for_hair(area) for area in areas):
        return ()
    colour = (
        words.say("Hair colour"),
        words.say(HAIR_COLOURS[hair]),
        words.tell(hair_reason(hair)),
    )
    return (colour, *_curl_row(case.plan.growth.curl, words))


def _curl_row(curl: HairCurl, words: Wording) -> tuple[tuple[str, str, str], ...]:
    """Give the row about the hair's curl; none where it is not known."""
    if curl == "unknown":
        return ()
    return ((words.say("Hair curl"), words.say(HAIR_CURLS[curl]), words.tell(CURL_NOTES[curl])),)
