"""A report speaks of the part that is treated: scalp, pale skin, or lips."""

from __future__ import annotations

from dataclasses import fields, replace

import msgspec
import pytest

from smp_sim.document.report.advice_lists import ADVICE_LISTS
from smp_sim.document.report.blocks import Bullets, Figures, Paragraph, Report, Table
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.document.report.forecast import forecast_years
from smp_sim.document.report.report_text import write_report
from smp_sim.document.report.treated_part import TreatedPart, treated_part
from smp_sim.document.report.trust_pages import chosen_assumptions
from smp_sim.model.case import Case
from smp_sim.model.plan import Area, Plan
from smp_sim.model.sentence import Sentence
from smp_sim.render.tissue import FRESH_DIAMETER, KEPT_LIP, KEPT_SCAR, KEPT_VITILIGO
from smp_sim.render.treatment_fills import filled_area

CROWN = Area(id="crown", kind="crown")
LIPS = filled_area("lips", "lips", view="close")
PALE = filled_area("pale", "vitiligo", view="close")
BURN = filled_area("burn", "burn", view="close")


def case_of(*areas: Area) -> Case:
    """Give a case that treats some areas."""
    return Case(plan=Plan(areas=areas))


def report_of(figures: CaseFigures, *areas: Area) -> Report:
    """Give the report of the small case with other areas in its words."""
    plan = msgspec.structs.replace(figures.case.plan, areas=areas)
    case = msgspec.structs.replace(figures.case, plan=plan)
    numbers = {**figures.numbers, "areas": figures.numbers["areas"][:1] * len(areas)}
    forecast = forecast_years(plan, case.client)
    return write_report(replace(figures, case=case, numbers=numbers, forecast=forecast))


def said_in(report: Report) -> str:
    """Give what a report says in paragraphs, lists and tables."""
    said = [report.title]
    for block in (block for section in report.sections for block in section.blocks):
        if isinstance(block, Paragraph):
            said.append(block.text)
        elif isinstance(block, Bullets):
            said.extend(block.items)
        elif isinstance(block, Table):
            said.extend(str(cell) for row in block.rows for cell in row)
        elif isinstance(block, Figures):
            said.extend(" ".join(item) for item in block.items)
    return "\n".join(said)


@pytest.mark.parametrize(
    ("areas", "part"),
    [
        ((), "scalp"),
        ((CROWN,), "scalp"),
        ((LIPS,), "lips"),
        ((PALE,), "skin"),
        ((PALE, CROWN), "scalp"),
        ((LIPS, PALE), "scalp"),
    ],
)
def test_the_part_is_what_all_areas_treat(areas: tuple[Area, ...], part: TreatedPart) -> None:
    """Lips or pale skin where nothing else is treated; else the widest words, the scalp's."""
    assert treated_part(Plan(areas=areas)) == part


def test_lips_hear_nothing_of_hair_or_dots(figures: CaseFigures) -> None:
    """Their report names cold sores, balm and the pale phase, and no scalp, shaver or dots."""
    said = said_in(report_of(figures, LIPS))
    for words in ("lip micropigmentation", "Cold sores", "balm", "palest", "12 to 18 months"):
        assert words in said, words
    for words in ("scalp", "shaver", "hairline", "Hair loss", "ellipsoid", "dots in all", "scabs"):
        assert words not in said, words


def test_pale_skin_hears_of_its_match(figures: CaseFigures) -> None:
    """A patch's report speaks of test spot, tan and new patches, and of no hair."""
    said = said_in(report_of(figures, PALE))
    for words in ("skin-coloured", "test spot", "tan", "new white patches", "one to five years"):
        assert words in said, words
    for words in ("shaver", "hairline", "Hair transplant"):
        assert words not in said, words


def test_the_assumptions_are_those_of_the_skin_treated() -> None:
    """Dots' figures where dots are set; scars', patches' and lips' own where they are treated."""

    def chosen(*areas: Area) -> set[str]:
        return {constant.name for constant, _ in chosen_assumptions(case_of(*areas))}

    assert FRESH_DIAMETER.name in chosen(CROWN)
    assert FRESH_DIAMETER.name not in chosen(LIPS)
    assert KEPT_LIP.name in chosen(LIPS, CROWN)
    assert KEPT_VITILIGO.name in chosen(PALE)
    assert KEPT_SCAR.name in chosen(BURN)
    assert not {KEPT_LIP.name, KEPT_SCAR.name, KEPT_VITILIGO.name} & chosen(CROWN)


@pytest.mark.parametrize("part", ADVICE_LISTS)
def test_no_list_is_empty_or_says_a_thing_twice(part: TreatedPart) -> None:
    """Every part has all five lists, each line once."""
    for name in (field.name for field in fields(ADVICE_LISTS[part])):
        lines = getattr(ADVICE_LISTS[part], name)
        assert len(lines) >= 4
        assert len(set(lines)) == len(lines)


@pytest.mark.parametrize(("area", "is_told"), [(CROWN, True), (LIPS, False), (PALE, False)])
def test_hair_is_noted_where_dots_stand_for_it(
    figures: CaseFigures,
    area: Area,
    is_told: bool,  # noqa: FBT001
) -> None:
    """How to thin carbon for the client's hair is told of dots, not of lips or pale skin."""
    said = said_in(report_of(figures, area))
    assert ("Hair colour" in said) == is_told
    assert ("of water." in said) == is_told


def test_what_to_look_at_names_the_area(figures: CaseFigures) -> None:
    """As the table of areas does, with its number; never by an id."""
    said = Sentence("Look at area '{area}'.", area=LIPS.id)
    told = {**figures.numbers, "warnings": [{"code": "x", "text": said}]}
    report = report_of(replace(figures, numbers=told), LIPS)
    assert "Look at area '1. Lips'." in said_in(report)


def test_a_wash_has_no_dots_in_the_plan(figures: CaseFigures) -> None:
    """Its row tells skin, shade and depth; dots, their density and size are left blank."""
    tables = [
        block
        for section in report_of(figures, LIPS, CROWN).sections
        for block in section.blocks
        if isinstance(block, Table) and "Dot size" in block.head
    ]
    wash, dots = tables[0].rows
    assert wash[2:5] == ("–", "–", "–")
    assert "–" not in dots[1:]
