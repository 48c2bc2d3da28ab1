"""Words on screen: every phrase has its German, with the same places to fill."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import smp_sim.ui
from smp_sim.document.advice.guard_rails import find_warnings
from smp_sim.document.disk.assets import read_catalogue
from smp_sim.document.export.mark import NOT_A_RESULT
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area, Plan
from smp_sim.model.sentence import Sentence, joined
from smp_sim.ui.app import make_window
from smp_sim.ui.steps import STEPS
from smp_sim.ui.theme import apply_theme
from smp_sim.ui.translation import (
    LANGUAGES,
    CatalogueTranslator,
    load_language,
    spoken,
    told,
    tr,
    worded,
)
from tests.ui.phrases import filled_in_place, phrases_in, sentences_in
from tests.ui.stand_ins import ColourMaker
from tests.ui.tools.conftest import head_view

UI_FOLDER = Path(smp_sim.ui.__file__).parent
ROOMS = UI_FOLDER.parent
ROOMS_BELOW = ("model", "render", "document", "training")

#: A place to fill, with its form: both must come through.
PLACES = re.compile(r"{\w+(?:![rs])?(?::[^}]*)?}")

#: Words that must never be on screen: they promise what nobody can.
FORBIDDEN = re.compile(r"\b(result|guarantee[ds]?|final|ergebnis|garantie\w*|endgültig)\b", re.I)


def test_every_phrase_has_its_german() -> None:
    """No phrase of the window is missing from the German catalogue."""
    assert sorted(phrases_in(UI_FOLDER) - set(read_catalogue("de"))) == []


@pytest.mark.parametrize("room", ROOMS_BELOW)
def test_every_sentence_of_the_engine_has_its_german(room: str) -> None:
    """Whatever a person may read of the rooms below is in assets/translations/de/*.json."""
    assert sorted(sentences_in(ROOMS / room) - set(read_catalogue("de"))) == []


@pytest.mark.parametrize("room", ROOMS_BELOW)
def test_no_sentence_is_filled_before_it_can_be_translated(room: str) -> None:
    """Below the window a sentence with values is a Sentence("… {value}", value=…), no f-string."""
    assert filled_in_place(ROOMS / room) == []


def test_a_mistake_is_told_in_the_language_of_the_window(qapp: QApplication) -> None:
    """Template, values, and sentences inside values are all said in German."""
    load_language(qapp, "de")
    said = told(PlanError(joined("The area '{area}'", "Add an area first."), next_step="Quit."))
    height = spoken(
        Sentence(
            "{label} must be {low:g} to {high:g}{unit}, not {value:g}.",
            label=Sentence("Density"),
            low=1.0,
            high=400.0,
            unit=" /cm²",
            value=900.0,
        )
    )
    load_language(qapp, "en")
    assert said == "Die Fläche „{area}“ Zuerst eine Fläche anlegen. Quit."
    assert height == "Dichte muss 1 bis 400 /cm² sein, nicht 900."


def test_the_guard_rails_are_told_in_german(qapp: QApplication) -> None:
    """A warning's numbers keep their form in the other language."""
    merged = Area(id="crown", kind="whole-scalp", density_per_cm2=400.0, dot_mm=0.4)
    plan = replace(Plan(), areas=(merged,))
    load_language(qapp, "de")
    told_all = [spoken(warning.text) for warning in find_warnings(Case(plan=plan))]
    load_language(qapp, "en")
    assert (
        "Fläche „crown“: Punkte von 0,4 mm wirken wie Sommersprossen, nicht wie Haare." in told_all
    )


def test_places_to_fill_are_the_same() -> None:
    """A translation fills exactly the places that the English phrase has."""
    for english, german in read_catalogue("de").items():
        assert sorted(PLACES.findall(english)) == sorted(PLACES.findall(german))
        assert german.strip()


def test_no_phrase_promises_anything() -> None:
    """The screen says preview, simulation, expected range."""
    catalogue = {**read_catalogue("de"), NOT_A_RESULT: ""}  # the mark alone may say what it is not
    for english, german in catalogue.items():
        assert english == NOT_A_RESULT or not FORBIDDEN.search(english)
        assert not FORBIDDEN.search(german)


def test_shortcut_letters_of_menus_are_kept() -> None:
    """A menu's name has one underlined letter in each language."""
    for english, german in read_catalogue("de").items():
        single = re.findall(r"(?<!&)&(?!&)", english)
        assert len(single) == len(re.findall(r"(?<!&)&(?!&)", german))


def test_the_window_speaks_german(qtbot: QtBot, tmp_path: Path, qapp: object) -> None:
    """With German chosen the window's own words are German; English comes back after it."""
    settings = tmp_path / "s.ini"
    settings.write_text("[General]\nlanguage=de\n")
    window = make_window(settings_path=settings, data_folder=tmp_path)
    qtbot.addWidget(window)
    assert window.empty_page.open_button.text() == "Foto oder Fall öffnen …"
    assert window.rail.buttons["hairline"].text() == "3   Haarlinie"
    load_language(qapp, "en")  # type: ignore[arg-type]
    assert tr("Hairline") == "Hairline"
    window.close()


def test_numbers_are_written_as_the_language_does(qapp: QApplication) -> None:
    """Forty thousand dots are never read as forty in the other language, nor half a mm as five."""
    load_language(qapp, "de")
    german = worded(47693, ","), worded(0.25, ".2f"), worded(3.0, "g")
    load_language(qapp, "en")
    assert german == ("47.693", "0,25", "3")
    assert (worded(47693, ","), worded(0.25, ".2f")) == ("47,693", "0.25")


def test_a_missing_phrase_stays_english(qapp: object) -> None:
    """What a catalogue lacks is shown in English, never empty."""
    del qapp
    translator = CatalogueTranslator({"Save": "Speichern"})
    assert translator.translate("smp-sim", "Save") == "Speichern"
    assert translator.translate("smp-sim", "Quit") is None


def test_every_language_is_complete() -> None:
    """Each language that can be chosen has a catalogue, but English needs none."""
    for code in LANGUAGES:
        assert code == "en" or read_catalogue(code)


@pytest.mark.parametrize(
    ("touch", "text"),
    [("false", "normal"), ("true", "normal"), ("false", "large"), ("true", "larger")],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_controls_are_clipped(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication, language: str, touch: str, text: str
) -> None:
    """In each language, touch and text size, every step's controls fit beside their scroll bar."""
    settings = tmp_path / "s.ini"
    settings.write_text(f"[General]\nlanguage={language}\ntouch={touch}\ntext_size={text}\n")
    window = make_window(settings_path=settings, data_folder=tmp_path, make_maker=ColourMaker)
    qtbot.addWidget(window)
    window.show()
    areas = (Area(id="front", kind="behind-hairline"), Area(id="crown", kind="crown"))
    case = Case(views=(head_view("front"),), plan=Plan(areas=areas))
    window.bench.session.replace_document(case, {})
    wide = {}
    for step in STEPS:
        window.show_step(step.id)
        panel = window.panels.current
        assert panel is not None
        wide[step.id] = panel.minimumSizeHint().width()
        button = window.rail.buttons[step.id]  # the chosen one's letters are wider
        assert button.sizeHint().width() <= button.width()
    window.close()
    load_language(qapp, "en")
    apply_theme(qapp, "dark")
    assert {step: px for step, px in wide.items() if px > window.panels.width() - 12} == {}
