"""What a report says: complete in both languages, true to the case, for odd cases too."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import msgspec
import pytest

import smp_sim.document.report
from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points, read_catalogue
from smp_sim.document.editing.edits import replace_areas, set_density
from smp_sim.document.editing.lip_colour import shade_lips
from smp_sim.document.editing.needles import set_needle
from smp_sim.document.editing.session_spread import spread_sessions
from smp_sim.document.editing.treatments import take_template
from smp_sim.document.export.mark import NOT_A_RESULT
from smp_sim.document.progress_report import Cancelled
from smp_sim.document.report import naming
from smp_sim.document.report.case_figures import CaseFigures, measure_case
from smp_sim.document.report.case_pictures import STAGE_AGES, later_sessions
from smp_sim.document.report.healing_pages import STAGE_WORDS, find_stages
from smp_sim.document.report.report_text import MARK_WORDS, write_report
from smp_sim.document.report.trust_pages import TRUST_WORDS, chosen_assumptions
from smp_sim.document.samples.lip_samples import lip_sample
from smp_sim.document.studio import Studio
from smp_sim.model import area_kind, camera, client, hair_growth, plan
from smp_sim.model.case import Case
from smp_sim.model.client import SKIN_CLASSES as CLASSES
from smp_sim.model.plan import Area
from smp_sim.render.tissue import Trust
from tests.document.report.conftest import small_dossier, small_order
from tests.document.report.reading import pages_of, pdf_of
from tests.ui.phrases import marked_in

FOLDER = Path(smp_sim.document.report.__file__).parent

#: Words that promise what nobody can; the mark is the one exception.
PROMISES = re.compile(r"\b(results?|guarantee\w*|final|ergebnis\w*|garantie\w*|endgültig)\b", re.I)

#: A ring on the front of the head, as unit directions.
_CROWN_RING = ((0.0, 0.6, 0.8), (0.28, 0.6, 0.75), (0.28, 0.8, 0.53), (0.0, 0.8, 0.6))


def text_of(figures: CaseFigures) -> str:
    """Give all that a report says."""
    return "\n".join(pages_of(pdf_of(figures)))


def changed_order(figures: CaseFigures, **changes: object) -> CaseFigures:
    """Give the figures under another order."""
    return replace(figures, order=msgspec.structs.replace(figures.order, **changes))


def test_every_phrase_has_its_german() -> None:
    """No phrase of the report is missing from the German catalogue."""
    assert sorted(marked_in(FOLDER, {"say", "phrase"}) - set(read_catalogue("de"))) == []


def test_no_phrase_promises_anything() -> None:
    """Preview, simulation, expected range; never result, guarantee, final."""
    said = marked_in(FOLDER, {"say", "phrase"}) - {NOT_A_RESULT}
    german = read_catalogue("de")
    assert [text for text in said if PROMISES.search(text) or PROMISES.search(german[text])] == []
    assert MARK_WORDS == NOT_A_RESULT


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        (naming.SIDE_NAMES, camera.Side),
        (naming.AREA_NAMES, area_kind.AreaKind),
        (naming.TISSUE_NAMES, area_kind.Tissue),
        (naming.RETENTION_NAMES, plan.Retention),
        (naming.PIGMENT_NAMES, plan.Pigment),
        (naming.PRESET_NAMES, plan.HairlinePreset),
        (naming.SKIN_TYPES, client.SkinType),
        (naming.SUN_HABITS, client.SunHabit),
        (naming.HAIR_COLOURS, client.HairColour),
        (naming.HAIR_CURLS, hair_growth.HairCurl),
        (TRUST_WORDS, Trust),
    ],
)
def test_every_word_of_the_model_has_a_name(names: dict[str, str], kinds: object) -> None:
    """Whatever a case can hold can be said to a client."""
    assert set(names) == set(get_args(kinds))


def test_skin_classes_and_stages_are_all_named() -> None:
    """Each class of skin and each stage of the healing has its words."""
    assert set(naming.SKIN_CLASSES) == {name for _, name in CLASSES}
    assert len(STAGE_WORDS) == len(STAGE_AGES)


def test_a_report_holds_what_a_consultation_needs(figures: CaseFigures) -> None:
    """Code, dates, measures with their error, sessions, risks, aftercare, consent."""
    text = text_of(figures)
    for words in (
        "K-17", "25 November 2026", "4 January 2027", "7.5 cm ± 4 %", "Behind the hairline",
        "Preview 1: Front", "How it heals", "Touch-up", "published research", "Risks",
        "Pregnant or breast-feeding", "Day 0 to 3", "May I see healed work", "Photographs",
        "noted in the case on 1 March 2026", "Signature of the practitioner", "Studio Muster",
        "not medical advice", "oily",
    ):  # fmt: skip
        assert words in text, words


def test_a_german_report_is_german(figures: CaseFigures) -> None:
    """Numbers, dates and sentences are those of a German reader."""
    text = text_of(changed_order(figures, language="de"))
    for words in ("25. November 2026", "7,5 cm ± 4 %", "Auf einen Blick", "Vorher ärztlich klären"):
        assert words in text, words
    assert "Preview" not in text


def test_unknown_scale_is_said_loudly(figures: CaseFigures) -> None:
    """An uncalibrated view is named on the first page and at its picture, its areas are unsure."""
    pages = pages_of(pdf_of(figures))
    assert "UNCALIBRATED" in pages[0]
    assert "Close-up" in pages[0]
    assert sum("UNCALIBRATED" in page for page in pages) == 2
    assert "cm² (scale unknown)" in pages[0]


def test_without_a_start_there_are_no_dates(figures: CaseFigures) -> None:
    """Sessions have their day alone where the first date isn't known."""
    text = text_of(changed_order(figures, first_session=None))
    assert "January 2027" not in text
    assert "First session" not in text


def test_a_case_without_views_has_a_report(studio: Studio) -> None:
    """No photo: the plan, and a sentence that says why there is no picture."""
    empty = Dossier(Case())
    text = text_of(measure_case(studio, empty, small_order()))
    assert "no photo yet" in text
    assert "No area is planned yet" in text


def test_a_wash_and_its_sittings_are_named(studio: Studio) -> None:
    """Shaded areas are told as such, and areas that are not worked on in every sitting."""
    dossier = small_dossier()
    first, scar = dossier.case.plan.areas
    wash = msgspec.structs.replace(scar, id="tone", technique="wash", last_session=1)
    later = msgspec.structs.replace(scar, first_session=2)
    case = replace_areas(dossier.case, (first, wash, later))
    text = text_of(measure_case(studio, replace(dossier, case=case), small_order()))
    assert "as a wash, in session 1" in text
    assert re.search(r"in ses\S* ?sions 2 to 3", text)  # the column may hyphenate it
    assert text.count("as a wash") == 1


def test_a_missing_photo_is_said_and_the_rest_is_shown(studio: Studio) -> None:
    """The lost view has a sentence; the other one its pictures."""
    whole = small_dossier()
    kept = whole.case.views[1].photo.sha256
    figures = measure_case(studio, Dossier(whole.case, {kept: whole.photos[kept]}), small_order())
    text = text_of(figures)
    assert "The photo of this view is missing" in text
    assert "Preview 2: Close-up" in text


def test_a_damaged_photo_is_said_too() -> None:
    """Bytes that are no picture leave a sentence, not a fault."""
    whole = small_dossier()
    broken = dict.fromkeys(whole.photos, b"no picture")
    studio = Studio(load_points())  # one that hasn't seen the photos whole
    figures = measure_case(studio, Dossier(whole.case, broken), small_order())
    assert text_of(figures).count("This view can't be drawn") == 2
    assert figures.pictures.stages is None


def test_a_long_plan_flows_over_pages_with_its_heads(studio: Studio) -> None:
    """40 sessions and 64 areas take several pages; each begins with the table's head."""
    whole = small_dossier()
    square = ((0.5, 0.5, 0.0), (1.5, 0.5, 0.0), (1.5, 1.5, 0.0), (0.5, 1.5, 0.0))
    areas = tuple(
        Area(id=f"a{n}", kind="flat-patch", view="close", outline=square) for n in range(64)
    )
    long = msgspec.structs.replace(
        whole.case.plan, areas=areas, sessions=spread_sessions(40, gap_days=14.0)
    )
    case = msgspec.structs.replace(whole.case, plan=long)
    pages = pages_of(pdf_of(measure_case(studio, Dossier(case, whole.photos), small_order())))
    with_areas = [page for page in pages if "Patch in a close-up" in page]
    with_sessions = [page for page in pages if "1RL" in page or "3RL" in page]
    assert len(with_areas) >= 3
    assert all("Dot size" in page for page in with_areas)
    assert all("Healed from day" in page for page in with_sessions)
    assert "64. Patch in a close-up" in with_areas[-1]
    assert "546 " in " ".join(with_sessions)


def test_a_day_beyond_the_calendar_has_no_date(figures: CaseFigures) -> None:
    """A session 50 years on keeps its day; no date is made up after the year 9999."""
    order = msgspec.structs.replace(figures.order, first_session=None)
    assert order.date_of(0.0) is None
    assert figures.order.date_of(18_262.0) is not None
    assert figures.order.date_of(1e9) is None


def test_stages_follow_the_healing_model(figures: CaseFigures) -> None:
    """Darker when fresh, redness from full to none, scabs in between, 100 % on day 28."""
    stages = find_stages(figures.case)
    assert stages[0].pigment > 1.4
    assert stages[0].redness == pytest.approx(1.0)
    assert stages[-1].pigment == pytest.approx(1.0)
    assert stages[-1].redness == stages[-1].scabs == 0.0
    assert max(stage.scabs for stage in stages) > 0.3


def test_many_sessions_show_a_few_of_them() -> None:
    """Of 40 sessions three later ones are pictured: the second, one in the middle, the last."""
    numbers = [n for n, _ in later_sessions(plan.Plan(sessions=spread_sessions(40, 14.0)))]
    assert numbers == [2, 21, 40]


def test_assumptions_are_those_that_count_for_the_client(figures: CaseFigures) -> None:
    """Scar and oily skin bring their own rows; a plain client has none of them."""
    names = {constant.name for constant, _ in chosen_assumptions(figures.case)}
    assert {"kept-scar", "fade-oily-skin"} <= names
    plain = {constant.name for constant, _ in chosen_assumptions(Case())}
    assert not {"kept-scar", "fade-oily-skin", "fade-sun-high", "kept-seven-needles"} & plain
    seven = chosen_assumptions(set_needle(Case(), "7RL"))
    assert "kept-seven-needles" in {constant.name for constant, _ in seven}


def test_a_report_can_be_given_up(studio: Studio) -> None:
    """Whoever waits may end it between two views."""

    def give_up(share: float, words: str) -> None:
        del words
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        measure_case(studio, small_dossier(), small_order(), give_up)


def test_a_practice_case_says_so(figures: CaseFigures) -> None:
    """A case without a client must not be handed out."""
    training = replace(figures, case=msgspec.structs.replace(figures.case, training=True))
    assert write_report(training).sections[0].blocks[2].title == "Practice case"  # type: ignore[attr-defined]


def test_hair_that_may_grow_back_has_its_pictures(studio: Studio) -> None:
    """A plan of alopecia shows the place with its hair back, and says that it is assumed."""
    dossier = small_dossier()
    patch = Area(id="patch", kind="alopecia-patch", outline=_CROWN_RING, density_per_cm2=30.0)
    case = replace_areas(dossier.case, (patch,))
    figures = measure_case(studio, replace(dossier, case=case), small_order())
    assert figures.pictures.returned is not None
    text = text_of(figures)
    assert "If hair grows back" in text
    assert "Nobody can tell whether" in text.replace("\n", " ")


def test_the_plan_names_how_lips_are_shaded(studio: Studio) -> None:
    """Ombré with the end that is darker, and the liner's width; even lips say nothing of it."""
    dossier = lip_sample("lips", width=240, height=165)
    even = text_of(measure_case(studio, dossier, small_order()))
    shaded = shade_lips(dossier.case, ombre=0.6, liner_mm=1.2)
    told = text_of(measure_case(studio, replace(dossier, case=shaded), small_order()))
    told = told.replace("\u00ad ", "")  # a narrow column breaks words
    assert "ombré 60" in told
    assert "border darker" in told
    assert "liner 1.2" in told
    assert "ombré" not in even


def test_an_island_that_later_loss_would_leave_is_shown(studio: Studio) -> None:
    """A filled front has its hatched picture and words; a fill that reaches the fringe has none."""
    dossier = small_dossier()
    for template, is_shown in (("norwood-3", True), ("norwood-6", False)):
        case = set_density(take_template(dossier.case, template), 20.0)
        figures = measure_case(studio, replace(dossier, case=case), small_order())
        assert (figures.pictures.later is not None) == is_shown
        assert ("If loss goes on" in text_of(figures)) == is_shown
